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
/// <remarks>
/// Where compressed data is damaged, an inflater loses all that the call would have given, and asked for little it is slow.
/// So it is asked for much, and where that fails for the same once more and little by little, if that can be had.
/// </remarks>
/// <param name="inner">The content.</param>
/// <param name="expansion">What may be given.</param>
/// <param name="again">The content from its beginning once more; null when it can be had only once.</param>
internal sealed class CappedStream(Stream inner, Expansion expansion, Func<Stream>? again = null) : ForwardStream
{
    private const int Little = 16 << 10;
    private Stream _inner = inner;
    private Func<Stream>? _again = again;
    private long _given;

    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = _inner.Read(_again is null ? buffer[..Math.Min(buffer.Length, Little)] : buffer);
        }
        catch (InvalidDataException) when (_again is not null)
        {
            GoBack(_again);
            return Read(buffer);
        }
        catch (InvalidDataException e)
        {
            var cut = e.Message.Contains("truncated", StringComparison.OrdinalIgnoreCase);
            throw new InvalidDataException(
                cut ? "the compressed data is cut short" : "the compressed data is damaged",
                e
            );
        }

        _given += read;
        expansion.Add(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        _inner.Dispose();
        base.Dispose(disposing);
    }

    private void GoBack(Func<Stream> again)
    {
        _again = null;
        _inner.Dispose();
        _inner = again();
        var passed = new byte[Little];
        for (var left = _given; left > 0; left -= Little)
        {
            _inner.ReadExactly(passed, 0, (int)Math.Min(left, Little));
        }
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

/// <summary>What a tar reader reads from: it takes the first block of zeros for the end, and the end of the file too.</summary>
internal sealed class TarEndStream(Stream inner) : ForwardStream
{
    private const int Block = 512;
    private long _zeros;

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var last = buffer[..read].LastIndexOfAnyExcept((byte)0);
        _zeros = last < 0 ? _zeros + read : read - 1 - last;
        return read;
    }

    /// <summary>Makes sure that the archive ended where the reader stopped.</summary>
    /// <exception cref="InvalidDataException">It did not.</exception>
    public void Check()
    {
        if (_zeros < Block)
        {
            throw new InvalidDataException("the tar archive is cut short");
        }

        var rest = new byte[Block];
        for (var read = inner.Read(rest); read > 0; read = inner.Read(rest))
        {
            if (rest.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                throw new InvalidDataException("the tar archive is damaged: its end stands before its end");
            }
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
