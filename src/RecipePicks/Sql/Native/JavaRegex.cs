using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace RecipePicks.Sql.Native;

/// <summary>A regular expression in Java's syntax, made ready. A match that takes longer than a second is an error.</summary>
/// <remarks>
/// .NET has look-around, back-references and named groups as Java has them. Put into its words: possessive quantifiers,
/// <c>\h</c>, <c>\R</c>, <c>\Q…\E</c> and POSIX classes; and named groups are counted with the others, from left to right.
/// </remarks>
internal sealed class JavaRegex
{
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(1);
    private static readonly (string Java, string Net)[] s_words =
    [
        ("\\p{Alpha}", "a-zA-Z"),
        ("\\p{Digit}", "0-9"),
        ("\\p{Alnum}", "a-zA-Z0-9"),
        ("\\p{Upper}", "A-Z"),
        ("\\p{Lower}", "a-z"),
        ("\\p{Punct}", "!-/:-@\\[-`{-~"),
        ("\\p{Space}", " \\t\\n\\x0B\\f\\r"),
        ("\\p{XDigit}", "0-9a-fA-F"),
        ("\\p{ASCII}", "\\x00-\\x7F"),
        ("\\h", " \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000"),
    ];

    private const string Pair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    [ThreadStatic]
    private static JavaRegex? s_last;
    private readonly byte[] _pattern;
    private readonly int[] _numbers;

    private JavaRegex(ReadOnlySpan<byte> pattern)
    {
        _pattern = pattern.ToArray();
        var java = Encoding.UTF8.GetString(pattern);
        try
        {
            Regex = new Regex(
                Translate(java, wide: false),
                RegexOptions.CultureInvariant | RegexOptions.Compiled,
                s_most
            );
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"Not a regular expression: {java}: {e.Message}", e);
        }

        _numbers = Numbers(java, Regex);
    }

    /// <summary>The expression over texts whose characters are all single in UTF-16.</summary>
    public Regex Regex { get; }

    private Regex? _wide;

    /// <summary>The expression for a text: where characters are pairs, a pair is one, as in Java.</summary>
    public Regex For(string text) =>
        text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? _wide ??= new Regex(
                Translate(Encoding.UTF8.GetString(_pattern), wide: true),
                RegexOptions.CultureInvariant,
                s_most
            )
            : Regex;

    /// <summary>How many groups there are besides the whole.</summary>
    public int Groups => _numbers.Length - 1;

    /// <summary>What is wrong with an expression; null when nothing is.</summary>
    public static string? Problem(string java)
    {
        try
        {
            _ = new Regex(Translate(java, wide: false), RegexOptions.CultureInvariant, s_most);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return e is FormatException ? e.Message : $"Not a regular expression: {java}: {e.Message}";
        }
    }

    /// <summary>Makes an expression ready; the last one of a thread is kept.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static JavaRegex Of(ReadOnlySpan<byte> pattern) =>
        s_last is { } last && pattern.SequenceEqual(last._pattern) ? last : s_last = new(pattern);

    /// <summary>Whether the text has a match anywhere.</summary>
    public bool IsMatch(ReadOnlySpan<byte> utf8)
    {
        const int OnStack = 512;
        char[]? rented = null;
        var chars =
            utf8.Length <= OnStack ? stackalloc char[OnStack] : (rented = ArrayPool<char>.Shared.Rent(utf8.Length));
        try
        {
            var length = Encoding.UTF8.GetChars(utf8, chars);
            return Regex.IsMatch(chars[..length]);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new FormatException("A match of the regular expression took longer than a second", e);
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    /// <summary>.NET's number of a group that Java counts from left to right.</summary>
    /// <exception cref="FormatException">There is no such group.</exception>
    public int Group(long number) =>
        number >= 0 && number < _numbers.Length
            ? _numbers[number]
            : throw new FormatException($"Pattern has {Groups} groups. Cannot access group {number}");

    /// <summary>.NET's number of a named group.</summary>
    public int Group(string name) =>
        Regex.GroupNumberFromName(name) is >= 0 and var number
            ? number
            : throw new FormatException($"No group with name {{{name}}}");

    /// <summary>.NET counts named groups after the others; here they stand in the order of their parentheses.</summary>
    private static int[] Numbers(string java, Regex regex)
    {
        var numbers = new List<int> { 0 };
        var unnamed = 0;
        var inClass = 0;
        for (var i = 0; i < java.Length; i++)
        {
            switch (java[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass++;
                    break;
                case ']' when inClass > 0:
                    inClass--;
                    break;
                case '(' when inClass == 0 && i + 1 < java.Length && java[i + 1] != '?':
                    numbers.Add(++unnamed);
                    break;
                case '('
                    when inClass == 0
                        && i + 3 < java.Length
                        && java[i + 1] == '?'
                        && java[i + 2] == '<'
                        && char.IsAsciiLetter(java[i + 3]):
                    var end = java.IndexOf('>', i);
                    numbers.Add(end < 0 ? 0 : regex.GroupNumberFromName(java[(i + 3)..end]));
                    break;
            }
        }

        return [.. numbers];
    }

    private static string Translate(string java, bool wide)
    {
        var net = new StringBuilder(java.Length + 16);
        var inClass = 0;
        var open = false;
        for (var i = 0; i < java.Length; i++)
        {
            var c = java[i];
            if (c == '\\' && i + 1 < java.Length)
            {
                i = Escape(java, i, net, inClass > 0);
            }
            else if (c == '[')
            {
                inClass++;
                // A class within a class is a union in Java; .NET has no such thing, but its members read on.
                open = wide && inClass == 1 && i + 1 < java.Length && java[i + 1] == '^';
                net.Append(
                    inClass > 1 ? ""
                    : open ? "(?:" + Pair + "|["
                    : "["
                );
            }
            else if (c == ']' && inClass > 0)
            {
                net.Append(
                    --inClass > 0 ? ""
                    : open ? "])"
                    : "]"
                );
            }
            else if (wide && c == '.' && inClass == 0)
            {
                net.Append("(?:" + Pair + "|.)");
            }
            else if (
                inClass == 0
                && c == '+'
                && i > 0
                && net.Length > 0
                && java[i - 1] is '*' or '+' or '?' or '}'
                && Quantifier(net, out var from)
            )
            {
                // x*+ gives nothing back: (?>x*)
                net.Insert(AtomStart(net, from), "(?>").Append(')');
            }
            else
            {
                net.Append(c);
            }
        }

        return net.ToString();
    }

    private static int Escape(string java, int at, StringBuilder net, bool inClass)
    {
        if (java[at + 1] == 'Q')
        {
            var end = java.IndexOf("\\E", at + 2, StringComparison.Ordinal);
            end = end < 0 ? java.Length : end;
            net.Append(Regex.Escape(java[(at + 2)..end]));
            return Math.Min(end + 1, java.Length);
        }

        if (java[at + 1] == 'R')
        {
            net.Append("(?:\\r\\n|[\\n\\x0B\\f\\r\\u0085\\u2028\\u2029])");
            return at + 1;
        }

        foreach (var (word, members) in s_words)
        {
            if (string.CompareOrdinal(java, at, word, 0, word.Length) == 0)
            {
                net.Append(inClass ? members : $"[{members}]");
                return at + word.Length - 1;
            }
        }

        // Java's classes are ASCII unless asked otherwise; .NET's are all of Unicode.
        net.Append(
            java[at + 1] switch
            {
                'd' => inClass ? "0-9" : "[0-9]",
                'D' when !inClass => "[^0-9]",
                'w' => inClass ? "a-zA-Z0-9_" : "[a-zA-Z0-9_]",
                'W' when !inClass => "[^a-zA-Z0-9_]",
                's' => inClass ? " \\t\\n\\x0B\\f\\r" : "[ \\t\\n\\x0B\\f\\r]",
                'S' when !inClass => "[^ \\t\\n\\x0B\\f\\r]",
                _ => java.Substring(at, 2),
            }
        );
        return at + 1;
    }

    /// <summary>Where the quantifier at the end begins.</summary>
    private static bool Quantifier(StringBuilder net, out int from)
    {
        from = net.Length - 1;
        if (net[from] != '}')
        {
            return true;
        }

        while (from > 0 && net[from] != '{')
        {
            from--;
        }

        return from > 0;
    }

    /// <summary>Where the thing before a quantifier begins: a group, a class, an escape or a character.</summary>
    private static int AtomStart(StringBuilder net, int quantifier)
    {
        var at = quantifier - 1;
        var (open, close) =
            at < 0
                ? ('\0', '\0')
                : net[at] switch
                {
                    ')' => ('(', ')'),
                    ']' => ('[', ']'),
                    _ => ('\0', '\0'),
                };
        if (close == '\0')
        {
            return Math.Max(0, at > 0 && net[at - 1] == '\\' ? at - 1 : at);
        }

        for (var depth = 0; at >= 0; at--)
        {
            depth +=
                net[at] == close ? 1
                : net[at] == open ? -1
                : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return Math.Max(0, at);
    }
}
