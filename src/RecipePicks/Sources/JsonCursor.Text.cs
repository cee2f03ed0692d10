using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <content>Strings: where they end, and whether what is in them may be.</content>
internal ref partial struct JsonCursor
{
    private static readonly SearchValues<byte> Specials = SearchValues.Create([
        (byte)'\\',
        .. Enumerable.Range(0, ' ').Select(c => (byte)c),
    ]);

    /// <summary>Reads a string from its quote to behind the closing one, which is the next mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool ReadText()
    {
        var start = Consumed;
        while (_marks == 0)
        {
            // A control character ends the search: without it, a lost quote would make one string of all that follows.
            if (!Load() || (_block.LastControl > start && _marks == 0))
            {
                return CutText(start);
            }
        }

        var end = _blockAt + BitOperations.TrailingZeroCount(_marks);
        _marks &= _marks - 1;
        TokenStart = start;
        _valueAt = start + 1;
        _valueLength = end - start - 1;
        Consumed = end + 1;
        if (_block.LastSpecial > start)
        {
            IsEscaped = Check(Value, whole: true);
        }

        return true;
    }

    private readonly bool CutText(int start)
    {
        Check(_json[(start + 1)..], whole: false);
        return false;
    }

    /// <summary>Checks what is special in a string.</summary>
    /// <param name="text">What stands between the quotes.</param>
    /// <param name="whole">Whether the string ends there; if not, it is what there is of it.</param>
    /// <returns>Whether it has escapes.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Check(ReadOnlySpan<byte> text, bool whole)
    {
        var at = Special(text, 0);
        var escaped = at < text.Length;
        for (; at < text.Length; at = Special(text, AfterEscape(text, at)))
        {
            if (text[at] != '\\')
            {
                throw new JsonException($"a control character (0x{text[at]:x2}) in a string");
            }
        }

        return at == text.Length || !whole
            ? escaped
            : throw new JsonException("an escape '\\u' without four hexadecimal digits");
    }

    /// <summary>The next backslash or control character, or a place beyond the end.</summary>
    private static int Special(ReadOnlySpan<byte> text, int at)
    {
        if (at >= text.Length)
        {
            return at;
        }

        var found = text[at..].IndexOfAny(Specials);
        return found < 0 ? text.Length : at + found;
    }

    private static int AfterEscape(ReadOnlySpan<byte> text, int at)
    {
        if (at + 1 >= text.Length)
        {
            return text.Length;
        }

        var c = text[at + 1];
        if (c != 'u')
        {
            return "\"\\/bfnrt"u8.Contains(c) ? at + 2 : throw new JsonException($"an unknown escape, 0x{c:x2}");
        }

        for (var i = at + 2; i < at + 6 && i < text.Length; i++)
        {
            if (!char.IsAsciiHexDigit((char)text[i]))
            {
                throw new JsonException("an escape '\\u' without four hexadecimal digits");
            }
        }

        return at + 6;
    }
}
