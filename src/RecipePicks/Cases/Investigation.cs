using RecipePicks.Engines;

namespace RecipePicks.Cases;

/// <summary>Placeholder.</summary>
public sealed record InvestigationRequest
{
    /// <summary>Placeholder.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>Placeholder.</summary>
    public LeadKind? As { get; init; }

    /// <summary>Placeholder.</summary>
    public TimeWindow Window { get; init; }
}

/// <summary>Placeholder until the investigation lands.</summary>
public static class Investigation
{
    /// <summary>Placeholder.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="coverage">The coverage.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Never.</returns>
    public static Investigated Run(
        IEngine engine,
        Coverage coverage,
        InvestigationRequest request,
        CancellationToken cancellation
    ) => throw new EngineException("the investigation has not landed yet");
}
