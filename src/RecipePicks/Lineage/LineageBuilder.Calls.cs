namespace RecipePicks.Lineage;

// What one call makes, tries or ends.
internal sealed partial class LineageBuilder
{
    private void Add(CallText text, KnownCall known)
    {
        var call = text.Call;
        var (callers, how) = Callers(call);
        var actors = text.Fill(known.From) is { Count: > 0 } from && !call.Failed ? from : callers;
        if (call.Failed)
        {
            // The message may name a pattern (instance/*) where the request names the very one.
            var asked = text.Fill(known.Attempt.Concat(known.To));
            var after =
                MessageText.Resource(call.ErrorMessage, $"arn:{text.Partition}:iam::{text.Account}") is { } named
                && !(named.Contains('*') && asked.Count > 0)
                    ? [_rows.Renames.Now(Names.Canonical(named), call.Time)]
                    : asked;
            var who = text.Fill(known.AttemptFrom) is { Count: > 0 } other ? other : callers;
            foreach (
                var edge in known.Edge == "ended"
                    ? []
                    : who.SelectMany(w =>
                        after
                            .Where(a => a != w && !Names.IsTemporaryKey(a))
                            .Select(a => Edge(text, known, w, a, EdgeKind.Attempted, how))
                    )
            )
            {
                Link(edge);
            }

            return;
        }

        var policy = text.Policy.Value;
        if (known.Resource.Count > 0 && known.Policy is not null && text.Fill(known.Resource) is [var resource, ..])
        {
            Begin(text, known, begins: false, $"{resource}#*", resource, actors[0]);
        }

        if (IsTrust(known))
        {
            Begin(text, known, begins: false, $"{text.One(known.Thing[0])}*", text.One(known.To[0]) ?? "", actors[0]);
        }

        // A policy that allows nothing makes nobody stronger.
        var weakens = known.Edge is "escalated" && known.Policy is not null && policy is { Allows: false };
        var targets = known.Edge == "ended" || weakens ? [] : text.Fill(known.To);
        foreach (var to in targets)
        {
            foreach (var actor in actors)
            {
                Link(Edge(text, known, actor, to, Enum.Parse<EdgeKind>(known.Edge, ignoreCase: true), how));
            }

            var node = Node(to);
            node.Named ??= text.One(known.Label);
            if (text.Fill(known.Owner) is [var owner, ..])
            {
                node.Principal ??= owner;
            }

            if (known.Edge == "trusted" && policy is not null && known.Resource.Count == 0)
            {
                _trusts.Add((call, to, policy, actors[0]));
            }
        }

        if (known.Addresses is not null && text.Fill(known.Addresses) is { } own && own.Count == targets.Count)
        {
            targets.Zip(own).ToList().ForEach(p => _ownAddresses.TryAdd(p.First, p.Second));
        }

        if (known.Edge == "ended" || weakens || targets.Count > 0)
        {
            var to = weakens ? text.Fill(known.To) : targets;
            Things(text, known, to.Count > 0 ? to[0] : "", actors[0], weakens);
        }
    }

    // It sets the whole of who may take a role.
    private static bool IsTrust(KnownCall known) =>
        known is { Edge: "trusted", Resource.Count: 0, Policy: not null, Thing: [var thing, ..] }
        && thing.EndsWith("#trust", StringComparison.Ordinal);

    private void Things(CallText text, KnownCall known, string to, string actor, bool weakens)
    {
        var policy = text.Policy.Value;
        // A policy that denies and revokes nothing only takes the place of what stood under its name.
        var begins = known.Edge != "ended" && !(weakens && policy is { RevokesBefore: null });
        IReadOnlyList<string> things =
            IsTrust(known) ? [.. policy?.TrustParts.Select(p => $"{text.One(known.Thing[0])}/{p}") ?? []]
            : known.Thing.Count > 0 ? text.Fill(known.Thing)
            : known.Resource.Count > 0 && text.Fill(known.Resource) is [var resource, ..]
                ? [.. text.Fill(known.To).Select(t => $"{resource}#policy/{t}")]
            : text.Fill(known.To);
        for (var i = 0; i < things.Count; i++)
        {
            var node = known.Thing.Count == 0 && known.Resource.Count == 0 ? things[i] : to;
            Begin(text, known, begins, things[i], node, actor, i);
        }
    }

    private void Begin(
        CallText text,
        KnownCall known,
        bool begins,
        string thing,
        string to,
        string actor,
        int index = 0
    )
    {
        Node(actor);
        _things.Add(
            new ThingEvent(thing, begins, to, actor, known, text, index)
            {
                Holder = Holder(text, known, thing),
                Revokes = begins && known.Edge == "escalated" ? text.Policy.Value?.RevokesBefore : null,
            }
        );
    }

    private static string? Holder(CallText text, KnownCall known, string thing) =>
        thing.IndexOf('#') is > 0 and var hash ? thing[..hash]
        : text.Fill(known.Resource) is [var resource, ..] ? resource
        : text.Fill(known.Owner) is [var owner, ..] ? owner
        : null;

    private (IReadOnlyList<string> Nodes, Certainty How) Actors(Issue issue) =>
        issue.Text.Fill(issue.Known.From) is { Count: > 0 } from ? (from, Certainty.Exact)
        : issue.Twins.Count > 0
        && issue.Call.Caller.Type != "AWSAccount"
        && issue.Twins.All(t => t.Caller != issue.Call.Caller || t.Response is null)
            ? (Callers(issue.Call).Nodes, Certainty.Inferred)
        : Callers(issue.Call);

    // Who made a call: a key, a session, a principal.
    private (IReadOnlyList<string> Nodes, Certainty How) Callers(LineageCall call)
    {
        var caller = call.Caller;
        if (caller.Key is { } key)
        {
            return ([_sessions.NodeOfKey(key) ?? key], Certainty.Exact);
        }

        if (_sessions.Find(caller.PrincipalId ?? caller.Arn, caller.Created) is { } group)
        {
            return ([group.NodeId], group.Exact.Count > 1 ? Certainty.Inferred : Certainty.Exact);
        }

        if (
            caller is { Type: "AWSAccount", PrincipalId: { } id }
            && _sessions.Alive(id, call.Time) is { Count: > 0 } alive
        )
        {
            // The source identity stays the same along a chain of roles.
            var named = SourceIdentity.Of(call) is { } source
                ? alive.Where(g => g.Exact.Concat(g.Likely).Any(i => SourceIdentity.Of(i.Call) == source)).ToList()
                : [];
            var nodes = (named.Count > 0 ? named : alive)
                .Select(g => g.NodeId)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .ToList();
            return (nodes, nodes.Count == 1 ? Certainty.Inferred : Certainty.Ambiguous);
        }

        return ([_rows.Renames.OfCaller(caller, call.Time)], Certainty.Exact);
    }
}
