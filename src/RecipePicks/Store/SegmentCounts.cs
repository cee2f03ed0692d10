using System.Globalization;
using System.Text;
using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// What coverage counts of all events. Each segment is counted when it is written, and a case's coverage is the sum: no event is
/// read for it.
/// </summary>
internal sealed class SegmentCounts
{
    private static readonly SegmentCounts[] All =
    [
        Hours = new(
            "hours.parquet",
            HourTally.Query,
            """
            account, region, hour, sum(events)::BIGINT AS events, sum(reads)::BIGINT AS reads,
            sum(heartbeat)::BIGINT AS heartbeat, min(first) AS first, max(last) AS last
            """
        ),
        Kinds = new("kinds.parquet", DataEvents.Query, "category, source, name, sum(events)::BIGINT AS events"),
    ];

    private readonly string _file;
    private readonly string _sum;

    private SegmentCounts(string file, string query, string sum) => (_file, Query, _sum) = (file, query, sum);

    /// <summary>By account, region and hour.</summary>
    public static SegmentCounts Hours { get; }

    /// <summary>By category and call.</summary>
    public static SegmentCounts Kinds { get; }

    /// <summary>How segments are counted: what was counted in another way is not added up.</summary>
    public static string Definition { get; } =
        ContentHash
            .Of(Encoding.UTF8.GetBytes(string.Join('\n', All.Select(c => c.Query))))
            .ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The query that counts all events, in Athena's SQL.</summary>
    public string Query { get; }

    /// <summary>Counts a segment.</summary>
    /// <param name="connection">A connection that may read and write files.</param>
    /// <param name="segment">Its folder, which holds its events.</param>
    /// <returns>How it was counted, for its page.</returns>
    public static string Write(DuckConnection connection, string segment)
    {
        var events = SegmentRows.Read(Path.Combine(segment, CaseFolder.EventsFile));
        connection.Execute($"CREATE OR REPLACE TEMP VIEW {CloudTrailTable.Name} AS SELECT * FROM {events}");
        foreach (var counts in All)
        {
            var compiled = LocalEngine.Compile(
                counts.Query,
                new() { Catalog = LocalEngine.NewCatalog(), Now = DateTime.UnixEpoch }
            )[^1];
            var to = SegmentRows.Quoted(Path.Combine(segment, counts._file));
            connection.Execute($"COPY ({compiled.Sql}) TO {to} (FORMAT parquet, COMPRESSION zstd)");
        }

        return Definition;
    }

    /// <summary>The sum over segments, with the columns and in the order of <see cref="Query"/>.</summary>
    /// <param name="segments">They, each counted by <see cref="Definition"/>.</param>
    /// <param name="run">Runs DuckDB's SQL.</param>
    /// <exception cref="CaseException">A file of counts is missing or damaged.</exception>
    public QueryRows Sum(IReadOnlyList<Segment> segments, Func<string, QueryRows> run)
    {
        var files = segments.Select(s => Path.Combine(s.Folder, _file)).ToList();
        if (files.Find(f => !File.Exists(f)) is { } missing)
        {
            throw new CaseException($"{missing} is missing: the case is damaged");
        }

        try
        {
            return run($"SELECT {_sum} FROM {SegmentRows.Read(files)} GROUP BY ALL ORDER BY ALL");
        }
        catch (EngineException e)
        {
            throw new CaseException($"{string.Join(", ", files)}: the case is damaged: {e.Message}", e);
        }
    }
}
