using RecipePicks.Athena;

namespace RecipePicks.Cases.Pulling;

/// <summary>What to pull out of a lake, and how much of it may be read.</summary>
public sealed record PullRequest
{
    /// <summary>The leads' texts.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>How to read them; null to recognise each by its form.</summary>
    public LeadKind? As { get; init; }

    /// <summary>The window, accounts and regions; what the table is parted by prunes.</summary>
    public LakeScope Scope { get; init; } = new();

    /// <summary>Bytes that all rings together may scan; null for any number.</summary>
    public long? MaxScan { get; init; }

    /// <summary>Whether rings that the case holds already are asked again: for events that came since.</summary>
    public bool Fresh { get; init; }

    /// <summary>Told a line before and after each ring; null when nobody waits.</summary>
    public IProgress<string>? News { get; init; }
}

/// <summary>A ring of a pull, as it was taken in.</summary>
/// <param name="Number">1 for the events that name the leads.</param>
/// <param name="Query">The query execution's id, which is the evidence's file.</param>
/// <param name="Scanned">Bytes that it scanned.</param>
/// <param name="Dollars">What that costs.</param>
/// <param name="Events">Events that it brought, those of earlier rings among them.</param>
public sealed record PulledRing(int Number, string Query, long Scanned, decimal Dollars, long Events);

/// <summary>What a pull brought.</summary>
/// <param name="Rings">The rings, in order.</param>
/// <param name="Left">What was left out and why, in a sentence; null when everything that the leads lead to is in.</param>
public sealed record PullOutcome(IReadOnlyList<PulledRing> Rings, string? Left);
