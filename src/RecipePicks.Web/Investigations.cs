using RecipePicks.Cases;
using RecipePicks.Reports.Html;
using RecipePicks.Store;

namespace RecipePicks.Web;

/// <summary>
/// Investigations, each made once and kept: a reload and a second tab get the same one, also while it is still being made.
/// When the case grows they are made anew.
/// </summary>
/// <param name="pool">The case.</param>
/// <param name="news">Is told how far they are.</param>
internal sealed class Investigations(CasePool pool, News news) : IDisposable
{
    private const int Most = 12;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<Investigated>> _made = [];
    private readonly Queue<string> _order = [];
    private readonly CancellationTokenSource _end = new();
    private (string Stamp, Task<CaseOverview> Overview)? _overview;
    private (string Stamp, Task<ActivityLog> Log)? _log;
    private (Investigated Of, ReadOnlyMemory<byte> Page)? _page;

    /// <summary>Investigates, or gives what was found before.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellation">Stops waiting; the work goes on for who asks next.</param>
    public Task<Investigated> Of(InvestigationRequest request, CancellationToken cancellation)
    {
        var window = request.Window;
        var key = string.Join(
            '\u0000',
            [pool.Stamp, $"{request.As}", $"{window.From:O}", $"{window.To:O}", .. request.Leads]
        );
        lock (_lock)
        {
            if (!_made.TryGetValue(key, out var made) || made.IsFaulted || made.IsCanceled)
            {
                made = Make(request, key);
                _made[key] = made;
                _order.Enqueue(key);
                while (_order.Count > Most)
                {
                    _made.Remove(_order.Dequeue());
                }
            }

            return made.WaitAsync(cancellation);
        }
    }

    /// <summary>What the page reads of an investigation, in UTF-8; of the last one it is kept, for reloads.</summary>
    /// <inheritdoc cref="Of"/>
    public async Task<ReadOnlyMemory<byte>> Page(InvestigationRequest request, CancellationToken cancellation)
    {
        var investigated = await Of(request, cancellation);
        lock (_lock)
        {
            if (_page is { } kept && ReferenceEquals(kept.Of, investigated))
            {
                return kept.Page;
            }
        }

        using var bytes = new MemoryStream();
        using (var output = new StreamWriter(bytes, leaveOpen: true))
        {
            PageData.Write(investigated, output);
        }

        var page = bytes.ToArray();
        lock (_lock)
        {
            _page = (investigated, page);
        }

        return page;
    }

    /// <summary>What the case holds as it stands: what a page shows first.</summary>
    public Task<CaseOverview> Overview(CancellationToken cancellation)
    {
        lock (_lock)
        {
            var stamp = pool.Stamp;
            if (_overview is not { } kept || kept.Stamp != stamp || kept.Overview.IsFaulted)
            {
                kept = (stamp, Look());
                _overview = kept;
            }

            return kept.Overview.WaitAsync(cancellation);
        }

        // A page waits for both: they are read side by side.
        async Task<CaseOverview> Look()
        {
            var strip = pool.Use(opened => CaseOverview.StripOf(opened.Engine, _end.Token), _end.Token);
            var coverage = await pool.Use(opened => opened.Coverage(_end.Token), _end.Token);
            return new CaseOverview(coverage, await strip);
        }
    }

    /// <summary>Every call of the case as it stands, for the timeline.</summary>
    public Task<ActivityLog> Log(CancellationToken cancellation)
    {
        lock (_lock)
        {
            var stamp = pool.Stamp;
            if (_log is not { } kept || kept.Stamp != stamp || kept.Log.IsFaulted)
            {
                kept = (stamp, Read());
                _log = kept;
            }

            return kept.Log.WaitAsync(cancellation);
        }

        // What is seen first is read first.
        async Task<ActivityLog> Read()
        {
            await Overview(_end.Token);
            return await pool.Use(opened => ActivityLog.Read(opened, _end.Token), _end.Token);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task<Investigated> Make(InvestigationRequest request, string key)
    {
        var stamp = pool.Stamp;
        var overview = await Overview(_end.Token);
        var log = Log(_end.Token);
        var told = request with { Progress = new Told(news, request.Leads, key) };
        try
        {
            var investigated = await pool.Use(
                // Between the two a load may have added to the case.
                opened =>
                    Investigation.Run(
                        opened.Engine,
                        pool.Stamp == stamp ? overview.Coverage : opened.Coverage(_end.Token),
                        told,
                        _end.Token
                    ),
                _end.Token
            );
            return (await log).AddTo(investigated);
        }
        finally
        {
            news.Over(key);
        }
    }

    private sealed class Told(News news, IReadOnlyList<string> leads, string key) : IProgress<InvestigationProgress>
    {
        public void Report(InvestigationProgress value)
        {
            using var text = new StringWriter();
            PageData.WriteProgress(leads, value, text);
            news.Tell("asked", key, text.ToString());
        }
    }
}
