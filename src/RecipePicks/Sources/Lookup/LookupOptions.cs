using RecipePicks.Aws;

namespace RecipePicks.Sources.Lookup;

/// <summary>How CloudTrail's event history is asked.</summary>
public sealed record LookupOptions
{
    /// <summary>Whose credentials, and where.</summary>
    public AwsOptions Aws { get; init; } = new();

    /// <summary>Regions; none means all of the partition that answer.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>When the events happened; an open end reaches as far as CloudTrail's own history, 90 days.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>Only events with one of these; none means all events.</summary>
    public IReadOnlyList<LookupAttribute> Attributes { get; init; } = [];

    /// <summary>
    /// The time from one request to the next: two a second for an account and region (AWS CloudTrail API Reference,
    /// "LookupEvents").
    /// </summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Pages that are put into the case together: what an interruption costs.</summary>
    public int MostPages { get; init; } = 100;
}
