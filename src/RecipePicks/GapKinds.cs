namespace RecipePicks;

/// <summary>
/// What is a gap in the evidence, and what is not: the one place that says so. Each kind takes something away; a letter
/// that is answered from it is then a part of the answer.
/// </summary>
/// <remarks>
/// No gap is: a call that failed, also when only its message says so; a trail's creation; starting what ran already;
/// selectors that take all management events and no fewer data events than before; an hour without events in a region
/// where AWS itself is seldom heard.
/// </remarks>
public static class GapKinds
{
    /// <summary>The kinds, each with what it takes away.</summary>
    public static IReadOnlyDictionary<string, EvidenceKinds> All { get; } =
        new Dictionary<string, EvidenceKinds>
        {
            // Said by the log itself.
            ["logging-stopped"] = EvidenceKinds.Events,
            ["event-selectors"] = EvidenceKinds.Management,
            ["data-selectors"] = EvidenceKinds.Data,
            ["excluded-sources"] = EvidenceKinds.None,
            ["trail-narrowed"] = EvidenceKinds.Events,
            ["trail-moved"] = EvidenceKinds.None,
            ["insight-selectors"] = EvidenceKinds.Insights,
            ["log-bucket"] = EvidenceKinds.None,
            ["config-stopped"] = EvidenceKinds.Configuration,
            ["other-records"] = EvidenceKinds.None,
            // Told by what is not there.
            ["no-events"] = EvidenceKinds.Events,
            ["unreadable-time"] = EvidenceKinds.Events,
            ["unreadable-account"] = EvidenceKinds.None,
            ["missing-hours"] = EvidenceKinds.Events,
            ["no-global-events"] = EvidenceKinds.None,
            ["no-logs-of-account"] = EvidenceKinds.None,
            ["writes-only"] = EvidenceKinds.Reads,
            ["no-data-events"] = EvidenceKinds.Data,
            ["some-data-events"] = EvidenceKinds.Data,
            ["no-network-events"] = EvidenceKinds.Network,
            ["no-insights"] = EvidenceKinds.Insights,
            // Told by the ledger.
            ["rejected"] = EvidenceKinds.Events,
            ["skipped-file"] = EvidenceKinds.None,
            ["pulled"] = EvidenceKinds.Events,
        };

    /// <summary>What a gap of a kind takes away; a kind that is not listed takes away events.</summary>
    /// <param name="kind">The kind.</param>
    public static EvidenceKinds Missing(string kind) =>
        All.TryGetValue(kind, out var missing) ? missing : EvidenceKinds.Events;
}
