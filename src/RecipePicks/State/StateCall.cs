namespace RecipePicks.State;

/// <summary>A call, as far as replay needs it.</summary>
public sealed record StateCall
{
    /// <summary>CloudTrail's eventID.</summary>
    public required string EventId { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The service: <c>iam.amazonaws.com</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The call as it was logged: <c>UpdateFunctionCode20150331v2</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The account whose trail has it.</summary>
    public string? Account { get; init; }

    /// <summary>The region that it went to.</summary>
    public string? Region { get; init; }

    /// <summary>The id that the records of one call in several accounts share.</summary>
    public string? SharedEventId { get; init; }

    /// <summary>Its error code or message; a call that failed changed nothing.</summary>
    public string? Error { get; init; }

    /// <summary><c>requestParameters</c> as JSON text.</summary>
    public string? Request { get; init; }

    /// <summary><c>responseElements</c> as JSON text.</summary>
    public string? Response { get; init; }

    /// <summary>The caller: its ARN, else its unique id, else the service.</summary>
    public string? Caller { get; init; }

    /// <summary>The access key that signed it.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>Where it came from.</summary>
    public string? Address { get; init; }
}
