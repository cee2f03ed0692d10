using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>The tables that queries see, over the files of a case's segments.</summary>
internal static class CaseViews
{
    /// <summary>The column that has the number of a row in its segment. The events' view has it, and the catalog of queries has not.</summary>
    public const string RowNumber = "picks_row";

    private static readonly IReadOnlyList<(string Name, string Type)> Numbered =
    [
        .. CloudTrailTable.Columns,
        (RowNumber, "UINTEGER"),
    ];

    /// <summary>Declares the one that holds the telling events alone.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="segments">The segments, whose telling events are marked.</param>
    /// <seealso cref="TellingEvents"/>
    public static void DeclareTelling(DuckConnection connection, IReadOnlyList<Segment> segments) =>
        connection.Execute(
            $"{View(CloudTrailTable.Name, CloudTrailTable.Columns, [.. segments.Select(s => s.EventsPath)])} WHERE {TellingEvents.Column}"
        );

    /// <summary>Declares them.</summary>
    /// <param name="connection">Where.</param>
    /// <param name="segments">The segments.</param>
    /// <exception cref="CaseException">A file of a segment is missing.</exception>
    public static void Declare(DuckConnection connection, IReadOnlyList<Segment> segments)
    {
        var events = segments.Where(s => s.HasEvents).Select(s => s.EventsPath).ToList();
        if (events.Find(f => !File.Exists(f)) is { } missing)
        {
            throw new CaseException($"{missing} is missing: the case is damaged");
        }

        connection.Execute(
            events.Count == 0
                ? CloudTrailTable.CreateTable(CloudTrailTable.Name)
                : View(CloudTrailTable.Name, Numbered, events)
        );
        var items = segments.Where(s => s.HasItems).Select(s => s.ItemsPath).ToList();
        connection.Execute(
            items.Count == 0
                ? ConfigItemTable.CreateTable(ConfigItemTable.Name)
                : View(ConfigItemTable.Name, ConfigItemTable.Columns, items)
        );
    }

    private static string View(
        string name,
        IReadOnlyList<(string Name, string Type)> columns,
        IReadOnlyList<string> files
    ) =>
        $"CREATE OR REPLACE VIEW {name} AS SELECT {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} FROM {SegmentRows.Read(files)}";
}
