using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>A layer that bears on a request, and what it says.</summary>
internal readonly record struct Layer(PolicyKind Kind, PolicyLayer Policies, LayerFindings Findings);

/// <summary>The layers that bear on a request. Those that do not hold this caller, account or service are left out.</summary>
internal sealed class Layers
{
    private readonly List<Layer> _all = new(6);
    private LayerFindings _identity;
    private LayerFindings _resource;
    private Truth _boundary = Truth.Yes;
    private Truth _session = Truth.Yes;
    private Truth _guardrails = Truth.Yes;

    private Layers(AccessRequest request) => Request = request;

    public AccessRequest Request { get; }

    /// <summary>In the order in which AWS's documents name them; an explanation takes the first that fails.</summary>
    public IReadOnlyList<Layer> All => _all;

    public Truth SameAccount { get; private set; }

    /// <summary>What the identity's own policies allow.</summary>
    public Truth Identity { get; private set; }

    public LayerFindings Resource => _resource;

    public static Layers Of(AccessRequest request, PolicySet policies)
    {
        var caller = request.Caller;
        var layers = new Layers(request)
        {
            SameAccount =
                caller.Account is null || request.ResourceAccount is null ? Truth.Unknown
                : caller.Account == request.ResourceAccount ? Truth.Yes
                : Truth.No,
        };
        layers.AddResourceControl(policies);
        if (caller.HasIdentity && !caller.IsServiceLinked && caller.Account != policies.ManagementAccount)
        {
            foreach (var level in policies.ServiceControl)
            {
                layers.AddGuardrail(PolicyKind.ServiceControl, level);
            }
        }

        if (policies.VpcEndpoint is { } endpoint)
        {
            layers.AddGuardrail(PolicyKind.VpcEndpoint, endpoint);
        }

        layers._resource = policies.Resource is { } resource ? layers.Add(PolicyKind.Resource, resource) : default;
        if (caller.HasIdentity)
        {
            layers.AddOwn(policies);
        }

        return layers;
    }

    public Allowances<Truth> Allowances() =>
        new(Identity, _boundary, _session, _resource.Direct, _resource.Issuer, _resource.Account, _guardrails);

    /// <summary>The statements that deny for certain, or null; and whether others may.</summary>
    public (IReadOnlyList<Reason>? Denies, bool Unsure) Denies()
    {
        List<Reason>? denies = null;
        var unsure = false;
        foreach (var layer in _all)
        {
            unsure |= layer.Findings.Deny == Truth.Unknown;
            if (layer.Findings is { Deny: Truth.Yes, Denying: var (policy, statement) })
            {
                (denies ??= []).Add(new Reason(layer.Kind, policy.Name, statement, $"denies {Request.Action}"));
            }
        }

        return (denies, unsure);
    }

    // "RCPFullAWSAccess … is automatically attached … and can't be detached": nothing is left out, only denied.
    private void AddResourceControl(PolicySet policies)
    {
        var holds = EvaluationFacts.Known.ResourceControlHolds(Request.Action);
        if (
            holds == Truth.No
            || Request.Caller.IsServiceLinked
            || (policies.ManagementAccount is { } management && Request.ResourceAccount == management)
        )
        {
            return;
        }

        foreach (var level in policies.ResourceControl)
        {
            Add(PolicyKind.ResourceControl, level, holds);
        }
    }

    private void AddOwn(PolicySet policies)
    {
        var caller = Request.Caller;
        _identity = Add(PolicyKind.Identity, policies.Identity);

        // A root user is granted all in its account; a session of GetFederationToken without a policy is granted nothing.
        Identity =
            caller.Kind == CallerKind.Root ? Truth.Yes
            : caller.Kind == CallerKind.FederatedUser && policies.Session is null ? Truth.No
            : _identity.Allow;
        _boundary = policies.Boundary is { } boundary ? Add(PolicyKind.Boundary, boundary).Allow : Truth.Yes;
        _session = policies.Session is { } session ? Add(PolicyKind.Session, session).Allow : Truth.Yes;
    }

    private void AddGuardrail(PolicyKind kind, PolicyLayer policies) =>
        _guardrails = _guardrails.And(Add(kind, policies).Allow);

    private LayerFindings Add(PolicyKind kind, PolicyLayer policies, Truth holds = Truth.Yes)
    {
        var findings = LayerFindings.Of(policies, Request);
        if (holds == Truth.Unknown)
        {
            findings.Doubt();
        }

        _all.Add(new Layer(kind, policies, findings));
        return findings;
    }
}
