using System.Globalization;
using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>A pattern of Java's, read piece by piece and written in .NET's words.</summary>
/// <remarks>
/// Source: java.util.regex.Pattern. Put into other words are possessive quantifiers, classes and their unions and
/// intersections, <c>\h</c>, <c>\v</c>, <c>\R</c>, <c>\Q…\E</c> and <c>\p{…}</c>; every group has its number, which .NET
/// would count otherwise where some have names. What has no equal is refused by name.
/// </remarks>
internal sealed class JavaPattern
{
    private const string Pair = JavaSet.Pair;

    private readonly string _java;
    private readonly bool _wide;
    private readonly StringBuilder _net = new();
    private readonly Stack<(int Start, bool Comments)> _open = new();
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private int _at;
    private int _atom = -1;
    private bool _comments;

    private JavaPattern(string java, bool wide) => (_java, _wide) = (java, wide);

    /// <summary>The pattern for .NET.</summary>
    public string Net => _net.ToString();

    /// <summary>How many groups capture.</summary>
    public int Groups { get; private set; }

    /// <summary>The numbers of the groups that have names.</summary>
    public IReadOnlyDictionary<string, int> Names => _names;

    /// <summary>Whether a boundary of words stands in it.</summary>
    public bool HasBoundary { get; private set; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="java">The pattern.</param>
    /// <param name="wide">Whether a surrogate pair is to be one character.</param>
    /// <exception cref="FormatException">It is none, or has what .NET cannot say.</exception>
    public static JavaPattern Read(string java, bool wide)
    {
        var pattern = new JavaPattern(java, wide);
        // Nothing begins within a pair.
        pattern._net.Append(wide ? "(?<![\\uD800-\\uDBFF])(?:" : "");
        while (pattern._at < java.Length)
        {
            pattern.Piece();
        }

        if (pattern._open.Count > 0)
        {
            throw pattern.Bad("a group is never closed");
        }

        pattern._net.Append(wide ? ")" : "");
        return pattern;
    }

    private FormatException Bad(string reason) => new($"Not a regular expression: {_java}: {reason}");

    private bool Next(string text) => string.CompareOrdinal(_java, _at, text, 0, text.Length) == 0;

    private void Piece()
    {
        var c = _java[_at];
        switch (c)
        {
            case '\\':
                Escape();
                break;
            case '[':
                Atom(new JavaClass(_java, _at + 1, _wide).Read(out _at).Atom(_wide));
                break;
            case '(':
                Group();
                break;
            case ')':
                if (!_open.TryPop(out var group))
                {
                    throw Bad("a ) closes no group");
                }

                _at++;
                _net.Append(c);
                (_atom, _comments) = group;
                break;
            case '*' or '+' or '?':
                _at++;
                Quantified(c.ToString());
                break;
            case '{' when Repeat() is { } repeat:
                _at += repeat.Length;
                Quantified(repeat);
                break;
            case '{':
                _at++;
                Atom("\\{");
                break;
            case '|':
                _at++;
                _net.Append(c);
                _atom = -1;
                break;
            case '^' or '$':
                _at++;
                Atom(c.ToString());
                break;
            case '.':
                _at++;
                Atom(_wide ? $"(?:{Pair}|(?![\\uD800-\\uDFFF]).)" : ".");
                break;
            case '#' when _comments:
                var end = _java.IndexOf('\n', _at);
                _at = end < 0 ? _java.Length : end;
                break;
            case ' ' or '\t' or '\n' or '\v' or '\f' or '\r' when _comments:
                _at++;
                break;
            default:
                var rune = Rune.TryGetRuneAt(_java, _at, out var read) ? read : Rune.ReplacementChar;
                _at += rune.Utf16SequenceLength;
                Atom(rune.IsBmp ? c.ToString() : $"(?:{rune})");
                break;
        }
    }

    private void Atom(string net)
    {
        _atom = _net.Length;
        _net.Append(net);
    }

    /// <summary>A quantifier of numbers that stands here; null if the brace is itself.</summary>
    private string? Repeat()
    {
        var end = _java.IndexOf('}', _at);
        var inner = end < 0 ? "" : _java[(_at + 1)..end];
        var parts = inner.Split(',');
        return parts.Length <= 2 && parts[0].Length > 0 && parts.All(p => p.All(char.IsAsciiDigit))
            ? _java[_at..(end + 1)]
            : null;
    }

    private void Quantified(string quantifier)
    {
        if (_atom < 0)
        {
            throw Bad($"Dangling quantifier {quantifier}");
        }

        if (_at < _java.Length && _java[_at] == '+')
        {
            // x*+ gives nothing back: (?>x*)
            _at++;
            _net.Insert(_atom, "(?>").Append(quantifier).Append(')');
        }
        else
        {
            var lazy = _at < _java.Length && _java[_at] == '?';
            _at += lazy ? 1 : 0;
            _net.Append(quantifier).Append(lazy ? "?" : "");
        }

        _atom = -1;
    }

    private void Group()
    {
        var start = _net.Length;
        if (Next("(?#"))
        {
            var end = _java.IndexOf(')', _at);
            _at = end < 0 ? throw Bad("a comment is never closed") : end + 1;
            return;
        }

        if (!Next("(?"))
        {
            _at++;
            _net.Append(CultureInfo.InvariantCulture, $"(?<{++Groups}>");
        }
        else if (Array.Find(s_groups, Next) is { } opening)
        {
            _at += opening.Length;
            _net.Append(opening);
        }
        else if (Next("(?<"))
        {
            var end = _java.IndexOf('>', _at);
            var name = end < 0 ? "" : _java[(_at + 3)..end];
            if (
                name.Length == 0
                || !char.IsAsciiLetter(name[0])
                || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            )
            {
                throw Bad("a group's name is a letter, then letters and digits");
            }

            if (!_names.TryAdd(name, ++Groups))
            {
                throw Bad($"two groups have the name {name}");
            }

            _at = end + 1;
            _net.Append(CultureInfo.InvariantCulture, $"(?<{Groups}>");
        }
        else if (Flags())
        {
            return;
        }

        _open.Push((start, _comments));
        _comments = _flagged ?? _comments;
        _flagged = null;
        _atom = -1;
    }

    private static readonly string[] s_groups = ["(?:", "(?=", "(?!", "(?>", "(?<=", "(?<!"];
    private bool? _flagged;

    /// <summary>(?i), which holds to the end of the group around it, or (?i:, which opens one; whether it was the first.</summary>
    private bool Flags()
    {
        var end = _java.AsSpan(_at).IndexOfAny(')', ':') is >= 0 and var n
            ? _at + n
            : throw Bad("a group is never closed");
        var flags = _java[(_at + 2)..end];
        var off = false;
        foreach (var flag in flags)
        {
            if (flag == '-' && !off)
            {
                off = true;
            }
            else if (flag is 'i' or 'm' or 's' or 'x')
            {
                _flagged = flag == 'x' ? !off : _flagged;
            }
            else
            {
                throw Bad($"there is no group or flag (?{flags}; the flags are i, m, s and x");
            }
        }

        _net.Append(_java.AsSpan(_at, end + 1 - _at));
        _at = end + 1;
        if (_java[end] == ':')
        {
            return false;
        }

        _comments = _flagged ?? _comments;
        _flagged = null;
        _atom = -1;
        return true;
    }

    private void Escape()
    {
        var letter = _at + 1 < _java.Length ? _java[_at + 1] : throw Bad("a \\ stands at the end");
        switch (letter)
        {
            case 'Q':
                var end = _java.IndexOf("\\E", _at, StringComparison.Ordinal);
                var quoted = _java[(_at + 2)..(end < 0 ? _java.Length : end)];
                _at = end < 0 ? _java.Length : end + 2;
                foreach (var rune in quoted.EnumerateRunes())
                {
                    Atom(JavaClass.Literal(rune.Value));
                }

                break;
            case 'R':
                _at += 2;
                Atom("(?:\\r\\n|[\\n\\x0B\\f\\r\\u0085\\u2028\\u2029])");
                break;
            case 'b' or 'B':
                _at += 2;
                HasBoundary = true;
                Atom(Next("{") ? throw Bad("\\b{…} is not known here") : $"\\{letter}");
                break;
            case 'A' or 'G' or 'Z' or 'z':
                _at += 2;
                Atom($"\\{letter}");
                break;
            case 'k':
                var close = _java.IndexOf('>', _at);
                var name = close > _at + 3 && _java[_at + 2] == '<' ? _java[(_at + 3)..close] : "";
                _at = close + 1;
                Atom(
                    Back(
                        _names.TryGetValue(name, out var named)
                            ? named
                            : throw Bad($"there is no group {name} before \\k")
                    )
                );
                break;
            case >= '1' and <= '9':
                Atom(Back(Reference()));
                break;
            default:
                Atom(new JavaClass(_java, _at, _wide).ReadEscape(out _at).Atom(_wide));
                break;
        }
    }

    private static string Back(int group) => $"\\k<{group.ToString(CultureInfo.InvariantCulture)}>";

    /// <summary>A group's number: as many digits as there are groups for.</summary>
    private int Reference()
    {
        _at++;
        var group = _java[_at++] - '0';
        while (_at < _java.Length && char.IsAsciiDigit(_java[_at]) && (group * 10) + _java[_at] - '0' <= Groups)
        {
            group = (group * 10) + _java[_at++] - '0';
        }

        return group;
    }
}
