using System.Collections.Concurrent;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Hands out the files of a load in their order; those that lie elsewhere are fetched ahead. Any thread may ask.</summary>
/// <param name="files">The files that are known beforehand.</param>
/// <param name="live">Files that come up while the load runs; null when none do.</param>
internal sealed class InputFeed(IReadOnlyList<InputFile> files, BlockingCollection<InputFile>? live = null)
{
    private const int MostAhead = 128;
    private const long MostBytesAhead = 256 << 20;
    private const int LookMilliseconds = 100;
    private readonly Lock _lock = new();
    private int _next;
    private int _prepared;
    private int _taken;
    private long _bytesAhead;

    /// <summary>Files so far.</summary>
    public int Count => files.Count + _taken;

    /// <summary>Their bytes, as far as they are known.</summary>
    public long Bytes { get; } = files.Sum(f => f.Bytes);

    /// <summary>Whether some of it lies elsewhere.</summary>
    public bool IsFetched { get; } = live is not null || files.Any(f => f.Path is null);

    /// <summary>Whether there are no more.</summary>
    public bool IsDone => _next >= files.Count && live?.IsCompleted != false;

    /// <summary>The next file, with its place in the order.</summary>
    /// <param name="isOver">Whether to stop waiting for one.</param>
    /// <param name="cancellation">Stops waiting for one.</param>
    /// <returns>Null when there is none, or none yet.</returns>
    public (InputFile File, int Number)? Next(Func<bool> isOver, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (isOver())
            {
                return null;
            }

            if (_next < files.Count)
            {
                Prepare();
                return (files[_next], _next++);
            }
        }

        while (live is { IsCompleted: false } && !isOver())
        {
            if (live.TryTake(out var file, LookMilliseconds, cancellation))
            {
                return (file, files.Count + Interlocked.Increment(ref _taken) - 1);
            }
        }

        return null;
    }

    private void Prepare()
    {
        while (
            _prepared < files.Count
            && (_prepared <= _next || (_prepared < _next + MostAhead && _bytesAhead < MostBytesAhead))
        )
        {
            files[_prepared].Prepare();
            _bytesAhead += files[_prepared++].Bytes;
        }

        _bytesAhead -= files[_next].Bytes;
    }
}
