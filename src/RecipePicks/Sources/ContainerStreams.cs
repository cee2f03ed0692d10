using System.IO.Compression;

namespace RecipePicks.Sources;

/// <summary>How far a file may expand: what all of its containers give together.</summary>
/// <param name="fileBytes">The file's size on disk.</param>
internal sealed class Expansion(long fileBytes)
{
    /// <summary>CloudTrail's own files expand 5 to 20 times.</summary>
    public const int Ratio = 250;

    private const long Allowance = 256L << 20;
    private long _given;

    public void Add(int bytes)
    {
        _given += bytes;
        if (_given > Allowance + (Ratio * fileBytes))
        {
            throw new InvalidDataException($"it expands to more than {Ratio} times its size (cap on expansion)");
        }
    }
}

/// <summary>A stream that is read forward only.</summary>
internal abstract class ForwardStream : Stream
{
    public sealed override bool CanRead => true;

    public sealed override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public sealed override long Length => throw new NotSupportedException();

    public sealed override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public sealed override void Flush() { }

    public sealed override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Counts what a container gives, and words its errors.</summary>
internal sealed class CappedStream(Stream inner, Expansion expansion) : ForwardStream
{
    /// <summary>Where compressed data is damaged, an inflater loses all that the call would have given.</summary>
    private const int Little = 16 << 10;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer[..Math.Min(buffer.Length, Little)]);
        }
        catch (InvalidDataException e)
        {
            var cut = e.Message.Contains("truncated", StringComparison.OrdinalIgnoreCase);
            throw new InvalidDataException(
                cut ? "the compressed data is cut short" : "the compressed data is damaged",
                e
            );
        }

        expansion.Add(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Counts what is read, and knows whether all of it was.</summary>
internal sealed class WatchedStream(Stream inner) : ForwardStream
{
    /// <summary>Bytes read.</summary>
    public long Given { get; private set; }

    /// <summary>Whether the reader came to the end.</summary>
    public bool Ended { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Given += read;
        Ended |= read == 0 && buffer.Length > 0;
        return read;
    }
}

/// <summary>
/// What a <see cref="GZipStream"/> reads from. It gives the last bytes one by one: a stream whose checksum does not fit has
/// then given all of its content before that shows.
/// </summary>
internal sealed class TailStream(Stream inner) : ForwardStream
{
    /// <summary>Longer than gzip's trailer.</summary>
    private const int Slowly = 16;
    private readonly byte[] _ahead = new byte[16 << 10];
    private int _from;
    private int _to;
    private bool _drained;

    /// <summary>
    /// Whether the inflater came to the end. It asks for more after each member, and stops asking when noise or a damaged
    /// member follows, without a word.
    /// </summary>
    public bool Ended { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        Refill();
        var held = _to - _from;
        var give = Math.Min(buffer.Length, Math.Max(held - Slowly, Math.Min(held, 1)));
        _ahead.AsSpan(_from, give).CopyTo(buffer);
        _from += give;
        Ended |= give == 0 && buffer.Length > 0;
        return give;
    }

    private void Refill()
    {
        if (_to - _from > Slowly || _drained)
        {
            return;
        }

        _ahead.AsSpan(_from, _to - _from).CopyTo(_ahead);
        _to -= _from;
        _from = 0;
        while (_to <= Slowly && !_drained)
        {
            var read = inner.Read(_ahead, _to, _ahead.Length - _to);
            _to += read;
            _drained = read == 0;
        }
    }
}

/// <summary>Checks the CRC-32 of a zip entry, which <see cref="ZipArchive"/> does not.</summary>
internal sealed class ChecksumStream(Stream inner, uint expected) : ForwardStream
{
    private static readonly uint[] Table = MakeTable();
    private uint _crc = uint.MaxValue;

    /// <summary>What is wrong, once all is read.</summary>
    public string? Problem => ~_crc == expected ? null : "the checksum of the zip entry does not fit its content";

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        foreach (var b in buffer[..read])
        {
            _crc = Table[(byte)(_crc ^ b)] ^ (_crc >> 8);
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320;
            }

            table[i] = value;
        }

        return table;
    }
}
