using System.Text;

namespace RecipePicks.Letters;

/// <summary>
/// Athena SQL with named parameters (<c>:name</c>). A parameter may stand for a list: <c>arn IN (:arns)</c>. A line that
/// begins with OR and asks for one of an empty list is left out, so that what runs, and what is pasted, is short.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class SqlText(string text)
{
    private const string Table = "cloudtrail_logs";

    /// <summary>
    /// A longer list is looked up as a table, which engines hash; a list of parameters they compare one by one, for every
    /// event.
    /// </summary>
    private const int FewValues = 8;

    /// <summary>The text as it was written.</summary>
    public string Text { get; } = text;

    /// <summary>The names of its parameters, each once, in the order in which they first stand.</summary>
    public IReadOnlyList<string> Parameters { get; } =
    [.. Pieces(text).Where(p => p.Kind == Piece.Parameter).Select(p => p.Text[1..]).Distinct()];

    /// <summary>Makes it ready for an engine: lists become as many parameters as they have values.</summary>
    /// <param name="values">Values by name; a list where the text asks for one of several.</param>
    /// <returns>The text, and a value for each parameter that is left in it.</returns>
    public (string Text, IReadOnlyDictionary<string, object?> Values) Bind(IReadOnlyDictionary<string, object?> values)
    {
        var bound = new Dictionary<string, object?>();
        var sql = Replace(
            values,
            (name, value, isArray) =>
            {
                if (value is not IReadOnlyList<string> list)
                {
                    bound[name] = value;
                    return $":{name}";
                }

                for (var i = 0; i < list.Count; i++)
                {
                    bound[$"{name}_{i + 1}"] = list[i];
                }

                return list.Count switch
                {
                    0 => "NULL",
                    var few when few <= FewValues || isArray => string.Join(
                        ", ",
                        list.Select((_, i) => $":{name}_{i + 1}")
                    ),
                    _ => $"VALUES {string.Join(", ", list.Select((_, i) => $"(:{name}_{i + 1})"))}",
                };
            },
            Table
        );
        return (sql, bound);
    }

    /// <summary>Writes it for pasting: values become literals, unknown ones stay as <c>&lt;name&gt;</c>.</summary>
    /// <param name="values">Values by name.</param>
    /// <param name="table">The table's name where it will run.</param>
    public string Render(IReadOnlyDictionary<string, object?> values, string table = Table) =>
        Replace(
            values,
            (_, value, _) =>
                value switch
                {
                    IReadOnlyList<string> { Count: 0 } => "NULL",
                    IReadOnlyList<string> list => string.Join(", ", list.Select(Literal)),
                    _ => Literal(Convert.ToString(value)),
                },
            TableName(table)
        );

    /// <summary>A SQL literal: quotes doubled, nothing else means anything in it.</summary>
    public static string Literal(string? value) =>
        value is null ? "NULL" : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string TableName(string table) =>
        table.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '"')
            ? table
            : $"\"{table.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string Replace(
        IReadOnlyDictionary<string, object?> values,
        Func<string, object?, bool, string> parameter,
        string table
    )
    {
        object? ValueOf(string name) => values.TryGetValue(name, out var value) ? value : Needed.Placeholder(name);

        var lines = Text.Split('\n')
            .Where(line =>
                !line.TrimStart().StartsWith("OR ", StringComparison.Ordinal)
                || !Pieces(line)
                    .Any(p => p.Kind == Piece.Parameter && ValueOf(p.Text[1..]) is IReadOnlyList<string> { Count: 0 })
            );
        var result = new StringBuilder();
        foreach (var piece in Pieces(string.Join('\n', lines)))
        {
            result.Append(
                piece.Kind switch
                {
                    Piece.Parameter => parameter(piece.Text[1..], ValueOf(piece.Text[1..]), result is [.., '[']),
                    Piece.Word when piece.Text == Table => table,
                    _ => piece.Text,
                }
            );
        }

        return result.ToString();
    }

    private enum Piece
    {
        Other,
        Word,
        Parameter,
    }

    private static IEnumerable<(Piece Kind, string Text)> Pieces(string sql)
    {
        for (var at = 0; at < sql.Length; )
        {
            var (kind, end) = sql[at] switch
            {
                '\'' or '"' => (Piece.Other, After(sql, sql[at].ToString(), at + 1)),
                '-' when Starts(sql, at, "--") => (Piece.Other, After(sql, "\n", at)),
                '/' when Starts(sql, at, "/*") => (Piece.Other, After(sql, "*/", at + 2)),
                ':' when Starts(sql, at, "::") => (Piece.Other, at + 2),
                ':' when WordEnd(sql, at + 1) > at + 1 => (Piece.Parameter, WordEnd(sql, at + 1)),
                var c when IsWord(c) => (Piece.Word, WordEnd(sql, at)),
                _ => (Piece.Other, at + 1),
            };
            yield return (kind, sql[at..end]);
            at = end;
        }
    }

    private static bool Starts(string sql, int at, string with) =>
        string.CompareOrdinal(sql, at, with, 0, with.Length) == 0;

    private static int After(string sql, string end, int from) =>
        sql.IndexOf(end, Math.Min(from, sql.Length), StringComparison.Ordinal) is >= 0 and var i
            ? i + end.Length
            : sql.Length;

    private static int WordEnd(string sql, int at)
    {
        while (at < sql.Length && IsWord(sql[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
