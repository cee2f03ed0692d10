using System.Text;

namespace RecipePicks.Sources;

/// <summary>Rewrites JSON text, always into something no longer than what it was.</summary>
internal static class JsonText
{
    /// <summary>Takes the escapes out of a JSON string.</summary>
    /// <param name="escaped">The text between the quotes.</param>
    /// <param name="to">At least as long as <paramref name="escaped"/>.</param>
    /// <param name="exact">False when a lone surrogate had to become U+FFFD.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to, out bool exact)
    {
        exact = true;
        var written = 0;
        while (!escaped.IsEmpty)
        {
            var plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                escaped.CopyTo(to[written..]);
                return written + escaped.Length;
            }

            escaped[..plain].CopyTo(to[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped[1] == 'u')
            {
                var rune = Decode(ref escaped, out var lone);
                exact &= !lone;
                written += rune.EncodeToUtf8(to[written..]);
            }
            else
            {
                to[written++] = Simple(escaped[1]);
                escaped = escaped[2..];
            }
        }

        return written;
    }

    /// <summary>
    /// Takes white space between tokens out of JSON text, and every escape that it does not need: <c>\u003d</c> becomes
    /// <c>=</c>, so that a search for <c>a=b</c> finds it.
    /// </summary>
    /// <param name="json">Valid JSON.</param>
    /// <param name="to">At least as long as <paramref name="json"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Normalise(ReadOnlySpan<byte> json, Span<byte> to)
    {
        var written = 0;
        var inString = false;
        while (!json.IsEmpty)
        {
            var c = json[0];
            if (!inString)
            {
                inString = c == '"';
                if (c > ' ')
                {
                    to[written++] = c;
                }

                json = json[1..];
                continue;
            }

            var next = json.IndexOfAny((byte)'"', (byte)'\\');
            json[..next].CopyTo(to[written..]);
            written += next;
            json = json[next..];
            if (json[0] == '"')
            {
                to[written++] = (byte)'"';
                inString = false;
                json = json[1..];
            }
            else
            {
                written += Shorten(ref json, to[written..]);
            }
        }

        return written;
    }

    private static int Shorten(ref ReadOnlySpan<byte> json, Span<byte> to)
    {
        if (json[1] == '/')
        {
            to[0] = (byte)'/';
            json = json[2..];
            return 1;
        }

        if (json[1] != 'u')
        {
            json[..2].CopyTo(to);
            json = json[2..];
            return 2;
        }

        var before = json;
        var rune = Decode(ref json, out var lone);
        if (!lone && rune.Value >= ' ' && rune.Value != '"' && rune.Value != '\\' && rune.Value != 0x7F)
        {
            return rune.EncodeToUtf8(to);
        }

        var length = before.Length - json.Length;
        before[..length].CopyTo(to);
        return length;
    }

    private static Rune Decode(ref ReadOnlySpan<byte> escaped, out bool lone)
    {
        var high = Hex(escaped[2..6]);
        escaped = escaped[6..];
        lone = false;
        if (!char.IsSurrogate((char)high))
        {
            return new Rune(high);
        }

        if (char.IsHighSurrogate((char)high) && escaped.Length >= 6 && escaped[0] == '\\' && escaped[1] == 'u')
        {
            var low = Hex(escaped[2..6]);
            if (char.IsLowSurrogate((char)low))
            {
                escaped = escaped[6..];
                return new Rune((char)high, (char)low);
            }
        }

        lone = true;
        return Rune.ReplacementChar;
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var value = 0;
        foreach (var digit in digits)
        {
            value = (value << 4) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }

    private static byte Simple(byte c) =>
        c switch
        {
            (byte)'n' => (byte)'\n',
            (byte)'t' => (byte)'\t',
            (byte)'r' => (byte)'\r',
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            _ => c,
        };
}
