using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>Decides requests.</summary>
/// <remarks>
/// Source: IAM User Guide, "Policy evaluation logic" and its pages; AWS Organizations User Guide, "SCP evaluation" and "RCP
/// evaluation"; KMS Developer Guide, "Key policies". Nothing is guessed: what the evidence lacks makes Unknown where it
/// could change the answer, and only there.
/// </remarks>
public static class PolicyEvaluator
{
    /// <summary>Decides a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="policies">All policies that bear on it.</param>
    public static AccessDecision Decide(AccessRequest request, PolicySet policies)
    {
        var facts = EvaluationFacts.Known;
        var caller = request.Caller;
        if (caller.HasIdentity && facts.NeedsNoPermission(request.Action))
        {
            return Allowed([new Reason(null, null, null, $"{request.Action} needs no permission")]);
        }

        if (caller.Kind == CallerKind.Root && facts.NotForRoot(request.Action))
        {
            return Denied([new Reason(null, null, null, $"a root user may not call {request.Action}")]);
        }

        var layers = Layers.Of(request, policies);
        var (deny, unsure) = layers.Denies();
        if (deny is not null)
        {
            return new AccessDecision(Decision.ExplicitlyDenied, deny, []);
        }

        var allowed = layers.Allowed();
        return allowed == Truth.No ? Denied(Explanation.OfDenial(layers))
            : allowed == Truth.Yes && !unsure ? Allowed(Explanation.OfAllowance(layers))
            : new AccessDecision(Decision.Unknown, Explanation.OfDoubt(layers), Explanation.Missing(layers));
    }

    private static AccessDecision Allowed(IReadOnlyList<Reason> because) => new(Decision.Allowed, because, []);

    private static AccessDecision Denied(IReadOnlyList<Reason> because) => new(Decision.ImplicitlyDenied, because, []);
}
