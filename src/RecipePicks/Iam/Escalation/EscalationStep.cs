using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Escalation;

/// <summary>The steps that one identity can take along the known paths.</summary>
/// <param name="questions">The accounts and their policies.</param>
/// <param name="self">The identity.</param>
/// <param name="trusts">Whom the accounts' roles let in.</param>
internal sealed class EscalationStep(AccessQuestions questions, IamIdentity self, TrustIndex trusts)
{
    private const string PassRole = "iam:PassRole";
    private readonly OwnPolicies _own = questions.Policies.Own(self);
    private readonly Dictionary<(string, string), EscalationUse> _asked = [];

    // A trust policy that names the whole account lets in whom that account's policies let take the role.
    private readonly Lazy<Takable> _mayTake = new(() => new Takable(questions.Policies.Own(self)));

    // A trust policy that lets in whoever changed it.
    private readonly Lazy<PolicyLayer> _trustingSelf = new(() =>
        PolicyLayer.Of(
            Policy.Parse(
                $$"""{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": { "AWS": "{{self.Arn}}" } } }""",
                "trust policy"
            )
        )
    );

    private Estate Estate => questions.Policies.Estate;

    /// <summary>Whether its own policies grant all actions of a path on something; AssumeRole a trust policy alone can grant.</summary>
    public bool MayTry(EscalationPath path) =>
        (path.Start is null || path.Start == self.Kind.ToString())
        && !self.IsServiceLinked
        && path.Needs.All(n =>
            n.Action == "sts:AssumeRole"
            || _own.Policies.Any(p =>
                p.Policy.Statements.Any(s => s.Effect == Effect.Allow && s.Actions.Covers(n.Action))
            )
        );

    /// <summary>The steps along a path.</summary>
    public IEnumerable<EscalationEdge> Of(EscalationPath path) =>
        path.Kind switch
        {
            EscalationKind.Assume when path.Needs.Count == 1 => trusts
                .Naming(self, _mayTake.Value.Contains)
                .Where(IsTarget)
                .SelectMany(t => To(path, t, null, t.Arn, [])),
            EscalationKind.Assume => Targets(IdentityKind.Role)
                .Where(t => !t.IsReserved)
                .SelectMany(t => To(path, t, null, t.Arn, [])),
            EscalationKind.Credential => Targets(IdentityKind.User).SelectMany(t => To(path, t, null, t.Arn, [])),
            EscalationKind.NewCompute => Carried(path).SelectMany(t => To(path, t, null, t.Arn, [])),
            EscalationKind.Takeover => Carried(path).SelectMany(t => Taken(path, t)),
            EscalationKind.SelfEdit => Edited(path, self),
            EscalationKind.Made => Made(path),
            _ => Targets(path.Target == "User" ? IdentityKind.User : IdentityKind.Role)
                .SelectMany(t => Edited(path, t)),
        };

    private IEnumerable<IamIdentity> Targets(IdentityKind kind) =>
        Estate.Identities.Where(i => i.Kind == kind && IsTarget(i));

    private bool IsTarget(IamIdentity identity) => identity.Arn != self.Arn && !identity.IsServiceLinked;

    // The roles of the same account that one of the path's services is let take.
    private IEnumerable<IamIdentity> Carried(EscalationPath path) =>
        path.Services.SelectMany(trusts.Naming).Distinct().Where(t => t.Account == self.Account && IsTarget(t));

    private IEnumerable<EscalationEdge> Taken(EscalationPath path, IamIdentity role)
    {
        var running = Estate.Workloads.Where(w => w.Kind == path.Workload && w.Role == role.Arn).ToList();
        return running.Count > 0
            ? running.SelectMany(w => To(path, role, w.Arn, role.Arn, []))
            : To(
                path,
                role,
                null,
                role.Arn,
                [$"whether a {path.Workload} carries {role.Short}: none is in the evidence"]
            );
    }

    // What it makes has the rights that it gives it; all steps are on the same thing.
    private IEnumerable<EscalationEdge> Made(EscalationPath path) =>
        Witness
            .Of(self, _own, path.Needs[0].Action, path.Needs[0].Arn)
            .SelectMany(thing => To(path, self, thing, EscalationEdge.Administrator, []))
            .OrderBy(e => e.Openness)
            .Take(1);

    // Rights that are changed at will are all rights, unless a boundary holds them.
    private IEnumerable<EscalationEdge> Edited(EscalationPath path, IamIdentity target)
    {
        var own = questions.Policies.Own(target);
        var unbound = own.Boundary is null || path.Requires.Any(r => r is "boundary" or "bounded");
        if (!unbound || target.Account != self.Account || target.IsReserved)
        {
            yield break;
        }

        foreach (var (through, arn) in Edits(path, target, own))
        {
            foreach (var edge in To(path, target, arn, EscalationEdge.Administrator, []))
            {
                yield return edge with
                {
                    Through = through,
                };
            }
        }
    }

    private IEnumerable<(string? Through, string? Arn)> Edits(
        EscalationPath path,
        IamIdentity target,
        OwnPolicies own
    ) =>
        path.Needs.Select(n => n.On).FirstOrDefault(o => o is "policy" or "group") switch
        {
            "policy" => own
                .Policies.Where(p => p.Arn is not null && !p.Arn.Contains(":iam::aws:", StringComparison.Ordinal))
                .Select(p => ((string?)p.Arn, p.Arn)),
            "group" when path.Requires.Contains("admin-group") => Estate
                .Identities.Where(i => i.Kind == IdentityKind.Group && i.Account == self.Account)
                .Where(g => AdminEquivalence.Of(questions, g) != Admin.No)
                .Select(g => ((string?)g.Arn, (string?)g.Arn)),
            "group" => target
                .Groups.Select(g => Estate.Group(g, target.Account)?.Arn)
                .OfType<string>()
                .Select(g => ((string?)g, (string?)g)),
            _ => [(target.Arn == self.Arn ? null : target.Arn, null)],
        };

    private IEnumerable<EscalationEdge> To(
        EscalationPath path,
        IamIdentity target,
        string? thing,
        string to,
        IReadOnlyList<string> missing
    )
    {
        var unmet = missing.ToList();
        foreach (var required in path.Requires)
        {
            var (holds, says) = Preconditions.Of(required, target, thing, Estate);
            if (holds == Truth.No)
            {
                yield break;
            }

            if (holds == Truth.Unknown)
            {
                unmet.Add(says);
            }
        }

        var uses = new List<EscalationUse>(path.Needs.Count);
        foreach (var need in path.Needs)
        {
            if (Use(path, need, target, thing) is not { Access.IsGranted: true } use)
            {
                yield break;
            }

            uses.Add(use);
        }

        yield return new EscalationEdge(self.Arn, to, path, thing, uses, unmet);
    }

    private EscalationUse? Use(EscalationPath path, EscalationNeed need, IamIdentity target, string? thing) =>
        need.On switch
        {
            "target" when need.Action == PassRole => path
                .Services.Select(s => Pass(target, s))
                .MinBy(u => u.Access.ByEvidence),
            "target" when TrustIsChanged(path, need) => Take(target.Arn),
            "target" => Ask(need.Action, target.Arn),
            "self" => Ask(need.Action, self.Arn),
            "policy" or "group" => thing is null ? null : Ask(need.Action, thing),
            "made" when thing is not null => need.Action == "sts:AssumeRole"
                ? Take(thing)
                : AskOfNew(need.Action, thing, PolicyLayer.None),
            "workload" when thing is not null => Ask(need.Action, thing),
            _ => New(need),
        };

    // An action that always names several types of resource must be granted on one of each.
    private EscalationUse? New(EscalationNeed need)
    {
        var example = need.Arn?.Replace("{account}", self.Account, StringComparison.Ordinal);
        var others = ActionCatalog
            .Known.Find(need.Action)
            ?.Required.Where(t => example is not null && !SampleArn.Fits(t, example))
            .Select(t => Best(need.Action, SampleArn.Of(t, self.Account, _ => Witness.Any), t));
        var uses = new[] { Best(need.Action, need.Arn, null) }.Concat(others ?? []).ToList();
        return uses.Contains(null) ? null : uses.MaxBy(u => ActionGrant.Rank(u!.Access.ByEvidence));
    }

    private EscalationUse? Best(string action, string? like, ResourceType? type) =>
        Witness
            .Of(self, _own, action, like)
            .Where(r => type is null || SampleArn.Fits(type, r))
            .Select(r => AskOfNew(action, r, PolicyLayer.None))
            .MinBy(u => ActionGrant.Rank(u.Access.ByEvidence));

    // A role whose trust policy it wrote lets it in.
    private EscalationUse Take(string role) => AskOfNew("sts:AssumeRole", role, _trustingSelf.Value);

    // What was made, or changed, has the policy that it was given.
    private EscalationUse AskOfNew(string action, string resource, PolicyLayer policy) =>
        new(action, resource, questions.Ask(AccessQuestions.CallerOf(self), action, resource, [], policy));

    // A trust policy that was changed before the role is taken names the one who changed it.
    private static bool TrustIsChanged(EscalationPath path, EscalationNeed need) =>
        need.Action == "sts:AssumeRole" && path.Needs.Any(n => n.Action == "iam:UpdateAssumeRolePolicy");

    // Many paths pass the same role to the same service.
    private EscalationUse Pass(IamIdentity role, string service) =>
        _asked.TryGetValue((role.Arn, service), out var known)
            ? known
            : _asked[(role.Arn, service)] = Ask(
                PassRole,
                role.Arn,
                KeyValuePair.Create<string, IReadOnlyList<string>>("iam:PassedToService", [service])
            );

    private EscalationUse Ask(
        string action,
        string resource,
        params IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    ) => new(action, resource, questions.Ask(self, action, resource, context));
}
