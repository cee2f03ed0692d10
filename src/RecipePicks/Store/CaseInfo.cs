namespace RecipePicks.Store;

/// <summary>A segment of a case, in numbers.</summary>
public sealed record SegmentInfo
{
    /// <summary>Its name: a number, or the range of those that were put into it.</summary>
    public required string Name { get; init; }

    /// <summary>The version of its format.</summary>
    public int Format { get; init; }

    /// <summary>Events.</summary>
    public long Events { get; init; }

    /// <summary>Records that were in the case already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Rows that the index names and that gave way to copies.</summary>
    public long DeadRows { get; init; }

    /// <summary>Recorded states.</summary>
    public long Items { get; init; }

    /// <summary>Bytes of Parquet.</summary>
    public long ParquetBytes { get; init; }

    /// <summary>Bytes of the eventIDs and of the identifier index.</summary>
    public long IndexBytes { get; init; }

    /// <summary>Its earliest event, UTC; copies that gave way count too.</summary>
    public DateTime? From { get; init; }

    /// <summary>Its latest event, UTC.</summary>
    public DateTime? To { get; init; }

    /// <summary>When it was written, UTC, to the second.</summary>
    public DateTime? Written { get; init; }

    /// <summary>The version of the program that wrote it.</summary>
    public string? Version { get; init; }

    internal static SegmentInfo Of(Segment segment)
    {
        var page = segment.ReadPage();
        var files = new DirectoryInfo(segment.Folder).GetFiles();
        return new SegmentInfo
        {
            Name = segment.Name.ToString(),
            Format = page.Format,
            Events = page.Events,
            Duplicates = page.Files.Sum(f => f.Duplicates),
            DeadRows = page.DeadRows.Count,
            Items = page.Items,
            ParquetBytes = files.Where(f => f.Extension == ".parquet").Sum(f => f.Length),
            IndexBytes = files.Where(f => f.Extension is ".ids" or ".idx").Sum(f => f.Length),
            From = Time(page.FirstTime),
            To = Time(page.LastTime),
            Written = Second(page.Written ?? page.Files.Select(f => (DateTime?)f.LoadedAt).Max()),
            Version = page.Version ?? (page.Files is [.., var last] ? last.Version : null),
        };
    }

    private static DateTime? Second(DateTime? time) => time?.AddTicks(-(time.Value.Ticks % TimeSpan.TicksPerSecond));

    private static DateTime? Time(long? seconds) =>
        seconds is { } s ? DateTimeOffset.FromUnixTimeSeconds(s).UtcDateTime : null;
}

/// <summary>A case in numbers.</summary>
public sealed record CaseInfo
{
    /// <summary>Its segments in their order.</summary>
    public IReadOnlyList<SegmentInfo> Segments { get; init; } = [];

    /// <summary>The ledger, an entry a file.</summary>
    public IReadOnlyList<LedgerEntry> Ledger { get; init; } = [];

    /// <summary>The accounts whose trails logged the events.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Recorded states by what they were printed as.</summary>
    public IReadOnlyList<(string Form, long Count)> Items { get; init; } = [];

    /// <summary>Events that share their eventID with another of different content.</summary>
    public long ConflictingDuplicates { get; init; }

    /// <summary>Bytes of the case's folder.</summary>
    public long Bytes { get; init; }

    /// <summary>What a prune would free.</summary>
    public required PruneSummary Prune { get; init; }

    /// <summary>Events.</summary>
    public long Events => Segments.Sum(s => s.Events);

    /// <summary>The version of its format; the highest of its segments'.</summary>
    public int? Format => Segments.Max(s => (int?)s.Format);

    /// <summary>The earliest event, UTC.</summary>
    public DateTime? From => Segments.Min(s => s.From);

    /// <summary>The latest event, UTC.</summary>
    public DateTime? To => Segments.Max(s => s.To);

    /// <summary>When a file was last taken in, UTC.</summary>
    public DateTime? Loaded => Ledger.Max(f => (DateTime?)f.LoadedAt);

    /// <summary>Reads it.</summary>
    /// <param name="directory">The case's folder.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CaseException">There is no case, or it is damaged or newer than this program.</exception>
    public static CaseInfo Read(string directory, CancellationToken cancellation)
    {
        var prune = Pruning.Plan(directory);
        using var opened = Case.Open(directory);
        return new CaseInfo
        {
            Segments = [.. opened.Segments.Select(SegmentInfo.Of)],
            Ledger = opened.Ledger(),
            Accounts =
            [
                .. Rows(opened, "SELECT DISTINCT recipientaccountid FROM cloudtrail_logs ORDER BY 1", cancellation)
                    .Select(r => r[0])
                    .OfType<string>(),
            ],
            Items =
            [
                .. Rows(opened, "SELECT form, count(*) FROM config_items GROUP BY 1 ORDER BY 1", cancellation)
                    .Select(r => ((string?)r[0] ?? "", (long)r[1]!)),
            ],
            ConflictingDuplicates = opened.Segments.Sum(s => s.Page.ConflictingDuplicates),
            Bytes = Disk.Bytes(directory),
            Prune = prune,
        };
    }

    /// <summary>Compares every file of a case with what was written.</summary>
    /// <param name="directory">The case's folder.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Every difference, in words; none when the case is whole.</returns>
    /// <exception cref="CaseException">There is no case.</exception>
    public static IReadOnlyList<string> Verify(string directory, CancellationToken cancellation)
    {
        var folder = CaseFolder.Existing(directory);
        try
        {
            using var segments = HeldSegments.Of(folder);
            return Verification.OfCase(segments, cancellation);
        }
        catch (CaseException e)
        {
            return [e.Message];
        }
    }

    private static List<object?[]> Rows(Case opened, string sql, CancellationToken cancellation)
    {
        using var rows = opened.Sql(sql, cancellation);
        var all = new List<object?[]>();
        while (rows.Read())
        {
            all.Add([.. Enumerable.Range(0, rows.Columns.Count).Select(c => rows[c])]);
        }

        return all;
    }
}
