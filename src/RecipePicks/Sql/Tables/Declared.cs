using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tables;

/// <summary>A table that CREATE EXTERNAL TABLE declares: the case's events under another name and layout.</summary>
internal static class Declared
{
    /// <summary>The declared columns that the events have, and the partitions in the form that the table says.</summary>
    public static Table Of(CreateTable table, Table events)
    {
        var columns = table
            .Columns.Select(c => events.Columns.FirstOrDefault(e => Same(e.Name, c.Name.Text)) ?? Missing(c))
            .Select(c => c with { Hidden = false })
            .ToList();
        columns.AddRange(table.Partitions.Select(p => Partition(p, table.Properties, events)));
        columns.AddRange(
            events.Columns.Where(e => !columns.Any(c => Same(c.Name, e.Name))).Select(e => e with { Hidden = true })
        );
        return new(table.Name.Parts.Count > 0 ? table.Name.Parts[^1].Text : table.Name.Placeholder!, columns);
    }

    private static TableColumn Missing(DeclaredColumn column) =>
        new(column.Name.Text.ToLowerInvariant(), column.Type, $"CAST(NULL AS {column.Type.Physical})");

    /// <summary>projection.day.format = yyyy/MM/dd says how the partition is written.</summary>
    private static TableColumn Partition(
        DeclaredColumn column,
        IReadOnlyDictionary<string, string> properties,
        Table events
    )
    {
        var name = column.Name.Text.ToLowerInvariant();
        var known = events.Columns.FirstOrDefault(e => Same(e.Name, name));
        var example = properties
            .GetValueOrDefault($"projection.{name}.format")
            ?.Replace("yyyy", "0000", StringComparison.Ordinal)
            .Replace("MM", "00", StringComparison.Ordinal)
            .Replace("dd", "00", StringComparison.Ordinal)
            .Replace("HH", "00", StringComparison.Ordinal);
        var day = example is null ? null : events.Columns.First(e => e.Name == "dt").ByForm!(example);
        if (day is not null)
        {
            return new(name, SqlType.Varchar, day);
        }

        return known is null ? Missing(column) : known with { Hidden = false };
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
