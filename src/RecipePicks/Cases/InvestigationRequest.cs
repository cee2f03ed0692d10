namespace RecipePicks.Cases;

/// <summary>What a responder asks to be investigated.</summary>
public sealed record InvestigationRequest
{
    /// <summary>The leads' texts: ids, names, ARNs, keys, addresses.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>What told the responder of the leads, in sentences; they come before how the leads were read.</summary>
    public IReadOnlyList<string> Origin { get; init; } = [];

    /// <summary>How to read them; null to recognise each by its form, and bare names by what the evidence knows.</summary>
    public LeadKind? As { get; init; }

    /// <summary>The window to look at; open ends reach as far as the evidence.</summary>
    public TimeWindow Window { get; init; }

    /// <summary>Told when the leads are read and at each letter, with the answers so far; null when nobody waits.</summary>
    public IProgress<InvestigationProgress>? Progress { get; init; }

    /// <summary>Whether who became whom is read of everybody, not of those alone who bear on the leads; the answers are the same.</summary>
    internal bool ReadsEverybody { get; init; }
}
