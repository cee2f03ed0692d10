using System.Globalization;
using System.Text;

namespace RecipePicks.Sql.Lexing;

/// <summary>Cuts SQL into tokens. It never fails: what is no token becomes a <see cref="TokenKind.Bad"/> one.</summary>
/// <param name="text">The text.</param>
/// <param name="notices">Where mistakes that are put right are told; null takes the text as strictly as Trino does.</param>
internal sealed class Lexer(string text, ICollection<string>? notices = null)
{
    private static readonly string[] s_marks = ["<>", "!=", "<=", ">=", "||", "->", "=>", "=="];
    private const string Single = "+-*/%=<>(),.;[]?{}$@#&^|!~:\\";

    // Quotes of several languages; primes, which web pages make of a quote after a digit; accents and full-width forms.
    private const string TypographicSingle = "‘’‚‛′‵´＇";
    private const string TypographicDouble = "“”„‟″‶＂";
    private int _at;

    /// <summary>Every token, the last one <see cref="TokenKind.End"/>.</summary>
    public IReadOnlyList<Token> Read()
    {
        var tokens = new List<Token>();
        Token token;
        do
        {
            token = Next();
            tokens.Add(token);
        } while (token.Kind != TokenKind.End);
        return tokens;
    }

    private char At(int ahead = 0) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private Token Next()
    {
        while (_at < text.Length && SkipBlank()) { }

        var start = _at;
        if (_at >= text.Length)
        {
            return new(TokenKind.End, "", start, start);
        }

        var c = text[_at];
        return c switch
        {
            '/' when At(1) == '*' => Bad(start, text.Length, "the comment has no end: */ is missing"),
            '\'' => Quoted(TokenKind.String, '\''),
            '"' => Quoted(TokenKind.QuotedName, '"'),
            '`' => Quoted(TokenKind.QuotedName, '`'),
            'x' or 'X' when At(1) == '\'' => Bytes(),
            'u' or 'U' when At(1) == '&' && At(2) == '\'' => Unicode(),
            _ when TypographicSingle.Contains(c) || TypographicDouble.Contains(c) => Typographic(c),
            ':' when IsWordStart(At(1)) => Parameter(),
            '.' when char.IsAsciiDigit(At(1)) => Number(),
            _ when char.IsAsciiDigit(c) => Number(),
            _ when IsWordStart(c) => Take(TokenKind.Word, WordEnd(_at)),
            _ => Mark(c),
        };
    }

    /// <summary>Blanks, no-break spaces among them, and comments.</summary>
    private bool SkipBlank()
    {
        if (char.IsWhiteSpace(text[_at]) || text[_at] is '\uFEFF' or '\u200B')
        {
            _at++;
            return true;
        }

        if (At() == '-' && At(1) == '-')
        {
            var end = text.IndexOf('\n', _at);
            _at = end < 0 ? text.Length : end + 1;
            return true;
        }

        if (At() == '/' && At(1) == '*' && text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is > 0 and var close)
        {
            _at = close + 2;
            return true;
        }

        return false;
    }

    private Token Take(TokenKind kind, int end, string? value = null)
    {
        var token = new Token(kind, value ?? text[_at..end], _at, end);
        _at = end;
        return token;
    }

    private Token Bad(int start, int end, string why)
    {
        _at = end;
        return new(TokenKind.Bad, why, start, end);
    }

    private Token Mark(char c)
    {
        foreach (var mark in s_marks)
        {
            if (string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0)
            {
                return Take(TokenKind.Mark, _at + mark.Length);
            }
        }

        return Single.Contains(c, StringComparison.Ordinal)
            ? Take(TokenKind.Mark, _at + 1)
            : Bad(_at, _at + 1, $"the character U+{(int)c:X4} means nothing in SQL");
    }

    private Token Quoted(TokenKind kind, char quote)
    {
        var value = new StringBuilder();
        var i = _at + 1;
        while (i < text.Length)
        {
            if (text[i] == quote)
            {
                if (i + 1 < text.Length && text[i + 1] == quote)
                {
                    i++;
                }
                else
                {
                    return Take(kind, i + 1, value.ToString());
                }
            }

            value.Append(text[i++]);
        }

        return Bad(_at, text.Length, $"the quote {quote} is never closed");
    }

    /// <summary>Quotes that a word processor made: put right where mistakes may be, refused where not.</summary>
    private Token Typographic(char open)
    {
        var isDouble = TypographicDouble.Contains(open);
        var plain = isDouble ? '"' : '\'';
        if (notices is null)
        {
            return Bad(_at, _at + 1, $"{open} is a typographic quote; SQL's is {plain}");
        }

        var closers = isDouble ? TypographicDouble + '"' : TypographicSingle + '\'';
        var end = text.AsSpan(_at + 1).IndexOfAny(closers);
        if (end < 0)
        {
            return Bad(_at, text.Length, $"the quote {open} is never closed");
        }

        Notice($"typographic quotes read as {plain}");
        var value = text.Substring(_at + 1, end);
        return Take(isDouble ? TokenKind.QuotedName : TokenKind.String, _at + end + 2, value);
    }

    private void Notice(string notice)
    {
        if (notices is not null && !notices.Contains(notice))
        {
            notices.Add(notice);
        }
    }

    private Token Bytes()
    {
        var start = _at++;
        var quoted = Quoted(TokenKind.Bytes, '\'');
        var digits = new string([.. quoted.Value.Where(c => !char.IsWhiteSpace(c))]);
        return quoted.Kind == TokenKind.Bad ? quoted
            : digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
                ? new(TokenKind.Bytes, digits.ToUpperInvariant(), start, quoted.End)
            : new(TokenKind.Bad, "a binary literal is pairs of hexadecimal digits: X'65'", start, quoted.End);
    }

    /// <summary><c>U&amp;'\0065\+01F4B0'</c>.</summary>
    private Token Unicode()
    {
        var start = _at;
        _at += 2;
        var quoted = Quoted(TokenKind.String, '\'');
        var value = new StringBuilder();
        var source = quoted.Value;
        for (var i = 0; quoted.Kind == TokenKind.String && i < source.Length; i++)
        {
            if (source[i] != '\\')
            {
                value.Append(source[i]);
                continue;
            }

            var (skip, digits) = i + 1 < source.Length && source[i + 1] == '+' ? (2, 6) : (1, 4);
            if (i + 1 < source.Length && source[i + 1] == '\\')
            {
                value.Append('\\');
                i++;
            }
            else if (
                i + skip + digits <= source.Length
                && int.TryParse(
                    source.AsSpan(i + skip, digits),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var code
                )
                && Rune.IsValid(code)
            )
            {
                value.Append(new Rune(code));
                i += skip + digits - 1;
            }
            else
            {
                return new(TokenKind.Bad, "an escape in U&'…' is \\XXXX or \\+XXXXXX", start, quoted.End);
            }
        }

        return quoted with
        {
            Value = quoted.Kind == TokenKind.Bad ? quoted.Value : value.ToString(),
            Start = start,
        };
    }

    private Token Parameter()
    {
        var end = WordEnd(_at + 1);
        return Take(TokenKind.Parameter, end, text[(_at + 1)..end]);
    }

    private Token Number()
    {
        var i = Digits(_at);
        if (i < text.Length && text[i] == '.')
        {
            i = Digits(i + 1);
        }

        if (i < text.Length && text[i] is 'e' or 'E')
        {
            var sign = i + 1 < text.Length && text[i + 1] is '+' or '-' ? 1 : 0;
            var end = Digits(i + 1 + sign);
            i = end > i + 1 + sign ? end : i;
        }

        return Take(TokenKind.Number, i);
    }

    private int Digits(int i)
    {
        while (i < text.Length && char.IsAsciiDigit(text[i]))
        {
            i++;
        }

        return i;
    }

    private int WordEnd(int i)
    {
        while (i < text.Length && (IsWordStart(text[i]) || char.IsAsciiDigit(text[i])))
        {
            i++;
        }

        return i;
    }

    private static bool IsWordStart(char c) => char.IsAsciiLetter(c) || c == '_';
}
