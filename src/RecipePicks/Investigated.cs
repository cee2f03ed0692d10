namespace RecipePicks;

/// <summary>The outcome of an investigation: what every report prints, and the contract's JSON document in types.</summary>
public sealed record Investigated
{
    /// <summary>The version of the program.</summary>
    public required string Picks { get; init; }

    /// <summary>The leads, as they were read.</summary>
    public required IReadOnlyList<Lead> Leads { get; init; }

    /// <summary>How each lead was read and what it led to, in sentences; ambiguous leads list their readings with counts.</summary>
    public IReadOnlyList<string> Reading { get; init; } = [];

    /// <summary>The window that was asked about; open ends are the evidence's.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>Eleven answers in the order R E C I P E P I C K S.</summary>
    public required IReadOnlyList<Answer> Letters { get; init; }

    /// <summary>What is still open at the end of the log and how to close it, then what was closed; commands are printed, never run.</summary>
    public IReadOnlyList<ContainmentStep> Containment { get; init; } = [];

    /// <summary>Who became whom.</summary>
    public CredentialGraph Graph { get; init; } = CredentialGraph.Empty;

    /// <summary>What happened, call by call, folded by run.</summary>
    public Timeline Timeline { get; init; } = Timeline.Empty;

    /// <summary>What the evidence covers.</summary>
    public required Coverage Coverage { get; init; }

    /// <summary>Records that are quoted whole, by eventID; only reports that stand without the case have them.</summary>
    public IReadOnlyList<QuotedRecord> Records { get; init; } = [];

    /// <summary>The calls of everybody in the chain, counted; only where <see cref="Records"/> are.</summary>
    public Activity Activity { get; init; } = Activity.Empty;
}
