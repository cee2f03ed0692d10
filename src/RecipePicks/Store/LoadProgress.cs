namespace RecipePicks.Store;

/// <summary>How far a load has come.</summary>
/// <param name="FilesDone">Files done, archive entries not counted.</param>
/// <param name="Files">Files in all.</param>
/// <param name="BytesDone">Bytes read, as they lie on disk.</param>
/// <param name="Bytes">Bytes in all, as they lie on disk.</param>
/// <param name="Records">CloudTrail records read.</param>
/// <param name="Elapsed">Time since the load began.</param>
public readonly record struct LoadProgress(
    int FilesDone,
    int Files,
    long BytesDone,
    long Bytes,
    long Records,
    TimeSpan Elapsed
);

/// <summary>A piece of input that could not be read, or was left out, and why.</summary>
/// <param name="File">The file, as the ledger names it.</param>
/// <param name="Record">The record's place in the file, from 1; null when the file as a whole is meant.</param>
/// <param name="Offset">The byte in the (decompressed) file where it begins; null when the file as a whole is meant.</param>
/// <param name="Reason">Why, in a sentence.</param>
public sealed record Reject(string File, long? Record, long? Offset, string Reason);

/// <summary>What one load did.</summary>
public sealed record LoadSummary
{
    /// <summary>Files from which records or recorded states were taken.</summary>
    public long Files { get; init; }

    /// <summary>Files whose content was in the case already.</summary>
    public long FilesKnown { get; init; }

    /// <summary>Files that hold neither CloudTrail records nor recorded states, each with what it is.</summary>
    public IReadOnlyList<Reject> Skipped { get; init; } = [];

    /// <summary>CloudTrail records read.</summary>
    public long Records { get; init; }

    /// <summary>Events added to the case.</summary>
    public long Events { get; init; }

    /// <summary>Recorded states (AWS Config items, resources in the AWS CLI's output) added to the case.</summary>
    public long Items { get; init; }

    /// <summary>Records that were in the case already.</summary>
    public long Duplicates { get; init; }

    /// <summary>Events that share their eventID with another of different content.</summary>
    public long ConflictingDuplicates { get; init; }

    /// <summary>Paths at which nothing lies.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What lies elsewhere and was not got, each with why; they are among <see cref="Rejects"/>.</summary>
    public IReadOnlyList<Reject> Unfetched { get; init; } = [];

    /// <summary>Pieces that could not be read.</summary>
    public long Rejected { get; init; }

    /// <summary>The first of them, <see cref="LedgerEntry.MostRejects"/> a file at most.</summary>
    public IReadOnlyList<Reject> Rejects { get; init; } = [];
}
