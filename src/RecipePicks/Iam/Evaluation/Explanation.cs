using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>Says why a decision fell as it did.</summary>
internal static class Explanation
{
    /// <summary>The statements that allow: in every layer that had to, and in those that did.</summary>
    public static IReadOnlyList<Reason> OfAllowance(Layers layers)
    {
        var reasons = new List<Reason>(layers.All.Count);
        if (layers.Request.Caller.Kind == CallerKind.Root && layers.Standing.SameAccount == Truth.Yes)
        {
            reasons.Add(new Reason(null, null, null, "a root user is granted all in its account"));
        }

        foreach (var layer in layers.All)
        {
            if (layer.Findings is { Allow: Truth.Yes, Allowing: var (policy, statement) })
            {
                reasons.Add(new Reason(layer.Kind, policy.Name, statement, $"allows {layers.Request.Action}"));
            }
        }

        return reasons;
    }

    /// <summary>What fails to allow.</summary>
    public static IReadOnlyList<Reason> OfDenial(Layers layers)
    {
        var reasons = new List<Reason>();
        foreach (var layer in layers.All)
        {
            if (layer.Kind is PolicyKind.ServiceControl or PolicyKind.VpcEndpoint && layer.Findings.Allow == Truth.No)
            {
                reasons.Add(Fails(layer, layers));
            }
        }

        if (reasons.Count > 0)
        {
            return reasons;
        }

        var resource = layers.Resource.Allow;
        if (
            resource == Truth.No
            && (layers.Standing.SameAccount == Truth.No || layers.ResourceMustAllow || !layers.Standing.HasIdentity)
        )
        {
            reasons.Add(
                new Reason(
                    PolicyKind.Resource,
                    null,
                    null,
                    $"does not allow {layers.Request.Action}, and {MustAllow(layers)}"
                )
            );
        }

        if (layers.Request.Caller.Kind == CallerKind.FederatedUser && layers.All.All(l => l.Kind != PolicyKind.Session))
        {
            reasons.Add(
                new Reason(PolicyKind.Session, null, null, "was not passed, and without one the session has no rights")
            );
        }

        foreach (var layer in layers.All)
        {
            if (
                layer.Kind is PolicyKind.Identity or PolicyKind.Boundary or PolicyKind.Session
                && layer.Findings.Allow == Truth.No
                && !(layer.Kind == PolicyKind.Identity && layers.Identity != Truth.No)
            )
            {
                reasons.Add(Fails(layer, layers));
            }
        }

        return reasons.Count > 0 ? reasons : [new Reason(null, null, null, $"nothing allows {layers.Request.Action}")];
    }

    /// <summary>The statements that may allow or deny.</summary>
    public static IReadOnlyList<Reason> OfDoubt(Layers layers)
    {
        var reasons = new List<Reason>();
        foreach (var layer in layers.All)
        {
            if (!layer.Policies.IsComplete)
            {
                reasons.Add(new Reason(layer.Kind, layer.Policies.Name, null, "is not all in the evidence"));
            }

            if (layer.Findings is { Deny: Truth.Unknown, Denying: var (policy, statement) })
            {
                reasons.Add(new Reason(layer.Kind, policy.Name, statement, $"may deny {layers.Request.Action}"));
            }

            if (layer.Findings is { Allow: Truth.Unknown, Allowing: var (policy2, statement2) })
            {
                reasons.Add(new Reason(layer.Kind, policy2.Name, statement2, $"may allow {layers.Request.Action}"));
            }
        }

        if (layers.Standing.SameAccount == Truth.Unknown && layers.Request.Caller.HasIdentity)
        {
            reasons.Add(new Reason(null, null, null, $"whose account {layers.Request.Resource} is in is not known"));
        }

        return reasons;
    }

    /// <summary>What the evidence lacks: kinds of policy, and context keys.</summary>
    public static IReadOnlyList<string> Missing(Layers layers) =>
        [
            .. layers
                .All.Where(l => !l.Policies.IsComplete)
                .Select(l => l.Kind.Words())
                .Concat(layers.All.SelectMany(l => Keys(l, layers.Request)))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Keys(Layer layer, AccessRequest request) =>
        layer
            .Policies.Policies.SelectMany(p => p.Statements)
            .Where(s => StatementMatch.Of(s, request, out _) == Truth.Unknown)
            .SelectMany(s => s.Conditions.Select(c => c.Key).Concat(VariableKeys(s)))
            .Where(k => !request.Lookup(k).IsKnown);

    private static IEnumerable<string> VariableKeys(Statement statement) =>
        (statement.Resources?.Patterns ?? [])
            .SelectMany(p => p.Whole.VariableKeys)
            .Concat(statement.Conditions.SelectMany(c => c.Operands.SelectMany(o => o.VariableKeys)));

    private static Reason Fails(Layer layer, Layers layers) =>
        new(
            layer.Kind,
            layer.Policies.Name ?? (layer.Policies.Policies is [var single] ? single.Name : null),
            null,
            layer.Policies.Policies.Count == 0
                ? "is not there to allow anything"
                : $"has no statement that allows {layers.Request.Action} on {layers.Request.Resource}"
        );

    private static string MustAllow(Layers layers) =>
        !layers.Standing.HasIdentity ? "nothing else could"
        : layers.ResourceMustAllow ? "for this resource it must"
        : "for a caller of another account it must";
}
