using RecipePicks.Sources.Lookup;
using RecipePicks.Sources.S3;

namespace RecipePicks.Store;

/// <summary>How to load.</summary>
public sealed record LoadOptions
{
    /// <summary>Threads that read and write.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether to keep an index of identifiers beside the events.</summary>
    public bool Index { get; init; } = true;

    /// <summary>Events a segment holds.</summary>
    public int SegmentEvents { get; init; } = LoadSession.SegmentEvents;

    /// <summary>What DuckDB may use a thread, in megabytes, beside the readers' buffers: it holds two row groups for each.</summary>
    public int MegabytesPerThread { get; init; } = 128;

    /// <summary>
    /// How long a segment of what is fetched from elsewhere is added to: what a load that is stopped has to fetch again.
    /// </summary>
    public TimeSpan FetchedSegment { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How logs are taken from S3.</summary>
    public S3Options S3 { get; init; } = new();

    /// <summary>How CloudTrail's event history is asked.</summary>
    public LookupOptions Lookup { get; init; } = new();

    /// <summary>Time that passes between two reports of progress.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromMilliseconds(100);
}
