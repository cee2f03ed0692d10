using System.Globalization;
using System.Text;

namespace RecipePicks.Sql.Native;

/// <summary>A step of a JSON path: a member, an element, or all of them.</summary>
internal readonly record struct JsonStep(byte[]? Member, int Index)
{
    /// <summary>Whether it is <c>[*]</c> or <c>.*</c>.</summary>
    public bool IsAll => Member is null && Index < 0;
}

/// <summary>A JSON path of Trino's: <c>$.a["b"][0][*]</c>.</summary>
/// <remarks>Source: Trino, JsonPathTokenizer; what needs its second engine (<c>..</c>, filters) is refused.</remarks>
internal sealed class JsonPath
{
    [ThreadStatic]
    private static JsonPath? s_last;
    private readonly byte[] _text;

    private JsonPath(ReadOnlySpan<byte> text, IReadOnlyList<JsonStep> steps) =>
        (_text, Steps, HasAll) = (text.ToArray(), steps, steps.Any(s => s.IsAll));

    /// <summary>The path to the text itself.</summary>
    public static JsonPath Root { get; } = new("$"u8, []);

    public IReadOnlyList<JsonStep> Steps { get; }

    /// <summary>Whether it leads to several values.</summary>
    public bool HasAll { get; }

    /// <summary>
    /// Whether a member's name does not stand in the text at all, so that nothing needs to be read. Where something is
    /// escaped, a name may be.
    /// </summary>
    public bool CannotLeadInto(ReadOnlySpan<byte> json)
    {
        foreach (var step in Steps)
        {
            if (step.Member is { } name && json.IndexOf(name) < 0)
            {
                return !json.Contains((byte)'\\');
            }
        }

        return false;
    }

    /// <summary>Reads a path; the last one of a thread is kept.</summary>
    /// <exception cref="FormatException">It is no path.</exception>
    public static JsonPath Of(ReadOnlySpan<byte> text)
    {
        if (s_last is { } last && text.SequenceEqual(last._text))
        {
            return last;
        }

        return s_last = new(text, Read(Encoding.UTF8.GetString(text)));
    }

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is no path.</exception>
    public static IReadOnlyList<JsonStep> Read(string path)
    {
        var steps = new List<JsonStep>();
        // Trino takes a path without its dollar sign where it is a plain name.
        var at = path.StartsWith('$') ? 1 : 0;
        if (at == 0 && path.Length > 0 && path[0] is not ('.' or '['))
        {
            steps.Add(Member(path, ref at));
        }

        while (at < path.Length)
        {
            if (path[at] == '.' && at + 1 < path.Length && path[at + 1] != '.')
            {
                at++;
                steps.Add(path[at] == '*' ? All(ref at) : Member(path, ref at));
            }
            else if (path[at] == '[')
            {
                at++;
                steps.Add(Bracket(path, ref at));
            }
            else
            {
                throw Bad(path);
            }
        }

        return steps;
    }

    private static JsonStep All(ref int at)
    {
        at++;
        return new(null, -1);
    }

    private static JsonStep Member(string path, ref int at)
    {
        var start = at;
        while (at < path.Length && path[at] is not ('.' or '['))
        {
            if (!char.IsLetterOrDigit(path[at]) && path[at] is not ('_' or '-' or ':' or '$' or '/' or '@' or ' '))
            {
                throw Bad(path);
            }

            at++;
        }

        return at > start ? new(Encoding.UTF8.GetBytes(path[start..at]), 0) : throw Bad(path);
    }

    private static JsonStep Bracket(string path, ref int at)
    {
        if (at < path.Length && path[at] is '"' or '\'')
        {
            return Quoted(path, ref at);
        }

        var close = path.IndexOf(']', Math.Min(at, path.Length));
        if (close < 0)
        {
            throw Bad(path);
        }

        var inside = path[at..close];
        at = close + 1;
        return inside == "*" ? new(null, -1)
            : int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? new(null, index)
            : throw Bad(path);
    }

    private static JsonStep Quoted(string path, ref int at)
    {
        var quote = path[at++];
        var name = new StringBuilder();
        while (at < path.Length && path[at] != quote)
        {
            at += path[at] == '\\' && at + 1 < path.Length ? 1 : 0;
            name.Append(path[at++]);
        }

        if (at + 1 >= path.Length || path[at + 1] != ']')
        {
            throw Bad(path);
        }

        at += 2;
        return new(Encoding.UTF8.GetBytes(name.ToString()), 0);
    }

    private static FormatException Bad(string path) => new($"Invalid JSON path: '{path}'");
}
