using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>Writes what a SELECT shows for CloudWatch Logs Insights: <c>fields</c>, or <c>stats … by …</c>.</summary>
/// <param name="athena">The text that the tree is read from.</param>
/// <param name="select">The SELECT.</param>
internal sealed class InsightsRows(string athena, Select select)
{
    private const string Whole = "@message";
    private readonly HashSet<string> _notes = new(StringComparer.Ordinal);

    /// <summary>What the reader is to know, in the order of the columns.</summary>
    public IEnumerable<string> Notes => _notes;

    /// <summary>Whether there may be more than one row.</summary>
    public bool MayBeMany => select.GroupBy.Count > 0 || !Items().Any(i => IsAggregate(i.Of));

    /// <summary>The commands.</summary>
    /// <exception cref="SqlTextException">They cannot be said.</exception>
    public IReadOnlyList<string> Commands()
    {
        var items = Items().ToList();
        if (select.GroupBy.Count == 0 && !items.Exists(i => IsAggregate(i.Of)))
        {
            return [$"fields {string.Join(", ", items.Select(Shown).Distinct(StringComparer.Ordinal))}"];
        }

        var keys = select.GroupBy.Select(g => Key(g, items)).ToList();
        var counted = items.Where(i => IsAggregate(i.Of)).Select(Counted).ToList();
        if (counted.Count == 0)
        {
            throw Refused(athena, items[0].Of);
        }

        return [$"stats {string.Join(", ", counted)}{(keys.Count == 0 ? "" : $" by {string.Join(", ", keys)}")}"];
    }

    /// <summary>A key of the order.</summary>
    public string Sorted(SortItem item)
    {
        var named = Items().FirstOrDefault(i => IsNamed(i, item.Of));
        var key = named is null ? Field(item.Of) : InsightsText.Field(Unblanked(named.Of)) ?? named.Alias!.Text;
        return $"{key} {(item.Descending ? "desc" : "asc")}";
    }

    /// <summary>What is refused, by what it is.</summary>
    public static SqlTextException Refused(string athena, Expression at) =>
        new(
            athena,
            at.At,
            at switch
            {
                Call { Over: not null } => "it has no window functions",
                Call { Filter: not null } => "it has no aggregates with FILTER",
                Call call => $"it has nothing for {call.Name} here",
                Case => "it has no CASE",
                InQuery or Exists or Subquery or Quantified => "it has no subqueries",
                ColumnName { Name.Text: var name } => EventNames.IsColumn(name)
                    ? $"{EventNames.Spelled(name)} is an object, an array or a boolean there, and no text"
                    : $"an event has no field {name}",
                _ => "it has nothing for this expression",
            }
        );

    private IEnumerable<ValueItem> Items() =>
        select.Items.Select(i => i as ValueItem ?? throw new SqlTextException(athena, i.At, "it has no *"));

    private static bool IsNamed(ValueItem item, Expression by) =>
        by is ColumnName { Name.Text: var name }
        && string.Equals(item.Alias?.Text, name, StringComparison.OrdinalIgnoreCase);

    private static Expression Unblanked(Expression of) =>
        of is Call { Name: "nullif", Arguments: [var value, StringLiteral { Value: "" }] } ? value : of;

    /// <summary>A column of rows. An empty text and none at all are shown alike.</summary>
    private string Shown(ValueItem item)
    {
        var of = Unblanked(item.Of);
        if (EventNames.IsDocument(of, out var name) || EventNames.IsColumn(of, "resources"))
        {
            _notes.Add(
                $"{Whole} is the whole event, with {EventNames.Spelled(name.Length > 0 ? name : "resources")}: an object has no column there"
            );
            return Whole;
        }

        if (EventNames.IsColumn(of, "readonly"))
        {
            return "readOnly";
        }

        return of is Call { Name: "coalesce", Arguments: var all }
            ? $"coalesce({string.Join(", ", all.Select(Field))}){Alias(item)}"
            : Named(Field(of), item);
    }

    private string Key(GroupItem group, List<ValueItem> items)
    {
        if (group is not { Kind: "", Sets: [[var key]] })
        {
            throw new SqlTextException(athena, group.At, "it has no grouping sets");
        }

        return Field(
            key is NumberLiteral { Text: var text } && int.TryParse(text, out var n) && n >= 1 && n <= items.Count
                ? items[n - 1].Of
                : key
        );
    }

    private string Counted(ValueItem item)
    {
        if (item.Of is not Call { Filter: null, Over: null, OrderBy.Count: 0 } call)
        {
            throw Refused(athena, item.Of);
        }

        var written = (call.Name, call.Distinct, call.Arguments) switch
        {
            ("count", false, []) => "count(*)",
            ("count", false, [var of]) => $"count({Field(of)})",
            ("count", true, [var of]) => Distinct(Field(of)),
            ("min", false, [var of]) => $"sortsFirst({Field(of)})",
            ("max", false, [var of]) => $"sortsLast({Field(of)})",
            _ => throw Refused(athena, call),
        };
        return written + Alias(item);
    }

    private string Distinct(string field)
    {
        _notes.Add("count_distinct is an estimate where there are many values");
        return $"count_distinct({field})";
    }

    private static string Named(string field, ValueItem item) =>
        item.Alias is null || field.EndsWith($".{item.Alias.Text}", StringComparison.OrdinalIgnoreCase)
            ? field
            : field + Alias(item);

    private static string Alias(ValueItem item) =>
        item.Alias is { Text: var name } && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? $" as {name}"
            : "";

    private static bool IsAggregate(Expression of) =>
        of is Call { Over: null, Name: var name }
        && Functions.FunctionTable.KindOf(name) == Functions.FunctionKind.Aggregate;

    private string Field(Expression of) => InsightsText.Field(of) ?? throw Refused(athena, of);
}
