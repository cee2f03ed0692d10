using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>A layer that bears on a request, and what it says.</summary>
internal readonly record struct Layer(PolicyKind Kind, PolicyLayer Policies, LayerFindings Findings);

/// <summary>What the layers that bear on a request say of it.</summary>
internal sealed class Layers
{
    private readonly List<Layer> _all = new(6);
    private Truth _boundary = Truth.Yes;
    private Truth _session;
    private Truth _guardrails = Truth.Yes;

    private Layers(AccessRequest request) => Request = request;

    public AccessRequest Request { get; }

    /// <summary>In the order in which AWS's documents name them.</summary>
    public IReadOnlyList<Layer> All => _all;

    /// <summary>What the identity's own policies allow.</summary>
    public Truth Identity { get; private set; }

    /// <summary>What the resource's policy says.</summary>
    public LayerFindings Resource { get; private set; }

    /// <summary>How the caller stands to the resource.</summary>
    public Standing Standing { get; private init; }

    /// <summary>Whether the resource's policy need not allow within the account.</summary>
    public bool ResourceMustAllow { get; private init; }

    public static Layers Of(AccessRequest request, PolicySet policies)
    {
        var caller = request.Caller;
        var layers = new Layers(request)
        {
            _session = BearingLayers.Unlimited(caller, policies),
            Standing = new(caller.HasIdentity, BearingLayers.SameAccount(caller, request.ResourceAccount)),
            ResourceMustAllow = EvaluationFacts.Known.ResourceMustAllow(request),
        };
        foreach (var (kind, bearing) in BearingLayers.Of(caller, request.ResourceAccount, policies))
        {
            layers.Add(kind, bearing);
        }

        layers.Identity = BearingLayers.Inherent(caller) ?? layers.Identity;
        return layers;
    }

    public Truth Allowed() =>
        EvaluationLogic.Allowed<Truth, TruthAlgebra>(
            new(
                Identity,
                _boundary,
                _session,
                Resource.Direct,
                Resource.Issuer,
                Resource.Account,
                _guardrails,
                Truths.Of(!ResourceMustAllow)
            ),
            Standing
        );

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

    private void Add(PolicyKind kind, PolicyLayer policies)
    {
        if (kind == PolicyKind.ResourceControl && !EvaluationFacts.ResourceControlHolds(Request.Action))
        {
            return;
        }

        var findings = LayerFindings.Of(policies, Request);
        switch (kind)
        {
            case PolicyKind.Identity:
                Identity = findings.Allow;
                break;
            case PolicyKind.Boundary:
                _boundary = findings.Allow;
                break;
            case PolicyKind.Session:
                _session = findings.Allow;
                break;
            case PolicyKind.Resource:
                if (Request.Caller.Kind == CallerKind.Root && EvaluationFacts.Known.NeverDeniedToOwner(Request.Action))
                {
                    findings = findings.DenyingIf(Standing.SameAccount.Not());
                }

                Resource = findings;
                break;
            case PolicyKind.ResourceControl:
                // "RCPFullAWSAccess … is automatically attached … and can't be detached": these only deny.
                break;
            case PolicyKind.VpcEndpoint:
                // "access is granted to the AWS account root user only", says the guide of gateway endpoints of an account.
                _guardrails = _guardrails.And(
                    findings.Direct.Or(findings.Issuer).Or(findings.Account.And(Truth.Unknown))
                );
                break;
            default:
                _guardrails = _guardrails.And(findings.Allow);
                break;
        }

        _all.Add(new Layer(kind, policies, findings));
    }
}
