using System.Text;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>How fields, texts and patterns are written in CloudWatch Logs Insights.</summary>
internal static class InsightsText
{
    /// <summary>The columns that are no single text there: objects, arrays, booleans.</summary>
    private static readonly string[] s_others = ["resources", "readonly", "sessioncredentialfromconsole"];

    private static readonly string[] s_objects =
    [
        "userIdentity",
        "onBehalfOf",
        "sessionContext",
        "attributes",
        "sessionIssuer",
        "webIdFederationData",
        "addendum",
        "tlsDetails",
    ];

    /// <summary>A field by its path in the event's JSON: <c>userIdentity.arn</c>; null if it is not one, or not one text.</summary>
    public static string? Field(Expression expression) =>
        Path(expression) is { } path && !s_objects.Contains(path.Split('.')[^1]) ? path : null;

    private static string? Path(Expression expression) =>
        expression switch
        {
            ColumnName { Name.Text: var name } when s_others.Contains(name, StringComparer.OrdinalIgnoreCase) => null,
            ColumnName when EventNames.IsDocument(expression, out _) => null,
            ColumnName { Name.Text: var name } when EventNames.IsColumn(name) => EventNames.Spelled(name),
            Field { Of: ColumnName or Tree.Field, Name.Text: var name } field
                when IsWord(name) && Path(field.Of) is { } of => $"{of}.{EventNames.Spelled(name)}",
            Call
            {
                Name: "json_extract_scalar",
                Arguments: [var document, StringLiteral { Value: ['$', '.', .. var path] }]
            } when EventNames.IsDocument(document, out var name) && path.Split('.').All(IsWord) => $"{name}.{path}",
            _ => null,
        };

    /// <summary>A text in quotes; null where one of its characters would have to be escaped.</summary>
    public static string? Quoted(string text) =>
        text.All(c => c is >= ' ' and <= '~' and not '"' and not '\\') ? $"\"{text}\"" : null;

    /// <summary>A pattern that matches this text and nothing else; what could mean more is written by its code.</summary>
    public static string Pattern(string text)
    {
        var pattern = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '.' or '/' => pattern.Append('\\').Append((char)rune.Value),
                < 128 when char.IsAsciiLetterOrDigit((char)rune.Value) || " _-:,=@<>%'".Contains((char)rune.Value) =>
                    pattern.Append((char)rune.Value),
                var code => pattern.Append($"\\x{{{code:x}}}"),
            };
        }

        return pattern.ToString();
    }

    /// <summary>The pattern of <c>LIKE</c>, of a whole text.</summary>
    public static string Like(string pattern)
    {
        var (from, to) = (0, pattern.Length);
        while (from < to && pattern[from] == '%')
        {
            from++;
        }

        while (to > from && pattern[to - 1] == '%')
        {
            to--;
        }

        var inner = string.Concat(
            Parts(pattern[from..to])
                .Select(p =>
                    p switch
                    {
                        "%" => ".*",
                        "_" => ".",
                        _ => Pattern(p),
                    }
                )
        );
        var any = inner.Contains(".*", StringComparison.Ordinal) || pattern.Contains('_') ? "(?s)" : "";
        return $"/{any}{(from > 0 ? "" : "\\A")}{inner}{(to < pattern.Length ? "" : "\\z")}/";
    }

    private static IEnumerable<string> Parts(string pattern)
    {
        for (var at = 0; at < pattern.Length; )
        {
            var end = pattern.AsSpan(at).IndexOfAny('%', '_') is var next and >= 0
                ? at + Math.Max(next, 1)
                : pattern.Length;
            yield return pattern[at..end];
            at = end;
        }
    }

    private static bool IsWord(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
