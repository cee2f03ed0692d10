using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Exposure.Reach;

/// <summary>Whether somebody gets in, and what it means when he does.</summary>
/// <param name="Policy">The policy, or the part of it that is asked about.</param>
/// <param name="Caller">Who asks.</param>
/// <param name="Without">What he does not have, as a policy that refuses whoever has it.</param>
/// <param name="Openness">How far the resource is open if he gets in.</param>
internal sealed record Question(Policy Policy, Caller Caller, Policy Without, Openness Openness)
{
    /// <summary>What is not known if he gets in; null unless that is all that can be said.</summary>
    public string? Doubt { get; init; }
}
