using RecipePicks.Cases;
using RecipePicks.Reports;
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
    private (string Stamp, Task<ActivityLog> Log)? _log;

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
                made = Make(request);
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

    /// <summary>Every call of the case as it stands, for the timeline.</summary>
    public Task<ActivityLog> Log(CancellationToken cancellation)
    {
        lock (_lock)
        {
            var stamp = pool.Stamp;
            if (_log is not { } kept || kept.Stamp != stamp || kept.Log.IsFaulted)
            {
                kept = (stamp, pool.Use(opened => ActivityLog.Read(opened, _end.Token), _end.Token));
                _log = kept;
            }

            return kept.Log.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task<Investigated> Make(InvestigationRequest request)
    {
        var log = Log(_end.Token);
        var told = request with { Progress = new Told(news) };
        var investigated = await pool.Use(
            opened => Investigation.Run(opened.Engine, opened.Coverage(_end.Token), told, _end.Token),
            _end.Token
        );
        var who = Quotations.Who(investigated);
        return investigated with
        {
            Activity = (await log).Count(
                new ActivityRequest
                {
                    Window = investigated.Window,
                    Who = who,
                    MostCells = 4000,
                }
            ),
        };
    }

    private sealed class Told(News news) : IProgress<string>
    {
        public void Report(string value) => news.Tell("letter", value);
    }
}
