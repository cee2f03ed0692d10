using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>What one lead came down to.</summary>
/// <param name="Lead">The lead, as it was read.</param>
internal sealed record Resolved(Lead Lead)
{
    /// <summary>The identities to follow.</summary>
    public Callers Callers { get; init; } = Callers.None;

    /// <summary>Unique ids of identities that are followed by their ARN.</summary>
    public IReadOnlyList<string> UniqueIds { get; init; } = [];

    /// <summary>What to look for in the calls.</summary>
    public IReadOnlyList<ResourceName> Resources { get; init; } = [];

    /// <summary>How it was read and each hop from there, in sentences.</summary>
    public IReadOnlyList<string> Reading { get; init; } = [];
}
