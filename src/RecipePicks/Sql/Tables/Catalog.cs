using System.Text.RegularExpressions;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tables;

/// <summary>
/// Which table a name means. There is one set of events, under the names that people's queries have for it; other tables
/// have one name each.
/// </summary>
internal sealed partial class Catalog
{
    private static readonly System.Buffers.SearchValues<char> s_marks = System.Buffers.SearchValues.Create("<>${}[]");
    private readonly Table _athena;
    private readonly IReadOnlyList<string> _stored;
    private readonly Table _lake;
    private readonly IReadOnlyList<Table> _others;
    private readonly Dictionary<string, Table> _declared = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a catalog.</summary>
    /// <param name="events">The events' columns, in order, with DuckDB's types.</param>
    /// <param name="others">The other tables, in order.</param>
    public Catalog(
        IEnumerable<(string Name, string Type)> events,
        params IEnumerable<(string Name, IEnumerable<(string Name, string Type)> Columns)> others
    )
    {
        var typed = Typed(events);
        _stored = [.. typed.Select(c => c.Name)];
        (_athena, _lake) = (CloudTrailTables.Athena(typed), LakeTable.Of(typed));
        _others = [.. others.Select(o => Table.Plain(o.Name, Typed(o.Columns)))];
    }

    /// <summary>The tables that SHOW TABLES lists.</summary>
    public IEnumerable<string> Names => [.. Physicals, .. _declared.Keys];

    /// <summary>The names of the events' columns in DuckDB, in order.</summary>
    public IReadOnlyList<string> Stored => _stored;

    /// <summary>The names that tables have in DuckDB, which nothing else there may have.</summary>
    public IEnumerable<string> Physicals => _others.Select(o => o.Name).Prepend(CloudTrailTables.Physical);

    [GeneratedRegex(
        "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex StoreId();

    [GeneratedRegex(
        "event.?data.?store|(^|[^a-z])eds([^a-z]|$)|lake",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Lake();

    [GeneratedRegex(
        "trail|(^|_)ct(_|$)|^(my_?)?table(_?name)?$|your",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Trail();

    /// <summary>The table of a name; null if there is none.</summary>
    /// <param name="name">The name, or the placeholder that stands for it.</param>
    /// <param name="lenient">Whether any name means the events.</param>
    /// <param name="notices">Takes what a name was taken for.</param>
    public Table? Find(TableName name, bool lenient, ICollection<string> notices)
    {
        if (name.Placeholder is { } placeholder)
        {
            var filled = Lake().IsMatch(placeholder) ? _lake : _athena;
            Tell(
                notices,
                placeholder.Length == 0
                    ? $"there is no table's name: {filled.Name} is read"
                    : $"{placeholder} is filled with the case's events, as {Kind(filled)}"
            );
            return filled;
        }

        var last = name.Parts[^1].Text;
        if (string.Equals(last, CloudTrailTables.Physical, StringComparison.OrdinalIgnoreCase))
        {
            return _athena;
        }

        if (_others.FirstOrDefault(o => string.Equals(o.Name, last, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            return other;
        }

        if (_declared.TryGetValue(last, out var declared))
        {
            return declared;
        }

        var taken =
            StoreId().IsMatch(last) || Lake().IsMatch(last) ? _lake
            : Trail().IsMatch(last) || IsPlaceholder(last) || lenient ? _athena
            : null;
        if (taken is not null)
        {
            Tell(notices, $"{last} is taken for the case's events, as {Kind(taken)}");
        }

        return taken;
    }

    /// <summary>Makes another name of the events, with a definition of its own.</summary>
    public void Declare(CreateTable table) =>
        _declared[table.Name.Parts.Count > 0 ? table.Name.Parts[^1].Text : table.Name.Placeholder!] = Declared.Of(
            table,
            _athena
        );

    private static List<(string Name, SqlType Type)> Typed(IEnumerable<(string Name, string Type)> columns) =>
        [.. columns.Select(c => (c.Name, DuckTypeText.Read(c.Type)))];

    private static bool IsPlaceholder(string name) => name.AsSpan().IndexOfAny(s_marks) >= 0;

    private string Kind(Table table) =>
        ReferenceEquals(table, _lake) ? "a CloudTrail Lake event data store" : CloudTrailTables.Physical;

    private static void Tell(ICollection<string> notices, string notice)
    {
        if (!notices.Contains(notice))
        {
            notices.Add(notice);
        }
    }
}
