using RecipePicks.Iam.Accounts;

namespace RecipePicks.Iam.Escalation;

/// <summary>How open a way is.</summary>
public enum Openness
{
    /// <summary>Every permission is granted, and every precondition is in the evidence.</summary>
    Open,

    /// <summary>Some permission is granted under conditions.</summary>
    Conditional,

    /// <summary>The evidence does not tell whether a precondition holds, or lacks a policy that may deny a step.</summary>
    Unknown,
}

/// <summary>A permission on a resource that a step uses.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource; of a pattern, one that it matches.</param>
/// <param name="Access">The answer.</param>
public sealed record EscalationUse(string Action, string Resource, Access Access);

/// <summary>A step from one identity to another.</summary>
/// <param name="From">The ARN of the identity that takes it.</param>
/// <param name="To">The ARN of the identity that it becomes, or <see cref="Administrator"/>.</param>
/// <param name="Path">The way it goes.</param>
/// <param name="Through">What it goes through: a workload, a changed role or policy; null when nothing.</param>
/// <param name="Uses">The permissions that it uses.</param>
/// <param name="Missing">Preconditions of which the evidence does not tell, in words.</param>
public sealed record EscalationEdge(
    string From,
    string To,
    EscalationPath Path,
    string? Through,
    IReadOnlyList<EscalationUse> Uses,
    IReadOnlyList<string> Missing
)
{
    /// <summary>Stands for all rights in an account, whoever has them.</summary>
    public const string Administrator = "administrator";

    /// <summary>How open it is.</summary>
    public Openness Openness =>
        Unknown.Count > 0 ? Openness.Unknown
        : Uses.Any(u => u.Access.ByEvidence == Verdict.Conditional) ? Openness.Conditional
        : Openness.Open;

    /// <summary>What the evidence does not tell, in words: preconditions, and policies that may deny one of its permissions.</summary>
    public IReadOnlyList<string> Unknown =>
        [
            .. Missing
                .Concat(
                    Uses.Where(u => u.Access.Verdict == Verdict.Unknown)
                        .SelectMany(u => u.Access.Decision.Because)
                        .Where(r => r.Statement is null)
                        .Select(r => r.ToString())
                )
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>The conditions of its permissions.</summary>
    public IReadOnlyList<string> Conditions => [.. Uses.SelectMany(u => u.Access.Conditions).Distinct()];
}

/// <summary>The shortest way from one identity to another, the surest first.</summary>
/// <param name="To">Where it leads: an ARN, or <see cref="EscalationEdge.Administrator"/>.</param>
/// <param name="Edges">Its steps; none when it begins there.</param>
public sealed record EscalationRoute(string To, IReadOnlyList<EscalationEdge> Edges)
{
    /// <summary>How open the least open of its steps is.</summary>
    public Openness Openness => Edges.Count == 0 ? Openness.Open : Edges.Max(e => e.Openness);
}
