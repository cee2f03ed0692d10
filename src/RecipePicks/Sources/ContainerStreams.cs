using System.Buffers;
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
    public override int Read(Span<byte> buffer)
    {
        int read;
        try
        {
            read = inner.Read(buffer);
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

/// <summary>
/// Gives its last bytes one by one, so that what a <see cref="GZipStream"/> leaves behind can be counted: it ignores
/// what follows the last member, be it noise or a damaged member.
/// </summary>
internal sealed class TailStream : ForwardStream
{
    private const int Slowly = 64;
    private readonly Stream _inner;
    private byte[] _ahead = [];
    private int _from;
    private int _to;
    private bool _ended;

    public TailStream(Stream inner) => _inner = inner;

    /// <summary>Bytes not read; asked for when the reader is done.</summary>
    public long Left
    {
        get
        {
            Refill(1);
            long left = _to - _from;
            var rest = new byte[4096];
            for (var read = _inner.Read(rest); read > 0; read = _inner.Read(rest))
            {
                left += read;
            }

            return left;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        Refill(Slowly + 1);
        var held = _to - _from;
        var give = Math.Min(buffer.Length, Math.Max(held - Slowly, Math.Min(held, 1)));
        _ahead.AsSpan(_from, give).CopyTo(buffer);
        _from += give;
        return give;
    }

    protected override void Dispose(bool disposing)
    {
        if (_ahead.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_ahead);
            (_ahead, _from, _to, _ended) = ([], 0, 0, true);
        }

        base.Dispose(disposing);
    }

    private void Refill(int least)
    {
        if (_to - _from >= least || _ended)
        {
            return;
        }

        if (_ahead.Length == 0)
        {
            _ahead = ArrayPool<byte>.Shared.Rent(64 << 10);
        }

        _ahead.AsSpan(_from, _to - _from).CopyTo(_ahead);
        _to -= _from;
        _from = 0;
        while (_to < least && !_ended)
        {
            var read = _inner.Read(_ahead, _to, _ahead.Length - _to);
            _to += read;
            _ended = read == 0;
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
