using System.Globalization;
using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>Reads classes of characters and escapes, in Java's syntax.</summary>
/// <param name="java">The pattern.</param>
/// <param name="at">Where to read on: behind the bracket, or at the escape.</param>
/// <param name="wide">Whether a surrogate pair is one character.</param>
internal sealed class JavaClass(string java, int at, bool wide)
{
    /// <summary>Classes within classes; no one nests them deeper, and reading them takes the stack.</summary>
    private const int MostNested = 50;

    // Java's classes are ASCII unless asked otherwise; .NET's are all of Unicode.
    private static readonly Dictionary<string, string> s_posix = new(StringComparer.Ordinal)
    {
        ["Alpha"] = "a-zA-Z",
        ["Digit"] = "0-9",
        ["Alnum"] = "a-zA-Z0-9",
        ["Upper"] = "A-Z",
        ["Lower"] = "a-z",
        ["Punct"] = "!-/:-@\\[-`{-~",
        ["Graph"] = "!-~",
        ["Print"] = "\\x20-~",
        ["Blank"] = "\\x20\\t",
        ["Cntrl"] = "\\x00-\\x1F\\x7F",
        ["Space"] = "\\x20\\t\\n\\x0B\\f\\r",
        ["XDigit"] = "0-9a-fA-F",
        ["ASCII"] = "\\x00-\\x7F",
    };

    private static readonly Dictionary<char, string> s_classes = new()
    {
        ['d'] = "0-9",
        ['w'] = "a-zA-Z0-9_",
        ['s'] = s_posix["Space"],
        ['h'] = "\\x20\\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000",
        ['v'] = "\\n\\x0B\\f\\r\\u0085\\u2028\\u2029",
    };

    private static readonly HashSet<string> s_categories =
    [
        .. "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Cs Co Cn".Split(
            ' '
        ),
    ];

    private int _at = at;
    private int _depth;

    /// <summary>A code point outside classes.</summary>
    public static string Literal(int point) => point <= 0xFFFF ? Escaped(point) : $"(?:{char.ConvertFromUtf32(point)})";

    /// <summary>A class, up to behind its bracket.</summary>
    public JavaSet Read(out int end)
    {
        var set = Class();
        end = _at;
        return set;
    }

    /// <summary>An escape outside of classes, up to behind it.</summary>
    public JavaSet ReadEscape(out int end)
    {
        var (set, point) = Escape();
        end = _at;
        return set ?? Single(point);
    }

    private static string Escaped(int point) => $"\\u{point:X4}";

    private static JavaSet Single(int point) =>
        point <= 0xFFFF ? new(Escaped(point)) : new(null, false, Literal(point));

    private FormatException Bad(string reason) => new($"Not a regular expression: {java}: {reason}");

    private char Peek => _at < java.Length ? java[_at] : throw Bad("a class or an escape is never closed");

    private JavaSet Class()
    {
        if (++_depth > MostNested)
        {
            throw Bad("classes are nested too deeply");
        }

        var negated = Peek == '^';
        _at += negated ? 1 : 0;
        JavaSet? both = null;
        var union = new JavaSet("");
        // A bracket at the start is itself.
        for (var first = true; first || Peek != ']'; first = false)
        {
            if (Peek != '&' || _at + 1 >= java.Length || java[_at + 1] != '&')
            {
                union = union.Or(Item(), wide);
                continue;
            }

            _at += 2;
            if (first || Peek is ']' or '&')
            {
                throw Bad("&& stands between two classes");
            }

            both = both?.And(union, wide) ?? union;
            union = new("");
        }

        _at++;
        _depth--;
        var set = both?.And(union, wide) ?? union;
        return negated ? set.Not(wide) : set;
    }

    private JavaSet Item()
    {
        if (Peek == '[')
        {
            _at++;
            return Peek == ':' && java.IndexOf(":]", _at + 1, StringComparison.Ordinal) > 0
                ? throw Bad("[:…:] is not known here; write \\p{Alpha} and its like")
                : Class();
        }

        var (set, from) = Point();
        if (set is not null)
        {
            return set;
        }

        if (
            Peek != '-'
            || _at + 1 >= java.Length
            || java[_at + 1] is ']' or '['
            || java.AsSpan(_at + 1).StartsWith("&&")
        )
        {
            return Single(from);
        }

        _at++;
        var (other, to) = Point();
        return other is not null || to < from ? throw Bad("a range ends before it begins")
            : to > 0xFFFF ? throw Bad("a range beyond U+FFFF is not known here")
            : new($"{Escaped(from)}-{Escaped(to)}");
    }

    /// <summary>One character, or what an escape stands for.</summary>
    private (JavaSet? Set, int Point) Point()
    {
        if (Peek == '\\')
        {
            return Escape();
        }

        var rune = Rune.TryGetRuneAt(java, _at, out var read) ? read : Rune.ReplacementChar;
        _at += rune.Utf16SequenceLength;
        return (null, rune.Value);
    }

    private (JavaSet? Set, int Point) Escape()
    {
        _at++;
        var letter = Peek;
        _at++;
        if (s_classes.TryGetValue(char.ToLowerInvariant(letter), out var members))
        {
            return (new(members, char.IsAsciiLetterUpper(letter)), 0);
        }

        return letter switch
        {
            'p' or 'P' => (Property(letter == 'P'), 0),
            't' => (null, '\t'),
            'n' => (null, '\n'),
            'r' => (null, '\r'),
            'f' => (null, '\f'),
            'a' => (null, '\a'),
            'e' => (null, 0x1B),
            'c' => (null, Control()),
            '0' => (null, Number(8, java.AsSpan(_at) is [>= '0' and <= '3', ..] ? 3 : 2)),
            'x' when Peek == '{' => (null, Braced()),
            'x' => (null, Number(16, 2)),
            'u' => (null, Number(16, 4)),
            _ when char.IsAsciiLetterOrDigit(letter) => throw Bad($"\\{letter} is not known here"),
            _ when char.IsHighSurrogate(letter) && _at < java.Length => (
                null,
                char.ConvertToUtf32(letter, java[_at++])
            ),
            _ => (null, letter),
        };
    }

    private int Control()
    {
        var letter = Peek;
        _at++;
        return letter <= 0x7F ? letter ^ 64 : throw Bad("\\c stands before an ASCII character");
    }

    private int Number(int radix, int most)
    {
        var number = 0;
        var from = _at;
        while (_at < java.Length && _at - from < most && char.IsAsciiHexDigit(java[_at]))
        {
            var digit = Convert.ToInt32(java[_at].ToString(), 16);
            if (digit >= radix)
            {
                break;
            }

            number = (number * radix) + digit;
            _at++;
        }

        return _at == from || (radix == 16 && _at - from < most) || number is >= 0xD800 and <= 0xDFFF
            ? throw Bad("an escape has not the digits that it needs")
            : number;
    }

    private int Braced()
    {
        var end = java.IndexOf('}', _at);
        var digits = end < 0 ? "" : java[(_at + 1)..end];
        _at = end + 1;
        return
            int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var point)
            && Rune.IsValid(point)
            ? point
            : throw Bad($"\\x{{{digits}}} is no character");
    }

    private JavaSet Property(bool negated)
    {
        var end = Peek == '{' ? java.IndexOf('}', _at) : _at;
        var name =
            end < 0 ? throw Bad("\\p{ is never closed")
            : end == _at ? java[_at].ToString()
            : java[(_at + 1)..end];
        _at = end + 1;
        var category = name.StartsWith("Is", StringComparison.Ordinal) ? name[2..] : name;
        return s_posix.TryGetValue(name, out var members) ? new(members, negated)
            : s_categories.Contains(category) ? new($"\\p{{{category}}}", negated)
            : throw Bad($"\\p{{{name}}} is not known here; the classes of POSIX and the categories of Unicode are");
    }
}
