namespace RecipePicks;

/// <summary>What the identities of the leads did and what was done to the leads, in order, folded by run.</summary>
public sealed record Timeline
{
    /// <summary>Nothing happened.</summary>
    public static Timeline Empty { get; } = new();

    /// <summary>The runs, by their first call; every event of the timeline is in one of them.</summary>
    public IReadOnlyList<TimelineRun> Runs { get; init; } = [];

    /// <summary>Stretches without a call, and stretches that the evidence does not cover, by their start.</summary>
    public IReadOnlyList<TimelineGap> Gaps { get; init; } = [];

    /// <summary>How many events the runs hold.</summary>
    public long Events { get; init; }

    /// <summary>How many events there are; more than <see cref="Events"/> when the timeline was cut at its end.</summary>
    public long Total { get; init; }
}

/// <summary>Calls of one identity to one API with one outcome, each within minutes of the one before.</summary>
public sealed record TimelineRun
{
    /// <summary>The first call, UTC.</summary>
    public required DateTime First { get; init; }

    /// <summary>The last call, UTC.</summary>
    public required DateTime Last { get; init; }

    /// <summary>Who called: the ARN, else the unique id, the service or the name; null when the event names nobody.</summary>
    public string? Identity { get; init; }

    /// <summary>CloudTrail's eventSource.</summary>
    public string? EventSource { get; init; }

    /// <summary>CloudTrail's eventName.</summary>
    public string? EventName { get; init; }

    /// <summary><c>succeeded</c>, <c>denied</c> or <c>failed</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>CloudTrail's errorCode, or null.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>How many calls.</summary>
    public int Count => EventIds.Count;

    /// <summary>The most calls within any 60 seconds.</summary>
    public required int PeakPerMinute { get; init; }

    /// <summary>Source addresses, in the order of their first call.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>Regions, in the order of their first call.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Access keys, in the order of their first call.</summary>
    public IReadOnlyList<string> AccessKeys { get; init; } = [];

    /// <summary>MITRE ATT&amp;CK's technique id, or null when the call is none.</summary>
    public string? Technique { get; init; }

    /// <summary>MITRE ATT&amp;CK's tactic, or null.</summary>
    public string? Tactic { get; init; }

    /// <summary>Whether one of the calls names what the leads name.</summary>
    public bool NamesLead { get; init; }

    /// <summary>What the evidence had not seen of this identity before.</summary>
    public IReadOnlyList<FirstSeen> FirstSeen { get; init; } = [];

    /// <summary>The eventIDs, in order.</summary>
    public required IReadOnlyList<string> EventIds { get; init; }

    /// <summary>Whether the calls came faster than a person makes them: ten or more in a minute.</summary>
    public bool IsBurst => PeakPerMinute >= 10;
}

/// <summary>Something that an identity did for the first time within all of the evidence.</summary>
/// <param name="What"><c>identity</c> (its first call at all), <c>api</c>, <c>address</c>, <c>region</c> or <c>user-agent</c>.</param>
/// <param name="Value">The API as <c>service:Call</c>, the address, the region, the agent; the identity itself.</param>
/// <param name="EventId">The call.</param>
public sealed record FirstSeen(string What, string Value, string EventId);

/// <summary>A stretch of the timeline without calls.</summary>
/// <param name="Kind"><c>silence</c> when nothing is known to be missing, else the kind of the coverage's gap.</param>
/// <param name="From">Its start, UTC; null when it reaches back before the timeline.</param>
/// <param name="To">Its end, UTC; null when it reaches beyond the timeline.</param>
/// <param name="Text">What it is.</param>
public sealed record TimelineGap(string Kind, DateTime? From, DateTime? To, string Text);
