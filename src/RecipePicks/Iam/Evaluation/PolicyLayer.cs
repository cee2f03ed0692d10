using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>The policies of one kind that are attached at one place. Their statements count as if they stood in one policy.</summary>
/// <param name="Policies">Those that the evidence holds.</param>
/// <param name="IsComplete">Whether these are all; else there may be others, which may allow and may deny.</param>
/// <param name="Name">The place: an organizational unit, an account; null when it needs no name.</param>
public sealed record PolicyLayer(IReadOnlyList<Policy> Policies, bool IsComplete = true, string? Name = null)
{
    /// <summary>There are none.</summary>
    public static PolicyLayer None { get; } = new([]);

    /// <summary>The evidence does not say whether there are any.</summary>
    public static PolicyLayer Missing { get; } = new([], IsComplete: false);

    /// <summary>These, and no others.</summary>
    /// <param name="policies">The policies.</param>
    public static PolicyLayer Of(params IReadOnlyList<Policy> policies) => new(policies);
}
