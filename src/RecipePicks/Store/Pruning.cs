using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>Frees what a case does not need. No answer changes, and no event is dropped.</summary>
public static class Pruning
{
    /// <summary>How old a file is that its writer will not come back to: it takes a moment to write one.</summary>
    private static readonly TimeSpan s_abandoned = TimeSpan.FromHours(1);

    /// <summary>Says what would be freed; nothing is written.</summary>
    /// <param name="caseDirectory">The case's folder.</param>
    /// <exception cref="CaseException">There is no case, or it is damaged or newer than this program.</exception>
    public static PruneSummary Plan(string caseDirectory)
    {
        var folder = CaseFolder.Existing(caseDirectory);
        var plan = Plan(folder, LoadSession.SegmentEvents);
        // What a load that is at work has begun is not left behind.
        return folder.IsBeingWritten() ? plan with { Left = 0, LeftBytes = 0 } : plan;
    }

    /// <summary>
    /// Frees it. Who reads the case goes on: segments that are being read stay on disk until nobody does. Stopped or killed at
    /// any point, the case is whole.
    /// </summary>
    /// <param name="caseDirectory">The case's folder.</param>
    /// <param name="cancellation">Stops it; what was put together stays so.</param>
    /// <exception cref="CaseException">There is no case, it is in use, damaged or newer than this program.</exception>
    public static PruneSummary Prune(string caseDirectory, CancellationToken cancellation) =>
        Prune(caseDirectory, LoadSession.SegmentEvents, cancellation);

    /// <summary>Frees it, with segments of another size.</summary>
    internal static PruneSummary Prune(string caseDirectory, int most, CancellationToken cancellation)
    {
        var folder = CaseFolder.Existing(caseDirectory);
        using var held = folder.Lock();
        var plan = Plan(folder, most);
        var left = Left(folder);
        folder.RemoveLeft();
        RemoveTemporary(folder);
        var written = 0L;
        foreach (var group in Compaction.Plan(folder.Finished(), most))
        {
            cancellation.ThrowIfCancellationRequested();
            written += Disk.Bytes(Compact(group, folder, cancellation).Folder);
            folder.RemoveLeft();
        }

        var removed = left.Where(l => !Path.Exists(l.Path)).ToList();
        return plan with
        {
            Left = removed.Count,
            LeftBytes = removed.Sum(l => l.Bytes),
            InUse = folder.Replaced().Count,
            WrittenBytes = written,
        };
    }

    private static PruneSummary Plan(CaseFolder folder, int most)
    {
        using var segments = HeldSegments.Of(folder);
        var groups = Compaction.Plan(segments, most);
        var left = Left(folder);
        return new PruneSummary
        {
            Left = left.Count,
            LeftBytes = left.Sum(l => l.Bytes),
            InUse = folder.Replaced().Count,
            SegmentsBefore = segments.Count,
            SegmentsAfter = segments.Count - groups.Sum(g => g.Count - 1),
            DeadRows = groups.Sum(g => g.Sum(s => (long)s.Page.DeadRows.Count)),
            RewrittenBytes = groups.Sum(g => g.Sum(s => Disk.Bytes(s.Folder))),
        };
    }

    /// <summary>What was left behind, with its bytes.</summary>
    private static IReadOnlyList<(string Path, long Bytes)> Left(CaseFolder folder) =>
        [
            .. folder
                .LeftUnfinished()
                .Concat(folder.Replaced().Select(s => s.Folder))
                .Concat(folder.AllTemporary())
                .Select(f => (f, Disk.Bytes(f))),
            .. Abandoned(folder).Select(f => (f, new FileInfo(f).Length)),
        ];

    private static Segment Compact(IReadOnlyList<Segment> group, CaseFolder folder, CancellationToken cancellation)
    {
        if (Verification.Of(group, cancellation) is [var wrong, ..])
        {
            throw new CaseException($"the case at {folder.Path} is damaged, and stays as it is: {wrong}");
        }

        var unfinished = folder.Begin();
        try
        {
            using var spill = SpillFolder.Of(folder);
            using var database = Loading.Database(new LoadOptions(), spill);
            using var connection = database.Connect();
            using var stop = cancellation.Register(connection.Interrupt);
            // Rows that follow each other stay so on one thread, and a row is looked for in one row group.
            connection.Execute("SET threads = 1");
            var page = Compaction.Write(group, connection, unfinished);
            return folder.Commit(unfinished, page, new(group[0].Name.First, group[^1].Name.Last, IsRange: true));
        }
        catch (Exception e)
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            cancellation.ThrowIfCancellationRequested();
            throw e is DuckDbException ? new CaseException($"the prune failed: {e.Message}", e) : e;
        }
    }

    /// <summary>Removes what queries that were killed left, unless somebody reads the case: it may be theirs.</summary>
    private static void RemoveTemporary(CaseFolder folder)
    {
        foreach (var file in Abandoned(folder))
        {
            File.Delete(file);
        }

        if (folder.AllTemporary() is [_, ..] temporary && folder.Replaced().Count == 0)
        {
            // Who reads a case holds all of its segments.
            using var alone = folder.Finished() is [var first, ..] ? first.HoldAlone() : null;
            if (alone is not null || folder.Finished().Count == 0)
            {
                foreach (var left in temporary)
                {
                    Directory.Delete(left, recursive: true);
                }
            }
        }
    }

    private static IReadOnlyList<string> Abandoned(CaseFolder folder) =>
        [
            .. Directory
                .EnumerateFiles(folder.Path, "*.json.*.tmp")
                .Where(f => DateTime.UtcNow - File.GetLastWriteTimeUtc(f) > s_abandoned)
                .Order(StringComparer.Ordinal),
        ];
}
