namespace RecipePicks;

/// <summary>A stretch, a kind of event or a file that the evidence does not cover.</summary>
/// <param name="Kind"><c>logging-stopped</c>, <c>no-data-events</c>, <c>writes-only</c>, <c>missing-hours</c>, <c>skipped-file</c> …</param>
/// <param name="Text">What is missing, in a sentence.</param>
/// <param name="From">Since when, UTC; null when it has no start.</param>
/// <param name="To">Until when, UTC; null when it has no end.</param>
public sealed record CoverageGap(string Kind, string Text, DateTime? From, DateTime? To)
{
    /// <summary>What is missing, in a sentence of one line.</summary>
    public string Text { get; init; } = Prose.OneLine(Text);

    /// <summary>What it takes away; none for what is only good to know.</summary>
    public EvidenceKinds Missing { get; init; } = GapKinds.Missing(Kind);

    /// <summary>The account that it is about; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>The region that it is about; null for all.</summary>
    public string? Region { get; init; }
}

/// <summary>How many data events of a type of resource the evidence holds.</summary>
/// <param name="Type">CloudTrail's name of the type: <c>AWS::S3::Object</c>.</param>
/// <param name="What">What that is, in people's words: <c>S3 objects</c>.</param>
/// <param name="Events">How many; 0 when their use was not recorded.</param>
public sealed record DataEventCount(string Type, string What, long Events);

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

    /// <summary>Data events by type of resource, those without any among them.</summary>
    public IReadOnlyList<DataEventCount> DataEvents { get; init; } = [];

    /// <summary>What is missing.</summary>
    public IReadOnlyList<CoverageGap> Gaps { get; init; } = [];
}
