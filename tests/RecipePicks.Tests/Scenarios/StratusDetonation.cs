namespace RecipePicks.Tests.Scenarios;

/// <summary>One file of Stratus Red Team's detonation logs: what a responder would begin with and what the answer must say.</summary>
internal sealed record StratusDetonation(string Technique, IReadOnlyList<string> Leads, params StratusFact[] Facts)
{
    /// <summary>Why the log shows no change, no exposure and no step of a chain, or only the way to the technique's own call.</summary>
    public string? Why { get; init; }

    /// <summary>Whether the technique shows in Changes, tracK or Public.</summary>
    public bool IsShown => Facts.Any(f => f.Letter is "Changes" or "tracK" or "Public");
}
