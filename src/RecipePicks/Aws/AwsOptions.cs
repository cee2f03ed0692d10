using Amazon.Runtime;

namespace RecipePicks.Aws;

/// <summary>Which account to speak to, and where. What is null is found as every AWS tool finds it.</summary>
public sealed record AwsOptions
{
    /// <summary>The profile in <c>~/.aws</c>; null for <c>AWS_PROFILE</c>, or none.</summary>
    public string? Profile { get; init; }

    /// <summary>The region; null for <c>AWS_REGION</c>, <c>AWS_DEFAULT_REGION</c>, the profile's, the instance's.</summary>
    public string? Region { get; init; }

    /// <summary>The one endpoint to speak to; null for <c>AWS_ENDPOINT_URL_…</c>, the profile's, AWS's own.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Requests carry no signature, as public buckets allow.</summary>
    public bool Unsigned { get; init; }

    /// <summary>How often a request is tried, the first time included.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The longest pause before the first repetition; it doubles with each.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>No pause is longer.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Credentials that are at hand; null to find them.</summary>
    internal AWSCredentials? Credentials { get; init; }
}
