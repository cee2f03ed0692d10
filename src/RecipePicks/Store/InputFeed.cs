using System.Collections.Concurrent;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Hands out the files of a load in their order; those that lie elsewhere are fetched ahead. Any thread may ask.</summary>
/// <remarks>What was handed out is let go: the names of a million files take half a gigabyte.</remarks>
internal sealed class InputFeed
{
    private const int MostAhead = 128;
    private const long MostBytesAhead = 256 << 20;
    private const int LookMilliseconds = 100;
    private readonly Lock _lock = new();
    private readonly InputFile?[] _files;
    private readonly BlockingCollection<InputFile>? _live;
    private int _next;
    private int _prepared;
    private int _taken;
    private long _bytesAhead;

    /// <summary>Takes the files.</summary>
    /// <param name="files">Those that are known beforehand.</param>
    /// <param name="live">Those that come up while the load runs; null when none do.</param>
    public InputFeed(IEnumerable<InputFile> files, BlockingCollection<InputFile>? live = null)
    {
        _files = [.. files];
        _live = live;
        Bytes = _files.Sum(f => f!.Bytes);
        IsFetched = live is not null || _files.Any(f => f!.Path is null);
    }

    /// <summary>Files so far.</summary>
    public int Count => _files.Length + _taken;

    /// <summary>Their bytes, as far as they are known.</summary>
    public long Bytes { get; }

    /// <summary>Whether some of it lies elsewhere.</summary>
    public bool IsFetched { get; }

    /// <summary>Whether there are no more.</summary>
    public bool IsDone => _next >= _files.Length && _live?.IsCompleted != false;

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

            if (_next < _files.Length)
            {
                Prepare();
                var file = _files[_next]!;
                _files[_next] = null;
                _bytesAhead -= file.Bytes;
                return (file, _next++);
            }
        }

        while (_live is { IsCompleted: false } && !isOver())
        {
            if (_live.TryTake(out var file, LookMilliseconds, cancellation))
            {
                return (file, _files.Length + Interlocked.Increment(ref _taken) - 1);
            }
        }

        return null;
    }

    private void Prepare()
    {
        while (
            _prepared < _files.Length
            && (_prepared <= _next || (_prepared < _next + MostAhead && _bytesAhead < MostBytesAhead))
        )
        {
            var file = _files[_prepared++]!;
            file.Prepare();
            _bytesAhead += file.Bytes;
        }
    }
}
