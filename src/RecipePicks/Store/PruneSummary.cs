namespace RecipePicks.Store;

/// <summary>What a prune freed, or would free.</summary>
public sealed record PruneSummary
{
    /// <summary>Bytes of what loads, merges, prunes and queries that were killed left behind.</summary>
    public long LeftBytes { get; init; }

    /// <summary>Folders and files of that kind.</summary>
    public int Left { get; init; }

    /// <summary>Segments that others stand for, and that are still being read: they go with the next prune or load.</summary>
    public int InUse { get; init; }

    /// <summary>Segments before.</summary>
    public int SegmentsBefore { get; init; }

    /// <summary>Segments after.</summary>
    public int SegmentsAfter { get; init; }

    /// <summary>Rows that the index no longer names, for they gave way to copies.</summary>
    public long DeadRows { get; init; }

    /// <summary>Bytes of the segments that are written anew, before.</summary>
    public long RewrittenBytes { get; init; }

    /// <summary>The same after; null when nothing was done yet, for it is not known before.</summary>
    public long? WrittenBytes { get; init; }
}
