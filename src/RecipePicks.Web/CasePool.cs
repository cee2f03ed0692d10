using RecipePicks.Store;

namespace RecipePicks.Web;

/// <summary>
/// The case, opened as often as it is asked at once: a case answers one question at a time. What was opened before a load
/// added to it is closed, so that every question sees the case as it stands.
/// </summary>
/// <param name="folder">The case's folder.</param>
internal sealed class CasePool(string folder) : IAsyncDisposable
{
    private const int Most = 3;

    /// <summary>How long the end waits for who was asked to stop.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly SemaphoreSlim _free = new(Most);
    private readonly Stack<(Case Case, string Stamp)> _idle = [];
    private bool _over;

    /// <summary>What changes when a load adds to the case.</summary>
    public string Stamp => Case.Stamp(folder);

    /// <summary>The case's folder.</summary>
    public string Folder => folder;

    /// <summary>Opens the case, for whoever asks it first.</summary>
    /// <exception cref="CaseException">There is no case, or it is damaged or newer than this program.</exception>
    public void Open() => With(_ => true);

    /// <summary>Does something with the case, and with nobody else asking it.</summary>
    /// <param name="work">What to do; it runs on a thread of the pool.</param>
    /// <param name="cancellation">Stops waiting, and is handed on.</param>
    public async Task<T> Use<T>(Func<Case, T> work, CancellationToken cancellation)
    {
        await _free.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => With(work), cancellation);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Ends when nobody works on the case any more, so that nothing is written into its folder afterwards.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        for (var free = 0; free < Most; free++)
        {
            await _free.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        lock (_idle)
        {
            _over = true;
            while (_idle.TryPop(out var idle))
            {
                idle.Case.Dispose();
            }
        }
    }

    private T With<T>(Func<Case, T> work)
    {
        var stamp = Stamp;
        var opened = Take(stamp) ?? Case.Open(folder);
        var whole = false;
        try
        {
            var result = work(opened);
            whole = true;
            return result;
        }
        finally
        {
            // A connection that was interrupted is not asked again.
            if (!whole || !TryKeep(opened, stamp))
            {
                opened.Dispose();
            }
        }
    }

    private bool TryKeep(Case opened, string stamp)
    {
        lock (_idle)
        {
            if (!_over)
            {
                _idle.Push((opened, stamp));
            }

            return !_over;
        }
    }

    private Case? Take(string stamp)
    {
        lock (_idle)
        {
            while (_idle.TryPop(out var idle))
            {
                if (idle.Stamp == stamp)
                {
                    return idle.Case;
                }

                idle.Case.Dispose();
            }
        }

        return null;
    }
}
