using RecipePicks.Aws;
using RecipePicks.Sources.Trails;

namespace RecipePicks.Sources.S3;

/// <summary>How logs are taken from S3.</summary>
public sealed record S3Options
{
    /// <summary>Whose credentials, and where.</summary>
    public AwsOptions Aws { get; init; } = new();

    /// <summary>What is wanted of a trail's bucket.</summary>
    public TrailScope Scope { get; init; } = new();

    /// <summary>The requester pays for requests and transfer, as such buckets ask of him.</summary>
    public bool RequesterPays { get; init; }

    /// <summary>A folder in which the objects are kept as they are; null for none.</summary>
    public string? Keep { get; init; }

    /// <summary>Requests that are under way at once.</summary>
    public int AtOnce { get; init; } = 32;
}
