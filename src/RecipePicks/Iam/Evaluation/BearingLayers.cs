using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>Which policies bear on a request, by who asks and whose the resource is.</summary>
internal static class BearingLayers
{
    /// <summary>The layers that bear, in the order in which AWS's documents name them.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="resourceAccount">The account of the resource; null when it is not known.</param>
    /// <param name="policies">All policies.</param>
    public static List<(PolicyKind Kind, PolicyLayer Policies)> Of(
        Caller caller,
        string? resourceAccount,
        PolicySet policies
    )
    {
        var layers = new List<(PolicyKind, PolicyLayer)>(6);
        var management = policies.ManagementAccount;
        if (!caller.IsServiceLinked && (management is null || resourceAccount != management))
        {
            Add(layers, PolicyKind.ResourceControl, policies.ResourceControl);
        }

        if (caller is { HasIdentity: true, IsServiceLinked: false } && caller.Account != management)
        {
            Add(layers, PolicyKind.ServiceControl, policies.ServiceControl);
        }

        Add(layers, PolicyKind.VpcEndpoint, policies.VpcEndpoint);
        Add(layers, PolicyKind.Resource, policies.Resource);
        if (caller.HasIdentity)
        {
            Add(layers, PolicyKind.Identity, policies.Identity);
            Add(layers, PolicyKind.Boundary, policies.Boundary);
            Add(layers, PolicyKind.Session, policies.Session);
        }

        return layers;
    }

    /// <summary>Whether the caller's account is the resource's.</summary>
    public static Truth SameAccount(Caller caller, string? resourceAccount) =>
        caller.Account is null || resourceAccount is null ? Truth.Unknown
        : caller.Account == resourceAccount ? Truth.Yes
        : Truth.No;

    /// <summary>What a caller's identity has whatever its policies say: a root user all in its account; null where they say it.</summary>
    public static Truth? Inherent(Caller caller) => caller.Kind == CallerKind.Root ? Truth.Yes : null;

    /// <summary>Whether no session policy limits a caller when none was passed. A session of GetFederationToken then has nothing.</summary>
    /// <remarks>
    /// Source: IAM User Guide, "Permissions for GetFederationToken": without session policies only a resource's policy that
    /// names the federated user session itself grants anything.
    /// </remarks>
    public static Truth Unlimited(Caller caller, PolicySet policies) =>
        Truths.Of(caller.Kind != CallerKind.FederatedUser || policies.Session is not null);

    private static void Add(List<(PolicyKind, PolicyLayer)> layers, PolicyKind kind, PolicyLayer? policies)
    {
        if (policies is not null)
        {
            layers.Add((kind, policies));
        }
    }

    private static void Add(List<(PolicyKind, PolicyLayer)> layers, PolicyKind kind, IReadOnlyList<PolicyLayer> levels)
    {
        foreach (var level in levels)
        {
            layers.Add((kind, level));
        }
    }
}
