using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Accounts;

/// <summary>The policies that bear on a principal and on a resource, and what of them the evidence lacks.</summary>
public sealed class EstatePolicies
{
    private readonly Estate _estate;
    private readonly Dictionary<string, OwnPolicies> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Policy?> _parsed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, bool), IReadOnlyList<PolicyLayer>> _levels = [];

    /// <summary>Takes accounts.</summary>
    /// <param name="estate">The accounts.</param>
    public EstatePolicies(Estate estate) => _estate = estate;

    /// <summary>The accounts.</summary>
    public Estate Estate => _estate;

    /// <summary>An identity's own policies and boundary.</summary>
    /// <param name="identity">The identity.</param>
    public OwnPolicies Own(IamIdentity identity) =>
        _own.TryGetValue(identity.Arn, out var known) ? known : _own[identity.Arn] = Read(identity);

    /// <summary>All policies that bear on a request, as the evidence tells them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="session">The session policy; null when none was passed.</param>
    public PolicySet For(AccessRequest request, PolicyLayer? session = null)
    {
        var caller = request.Caller;
        var identity = _estate.Find(caller.IssuerArn) ?? _estate.Find(caller.Text);
        var own = identity is null ? null : Own(identity);
        return new PolicySet
        {
            Identity = own?.Identity ?? (caller.Kind == CallerKind.Root ? PolicyLayer.None : PolicyLayer.Missing),
            Boundary = own is null && caller.Kind is not CallerKind.Root ? PolicyLayer.Missing : own?.Boundary,
            // Which policies were passed to a federated user's session its ARN does not tell.
            Session = session ?? (caller.Kind == CallerKind.FederatedUser ? PolicyLayer.Missing : null),
            Resource = Granted(request, Resource(request)),
            ServiceControl = Levels(caller.Account, resourceControl: false),
            ResourceControl = Levels(request.ResourceAccount, resourceControl: true),
            ManagementAccount = _estate.Organization?.ManagementAccount,
        };
    }

    /// <summary>What else than policies may allow a request, as far as the evidence does not rule it out; null when nothing may.</summary>
    /// <param name="request">The request.</param>
    public string? Grants(AccessRequest request) =>
        ResourcePolicyKinds.Grants(request.Action, request.Resource) is not { } kind
        || (
            Owner(request) is { } known
            && (
                known.HasPoliciesAlone
                || (kind.IsOwners ? IsTold(request, known) : known.IgnoresPublicLists && IsOwn(request, known))
            )
        )
        || (!kind.IsOwners && Listed(request) is { } list && IsTold(request, list))
            ? null
            : kind.What;

    /// <summary>The account of a resource whose ARN does not tell it; null when the evidence does not either.</summary>
    /// <param name="resource">Its ARN.</param>
    public string? AccountOf(string resource) =>
        ResourcePolicyKinds.Owner(resource) is { } owner ? _estate.Resource(owner)?.Account
        : Arn.TryParse(resource) is { Account: "", ResourceName: var id } ? _estate.OwnerOf(id)
        : null;

    /// <summary>A document read; null when it is no policy, or there is none.</summary>
    /// <param name="json">The document.</param>
    /// <param name="name">Its name.</param>
    /// <param name="kind">Its kind.</param>
    public Policy? Parse(string? json, string name, PolicyKind kind)
    {
        if (json is null)
        {
            return null;
        }

        var key = $"{kind}\0{name}\0{json}";
        return _parsed.TryGetValue(key, out var known)
            ? known
            : _parsed[key] = Policy.TryParse(json, name, kind, out _) ?? Policy.TryParse(json, name, null, out _);
    }

    // Whom a canonical id means is open while the id of the caller's account is not known.
    private static bool IsTold(AccessRequest request, ResourcePolicy known) =>
        known.Granted is { } granted
        && (
            KnowsCanonical(request.Caller)
            || !granted.Contains(nameof(PrincipalType.CanonicalUser), StringComparison.Ordinal)
        );

    private static bool KnowsCanonical(Caller caller) => caller is { CanonicalId: not null } or { HasIdentity: false };

    private static bool IsCanonical(Statement statement) =>
        statement.Principal?.Entries.Any(e => e.Type == PrincipalType.CanonicalUser) == true;

    // An access control list lets in other accounts and everybody, never one user of the owner's own.
    private static bool IsOwn(AccessRequest request, ResourcePolicy known) =>
        known.Account is not null && known.Account == request.Caller.Account;

    // What the evidence tells of an object's own list.
    private ResourcePolicy? Listed(AccessRequest request) =>
        ResourcePolicyKinds.IsOfObjectAcl(request.Action) ? _estate.Resource(request.Resource) : null;

    private ResourcePolicy? Owner(AccessRequest request) =>
        ResourcePolicyKinds.Owner(request.Resource) is { } owner ? _estate.Resource(owner) : null;

    // What grants and a list allow counts as what the resource's own policy allows; a statement that denies goes before both.
    private PolicyLayer? Granted(AccessRequest request, PolicyLayer? layer) =>
        Owner(request) is not { HasPoliciesAlone: true }
        && ResourcePolicyKinds.Grants(request.Action, request.Resource) is { } kind
        && (kind.IsOwners ? Owner(request) : Listed(request)) is { Granted: { } granted } known
        && Parse(granted, $"{kind.What} of {Arn.TryParse(known.Arn)?.ResourceName}", PolicyKind.Resource) is { } policy
        && policy.Statements.Where(s => KnowsCanonical(request.Caller) || !IsCanonical(s)).ToList()
            is [_, ..] statements
            ? (layer ?? PolicyLayer.None) with
            {
                Policies = [.. (layer ?? PolicyLayer.None).Policies, policy with { Statements = statements }],
            }
            : layer;

    private IReadOnlyList<PolicyLayer> Levels(string? account, bool resourceControl) =>
        _estate.Organization is { } organization
            ? account is null
                ? [PolicyLayer.Missing]
                : _levels.TryGetValue((account, resourceControl), out var known)
                    ? known
                    : _levels[(account, resourceControl)] = organization.Levels(account, resourceControl)
            : [PolicyLayer.Missing];

    private PolicyLayer? Resource(AccessRequest request)
    {
        if (ResourcePolicyKinds.Owner(request.Resource) is not { } owner)
        {
            // Which kinds of resource can have a policy AWS adds to: across accounts nothing else could allow.
            return
                BearingLayers.SameAccount(request.Caller, request.ResourceAccount) == Truth.No
                && !ResourcePolicyKinds.HasNone(request.Resource)
                ? PolicyLayer.Missing
                : null;
        }

        if (Arn.TryParse(owner) is { Service: "iam" })
        {
            // A role's trust policy is asked when somebody takes it, not when somebody changes it.
            return request.Action.StartsWith("sts:", StringComparison.OrdinalIgnoreCase)
                ? Layer(_estate.Find(owner)?.Trust, "trust policy")
                : null;
        }

        return _estate.Resource(owner) is not { IsKnown: true } known ? PolicyLayer.Missing
            : known.Policy is null ? null
            : Layer(known.Policy, $"policy of {Arn.TryParse(owner)?.ResourceName}");
    }

    private PolicyLayer Layer(string? json, string name) =>
        Parse(json, name, PolicyKind.Resource) is { } policy ? PolicyLayer.Of(policy) : PolicyLayer.Missing;

    private OwnPolicies Read(IamIdentity identity)
    {
        var (policies, missing) = (new List<OwnPolicy>(), new List<string>());
        Collect(identity, null, policies, missing);
        if (identity.Kind == IdentityKind.User)
        {
            foreach (var name in identity.Groups)
            {
                if (_estate.Group(name, identity.Account) is { } group)
                {
                    Collect(group, name, policies, missing);
                }
                else
                {
                    missing.Add($"the policies of the group {name}");
                }
            }

            if (!identity.AreGroupsComplete)
            {
                missing.Add($"which groups {identity.Short} is in");
            }
        }

        var isComplete = missing.Count == 0;
        return new OwnPolicies(policies, isComplete, missing, Boundary(identity, missing));
    }

    private void Collect(IamIdentity owner, string? group, List<OwnPolicy> policies, List<string> missing)
    {
        var of = group is null ? owner.Short : $"group/{group}";
        foreach (var inline in owner.Inline)
        {
            Add(inline.Json, inline.Name, null);
        }

        foreach (var arn in owner.Attached)
        {
            Add(_estate.DocumentOf(arn), Arn.TryParse(arn)?.ResourceName ?? arn, arn);
        }

        if (!owner.IsInlineComplete)
        {
            missing.Add($"which inline policies {of} has{(owner.Inline.Count == 0 ? "" : " besides")}");
        }

        if (!owner.IsAttachedComplete)
        {
            missing.Add($"which managed policies {of} has{(owner.Attached.Count == 0 ? "" : " besides")}");
        }

        void Add(string? json, string name, string? arn)
        {
            if (Parse(json, name, PolicyKind.Identity) is { } policy)
            {
                policies.Add(new OwnPolicy(policy, arn, group));
            }
            else
            {
                missing.Add($"the document of {arn ?? $"the inline policy {name}"} ({of})");
            }
        }
    }

    private PolicyLayer? Boundary(IamIdentity identity, List<string> missing)
    {
        if (identity.Boundary is not { } arn)
        {
            if (!identity.IsBoundaryKnown)
            {
                missing.Add($"whether {identity.Short} has a permissions boundary");
            }

            return identity.IsBoundaryKnown ? null : PolicyLayer.Missing;
        }

        if (Parse(_estate.DocumentOf(arn), Arn.TryParse(arn)?.ResourceName ?? arn, PolicyKind.Boundary) is { } policy)
        {
            return PolicyLayer.Of(policy);
        }

        missing.Add($"the document of {arn} (boundary of {identity.Short})");
        return PolicyLayer.Missing;
    }
}

/// <summary>One of an identity's own policies.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Arn">Its ARN; null when it is inline.</param>
/// <param name="Group">The group that it comes through; null when it is the identity's own.</param>
public sealed record OwnPolicy(Policy Policy, string? Arn, string? Group);

/// <summary>An identity's own policies.</summary>
/// <param name="Policies">Those that the evidence holds.</param>
/// <param name="IsComplete">Whether these are all, apart from the boundary.</param>
/// <param name="Missing">What the evidence lacks, of the boundary too, in words.</param>
/// <param name="Boundary">The permissions boundary; null when there is none.</param>
public sealed record OwnPolicies(
    IReadOnlyList<OwnPolicy> Policies,
    bool IsComplete,
    IReadOnlyList<string> Missing,
    PolicyLayer? Boundary
)
{
    /// <summary>As the evaluator takes them.</summary>
    public PolicyLayer Identity { get; } = new([.. Policies.Select(p => p.Policy)], IsComplete);
}
