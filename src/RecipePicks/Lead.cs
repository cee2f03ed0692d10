namespace RecipePicks;

/// <summary>What a responder starts from.</summary>
public enum LeadKind
{
    /// <summary>A resource: its id, name or ARN.</summary>
    Resource,

    /// <summary>An identity: a user, role, session or account, by ARN, name or unique id.</summary>
    Principal,

    /// <summary>An access key id (AKIA…, ASIA…).</summary>
    AccessKey,

    /// <summary>A source address.</summary>
    Ip,

    /// <summary>One event, by its eventID.</summary>
    Event,
}

/// <summary>A lead: what it is and what it says.</summary>
/// <param name="Kind">How it is read.</param>
/// <param name="Value">The text as given, trimmed.</param>
public sealed record Lead(LeadKind Kind, string Value);
