using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>What the policies of a layer say of a request.</summary>
internal struct LayerFindings
{
    private Truth _direct;
    private Truth _issuer;
    private Truth _account;

    public readonly Truth Direct => _direct;

    public readonly Truth Issuer => _issuer;

    public readonly Truth Account => _account;

    /// <summary>Whether any of them allows.</summary>
    public readonly Truth Allow => _direct.Or(_issuer).Or(_account);

    /// <summary>Whether any of them denies.</summary>
    public Truth Deny { get; private set; }

    /// <summary>The first that allows, or may.</summary>
    public (Policy Policy, Statement Statement)? Allowing { get; private set; }

    /// <summary>The first that denies, or may.</summary>
    public (Policy Policy, Statement Statement)? Denying { get; private set; }

    public static LayerFindings Of(PolicyLayer layer, AccessRequest request)
    {
        var findings = new LayerFindings();
        foreach (var policy in layer.Policies)
        {
            foreach (var statement in policy.Statements)
            {
                findings.Count(policy, statement, request);
            }
        }

        if (!layer.IsComplete)
        {
            // A policy that we do not have may allow, and may deny.
            findings._direct = findings._direct.Or(Truth.Unknown);
            findings.Deny = findings.Deny.Or(Truth.Unknown);
        }

        return findings;
    }

    /// <summary>The same, but that it denies only as far as it can.</summary>
    /// <param name="mayDeny">Whether it can.</param>
    public readonly LayerFindings DenyingIf(Truth mayDeny) => this with { Deny = Deny.And(mayDeny) };

    private void Count(Policy policy, Statement statement, AccessRequest request)
    {
        var truth = StatementMatch.Of(statement, request, out var nearness);
        if (truth == Truth.No || nearness == Nearness.None)
        {
            return;
        }

        if (statement.Effect == Effect.Deny)
        {
            Denying = truth > Deny ? (policy, statement) : Denying;
            Deny = Deny.Or(truth);
            return;
        }

        Allowing = truth > Allow ? (policy, statement) : Allowing;
        switch (nearness)
        {
            case Nearness.Direct:
                _direct = _direct.Or(truth);
                break;
            case Nearness.Issuer:
                _issuer = _issuer.Or(truth);
                break;
            default:
                _account = _account.Or(truth);
                break;
        }
    }
}
