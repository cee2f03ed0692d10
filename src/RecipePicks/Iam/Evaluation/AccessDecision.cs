using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>What becomes of a request.</summary>
public enum Decision
{
    /// <summary>It is allowed.</summary>
    Allowed,

    /// <summary>A statement denies it.</summary>
    ExplicitlyDenied,

    /// <summary>Nothing allows it, or something that must does not.</summary>
    ImplicitlyDenied,

    /// <summary>The evidence does not say, and what it lacks could change the answer.</summary>
    Unknown,
}

/// <summary>A reason for a decision.</summary>
/// <param name="Kind">The kind of policy; null when no policy is the reason.</param>
/// <param name="Policy">The policy's name; null when the reason is that there is none.</param>
/// <param name="Statement">The statement, by which a policy cites it: its place from 1, and its Sid.</param>
/// <param name="Says">What it says: <c>allows s3:GetObject</c>.</param>
public sealed record Reason(PolicyKind? Kind, string? Policy, Statement? Statement, string Says)
{
    /// <summary>The reason in a sentence.</summary>
    public override string ToString() =>
        string.Join(
            ' ',
            new[] { Kind?.Words(), Policy, Statement is null ? null : $"{Statement.Name}", Says }.OfType<string>()
        );
}

/// <summary>A decision and the statements that made it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Because">
/// For a denial the statements that deny, or what fails to allow; for an allowance the statements that allow; for Unknown
/// what could change the answer.
/// </param>
/// <param name="Missing">What the evidence lacks: kinds of policy, and context keys. Empty unless the decision is Unknown.</param>
public sealed record AccessDecision(Decision Decision, IReadOnlyList<Reason> Because, IReadOnlyList<string> Missing)
{
    /// <summary>Whether the request is allowed for certain.</summary>
    public bool IsAllowed => Decision == Decision.Allowed;
}
