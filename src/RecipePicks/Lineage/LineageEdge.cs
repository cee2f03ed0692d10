namespace RecipePicks.Lineage;

/// <summary>How one node led to another.</summary>
internal enum EdgeKind
{
    /// <summary>The call issued a session.</summary>
    Issued,

    /// <summary>It created a credential, or made one work again.</summary>
    Created,

    /// <summary>It let others take a role or use a resource.</summary>
    Trusted,

    /// <summary>A service carries a role on the caller's behalf.</summary>
    Carried,

    /// <summary>The caller went into a workload.</summary>
    Entered,

    /// <summary>It gave more privilege.</summary>
    Escalated,

    /// <summary>A credential was used from an address.</summary>
    UsedFrom,

    /// <summary>It failed.</summary>
    Attempted,
}

/// <summary>One call, or calls alike, that led from one node to another.</summary>
internal sealed record LineageEdge
{
    /// <summary>Who acted.</summary>
    public required string From { get; init; }

    /// <summary>What came of it.</summary>
    public required string To { get; init; }

    /// <summary>How.</summary>
    public required EdgeKind Kind { get; init; }

    /// <summary>When, UTC; null when the evidence shows that they belong together, not since when.</summary>
    public DateTime? Time { get; init; }

    /// <summary>How surely the two ends belong together.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>The call's name; empty where no call made the edge.</summary>
    public string Call { get; init; } = "";

    /// <summary>Where the call came from.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it only says whose the node is.</summary>
    public bool Owns { get; init; }

    /// <summary>Whether all of the node is new, so that what it owns follows too.</summary>
    public bool Whole { get; init; }

    /// <summary>Whether the node was there before and only works again.</summary>
    public bool Again { get; init; }

    /// <summary>The role or instance profile that a service was handed.</summary>
    public IReadOnlyList<string> Carries { get; init; } = [];

    /// <summary>The resource whose policy lets others in.</summary>
    public string? Resource { get; init; }

    /// <summary>Whom a trust policy lets in that is not of the account.</summary>
    public IReadOnlyList<string> LetsIn { get; init; } = [];

    /// <summary>What else the call says of itself: <c>without MFA</c>.</summary>
    public string? Note { get; init; }

    /// <summary>How many calls alike it stands for.</summary>
    public int Count { get; init; } = 1;
}
