using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Accounts;

/// <summary>Whether a principal may do something.</summary>
public enum Verdict
{
    /// <summary>It may.</summary>
    Yes,

    /// <summary>It may, under conditions that the question leaves open.</summary>
    Conditional,

    /// <summary>It may not.</summary>
    No,

    /// <summary>The evidence lacks what could change the answer.</summary>
    Unknown,
}

/// <summary>An answer.</summary>
/// <param name="Verdict">Whether it may.</param>
/// <param name="Decision">The decision and the statements that made it.</param>
/// <param name="ByEvidence">The verdict when nothing is missing but what the evidence holds: never Unknown for a missing policy.</param>
/// <param name="Conditions">What must hold, or must not, in words.</param>
public sealed record Access(
    Verdict Verdict,
    AccessDecision Decision,
    Verdict ByEvidence,
    IReadOnlyList<string> Conditions
)
{
    /// <summary>The decision if nothing is missing but what the evidence holds.</summary>
    public AccessDecision Grounds
    {
        get => field ?? Decision;
        init;
    }

    /// <summary>Whether it may, perhaps under conditions, by all that the evidence holds.</summary>
    public bool IsGranted => ByEvidence is Verdict.Yes or Verdict.Conditional;
}

/// <summary>Asks who may do what in accounts.</summary>
/// <param name="policies">The accounts' policies.</param>
/// <param name="limited">The identity whose sessions were made with policies of their own; null when none was.</param>
/// <param name="session">Those policies. Sessions that it makes of others do not have them.</param>
public sealed class AccessQuestions(EstatePolicies policies, IamIdentity? limited = null, PolicyLayer? session = null)
{
    // A person with a key calls AWS over TLS, for himself.
    private static readonly KeyValuePair<string, IReadOnlyList<string>>[] s_plain =
    [
        new("aws:SecureTransport", ["true"]),
        new("aws:ViaAWSService", ["false"]),
        new("aws:CalledVia", []),
        new("aws:CalledViaFirst", []),
        new("aws:CalledViaLast", []),
    ];

    /// <summary>The accounts' policies.</summary>
    public EstatePolicies Policies => policies;

    /// <summary>Whether an identity of the accounts may do something.</summary>
    /// <param name="identity">The identity; of a role, a session of it.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource's ARN, or <c>*</c>.</param>
    /// <param name="context">Context keys that are known.</param>
    public Access Ask(
        IamIdentity identity,
        string action,
        string resource,
        params IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    ) => Ask(CallerOf(identity), action, resource, context);

    /// <summary>Whether somebody may do something.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource's ARN, or <c>*</c>.</param>
    /// <param name="context">Context keys that are known.</param>
    /// <param name="resourcePolicy">The resource's own policy as it would be; null for the one that it has.</param>
    public Access Ask(
        Caller caller,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context,
        PolicyLayer? resourcePolicy = null
    )
    {
        caller = Told(caller);
        var account = policies.AccountOf(resource) ?? (resource == "*" ? caller.Account : null);
        var request = new AccessRequest(caller, action, resource, Context(caller, context), account);
        var isLimited = limited is not null && (caller.IssuerArn ?? caller.Text) == limited.Arn;
        var set = policies.For(request, isLimited ? session : null);
        set = resourcePolicy is null ? set : set with { Resource = resourcePolicy };
        var decision = PolicyEvaluator.Decide(request, set);
        var verdict = Of(decision);
        if (decision.Decision == Decision.ImplicitlyDenied && Granted(request, set) is { } perhaps)
        {
            return new Access(Verdict.Unknown, perhaps, verdict, []) { Grounds = decision };
        }

        if (verdict != Verdict.Unknown)
        {
            return new Access(verdict, decision, verdict, Conditions(decision));
        }

        var own = new AccessRequest(caller, action, resource, request.Context, account ?? caller.Account);
        var known = PolicyEvaluator.Decide(own, Known(set, EvaluationFacts.Known.ResourceMustAllow(own)));
        return new Access(verdict, decision, Of(known), Conditions(known)) { Grounds = known };
    }

    // What no policy allows an access control list or a grant may, unless the evidence shows them; null when they cannot.
    private AccessDecision? Granted(AccessRequest request, PolicySet set) =>
        policies.Grants(request) is { } what
        && PolicyEvaluator
            .Decide(request, set with { Resource = (set.Resource ?? PolicyLayer.None) with { IsComplete = false } })
            .Decision == Decision.Unknown
            ? new(
                Decision.Unknown,
                [new Reason(null, null, null, $"whether {what} allows {request.Action} is not in the evidence")],
                [what]
            )
            : null;

    // What of the caller the accounts tell besides its ARN.
    private Caller Told(Caller caller) =>
        Issued(caller) is { CanonicalId: null, Account: not null } told
            ? told with
            {
                CanonicalId = policies.Estate.CanonicalOf(told.Account),
            }
            : Issued(caller);

    // A session's ARN leaves the path and the id of its role out.
    private Caller Issued(Caller caller) =>
        caller is { Kind: CallerKind.Session, IsIssuerTold: false } && policies.Estate.Find(caller.Text) is { } role
            ? caller with
            {
                IssuerArn = role.Arn,
                IsIssuerTold = true,
                Id = role.Id,
            }
            : caller;

    /// <summary>An identity as the one who asks.</summary>
    public static Caller CallerOf(IamIdentity identity) => Caller.TryParse(identity.Arn)! with { Id = identity.Id };

    private RequestContext Context(Caller caller, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> given)
    {
        var organization = policies.Estate.Organization;
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> org =
            organization is { Id: { } id } && organization.Targets.Any(t => t.Id == caller.Account)
                ? [new("aws:PrincipalOrgID", [id])]
                : [];
        return new RequestContext(s_plain.Concat(org).Concat(given), isComplete: false);
    }

    private static Verdict Of(AccessDecision decision) =>
        decision.Decision switch
        {
            Decision.Allowed => Verdict.Yes,
            Decision.Unknown => decision.Because.Any(IsMissing) ? Verdict.Unknown : Verdict.Conditional,
            _ => Verdict.No,
        };

    // What hangs on a statement hangs on its conditions; all else is a policy or an account that is not known.
    private static bool IsMissing(Reason reason) => reason.Statement is null;

    private static IReadOnlyList<string> Conditions(AccessDecision decision) =>
        decision.Decision != Decision.Unknown
            ? []
            :
            [
                .. decision
                    .Because.Where(r => r.Statement is { Conditions.Count: > 0 })
                    .Select(r =>
                        $"{(r.Says.StartsWith("may deny", StringComparison.Ordinal) ? "unless" : "if")} "
                        + $"{string.Join(" and ", r.Statement!.Conditions)} ({r.Policy}, {r.Statement.Name})"
                    )
                    .Distinct(),
            ];

    // The same policies, as if the evidence held all there are, and the resource were the caller's account's.
    private static PolicySet Known(PolicySet set, bool resourceMustAllow) =>
        set with
        {
            Identity = Whole(set.Identity),
            Boundary = set.Boundary is { Policies.Count: 0, IsComplete: false } ? null : set.Boundary,
            Session = set.Session is { Policies.Count: 0, IsComplete: false } ? null : set.Session,
            Resource =
                set.Resource is { IsComplete: false, Policies.Count: 0 } && !resourceMustAllow ? null : set.Resource,
            ServiceControl = [.. set.ServiceControl.Where(l => l.Policies.Count > 0).Select(Whole)],
            ResourceControl = [.. set.ResourceControl.Where(l => l.Policies.Count > 0).Select(Whole)],
        };

    private static PolicyLayer Whole(PolicyLayer layer) => layer with { IsComplete = true };
}
