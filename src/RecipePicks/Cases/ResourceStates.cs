using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.State;

namespace RecipePicks.Cases;

/// <summary>The state of what a name means, at a time.</summary>
/// <param name="Asked">The name that was asked for.</param>
/// <param name="At">The time, UTC.</param>
/// <param name="Resources">Every resource of that name that calls or documents tell of, with its history.</param>
public sealed record ResourceStates(string Asked, DateTime At, IReadOnlyList<ResourceHistory> Resources)
{
    /// <summary>Works it out from all calls and documents of the evidence, those after the time included.</summary>
    /// <param name="engine">Who holds the evidence.</param>
    /// <param name="coverage">What it covers.</param>
    /// <param name="resource">An id, a name or an ARN.</param>
    /// <param name="at">The time, UTC; null for the end of the evidence.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="EngineException">The engine failed; the message is its own.</exception>
    public static ResourceStates Of(
        IEngine engine,
        Coverage coverage,
        string resource,
        DateTime? at,
        CancellationToken cancellation
    )
    {
        var name = resource.Trim();
        var inquiry = new Inquiry(engine, coverage, TimeWindow.All, cancellation)
        {
            Leads = [new Lead(LeadKind.Resource, name)],
            Resources = [ResourceName.Of(name)],
        };
        return new(name, at ?? DateTime.MaxValue, inquiry.Replayed.Own);
    }
}
