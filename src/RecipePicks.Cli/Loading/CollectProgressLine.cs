using RecipePicks.Collecting;

namespace RecipePicks.Cli.Loading;

/// <summary>A line on standard error: redrawn ten times a second on a terminal, a plain line a minute elsewhere.</summary>
internal sealed class CollectProgressLine(Terminal terminal) : IProgress<CollectProgress>, IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeSpan _pause = terminal.CanRedraw ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromMinutes(1);
    private TimeSpan _shown = TimeSpan.Zero;
    private bool _drawn;

    public void Report(CollectProgress value)
    {
        lock (_lock)
        {
            if (value.Elapsed - _shown < _pause)
            {
                return;
            }

            _shown = value.Elapsed;
            var line = $"{value.Done:N0} of {value.Calls:N0} calls known so far, {value.Current}";
            terminal.Error.Write(terminal.CanRedraw ? $"\r{line}\e[K" : $"picks: {line}\n");
            _drawn |= terminal.CanRedraw;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_drawn)
            {
                terminal.Error.Write("\r\e[K");
            }
        }
    }
}
