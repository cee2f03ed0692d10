using System.Text.RegularExpressions;
using RecipePicks.Letters;
using RecipePicks.Lineage;

namespace RecipePicks.Cases;

/// <summary>
/// What of a chain still works at the end of the log, and the commands that end it, in the order in which to run them:
/// credentials first, then ways in, then workloads and policies; at the end what the log shows to be done. Never run.
/// </summary>
internal sealed partial class Containment
{
    private const int MostSteps = 200;
    private readonly LineageGraph _graph;
    private readonly Closure _chain;
    private readonly IReadOnlyDictionary<string, long> _inUse;
    private readonly HashSet<string> _bystanders;

    private Containment(LineageGraph graph, Closure chain, IReadOnlyDictionary<string, long> inUse)
    {
        _graph = graph;
        _chain = chain;
        _inUse = inUse;
        _bystanders = [.. chain.Nodes.Where(IsBystander).Select(n => n.Id)];
    }

    /// <summary>The steps for a chain.</summary>
    /// <param name="graph">Who became whom.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="inUse">How many sessions of its roles the evidence shows at work, by the role.</param>
    public static IReadOnlyList<ContainmentStep> Of(
        LineageGraph graph,
        Closure chain,
        IReadOnlyDictionary<string, long> inUse
    )
    {
        var containment = new Containment(graph, chain, inUse);
        return
        [
            .. containment
                .LeadKeys()
                .Concat(containment.Passwords())
                .Concat(containment.Sessions())
                .Concat(containment.Things(done: false))
                .DistinctBy(s => s.Command ?? s.Text)
                .Concat(containment.Revoked())
                .Concat(containment.Things(done: true))
                .DistinctBy(s => (s.Text, s.Command))
                .Where(s => s.Evidence.Count > 0)
                .Take(MostSteps),
        ];
    }

    // Who touched a resource and made nothing is not an attacker's tool: a responder, an audit.
    private bool IsBystander(Reached reached) =>
        reached.Way == Way.Lead
        && _chain.Nodes.Any(n => n.Way != Way.Lead || n.Id != reached.Id)
        && !_chain.Edges.Any(e => e.From == reached.Id && !e.Owns && e.Kind is not EdgeKind.Attempted)
        && _graph.Things.Any(t => !t.Begins && t.Actor == reached.Id);

    // Nothing ended it, nor its user, and it is not among what the chain made.
    private bool WorksUnseen(LineageNode credential) =>
        !_bystanders.Contains(credential.Id)
        && _graph.EndOf(credential) is null
        && !(Began(credential.Id) is { } began && !_bystanders.Contains(began.Actor));

    // Passwords that opened the console, or that somebody outside the chain set.
    private IEnumerable<ContainmentStep> Passwords() =>
        from reached in _chain.Nodes
        let password = _graph.Nodes[reached.Id]
        where password.IsPassword && WorksUnseen(password)
        orderby password.Id
        let usage = Usage.Of(_graph, password)
        let evidence = usage.Evidence.Concat(_graph.LastOf(password.Id) is { } set ? [set.Call.Id] : []).ToList()
        where evidence.Count > 0
        let user = Arn.TryParse(LineageGraph.OwnerOf(password))
        where user is { ResourceType: "user" }
        select Step(
            $"The password of user {user.ResourceName} works: nothing in the log ends it{(usage.Calls == 0 ? "" : $", and it opened the console {(usage.Calls == 1 ? "once" : $"{usage.Calls:N0} times")}")}.",
            Shell.Fill("aws iam delete-login-profile --user-name={{user}}", ("user", user.ResourceName)),
            "The user's sign-in to the console; sessions that are open stay open.",
            evidence
        );

    // Long-lived keys of the chain that no call in the log made: the leaked one.
    private IEnumerable<ContainmentStep> LeadKeys() =>
        _chain
            .Nodes.Select(n => _graph.Nodes[n.Id])
            .Where(n => Names.IsLongLivedKey(n.Id) && WorksUnseen(n))
            .OrderBy(n => n.Id, StringComparer.Ordinal)
            .Select(n =>
                Arn.TryParse(n.Principal) is { ResourceType: "user" } user
                    ? Step(
                        $"The key {n.Id} of {Names.Label(n.Principal!)} works: nothing in the log ends it.",
                        Shell.Fill(
                            "aws iam update-access-key --user-name={{user}} --access-key-id={{key}} --status=Inactive",
                            ("user", user.ResourceName),
                            ("key", n.Id)
                        ),
                        $"Whatever else uses this key: it made {n.Calls:N0} {(n.Calls == 1 ? "call" : "calls")}{(n.WrittenAddresses is { Count: > 0 } from ? $" from {Some(from)}" : "")}. Sessions that it issued go on.",
                        Evidence(n)
                    )
                    : Step(
                        $"The key {n.Id} of {Names.Label(n.Principal ?? "an unknown user")} works, and no command of another identity ends it: sign in as its owner.",
                        null,
                        null,
                        Evidence(n)
                    )
            );

    private IEnumerable<ContainmentStep> Sessions()
    {
        var live = _chain
            .Nodes.Select(n => _graph.Nodes[n.Id])
            .Where(n =>
                n.Kind == "session"
                && n.Principal is not null
                && !_bystanders.Contains(n.Id)
                && Lifetime.Of(_graph, n).Live != "no"
            )
            .GroupBy(n => n.Principal!)
            .OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var sessions in live)
        {
            var names = Some([
                .. sessions.Select(n => Who.Short(n.Arn ?? n.Id)).Distinct().Order(StringComparer.Ordinal),
            ]);
            var why = string.Join(
                "; ",
                sessions.Select(n => Lifetime.Of(_graph, n).Why).Distinct().Order(StringComparer.Ordinal).Take(3)
            );
            var evidence = Evidence([.. sessions]);
            yield return Arn.TryParse(sessions.Key) switch
            {
                { ResourceType: "role" } role
                    when role.ResourceName.StartsWith("AWSReservedSSO_", StringComparison.Ordinal) => Step(
                    $"Sessions of the permission set behind {role.ResourceName} may be live ({names}: {why}). Its role cannot be changed from IAM: end the user's sessions and take away the assignment in IAM Identity Center.",
                    null,
                    null,
                    evidence
                ),
                { ResourceType: "role" } role
                    when role.ResourceName.StartsWith("AWSServiceRoleFor", StringComparison.Ordinal) => Step(
                    $"Sessions of the service-linked role {role.ResourceName} may be live ({names}: {why}). Only its service takes it, and no policy can be put on it.",
                    null,
                    null,
                    evidence
                ),
                { ResourceType: "role" } role => Step(
                    $"Sessions of role {role.ResourceName} may be live: {names} ({why}).",
                    Shell.Fill(Revoke("role"), ("name", role.ResourceName)),
                    $"All sessions of the role that were issued before, {Others(sessions)}; whoever may take the role again goes on with a new session.",
                    evidence
                ),
                { ResourceType: "user" } user => Step(
                    $"Sessions of user {user.ResourceName} may be live: {names} ({why}).",
                    Shell.Fill(Revoke("user"), ("name", user.ResourceName)),
                    "All sessions of the user that were issued before, in the console and with session tokens; long-lived keys go on.",
                    evidence
                ),
                _ => Step(
                    $"Sessions of {Names.Label(sessions.Key)} may be live: {names} ({why}).",
                    null,
                    null,
                    evidence
                ),
            };
        }
    }

    // A session is refused everything when it was issued before now; the same policy as the console's "Revoke sessions".
    private static string Revoke(string kind) =>
        """
            aws iam put-KIND-policy --KIND-name={{name}} --policy-name=AWSRevokeOlderSessions --policy-document="{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Action\":[\"*\"],\"Resource\":[\"*\"],\"Condition\":{\"DateLessThan\":{\"aws:TokenIssueTime\":\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"}}}]}"
            """.Replace("KIND", kind, StringComparison.Ordinal);

    private IEnumerable<ContainmentStep> Things(bool done) =>
        _graph
            .LastThings.Where(t =>
                t.Begins != done
                && Began(t.Id) is { } began
                && _chain.Has(began.Actor)
                && !_bystanders.Contains(began.Actor)
            )
            .Select(t => (Last: t, Began: Began(t.Id)!))
            .OrderBy(t => Rank(t.Began.Known))
            .ThenBy(t => t.Last.Call.Time)
            .ThenBy(t => t.Last.Id, StringComparer.Ordinal)
            .Select(t => done ? Done(t.Began, t.Last) : Open(t.Last))
            .OfType<ContainmentStep>();

    // The last call that began it, by somebody of the chain.
    private ThingEvent? Began(string thing) => _began.Value[thing].LastOrDefault(t => _chain.Has(t.Actor)) ?? null;

    private Lazy<ILookup<string, ThingEvent>> _began =>
        field ??= new(() => _graph.Things.Where(t => t.Begins).ToLookup(t => t.Id, StringComparer.Ordinal));

    private ContainmentStep? Open(ThingEvent thing)
    {
        var known = thing.Known;
        var template =
            known.ContainAll is not null && thing.Text.Policy.Value is { WithoutOutsiders: null }
                ? known.ContainAll
                : known.Contain;
        var holes = template is null ? null : thing.Text.Holes(template, thing.To, thing.Index);
        return Step(
            $"{What(thing)}: {thing.Call.Name}{At(thing)} by {By(thing.Actor)} in account {thing.Text.Account}; nothing in the log undoes it.",
            holes is null ? null : Filled(template!, holes),
            holes is null ? null : known.Breaks,
            [thing.Call.Id]
        );
    }

    private ContainmentStep Done(ThingEvent began, ThingEvent ended) =>
        Step(
            $"{What(began)}: {began.Call.Name}{At(began)}; ended by {ended.Call.Name}{At(ended)} by {By(ended.Actor)}.",
            null,
            null,
            [ended.Call.Id, began.Call.Id]
        ) with
        {
            Done = true,
        };

    private IEnumerable<ContainmentStep> Revoked()
    {
        foreach (
            var revocation in _graph.Revocations.Where(r =>
                _chain.Nodes.Any(n => _graph.Nodes[n.Id].Principal == r.Principal || n.Id == r.Principal)
            )
        )
        {
            yield return Step(
                $"Sessions of {Names.Label(revocation.Principal)} from before {TimeWindow.Format(revocation.Before)} were revoked by {revocation.Call.Name}, by {By(revocation.Actor)}.",
                null,
                null,
                [revocation.Call.Id]
            ) with
            {
                Done = true,
            };
        }

        foreach (
            var key in _chain
                .Nodes.Where(n => Names.IsLongLivedKey(n.Id))
                .Select(n => _graph.EndOf(_graph.Nodes[n.Id]) is { } end ? end with { Id = n.Id } : null)
                .OfType<ThingEvent>()
        )
        {
            yield return Step(
                $"The key {key.Id} was ended by {key.Call.Name}{At(key)}, by {By(key.Actor)}.",
                null,
                null,
                [key.Call.Id]
            ) with
            {
                Done = true,
            };
        }
    }

    // What the thing is, in words: the id alone, or what of it.
    private string What(ThingEvent thing)
    {
        var hash = thing.Id.IndexOf('#');
        var (id, part) = hash < 0 ? (thing.Id, "") : (thing.Id[..hash], thing.Id[(hash + 1)..]);
        var (kind, name) = part.IndexOf('/') is >= 0 and var slash ? (part[..slash], part[(slash + 1)..]) : (part, "");
        var of = Names.Label(id);
        var outsiders = Wording.Listed(thing.Text.Policy.Value?.Outsiders.Select(o => _graph.Label(o)) ?? []);
        return kind switch
        {
            "" when thing.Known.Resource.Count > 0 =>
                $"The rule {id} of {thing.Text.One(thing.Known.Resource[0])}, open to everybody",
            "" => _graph.Nodes.TryGetValue(id, out var node) ? Upper(TrackName(node)) : Upper(of),
            "password" => $"The password of {of}",
            "shared" =>
                $"The sharing of {of} with {(Names.IsAccount(name) ? $"account {name}" : $"everybody ({name})")}",
            "url" => $"The URL of {of}, which asks for no login",
            "statement" => $"The statement {name} in the policy of {of}",
            "trust" => $"The trust policy of {of}, which lets in {outsiders}",
            "policy" when thing.Known.Resource.Count > 0 => $"The policy of {of}, which lets in {_graph.Label(name)}",
            "policy" => $"The inline policy {name} of {of}",
            "attached" => $"The policy {name[(name.LastIndexOf('/') + 1)..]} attached to {of}",
            "group" => $"The membership of {of} in group {name}",
            "version" => $"The version {name} of {of}",
            _ => $"The {part} of {of}",
        };
    }

    private static string Upper(string text) =>
        text.StartsWith("i-", StringComparison.Ordinal) || text.StartsWith("arn:", StringComparison.Ordinal)
            ? $"The workload {text}"
            : char.ToUpperInvariant(text[0]) + text[1..];

    private static string TrackName(LineageNode node) =>
        Names.IsLongLivedKey(node.Id) ? $"the key {node.Id} of {Names.Label(node.Principal ?? "an unknown user")}"
        : node.Named is { } named ? $"{named} ({node.Id})"
        : node.Label;

    private string By(string actor) => _graph.Nodes.TryGetValue(actor, out var node) ? node.Label : Names.Label(actor);

    private static string Filled(string template, IReadOnlyDictionary<string, string> holes) =>
        Hole()
            .Replace(template, hole => holes.TryGetValue(hole.Value, out var value) ? Shell.Quote(value) : hole.Value);

    // Keys and users, then passwords and providers, then trust, workloads, privileges.
    private static int Rank(KnownCall known) =>
        (known.Edge, known.Call) switch
        {
            ("created", "CreateAccessKey" or "UpdateAccessKey") => 0,
            ("created", "CreateUser") => 1,
            ("created", _) => 2,
            ("trusted", _) => 3,
            ("carried", _) => 4,
            ("entered", _) => 5,
            _ => 6,
        };

    private string Others(IEnumerable<LineageNode> sessions)
    {
        var role = sessions.First().Principal!;
        var own = _chain
            .Nodes.Select(n => _graph.Nodes[n.Id])
            .Where(n => n.Kind == "session" && n.Principal == role)
            .SelectMany(n => n.Uses.Select(u => (u.Caller.Arn, u.Caller.Created ?? "")))
            .Distinct()
            .Count();
        var others = _inUse.GetValueOrDefault(role) - own;
        return others <= 0 ? "though the evidence shows no others" : $"{others:N0} others in this evidence among them";
    }

    private static string At(ThingEvent thing) => thing.Call.Time is { } at ? $" at {TimeWindow.Format(at)}" : "";

    private static string Some(IReadOnlyList<string> names) => Wording.Listed(names, 4);

    private IEnumerable<string> Evidence(params IReadOnlyList<LineageNode> nodes) =>
        nodes.SelectMany(n =>
            _graph.In(n.Id).Where(e => !e.Owns).Select(e => e.EventId).Concat(n.Uses.SelectMany(u => u.Evidence))
        );

    private static ContainmentStep Step(string text, string? command, string? breaks, IEnumerable<string> evidence) =>
        new(text, command, breaks, false, Inquiry.Cite(evidence));

    [GeneratedRegex(@"\{[a-zA-Z0-9_.|\[\]]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
