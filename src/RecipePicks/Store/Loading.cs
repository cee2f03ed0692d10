using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Takes logs into a case.</summary>
public static class Loading
{
    /// <summary>Rows in a row group of a segment's Parquet file.</summary>
    internal const int RowGroup = 4096;

    /// <summary>
    /// Loads files. What the case holds already is not taken again, so that a load that was stopped or killed goes on
    /// where it was when it is run again.
    /// </summary>
    /// <param name="paths">Folders, files, patterns; <c>s3://bucket/prefix</c>; <c>cloudtrail:</c>.</param>
    /// <param name="caseDirectory">The case's folder; made when it is not there.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told as often as the options say, from any thread.</param>
    /// <param name="cancellation">Stops the load; what is in finished segments stays.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="CaseException">The case is in use, damaged or newer than this program.</exception>
    /// <exception cref="IOException">There are no credentials for AWS.</exception>
    /// <exception cref="OperationCanceledException">The load was stopped.</exception>
    public static LoadSummary Load(
        IReadOnlyList<string> paths,
        string caseDirectory,
        LoadOptions options,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var folder = new CaseFolder(caseDirectory);
        using var held = folder.Lock();
        folder.RemoveLeft();
        using var inputs = LoadInputs.Find(paths, folder, options, progress, cancellation);
        var segments = folder.Finished();
        using var session = new LoadSession(inputs.Feed, segments, options, progress, cancellation);
        using var spill = SpillFolder.Of(folder);
        using var database = Database(options, spill);
        using var connection = database.Connect();
        connection.Register(new LoadTable(session));
        using var stop = cancellation.Register(connection.Interrupt);
        session.Items.Know(KnownItems(connection, segments));
        while (!session.IsDone)
        {
            WriteSegment(session, folder, connection);
            // Large arrays of finished segments lie about until hundreds of megabytes have come together.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        }

        inputs.Check();
        session.Report();
        return session.Totals.Summary(session.FilesKnown + inputs.Known, session.Conflicts, inputs.Missing);
    }

    private static IEnumerable<string> KnownItems(DuckConnection connection, IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments.Where(s => s.HasItems))
        {
            using var hashes = connection.Query($"SELECT hash FROM {SegmentRows.Read(segment.ItemsPath)}");
            while (hashes.Read())
            {
                yield return hashes.Get<string>(0);
            }
        }
    }

    internal static DuckDatabase Database(LoadOptions options, SpillFolder spill) =>
        DuckDatabase.Open(
            null,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["threads"] = options.Threads.ToString(),
                ["memory_limit"] = $"{options.Threads * options.MegabytesPerThread}MB",
                ["preserve_insertion_order"] = "false",
                ["temp_directory"] = spill.Path,
                // What is read back of a segment is read once.
                ["enable_external_file_cache"] = "false",
                ["autoinstall_known_extensions"] = "false",
                ["autoload_known_extensions"] = "false",
            }
        );

    private static void WriteSegment(LoadSession session, CaseFolder folder, DuckConnection connection)
    {
        var unfinished = folder.Begin();
        try
        {
            session.Begin(unfinished);
            var events = Path.Combine(unfinished, CaseFolder.EventsFile);
            SegmentParquet.WriteEvents(connection, "SELECT * FROM picks_records()", events);
            var page = session.Finish(new StoredEvents(connection), events) with
            {
                Items = session.Items.Finish(connection),
            };
            if (page.Events == 0)
            {
                File.Delete(events);
            }
            else if (page.DeadRows.Count > 0)
            {
                // Rows that gave way to a copy from earlier in the load.
                var all = events + ".all";
                File.Move(events, all);
                SegmentParquet.WriteEvents(connection, all, page.DeadRows, events);
                File.Delete(all);
            }

            if (page.Events > 0)
            {
                page = page with { Counts = SegmentCounts.Write(connection, unfinished) };
            }

            if (page is { Files.Count: 0, Same.Count: 0 })
            {
                Directory.Delete(unfinished, recursive: true);
                return;
            }

            session.Know(folder.Commit(unfinished, page));
        }
        catch (Exception e)
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            session.Cancellation.ThrowIfCancellationRequested();
            throw e is DuckDbException ? new CaseException($"the load failed: {e.Message}", e) : e;
        }
    }
}
