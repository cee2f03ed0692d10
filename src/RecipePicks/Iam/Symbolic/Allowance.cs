using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Symbolic;

/// <summary>When a request is allowed, as a formula.</summary>
internal static class Allowance
{
    public static Formula Of(
        AccessQuestion question,
        PolicySet policies,
        IReadOnlyList<(PolicyKind Kind, PolicyLayer Policies)> layers,
        FormulaBuilder builder
    )
    {
        var caller = question.Known.Caller;
        var facts = EvaluationFacts.Known;
        var says = layers.Select(l => (l.Kind, Says: LayerFormula.Of(l.Policies, caller, builder))).ToList();
        Formula All(params ReadOnlySpan<PolicyKind> kinds)
        {
            var parts = new List<Formula>();
            foreach (var (kind, layer) in says)
            {
                if (kinds.Contains(kind))
                {
                    parts.Add(kind == PolicyKind.VpcEndpoint ? layer.AllowByEndpoint : layer.Allow);
                }
            }

            return Formula.And(parts);
        }

        var resource =
            says.Where(s => s.Kind == PolicyKind.Resource).Select(s => s.Says).SingleOrDefault() ?? LayerFormula.None;
        var inherent = BearingLayers.Inherent(caller);
        var same = BearingLayers.SameAccount(caller, question.Known.ResourceAccount);
        var granted = EvaluationLogic.Allowed<Formula, FormulaAlgebra>(
            new(
                inherent is { } told ? Formula.Of(told)
                    : caller.HasIdentity ? All(PolicyKind.Identity)
                    : Formula.False,
                All(PolicyKind.Boundary),
                Formula.And(Formula.Of(BearingLayers.Unlimited(caller, policies)), All(PolicyKind.Session)),
                resource.Direct,
                resource.Issuer,
                resource.Account,
                All(PolicyKind.ServiceControl, PolicyKind.VpcEndpoint),
                Formula
                    .Or([
                        .. facts.MustAllow.Select(m =>
                            Formula.And(builder.ActionIs([m.Action.Source]), builder.ResourceIs(m.Resource))
                        ),
                    ])
                    .Not()
            ),
            new Standing(caller.HasIdentity, same)
        );
        var denied = Formula.Or([
            .. says.Select(s =>
                s.Kind switch
                {
                    PolicyKind.ResourceControl => Formula.And(s.Says.Deny, Controlled(builder)),
                    PolicyKind.Resource when caller.Kind == CallerKind.Root => Formula.And(
                        s.Says.Deny,
                        Formula.Or(builder.ActionIs(facts.OwnersAlways).Not(), Formula.Of(same.Not()))
                    ),
                    _ => s.Says.Deny,
                }
            ),
        ]);
        var allowed = Formula.And(granted, denied.Not());
        if (caller.Kind == CallerKind.Root)
        {
            allowed = Formula.And(allowed, builder.ActionIs(facts.RefusedToRoot).Not());
        }

        return caller.HasIdentity ? Formula.Or(allowed, builder.ActionIs(facts.NoPermissionNeeded)) : allowed;
    }

    // That resource control policies hold the service of the action.
    private static Formula Controlled(FormulaBuilder builder) =>
        builder.ActionIs(ActionCatalog.Known.ResourceControlled.Order(StringComparer.Ordinal).Select(s => $"{s}:*"));
}

/// <summary>What the policies of a layer say, as formulas.</summary>
internal sealed record LayerFormula(Formula Direct, Formula Issuer, Formula Account, Formula Deny)
{
    public static LayerFormula None { get; } = new(Formula.False, Formula.False, Formula.False, Formula.False);

    public Formula Allow => Formula.Or(Direct, Formula.Or(Issuer, Account));

    /// <summary>What an endpoint's policy allows: in some of them an account means its root user alone.</summary>
    public Formula AllowByEndpoint => Formula.Or(Direct, Formula.Or(Issuer, Formula.And(Account, Formula.Unknown)));

    public static LayerFormula Of(PolicyLayer layer, Caller caller, FormulaBuilder builder)
    {
        var allows = new Dictionary<Nearness, List<Formula>>
        {
            [Nearness.Direct] = [],
            [Nearness.Issuer] = [],
            [Nearness.Account] = [],
        };
        var denies = new List<Formula>();
        foreach (var statement in layer.Policies.SelectMany(p => p.Statements))
        {
            var (nearness, truth) = PrincipalMatch.Of(statement.Principal, caller);
            if (truth == Truth.No || nearness == Nearness.None)
            {
                continue;
            }

            var applies = Formula.And(Formula.Of(truth), builder.Of(statement));
            (statement.Effect == Effect.Deny ? denies : allows[nearness]).Add(applies);
        }

        // A policy that we do not have may allow, and may deny.
        if (!layer.IsComplete)
        {
            allows[Nearness.Direct].Add(Formula.Unknown);
            denies.Add(Formula.Unknown);
        }

        return new LayerFormula(
            Formula.Or(allows[Nearness.Direct]),
            Formula.Or(allows[Nearness.Issuer]),
            Formula.Or(allows[Nearness.Account]),
            Formula.Or(denies)
        );
    }
}
