using RecipePicks.Store;

namespace RecipePicks.Cli.Loading;

/// <summary>A bar on standard error: redrawn ten times a second on a terminal, a plain line a minute elsewhere.</summary>
internal sealed class ProgressBar(Terminal terminal) : IProgress<LoadProgress>, IDisposable
{
    private const int Cells = 24;
    private readonly Lock _lock = new();
    private readonly TimeSpan _pause = terminal.CanRedraw ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromMinutes(1);
    private TimeSpan _shown = terminal.CanRedraw ? TimeSpan.MinValue : TimeSpan.Zero;
    private bool _drawn;

    public void Report(LoadProgress value)
    {
        lock (_lock)
        {
            if (_shown != TimeSpan.MinValue && value.Elapsed - _shown < _pause)
            {
                return;
            }

            _shown = value.Elapsed;
            if (terminal.CanRedraw)
            {
                terminal.Error.Write($"\r{Bar(value)} {Describe(value)}\e[K");
                _drawn = true;
            }
            else
            {
                terminal.Error.Write($"picks: {Describe(value)}\n");
            }
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

    private static string Bar(LoadProgress value)
    {
        var done = value.Bytes == 0 ? 0 : (int)(Cells * Math.Clamp((double)value.BytesDone / value.Bytes, 0, 1));
        return $"[{new string('#', done)}{new string('.', Cells - done)}]";
    }

    private static string Describe(LoadProgress value)
    {
        var seconds = Math.Max(value.Elapsed.TotalSeconds, 0.001);
        return $"{value.FilesDone:N0} of {value.Files:N0} files, {value.Records:N0} events, "
            + $"{value.Records / seconds:N0} events/s, {value.BytesDone / seconds / 1e6:N1} MB/s";
    }
}
