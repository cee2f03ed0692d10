namespace RecipePicks.Aws;

/// <summary>When a failed request is worth repeating, and after how long.</summary>
/// <remarks>
/// Exponential with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"); the codes are those of the AWS SDKs'
/// standard retry mode (AWS SDKs and Tools Reference Guide, "Retry behavior").
/// </remarks>
internal static class Backoff
{
    private static readonly HashSet<string> s_transient = new(StringComparer.Ordinal)
    {
        "BandwidthLimitExceeded",
        "EC2ThrottledException",
        "InternalError",
        "InternalFailure",
        "InternalServerError",
        "InternalServerException",
        "LimitExceededException",
        "OperationAborted",
        "PriorRequestNotComplete",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "RequestTimeout",
        "RequestTimeoutException",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "SlowDown",
        "ThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionInProgressException",
    };

    /// <summary>Whether the same request may succeed later.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The service's code.</param>
    public static bool IsTransient(int status, string? code) =>
        status is 408 or 429 or 500 or 502 or 503 or 504 || (code is not null && s_transient.Contains(code));

    /// <summary>How long to wait before the next attempt.</summary>
    /// <param name="attempt">Attempts made, from 1.</param>
    /// <param name="options">The longest pauses.</param>
    public static TimeSpan Pause(int attempt, AwsOptions options)
    {
        var most = Math.Min(
            options.LongestPause.TotalMilliseconds,
            options.Pause.TotalMilliseconds * Math.Pow(2, attempt - 1)
        );
#pragma warning disable CA5394 // it only spreads requests in time
        return TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * most);
#pragma warning restore CA5394
    }
}
