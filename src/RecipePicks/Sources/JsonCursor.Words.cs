using System.Text.Json;

namespace RecipePicks.Sources;

/// <content>What stands without quotes: <c>true</c>, <c>false</c>, <c>null</c> and numbers.</content>
internal ref partial struct JsonCursor
{
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
}
