using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>
/// Reads one JSON value token by token, strictly by RFC 8259: what <see cref="Utf8JsonReader"/> does, for whole values in
/// one piece of memory and without its bookkeeping of lines, comments and segments.
/// </summary>
/// <remarks>
/// It does not look at bytes one by one: <see cref="JsonBlock"/> says of 64 at a time where the next token may begin
/// (after Langdale and Lemire, "Parsing gigabytes of JSON per second", 2019).
/// Malformed text throws <see cref="JsonException"/>; text that ends too early makes <see cref="Read"/> false.
/// </remarks>
/// <param name="json">UTF-8 that begins with the value; more may follow it.</param>
internal ref partial struct JsonCursor(ReadOnlySpan<byte> json)
{
    /// <summary>Deeper nesting is refused.</summary>
    public const int MaxDepth = 128;

    private readonly ReadOnlySpan<byte> _json = json;
    private JsonBlock _block = new();

    // Marks of the block that were not taken yet, and where the block begins.
    private ulong _marks;
    private int _blockAt = -JsonBlock.Length;

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

    /// <summary>Whether the token is a string or name that has escapes.</summary>
    public bool IsEscaped;

    /// <summary>Whether there was white space before the token, or between a name and its colon.</summary>
    public bool IsSpaced;

    /// <summary>The token's text: of a string or name, what stands between the quotes.</summary>
    public readonly ReadOnlySpan<byte> Value => _json.Slice(_valueAt, _valueLength);

    private readonly bool InArray => (_arrays & 1) != 0;

    /// <summary>Goes to the next token.</summary>
    /// <returns>False when the text ends before it does.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read()
    {
        IsSpaced = false;
        IsEscaped = false;
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

    /// <summary>
    /// Goes to the string value of a member if the member stands right here, behind a comma: what <see cref="Read"/> would
    /// come upon in two steps, without telling one token from the next.
    /// </summary>
    /// <param name="opening">Comma, name in quotes, colon and quote, as in <c>,"name":"</c>; the name has no escapes.</param>
    /// <returns>Whether it was there; if not, nothing is taken.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadText(ReadOnlySpan<byte> opening)
    {
        if (!IsNext(opening))
        {
            return false;
        }

        Consumed += opening.Length - 1;
        PassMarks(Consumed + 1);
        IsSpaced = IsEscaped = false;
        if (ReadText())
        {
            TokenType = JsonTokenType.String;
            return true;
        }

        // The text ends inside the string: there is nothing more to read.
        Consumed = _json.Length;
        return false;
    }

    /// <summary>Goes to a member's name if that stands right here, behind a comma: what <see cref="Read"/> would come upon.</summary>
    /// <param name="opening">Comma, name in quotes and colon, as in <c>,"name":</c>; the name has no escapes.</param>
    /// <returns>Whether it was there; if not, nothing is taken.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadName(ReadOnlySpan<byte> opening)
    {
        if (!IsNext(opening))
        {
            return false;
        }

        TokenStart = Consumed + 1;
        (_valueAt, _valueLength) = (TokenStart + 1, opening.Length - 4);
        Consumed += opening.Length;
        PassMarks(Consumed);
        IsSpaced = IsEscaped = false;
        (TokenType, _expected) = (JsonTokenType.PropertyName, Expected.Value);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly bool IsNext(ReadOnlySpan<byte> opening) =>
        _expected == Expected.CommaOrEnd
        && !InArray
        && opening.Length <= _json.Length - Consumed
        && _json.Slice(Consumed, opening.Length).SequenceEqual(opening);

    /// <summary>Passes over the marks before a place.</summary>
    private void PassMarks(int to)
    {
        while (to - _blockAt >= JsonBlock.Length && Load()) { }

        _marks &= to - _blockAt < JsonBlock.Length ? ulong.MaxValue << (to - _blockAt) : 0;
    }

    /// <summary>Goes to the last token of the value on whose first token the cursor stands.</summary>
    /// <param name="plain">Whether it is compact JSON without escapes.</param>
    /// <returns>False when the text ends before it does.</returns>
    public bool Skip(out bool plain)
    {
        plain = !IsEscaped;
        var outside = TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? _depth - 1 : _depth;
        while (_depth > outside)
        {
            if (!Read())
            {
                return false;
            }

            plain &= !(IsSpaced | IsEscaped);
        }

        return true;
    }

    /// <summary>Goes to the end of the object on whose start the cursor stands, when it has been read before.</summary>
    /// <param name="length">The object's bytes, from brace to brace.</param>
    public void Pass(int length)
    {
        Consumed = TokenStart + length - 1;
        End((byte)'}');

        // No string and no number goes on behind an object, so that blocks can begin anew here.
        _block = new JsonBlock();
        _blockAt = Consumed - JsonBlock.Length;
        _marks = 0;
    }

    /// <summary>The next byte that begins a token; it is not taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Next(out byte c)
    {
        if (!Mark(out var at))
        {
            Gap(_json.Length);
            c = 0;
            return false;
        }

        if (at != Consumed)
        {
            Gap(at);
        }

        c = _json[at];
        return true;
    }

    /// <summary>Takes the next mark.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Mark(out int at)
    {
        while (_marks == 0)
        {
            if (!Load())
            {
                at = 0;
                return false;
            }
        }

        at = _blockAt + BitOperations.TrailingZeroCount(_marks);
        _marks &= _marks - 1;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Load()
    {
        _blockAt += JsonBlock.Length;
        if (_blockAt > _json.Length - JsonBlock.Length)
        {
            return LoadRest();
        }

        _marks = _block.Read(ref Unsafe.Add(ref MemoryMarshal.GetReference(_json), _blockAt), _blockAt);
        return true;
    }

    /// <summary>Reads the last block, filled up with spaces.</summary>
    private bool LoadRest()
    {
        if (_blockAt >= _json.Length)
        {
            _blockAt = _json.Length;
            _marks = 0;
            return false;
        }

        Span<byte> rest = stackalloc byte[JsonBlock.Length];
        rest.Fill((byte)' ');
        _json[_blockAt..].CopyTo(rest);
        _marks = _block.Read(ref MemoryMarshal.GetReference(rest), _blockAt);
        return true;
    }

    /// <summary>Goes over white space.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Gap(int to)
    {
        for (; Consumed < to; Consumed++)
        {
            var c = _json[Consumed];
            if (c is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                throw Unexpected(c, "a value");
            }

            IsSpaced = true;
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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

    private static JsonException Unexpected(byte c, string expected) =>
        new(
            c is > 0x20 and < 0x7F ? $"'{(char)c}' where {expected} should be" : $"0x{c:x2} where {expected} should be"
        );
}
