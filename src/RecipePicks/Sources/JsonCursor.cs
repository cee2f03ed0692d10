using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>
/// Reads one JSON value token by token, strictly by RFC 8259: what <see cref="Utf8JsonReader"/> does, for whole values in
/// one piece of memory and without its bookkeeping of lines, comments and segments.
/// </summary>
/// <remarks>Malformed text throws <see cref="JsonException"/>; text that ends too early makes <see cref="Read"/> false.</remarks>
/// <param name="json">UTF-8 that begins with the value; more may follow it.</param>
internal ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>Deeper nesting is refused.</summary>
    public const int MaxDepth = 128;

    private readonly ReadOnlySpan<byte> _json = json;

    // Which of the open containers are arrays, the innermost in the lowest bit.
    private ulong _arrays;
    private ulong _outerArrays;
    private int _depth;
    private int _valueAt;
    private int _valueLength;
    private Expected _expected = Expected.Value;

    private enum Expected : byte
    {
        Value,
        NameOrEnd,
        ValueOrEnd,
        CommaOrEnd,
    }

    /// <summary>The token that the cursor stands on.</summary>
    public JsonTokenType TokenType;

    /// <summary>Where the token begins; a string begins with its quote.</summary>
    public int TokenStart;

    /// <summary>Bytes read; behind a name, its colon is read as well.</summary>
    public int Consumed;

    /// <summary>Whether the string or name has escapes.</summary>
    public bool IsEscaped;

    /// <summary>Whether there was white space before the token, or between a name and its colon.</summary>
    public bool IsSpaced;

    /// <summary>The token's text: of a string or name, what stands between the quotes.</summary>
    public readonly ReadOnlySpan<byte> Value => _json.Slice(_valueAt, _valueLength);

    private readonly bool InArray => (_arrays & 1) != 0;

    /// <summary>Goes to the next token.</summary>
    /// <returns>False when the text ends before it does.</returns>
    public bool Read()
    {
        IsSpaced = false;
        if (!Next(out var c))
        {
            return false;
        }

        switch (_expected)
        {
            case Expected.CommaOrEnd:
                if (c != ',')
                {
                    return c is (byte)'}' or (byte)']' ? End(c) : throw Unexpected(c, "a comma or an end");
                }

                Consumed++;
                return Next(out c) && (InArray ? ReadValue(c) : ReadName(c));
            case Expected.NameOrEnd:
                return c == '}' ? End(c) : ReadName(c);
            case Expected.ValueOrEnd:
                return c == ']' ? End(c) : ReadValue(c);
            default:
                return ReadValue(c);
        }
    }

    /// <summary>The next byte that is no white space; it is not taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Next(out byte c)
    {
        if ((uint)Consumed < (uint)_json.Length && (c = _json[Consumed]) > ' ')
        {
            return true;
        }

        return SkipSpace(out c);
    }

    private bool SkipSpace(out byte c)
    {
        for (; Consumed < _json.Length; Consumed++)
        {
            c = _json[Consumed];
            if (c > ' ')
            {
                return true;
            }

            if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                throw Unexpected(c, "a value");
            }

            IsSpaced = true;
        }

        c = 0;
        return false;
    }

    private bool End(byte c)
    {
        if (_depth == 0 || InArray != (c == ']'))
        {
            throw Unexpected(c, "a value or the other end");
        }

        TokenType = c == ']' ? JsonTokenType.EndArray : JsonTokenType.EndObject;
        TokenStart = Consumed++;
        _arrays = (_arrays >> 1) | (_outerArrays << 63);
        _outerArrays >>= 1;
        _depth--;
        _expected = Expected.CommaOrEnd;
        return true;
    }

    private bool Begin(JsonTokenType token, Expected expected, ulong bit)
    {
        if (++_depth > MaxDepth)
        {
            throw new JsonException($"it is nested more than {MaxDepth} deep (cap on depth)");
        }

        _outerArrays = (_outerArrays << 1) | (_arrays >> 63);
        _arrays = (_arrays << 1) | bit;
        TokenType = token;
        TokenStart = Consumed++;
        _expected = expected;
        return true;
    }

    private bool ReadName(byte c)
    {
        if (c != '"')
        {
            throw Unexpected(c, "a name");
        }

        if (!ReadText() || !Next(out c))
        {
            return false;
        }

        if (c != ':')
        {
            throw Unexpected(c, "a colon");
        }

        Consumed++;
        TokenType = JsonTokenType.PropertyName;
        _expected = Expected.Value;
        return true;
    }

    private bool ReadValue(byte c)
    {
        switch (c)
        {
            case (byte)'"':
                TokenType = JsonTokenType.String;
                _expected = Expected.CommaOrEnd;
                return ReadText();
            case (byte)'{':
                return Begin(JsonTokenType.StartObject, Expected.NameOrEnd, 0);
            case (byte)'[':
                return Begin(JsonTokenType.StartArray, Expected.ValueOrEnd, 1);
            case (byte)'t':
                return ReadLiteral("true"u8, JsonTokenType.True);
            case (byte)'f':
                return ReadLiteral("false"u8, JsonTokenType.False);
            case (byte)'n':
                return ReadLiteral("null"u8, JsonTokenType.Null);
            default:
                return ReadNumber(c);
        }
    }

    private bool ReadLiteral(ReadOnlySpan<byte> literal, JsonTokenType token)
    {
        var rest = _json[Consumed..];
        if (!rest.StartsWith(literal))
        {
            return rest.Length < literal.Length && literal.StartsWith(rest)
                ? false
                : throw Unexpected(rest[0], "a value");
        }

        Take(token, literal.Length);
        return true;
    }

    private bool ReadNumber(byte first)
    {
        var at = Consumed + (first == '-' ? 1 : 0);
        var zero = at < _json.Length && _json[at] == '0';
        at += zero ? 1 : 0;
        if (!zero && !Digits(ref at))
        {
            return Cut(at, "a value");
        }

        if (at < _json.Length && _json[at] == '.')
        {
            at++;
            if (!Digits(ref at))
            {
                return Cut(at, "a digit");
            }
        }

        if (at < _json.Length && (_json[at] | 0x20) == 'e')
        {
            at++;
            at += at < _json.Length && _json[at] is (byte)'+' or (byte)'-' ? 1 : 0;
            if (!Digits(ref at))
            {
                return Cut(at, "a digit");
            }
        }

        if (at == _json.Length || !",}] \n\r\t"u8.Contains(_json[at]))
        {
            return Cut(at, "the end of a number");
        }

        Take(JsonTokenType.Number, at - Consumed);
        return true;
    }

    private void Take(JsonTokenType token, int length)
    {
        TokenType = token;
        TokenStart = _valueAt = Consumed;
        _valueLength = length;
        Consumed += length;
        _expected = Expected.CommaOrEnd;
    }

    /// <summary>The text ends here, or is wrong here.</summary>
    private readonly bool Cut(int at, string expected) =>
        at >= _json.Length ? false : throw Unexpected(_json[at], expected);

    private readonly bool Digits(ref int at)
    {
        var from = at;
        while (at < _json.Length && char.IsAsciiDigit((char)_json[at]))
        {
            at++;
        }

        return at > from;
    }

    /// <summary>Reads a string from its quote to behind the closing one.</summary>
    private bool ReadText()
    {
        var text = _json;
        var start = Consumed;
        var at = Special(text, start + 1);
        IsEscaped = false;
        while ((uint)at < (uint)text.Length && text[at] != '"')
        {
            if (text[at] != '\\')
            {
                throw new JsonException($"a control character (0x{text[at]:x2}) in a string");
            }

            IsEscaped = true;
            at = Special(text, AfterEscape(text, at));
        }

        TokenStart = start;
        _valueAt = start + 1;
        _valueLength = at - start - 1;
        Consumed = at + 1;
        return at < text.Length;
    }

    /// <summary>The next quote, backslash or control character, or a place beyond the end.</summary>
    private static int Special(ReadOnlySpan<byte> text, int at)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        for (; at <= text.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref first, (nuint)at);
            var special =
                Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
            if (special != Vector128<byte>.Zero)
            {
                return at + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
        }

        while (at < text.Length && text[at] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            at++;
        }

        return at;
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

    private static JsonException Unexpected(byte c, string expected) =>
        new(
            c is > 0x20 and < 0x7F ? $"'{(char)c}' where {expected} should be" : $"0x{c:x2} where {expected} should be"
        );
}
