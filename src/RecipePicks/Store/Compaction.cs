using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Puts neighbouring segments into one, and leaves out what the index says of rows that are gone.</summary>
internal static class Compaction
{
    /// <summary>A segment is written anew when of so many of its rows one is gone.</summary>
    private const int OneDeadIn = 10;

    /// <summary>Which segments are to be one: neighbours whose events fit one. Done twice, it does nothing.</summary>
    /// <param name="segments">The case's segments in their order, which stays.</param>
    /// <param name="most">Events that a segment holds.</param>
    public static IReadOnlyList<IReadOnlyList<Segment>> Plan(IReadOnlyList<Segment> segments, int most)
    {
        var groups = new List<List<Segment>>();
        foreach (var segment in segments)
        {
            if (groups.Count == 0 || !Fits(groups[^1], segment, most))
            {
                groups.Add([]);
            }

            groups[^1].Add(segment);
        }

        return [.. groups.Where(g => g.Count > 1 || IsHollow(g[0].Page))];
    }

    /// <summary>Writes the segment that stands for others.</summary>
    /// <param name="segments">They, in their order.</param>
    /// <param name="connection">A connection that may read and write files.</param>
    /// <param name="unfinished">The folder to write to.</param>
    /// <returns>The segment's page.</returns>
    public static SegmentPage Write(IReadOnlyList<Segment> segments, DuckConnection connection, string unfinished)
    {
        var pages = segments.Select(s => s.ReadPage()).ToList();
        var withEvents = WithFirstRows(segments);
        if (withEvents.Count > 0)
        {
            WriteEvents(withEvents, connection, Path.Combine(unfinished, CaseFolder.EventsFile));
            SortedEventIds
                .Of([.. withEvents.Select(s => (s.Ids, s.First))])
                .Write(Path.Combine(unfinished, CaseFolder.EventIdsFile));
            WriteIndex(withEvents, unfinished);
        }

        if (segments.Where(s => s.HasItems).Select(s => s.ItemsPath).ToList() is [_, ..] items)
        {
            var to = Path.Combine(unfinished, CaseFolder.ItemsFile);
            SegmentParquet.WriteItems(connection, $"SELECT * FROM {SegmentRows.Read(items)}", to);
            Expect(SegmentParquet.Rows(connection, to), pages.Sum(p => p.Items), segments);
        }

        return new SegmentPage
        {
            Events = pages.Sum(p => p.Events),
            Items = pages.Sum(p => p.Items),
            ConflictingDuplicates = pages.Sum(p => p.ConflictingDuplicates),
            FirstTime = pages.Min(p => p.FirstTime),
            LastTime = pages.Max(p => p.LastTime),
            HasTimeless = pages.Exists(p => p.HasTimeless),
            Counts = withEvents.Count > 0 ? SegmentCounts.Write(connection, unfinished) : null,
            Telling = withEvents.Select(s => s.Segment.Page.Telling).Distinct().ToList() is [var rule] ? rule : null,
            Files = [.. pages.SelectMany(p => p.Files)],
            Same = [.. pages.SelectMany(p => p.Same).Distinct()],
        };
    }

    /// <summary>What has no index stays apart, or what has one would lose it.</summary>
    private static bool Fits(List<Segment> group, Segment segment, int most) =>
        group.Sum(s => s.Page.Events) + segment.Page.Events <= most
        && (!segment.HasEvents || group.TrueForAll(s => !s.HasEvents || HasIndex(s) == HasIndex(segment)));

    private static bool HasIndex(Segment segment) => CaseFolder.IndexFiles(segment.Folder).Any();

    private static bool IsHollow(SegmentPage page) =>
        page.DeadRows.Count > 0 && (long)page.DeadRows.Count * OneDeadIn >= page.Events + page.DeadRows.Count;

    /// <summary>The segments that hold events, each with its eventIDs and with what is added to its rows.</summary>
    private static List<(Segment Segment, SortedEventIds Ids, uint First)> WithFirstRows(
        IReadOnlyList<Segment> segments
    )
    {
        var found = new List<(Segment, SortedEventIds, uint)>();
        uint next = 0;
        foreach (var segment in segments.Where(s => s.HasEvents))
        {
            using var file = segment.OpenEventIds();
            var ids = file.Read();
            found.Add((segment, ids, next));
            // Rows begin at the start of a row group, as the load numbers them.
            var last = ids.Rows.Length == 0 ? 0 : Max(ids.Rows);
            next = checked(next + (((last / Loading.RowGroup) + 1) * Loading.RowGroup));
        }

        return found;
    }

    private static uint Max(ReadOnlySpan<uint> rows)
    {
        uint max = 0;
        foreach (var row in rows)
        {
            max = Math.Max(max, row);
        }

        return max;
    }

    private static void WriteEvents(
        List<(Segment Segment, SortedEventIds Ids, uint First)> segments,
        DuckConnection connection,
        string to
    )
    {
        var first = string.Join(
            ", ",
            segments.Select(s => $"({SegmentRows.Quoted(s.Segment.EventsPath)}, {s.First}::UINTEGER)")
        );
        var files = SegmentRows.Read(segments.Select(s => s.Segment.EventsPath), named: "picks_segment");
        SegmentParquet.WriteEvents(
            connection,
            $"""
            SELECT e.* EXCLUDE (picks_segment) REPLACE ((e.picks_row + f.first_row)::UINTEGER AS picks_row)
            FROM {files} e
            JOIN (VALUES {first}) f(path, first_row) ON e.picks_segment = f.path
            """,
            to
        );
        Expect(
            SegmentParquet.Rows(connection, to),
            segments.Sum(s => s.Segment.Page.Events),
            [.. segments.Select(s => s.Segment)]
        );
    }

    private static void WriteIndex(List<(Segment Segment, SortedEventIds Ids, uint First)> segments, string unfinished)
    {
        var writer = new IdentifierIndexWriter(new PathTable());
        writer.Begin(Path.Combine(unfinished, "identifiers-0"));
        foreach (var (segment, _, first) in segments)
        {
            var dead = segment.Page.DeadRows.ToHashSet();
            foreach (var index in segment.OpenIndex())
            {
                using (index)
                {
                    writer.Add(index, first, dead);
                }
            }
        }

        writer.Write();
    }

    private static void Expect(long written, long expected, IReadOnlyList<Segment> segments)
    {
        if (written != expected)
        {
            throw new CaseException(
                $"segments {segments[0].Name} to {segments[^1].Name} hold {expected:N0} rows and give {written:N0}: the case is damaged, and stays as it is"
            );
        }
    }
}
