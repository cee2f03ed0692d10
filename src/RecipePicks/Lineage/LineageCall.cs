namespace RecipePicks.Lineage;

/// <summary>Who made a call: the members of <c>userIdentity</c> that tell callers apart.</summary>
internal sealed record LineageCaller
{
    /// <summary>userIdentity.type.</summary>
    public string? Type { get; init; }

    /// <summary>userIdentity.arn.</summary>
    public string? Arn { get; init; }

    /// <summary>userIdentity.principalId: <c>AIDA…</c>, <c>AROA…:session</c>, an account.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>userIdentity.accountId.</summary>
    public string? Account { get; init; }

    /// <summary>userIdentity.userName.</summary>
    public string? UserName { get; init; }

    /// <summary>userIdentity.accessKeyId; null when empty.</summary>
    public string? Key { get; init; }

    /// <summary>The service that called, on its own or on somebody's behalf.</summary>
    public string? InvokedBy { get; init; }

    /// <summary>userIdentity.onBehalfOf.userId: the person in IAM Identity Center.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>When the session was created, as the log writes it.</summary>
    public string? Created { get; init; }

    /// <summary>The ARN of the role that issued the session.</summary>
    public string? Issuer { get; init; }
}

/// <summary>A call that lets one identity obtain or become another, or ends that.</summary>
internal sealed record LineageCall
{
    /// <summary>CloudTrail's eventID.</summary>
    public required string Id { get; init; }

    /// <summary>eventTime, UTC; null when the record has none.</summary>
    public DateTime? Time { get; init; }

    /// <summary>eventSource.</summary>
    public required string Source { get; init; }

    /// <summary>eventName.</summary>
    public required string Name { get; init; }

    /// <summary>awsRegion.</summary>
    public string? Region { get; init; }

    /// <summary>recipientAccountId.</summary>
    public string? Account { get; init; }

    /// <summary>sourceIPAddress.</summary>
    public string? Address { get; init; }

    /// <summary>errorCode.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>errorMessage.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>requestParameters, JSON text.</summary>
    public string? Request { get; init; }

    /// <summary>responseElements, JSON text.</summary>
    public string? Response { get; init; }

    /// <summary>additionalEventData, JSON text.</summary>
    public string? Additional { get; init; }

    /// <summary>serviceEventDetails, JSON text.</summary>
    public string? Details { get; init; }

    /// <summary>sharedEventID: the same action, seen from another account.</summary>
    public string? SharedId { get; init; }

    /// <summary>Who called.</summary>
    public required LineageCaller Caller { get; init; }

    /// <summary>Whether it failed: it has an error code, or a message as failed sign-ins have.</summary>
    public bool Failed => ErrorCode is { Length: > 0 } || ErrorMessage is { Length: > 0 };
}

/// <summary>All calls of one identity with one key in one session, put together.</summary>
internal sealed record LineageUse
{
    /// <summary>Who called.</summary>
    public required LineageCaller Caller { get; init; }

    /// <summary>How many calls, denied ones too.</summary>
    public long Calls { get; init; }

    /// <summary>How many of them failed for want of permission.</summary>
    public long Denied { get; init; }

    /// <summary>The first call, UTC.</summary>
    public DateTime? First { get; init; }

    /// <summary>The last call, UTC.</summary>
    public DateTime? Last { get; init; }

    /// <summary>The last call that succeeded, UTC; GetCallerIdentity is left out, which no policy can refuse.</summary>
    /// <remarks>Source: AWS STS API Reference, GetCallerIdentity.</remarks>
    public DateTime? Worked { get; init; }

    /// <summary>The first and the last call's eventIDs.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>sourceIPAddress of all of them, services' names among them.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];
}

/// <summary>Sessions that an AWS service took of a role for a workload: one row for each name of a session.</summary>
/// <param name="Service"><c>ec2.amazonaws.com</c>, <c>lambda.amazonaws.com</c> …</param>
/// <param name="Role">The role's ARN.</param>
/// <param name="Session">The session's name: an instance id, a function's name, a task's id.</param>
/// <param name="Region">awsRegion.</param>
/// <param name="Account">The role's account.</param>
/// <param name="First">The first time, UTC.</param>
/// <param name="Evidence">Some of the calls' eventIDs.</param>
internal sealed record ServiceSession(
    string Service,
    string Role,
    string Session,
    string? Region,
    string? Account,
    DateTime? First,
    IReadOnlyList<string> Evidence
);

/// <summary>The rows that a lineage is built from.</summary>
internal sealed record LineageRows
{
    /// <summary>Calls that issue, create, change or end credentials.</summary>
    public IReadOnlyList<LineageCall> Calls { get; init; } = [];

    /// <summary>How credentials were used.</summary>
    public IReadOnlyList<LineageUse> Uses { get; init; } = [];

    /// <summary>Sessions that services took.</summary>
    public IReadOnlyList<ServiceSession> Services { get; init; } = [];

    /// <summary>Whether there are more rows than these.</summary>
    public bool IsCut { get; init; }

    /// <summary>The end of the log, UTC.</summary>
    public DateTime? End { get; init; }

    /// <summary>Who got another name.</summary>
    public Renames Renames { get; init; } = Renames.None;

    /// <summary>Accounts that the evidence is of: what is not theirs is an outsider.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];
}
