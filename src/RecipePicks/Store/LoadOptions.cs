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

    /// <summary>Time that passes between two reports of progress.</summary>
    public TimeSpan ReportEvery { get; init; } = TimeSpan.FromMilliseconds(100);
}
