using RecipePicks.DuckDb;

namespace RecipePicks.Sources;

/// <summary>Room for values that must be rewritten before they are stored; emptied with the reader's window.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>Room that records leave for the name of their file.</summary>
    public const int Slack = 16 << 10;

    private int _used;

    public Scratch(int capacity) => Buffer = new NativeBuffer(capacity);

    public NativeBuffer Buffer { get; }

    /// <summary>How much is taken; set it back to give up what came after.</summary>
    public int Used
    {
        get => _used;
        set => _used = value;
    }

    /// <summary>Takes room.</summary>
    /// <param name="length">Bytes wanted.</param>
    /// <param name="room">The room; empty when there is not enough.</param>
    /// <param name="slack">Room to leave.</param>
    /// <returns>Whether there was enough.</returns>
    public bool TryReserve(int length, out Span<byte> room, int slack = Slack)
    {
        if (length > Buffer.Length - slack - _used)
        {
            room = default;
            return false;
        }

        room = Buffer.Span.Slice(_used, length);
        return true;
    }

    /// <summary>Keeps what was written into the room just taken.</summary>
    /// <param name="length">Bytes written.</param>
    /// <returns>Where they lie.</returns>
    public Slice Keep(int length)
    {
        var slice = new Slice(SliceSource.Scratch, _used, length);
        _used += length;
        return slice;
    }

    /// <summary>Empties it, and makes it larger if need be. Slices into it are gone.</summary>
    /// <param name="capacity">The least capacity.</param>
    public void Recycle(int capacity)
    {
        _used = 0;
        if (Buffer.Length < capacity)
        {
            Buffer.Resize(capacity);
        }
    }

    public void Dispose() => Buffer.Dispose();
}
