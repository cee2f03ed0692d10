using RecipePicks.DuckDb;

namespace RecipePicks.Sources;

/// <summary>Room for values that must be rewritten before they are stored; emptied with the reader's window.</summary>
internal sealed class Scratch : IDisposable
{
    /// <summary>Room that records leave for the name of their file.</summary>
    public const int Slack = 16 << 10;

    /// <summary>A record, what it was rewritten into, and both once more.</summary>
    private const int Largest = 4 * RecordReader.LargestValue;

    private int _used;

    /// <summary>Whether it has grown as far as it may.</summary>
    public bool IsLargest => Buffer.Length >= Largest;

    /// <summary>Whether a record may be read: <see cref="Slack"/> is left for the name of its file.</summary>
    public bool HasSlack => Buffer.Length - _used >= Slack;

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

    /// <summary>Empties it. Slices into it are gone.</summary>
    /// <param name="grow">Whether to make it larger.</param>
    public void Recycle(bool grow)
    {
        _used = 0;
        if (grow && !IsLargest)
        {
            Buffer.Resize(Math.Min(Buffer.Length * 2, Largest));
        }
    }

    public void Dispose() => Buffer.Dispose();
}
