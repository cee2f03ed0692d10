namespace RecipePicks.Athena;

/// <summary>What of a lake is asked about: only partitions that can hold it are read.</summary>
public sealed record LakeScope
{
    /// <summary>The window of the events' times.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>Account ids; empty for all.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions; empty for all.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The organization's id, where the table has a partition of it; null when it is not known.</summary>
    public string? Organization { get; init; }
}
