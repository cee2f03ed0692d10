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

    /// <summary>What DuckDB may use, in its own words, beside the readers' buffers.</summary>
    public string MemoryLimit { get; init; } = "256MB";
}
