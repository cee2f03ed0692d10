namespace RecipePicks;

/// <summary>A stretch, a kind of event or a file that the evidence does not cover.</summary>
/// <param name="Kind"><c>logging-stopped</c>, <c>no-data-events</c>, <c>writes-only</c>, <c>missing-hours</c>, <c>skipped-file</c> …</param>
/// <param name="Text">What is missing, in a sentence.</param>
/// <param name="From">Since when, UTC; null when it has no start.</param>
/// <param name="To">Until when, UTC; null when it has no end.</param>
public sealed record CoverageGap(string Kind, string Text, DateTime? From, DateTime? To);

/// <summary>What the evidence covers, and what it does not.</summary>
public sealed record Coverage
{
    /// <summary>Files (archive entries counted each) from which records were taken.</summary>
    public long Files { get; init; }

    /// <summary>CloudTrail records read, duplicates included.</summary>
    public long Records { get; init; }

    /// <summary>Distinct events in the case.</summary>
    public long Events { get; init; }

    /// <summary>Records left out because the same event was there already, member for member.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that share their eventID with another event of different content; both are kept.</summary>
    public long ConflictingDuplicates { get; init; }

    /// <summary>Pieces of input that could not be read; the ledger names each.</summary>
    public long Rejected { get; init; }

    /// <summary>The first event's time, UTC; null in an empty case.</summary>
    public DateTime? From { get; init; }

    /// <summary>The last event's time, UTC; null in an empty case.</summary>
    public DateTime? To { get; init; }

    /// <summary>Accounts that delivered events, sorted.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions, sorted.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>What is missing.</summary>
    public IReadOnlyList<CoverageGap> Gaps { get; init; } = [];
}
