namespace RecipePicks.Store;

/// <summary>What was taken of a case into another.</summary>
public sealed record MergeSummary
{
    /// <summary>Entries of the ledger that came along: files, and entries of archives.</summary>
    public long Files { get; init; }

    /// <summary>Entries whose content the case had before.</summary>
    public long FilesKnown { get; init; }

    /// <summary>Events that were taken in.</summary>
    public long Events { get; init; }

    /// <summary>Events that the case had before.</summary>
    public long Duplicates { get; init; }

    /// <summary>Recorded states that were taken in.</summary>
    public long Items { get; init; }

    /// <summary>Events that share their eventID with another of different content: both stay.</summary>
    public long ConflictingDuplicates { get; init; }

    /// <summary>The sum of two.</summary>
    public MergeSummary And(MergeSummary other) =>
        new()
        {
            Files = Files + other.Files,
            FilesKnown = FilesKnown + other.FilesKnown,
            Events = Events + other.Events,
            Duplicates = Duplicates + other.Duplicates,
            Items = Items + other.Items,
            ConflictingDuplicates = ConflictingDuplicates + other.ConflictingDuplicates,
        };
}
