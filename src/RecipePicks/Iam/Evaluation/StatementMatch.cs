using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>Whether a statement applies to a request.</summary>
internal static class StatementMatch
{
    /// <summary>Decides it, cheapest first.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="request">The request.</param>
    /// <param name="nearness">How near its principal comes to the caller; <see cref="Nearness.None"/> when it does not apply.</param>
    public static Truth Of(Statement statement, AccessRequest request, out Nearness nearness)
    {
        nearness = Nearness.None;
        if (!statement.Actions.Covers(request.Action))
        {
            return Truth.No;
        }

        var (near, truth) = PrincipalMatch.Of(statement.Principal, request.Caller);
        truth = truth == Truth.No ? truth : truth.And(Covers(statement.Resources, request));
        foreach (var condition in statement.Conditions)
        {
            if (truth == Truth.No)
            {
                return truth;
            }

            truth = truth.And(ConditionMatch.Of(condition, request));
        }

        nearness = truth == Truth.No ? Nearness.None : near;
        return truth;
    }

    /// <summary>Whether an element means the request's resource; none means the one that carries the policy.</summary>
    public static Truth Covers(ResourceElement? resources, AccessRequest request)
    {
        if (resources is null)
        {
            return Truth.Yes;
        }

        var truth = Truth.No;
        foreach (var pattern in resources.Patterns)
        {
            var resolved = pattern.Resolve(request.Lookups, out var isUnknown);
            if (resolved is null)
            {
                truth = isUnknown ? Truth.Unknown : truth;
            }
            else if (resolved.Matches(request.ResourceText))
            {
                truth = Truth.Yes;
                break;
            }
        }

        return resources.AllBut ? truth.Not() : truth;
    }
}
