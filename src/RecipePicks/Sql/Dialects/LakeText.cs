using System.Globalization;
using System.Text.RegularExpressions;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>Writes Athena's tree as CloudTrail Lake's text: the same SQL, with the columns' other types seen to.</summary>
/// <param name="athena">The text that the tree is read from.</param>
internal sealed partial class LakeText(string athena) : TrinoText
{
    private const string Store = "<event_data_store_ID>";

    /// <summary>CloudTrail's own form of a time.</summary>
    private const string TimeText = "date_format(eventTime, '%Y-%m-%dT%H:%i:%sZ')";

    /// <summary>
    /// Texts that stand in a document as they stand in its values: no mark of JSON's and nothing that it escapes, so
    /// that no match can reach from one value into the next. What is not known yet, <c>&lt;resource&gt;</c>, too.
    /// </summary>
    [GeneratedRegex(
        "^([A-Za-z0-9]([A-Za-z0-9 ._:/@+=*-]*[A-Za-z0-9])?|<[a-z-]+>)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Plain();

    private readonly HashSet<string> _common = new(StringComparer.OrdinalIgnoreCase);

    protected override string Break => "\n";

    public string Of()
    {
        var query = AllDialects.Read(athena);
        _common.UnionWith(query.With?.Tables.Select(t => t.Name.Text) ?? []);
        return Text(query);
    }

    protected override void Write(TableName table)
    {
        var name = table.Parts.Count > 0 ? table.Parts[^1].Text : "";
        if (_common.Contains(name))
        {
            base.Write(table);
            return;
        }

        Add(
            string.Equals(name, "config_items", StringComparison.OrdinalIgnoreCase)
                ? throw Refused(table, "an event data store of CloudTrail events has no config_items")
                : Store
        );
    }

    /// <summary>As it is: a time stays a timestamp, a document a map, a flag a boolean.</summary>
    protected override void Shown(Expression expression)
    {
        if (IsTime(expression) || IsFlag(expression) || EventNames.IsDocument(expression, out _))
        {
            Add(EventNames.Spelled(((ColumnName)expression).Name.Text));
        }
        else
        {
            Write(expression);
        }
    }

    protected override void Write(Call call)
    {
        if (
            call is { Name: "json_extract_scalar", Arguments: [var document, StringLiteral { Value: var path }] }
            && EventNames.IsDocument(document, out var map)
            && Step().Match(path) is { Success: true } step
        )
        {
            var member = $"element_at({map}, {Quote(step.Groups["name"].Value)})";
            var rest = step.Groups["rest"].Value;
            Add(rest.Length == 0 ? member : $"json_extract_scalar({member}, {Quote("$" + rest)})");
        }
        else if (call is { Name: "min" or "max" or "count", Arguments: [var time], Filter: null } && IsTime(time))
        {
            Add($"{call.Name}({(call.Distinct ? "DISTINCT " : "")}eventTime)");
        }
        else
        {
            base.Write(call);
        }
    }

    [GeneratedRegex(
        @"^\$\.(?<name>[A-Za-z_][A-Za-z0-9_]*)(?<rest>[.\[].*)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Step();

    protected override void Write(Expression expression)
    {
        switch (expression)
        {
            case Like like when EventNames.IsDocument(like.Of, out var map):
                Search(
                    like,
                    map,
                    like.Negated
                        ? throw Refused(like, $"{map} is a map, and only a match in its values can be asked for")
                        : EventNames.Contained(like)
                );
                break;
            case Comparison
                when EventNames.Found(expression) is var (of, text) && EventNames.IsDocument(of, out var map):
                Search(expression, map, text);
                break;
            case Comparison { Left: var left, Right: StringLiteral right } comparison when IsTime(left):
                Add($"eventTime {comparison.Operator} {Time(right)}");
                break;
            case Between { Low: StringLiteral low, High: StringLiteral high } between when IsTime(between.Of):
                Add($"eventTime {(between.Negated ? "NOT " : "")}BETWEEN {Time(low)} AND {Time(high)}");
                break;
            case IsNull isNull when isNull.Of is ColumnName:
                Shown(isNull.Of);
                Add(isNull.Negated ? " IS NOT NULL" : " IS NULL");
                break;
            case ColumnName when IsTime(expression):
                Add(TimeText);
                break;
            case ColumnName when EventNames.IsDocument(expression, out var map):
                throw Refused(expression, $"{map} is a map there, and has no text to read");
            case ColumnName flag when IsFlag(flag):
                Add($"CAST({EventNames.Spelled(flag.Name.Text)} AS varchar)");
                break;
            case ColumnName { Name: { Quoted: false } name } column:
                base.Write(column with { Name = name with { Text = EventNames.Spelled(name.Text) } });
                break;
            case Field { Name: { Quoted: false } name } field:
                base.Write(field with { Name = name with { Text = EventNames.Spelled(name.Text) } });
                break;
            default:
                base.Write(expression);
                break;
        }
    }

    private static bool IsTime(Expression expression) => EventNames.IsColumn(expression, "eventtime");

    private static bool IsFlag(Expression expression) =>
        EventNames.IsColumn(expression, "readonly") || EventNames.IsColumn(expression, "sessioncredentialfromconsole");

    /// <summary>A text within a document: within a key or a value of the map.</summary>
    private void Search(Expression at, string map, string? text)
    {
        if (text is null || !Plain().IsMatch(text) || "null".Contains(text, StringComparison.Ordinal))
        {
            throw Refused(at, $"{map} is a map there, and this text may reach over its keys and values");
        }

        Add($"any_match(map_keys({map}) || map_values({map}), v -> coalesce(strpos(v, {Quote(text)}), 0) > 0)");
    }

    /// <summary>CloudTrail Lake writes a time without T and Z; what is not known yet stays.</summary>
    private string Time(StringLiteral text) =>
        DateTime.TryParseExact(
            text.Value,
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time.ToString("\\'yyyy-MM-dd HH:mm:ss\\'", CultureInfo.InvariantCulture)
        : text.Value is "<from>" or "<to>" ? Quote(text.Value)
        : throw Refused(text, "eventTime is a timestamp there, and this is not one of CloudTrail's times");

    private SqlTextException Refused(Node at, string problem) => new(athena, at.At, problem);
}
