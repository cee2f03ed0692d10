using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>CloudWatch Logs Insights over a trail's log group: one table, one condition, one grouping, in pipes.</summary>
/// <remarks>Source: AWS, "CloudWatch Logs Insights language query syntax", its commands and functions.</remarks>
internal sealed class LogsInsightsDialect : IDialect
{
    /// <summary>As many rows as it ever returns.</summary>
    private const string Most = "10000";

    public string Name => "logs-insights";

    public string Title => "CloudWatch Logs Insights";

    public string Comment => "#";

    public string Write(string athena, CompilerOptions options)
    {
        var query = AllDialects.Read(athena);
        SqlTextException Refused(int at, string problem) => new(athena, at, problem);
        if (query.With is { Tables: [var first, ..] })
        {
            throw Refused(first.Name.At, "it has no WITH");
        }

        if (query.Offset is { } offset)
        {
            throw Refused(offset.At, "it has no OFFSET");
        }

        if (query.Body is not Select select)
        {
            throw Refused(query.Body.At, "it has no UNION, INTERSECT, EXCEPT or VALUES");
        }

        CheckTable(select, Refused);
        if (select.Distinct)
        {
            throw Refused(select.At, "it has no SELECT DISTINCT");
        }

        if (select.Having is { } having)
        {
            throw Refused(having.At, "it has no HAVING");
        }

        var conditions = new InsightsConditions(athena);
        var rows = new InsightsRows(athena, select);
        List<string> commands = select.Where is null ? [] : [$"filter {conditions.Write(select.Where)}"];
        commands.AddRange(rows.Commands());
        if (query.OrderBy.Count > 0)
        {
            commands.Add($"sort {string.Join(", ", query.OrderBy.Select(rows.Sorted))}");
        }

        if (rows.MayBeMany || query.Limit is not null)
        {
            commands.Add(
                query.Limit switch
                {
                    null => $"limit {Most}",
                    NumberLiteral limit => $"limit {limit.Text}",
                    var other => throw Refused(other.At, "its limit is a number"),
                }
            );
        }

        return string.Join('\n', [.. rows.Notes.Select(n => $"{Comment} {n}"), string.Join("\n| ", commands)]);
    }

    private static void CheckTable(Select select, Func<int, string, SqlTextException> refused)
    {
        switch (select.From)
        {
            case TableName { Parts: [.., { Text: "config_items" }] } items:
                throw refused(items.At, "a trail's log group has no config_items");
            case TableName:
                break;
            case Join join:
                throw refused(join.Right.At, "it has no JOIN and no UNNEST here");
            case { } other:
                throw refused(other.At, "it reads a log group and nothing else");
            case null:
                throw refused(select.At, "it reads a log group, and this reads nothing");
        }
    }
}
