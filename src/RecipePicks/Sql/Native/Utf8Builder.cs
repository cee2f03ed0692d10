using System.Globalization;
using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>Bytes of text that grow; used again for every row.</summary>
internal sealed class Utf8Builder
{
    private byte[] _bytes = new byte[1024];

    /// <summary>How many bytes are written.</summary>
    public int Count { get; private set; }

    /// <summary>What is written.</summary>
    public ReadOnlySpan<byte> Text => _bytes.AsSpan(0, Count);

    /// <summary>Forgets what was written behind a place.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Adds an ASCII character.</summary>
    public void Put(char ascii)
    {
        Room(1)[0] = (byte)ascii;
        Count++;
    }

    /// <summary>Adds a text.</summary>
    public void Put(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Count += utf8.Length;
    }

    /// <summary>Adds a text.</summary>
    public void Put(string text) =>
        Count += Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length)));

    /// <summary>Adds a number, with zeros before it up to a width.</summary>
    public void Put(long number, int width)
    {
        Span<byte> digits = stackalloc byte[20];
        _ = number.TryFormat(digits, out var count, default, CultureInfo.InvariantCulture);
        for (; width > count; width--)
        {
            Put('0');
        }

        Put(digits[..count]);
    }

    /// <summary>Room for so many bytes behind the text; <see cref="Add"/> says how many were written.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Count < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Count + bytes));
        }

        return _bytes.AsSpan(Count);
    }

    /// <summary>Counts what was written into <see cref="Room"/>.</summary>
    public void Add(int bytes) => Count += bytes;
}
