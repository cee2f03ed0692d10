using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Escalation;

/// <summary>The roles that an identity's own policies may let it take, found without deciding on each.</summary>
internal sealed class Takable
{
    private readonly HashSet<string> _named = new(StringComparer.Ordinal);
    private readonly List<ArnPattern> _patterns = [];
    private readonly bool _any;

    /// <summary>Reads an identity's policies.</summary>
    /// <param name="own">The policies.</param>
    public Takable(OwnPolicies own)
    {
        foreach (
            var statement in own
                .Policies.SelectMany(p => p.Policy.Statements)
                .Where(s => s.Effect == Effect.Allow && s.Actions.Covers("sts:AssumeRole"))
        )
        {
            // What all but some resources are, or hangs on a variable, the evaluator says.
            _any |= statement.Resources is not { AllBut: false } resources || resources.Patterns.Any(IsOpen);
            foreach (var pattern in statement.Resources?.Patterns ?? [])
            {
                if (pattern.Whole.Literal is { } arn)
                {
                    _named.Add(arn);
                }
                else if (!IsOpen(pattern))
                {
                    _patterns.Add(pattern);
                }
            }
        }
    }

    /// <summary>Whether a role may be among them.</summary>
    /// <param name="role">Its ARN.</param>
    public bool Contains(string role) =>
        _any || _named.Contains(role) || (_patterns.Count > 0 && _patterns.Exists(p => p.Matches(new ArnText(role))));

    private static bool IsOpen(ArnPattern pattern) =>
        pattern.Whole.IsAnything || pattern.Source.Contains("${", StringComparison.Ordinal);
}
