using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Escalation;
using RecipePicks.Iam.Remedies;

namespace RecipePicks.Letters;

/// <summary>The smallest containment of an identity, proven by asking again; and the path that was gone, with what becomes of each step.</summary>
internal sealed class RadiusClosing
{
    private const int MostRequests = 1000;
    private readonly Estate _estate;
    private readonly HashSet<OpenRequest> _closed;

    /// <summary>Finds it.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="radius">Whose.</param>
    /// <param name="path">What it and those that it became did, one by one.</param>
    public RadiusClosing(Inquiry inquiry, Radius radius, IReadOnlyList<SingleUse> path)
    {
        _estate = radius.Estate;
        Path = path;

        // What carries a role gets a new session of it whenever it asks for one.
        var isCarried = radius.Subject.Hops.Count > 0 || _estate.Workloads.Any(w => w.Role == radius.Identity.Arn);
        var session = radius.Identity.Kind == IdentityKind.Role && !isCarried ? radius.AsOf : (DateTime?)null;
        var own = radius
            .Sensitive.Select(s => new OpenRequest(radius.Identity, s.Grant.Action.FullName, s.Grant.Resource, session))
            .Concat(
                radius
                    .Edges.Where(e => e.Missing.Count == 0)
                    .SelectMany(e => e.Uses)
                    .Select(u => new OpenRequest(radius.Identity, u.Action, u.Resource, session))
            )
            .Concat(path.Select(Request))
            .Distinct()
            .Take(MostRequests)
            .ToList();
        Closing = RemedySearch.Find(
            _estate,
            own,
            Now(inquiry, radius),
            own.Select(r => r.Who)
                .Distinct()
                .Where(w => radius.Questions.Policies.Own(w).Missing.Count > 0)
                .Select(w => w.Arn)
                .ToHashSet(StringComparer.Ordinal)
        );
        _closed = [.. Closing.Closed];
    }

    /// <summary>The changes and what they close.</summary>
    public Closing Closing { get; }

    /// <summary>What was done, one by one.</summary>
    public IReadOnlyList<SingleUse> Path { get; }

    /// <summary>Whether a step that was gone is closed.</summary>
    public bool IsClosed(SingleUse use) => _closed.Contains(Request(use));

    /// <summary>The command that makes a change.</summary>
    public static string Command(Remedy remedy)
    {
        var name = remedy.Of.Name;
        var role = remedy.Of.Kind == IdentityKind.Role;
        return remedy.Kind switch
        {
            RemedyKind.RefuseInTrust => Shell.Fill(
                "aws iam update-assume-role-policy --role-name={{name}} --policy-document={{policy}}",
                ("name", name),
                ("policy", remedy.Policy)
            ),
            RemedyKind.Boundary => Shell.Fill(
                "aws iam create-policy --policy-name={{policy-name}} --policy-document={{policy}} \\\n"
                    + $"  && aws iam put-{(role ? "role" : "user")}-permissions-boundary --{(role ? "role" : "user")}-name={{{{name}}}} --permissions-boundary={{{{arn}}}}",
                ("policy-name", remedy.PolicyName),
                ("policy", remedy.Policy),
                ("name", name),
                ("arn", remedy.BoundaryArn)
            ),
            RemedyKind.DenyOlderSessions when remedy.Before is { } before => Shell.Fill(
                "aws iam put-role-policy --role-name={{name}} --policy-name={{policy-name}} --policy-document={{until}}\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"{{from}}",
                ("name", name),
                ("policy-name", remedy.PolicyName),
                ("until", remedy.Policy.Split(TimeWindow.Format(before))[0]),
                ("from", remedy.Policy.Split(TimeWindow.Format(before))[1])
            ),
            _ => Shell.Fill(
                $"aws iam put-{(role ? "role" : "user")}-policy --{(role ? "role" : "user")}-name={{{{name}}}} --policy-name={{{{policy-name}}}} --policy-document={{{{policy}}}}",
                ("name", name),
                ("policy-name", remedy.PolicyName),
                ("policy", remedy.Policy)
            ),
        };
    }

    /// <summary>A change in words, and what goes on.</summary>
    public static (string Does, string Leaves) Words(Remedy remedy) =>
        remedy.Kind switch
        {
            RemedyKind.DenyOlderSessions => (
                $"deny everything to the sessions of {remedy.Of.Short} that were issued before now",
                "whoever may take the role takes it again, and works on"
            ),
            RemedyKind.RefuseInTrust => (
                $"refuse {Who.Short(remedy.About)} in the trust policy of {remedy.Of.Short}",
                "all others take the role as before; its live sessions go on"
            ),
            RemedyKind.Boundary => (
                $"set a boundary for {remedy.Of.Short} that leaves out what does harm",
                "all other actions that its policies grant"
            ),
            RemedyKind.DenyActions => (
                $"deny {remedy.Of.Short} the actions that do harm",
                "all other actions that its policies grant"
            ),
            _ => ($"deny {remedy.Of.Short} everything", "nothing of it works until the policy is deleted"),
        };

    private OpenRequest Request(SingleUse use) =>
        new(
            _estate.Find(use.Principal) ?? RadiusSubject.Unknown(use.Principal),
            use.Action.FullName,
            use.Resource,
            use.Issued
        );

    // The end of the evidence, or the snapshot: no session of the evidence is younger.
    private static DateTime Now(Inquiry inquiry, Radius radius) =>
        new[]
        {
            inquiry.Coverage.To,
            radius.Document?.Time,
            radius.AsOf == DateTime.MaxValue ? null : radius.AsOf,
        }.Max()
            is { } last
            ? last.AddSeconds(1)
            : DateTime.MaxValue;
}
