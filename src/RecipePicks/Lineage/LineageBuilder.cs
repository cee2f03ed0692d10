namespace RecipePicks.Lineage;

/// <summary>Builds the graph in one pass over the calls, whatever the order in which they come.</summary>
/// <remarks>
/// Joins, the surest first: the issued access key (exact); the session's unique id or name with its creation time, the
/// other account's record of the call, a caller known by its unique id alone (inferred); several candidates (ambiguous,
/// all of them are edges).
/// </remarks>
internal sealed class LineageBuilder
{
    private readonly LineageRows _rows;
    private readonly HashSet<string> _own;
    private readonly Sessions _sessions;
    private readonly Dictionary<string, LineageNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<LineageEdge> _edges = [];
    private readonly List<ThingEvent> _things = [];
    private readonly List<Revocation> _revocations = [];
    private readonly List<Issue> _issues = [];
    private readonly List<(LineageCall Call, string Role, PolicyText Policy, string Actor)> _trusts = [];
    private readonly Dictionary<string, string> _ownAddresses = new(StringComparer.Ordinal);

    private LineageBuilder(LineageRows rows)
    {
        _rows = rows;
        _own = [.. rows.Accounts];
        _sessions = new Sessions(rows.Uses);
    }

    /// <summary>Builds it.</summary>
    public static LineageGraph Build(LineageRows rows)
    {
        var builder = new LineageBuilder(rows);
        var calls = builder.Read();
        var workloads = new Workloads(rows.Services, calls);
        foreach (var group in builder._sessions.All)
        {
            group.IsWorkloads = workloads.Own(group);
        }

        builder._sessions.Join(builder._issues);
        builder.AddUses();
        builder.AddIssues();
        foreach (var (text, known) in calls.Where(c => c.Known.Edge != "issued" || c.Text.Call.Failed))
        {
            builder.Add(text, known);
        }

        builder.AddNamesakes();
        builder.AddOwners();
        builder.AddTrusted();
        builder.AddOutsiders();
        foreach (var edge in workloads.Edges(builder._sessions.All.Where(g => g.IsWorkloads)))
        {
            builder.Link(edge);
            builder.Node(edge.To).IsWorkloads = true;
        }

        return new LineageGraph(builder._nodes, Folded(builder._edges), builder._things, builder._revocations, rows.End)
        {
            Sessions = builder._sessions,
            IsCut = rows.IsCut,
            OwnAddresses = builder._ownAddresses,
            CarriersOf = workloads.CarriersOf,
        };
    }

    // Reads what the knowledge knows, in the order of time; a call that two accounts recorded is read once.
    private List<(CallText Text, KnownCall Known)> Read()
    {
        var calls = new List<(CallText, KnownCall)>();
        var shared = new Dictionary<string, Issue>();
        foreach (
            var call in _rows
                .Calls.OrderBy(c => c.Time)
                .ThenBy(c => c.Caller.Key is null)
                .ThenBy(c => c.Id, StringComparer.Ordinal)
                .ThenBy(c => c.Address, StringComparer.Ordinal)
        )
        {
            foreach (var known in KnownCall.Of(call.Source, call.Name))
            {
                var text = new CallText(call, _own).With(known);
                if (!text.Meets(known, call.Failed))
                {
                    continue;
                }

                if (known.Edge == "issued" && !call.Failed)
                {
                    var issue = new Issue(text, known);
                    var marks = new[] { call.SharedId, issue.Key }.OfType<string>().ToList();
                    if (marks.Select(m => shared.GetValueOrDefault(m)).OfType<Issue>().FirstOrDefault() is { } twin)
                    {
                        Merge(twin, issue, shared);
                        continue;
                    }

                    marks.ForEach(m => shared.TryAdd(m, issue));
                    _issues.Add(issue);
                }

                calls.Add((text, known));
            }
        }

        return calls;
    }

    // The caller's own account names its session, the other account only its unique id; either may lack the response.
    private void Merge(Issue first, Issue second, Dictionary<string, Issue> marks)
    {
        var at = _issues.IndexOf(first);
        var better = first.Key is null && second.Key is not null ? second : first;
        var caller = first.Call.Caller.Type == "AWSAccount" ? second.Call.Caller : first.Call.Caller;
        var merged = new Issue(
            new CallText(better.Call with { Caller = caller }, _own).With(better.Known),
            better.Known
        );
        merged.Twins.AddRange([first.Call, second.Call, .. first.Twins]);
        _issues[at] = merged;
        foreach (var mark in new[] { first.Call.SharedId, second.Call.SharedId, merged.Key }.OfType<string>())
        {
            marks[mark] = merged;
        }
    }

    private void AddUses()
    {
        foreach (
            var use in _rows
                .Uses.Where(u => u.Caller.Type != "AWSService")
                .OrderBy(u => u.First)
                .ThenBy(u => u.Caller.Key, StringComparer.Ordinal)
                .ThenBy(u => u.Caller.PrincipalId, StringComparer.Ordinal)
        )
        {
            var caller = use.Caller;
            if (Sessions.IsOfSession(use) && Group(caller) is { } group)
            {
                var session = Node(_sessions.NodeOf(group, use));
                session.Add(use);
                session.Arn ??= group.Arn;
                session.UniqueId ??= group.UniqueId;
                session.Principal ??= PrincipalOf(caller);
                session.Issued ??= group.Created;
                session.IsWorkloads |= group.IsWorkloads;
            }
            else if (caller is { Type: "AWSAccount", PrincipalId: { } id } && _sessions.Alive(id, use.First).Count > 0)
            {
                continue; // another account's view of a session whose own account recorded the same calls
            }
            else
            {
                var node = Node(caller.Key ?? Names.OfCaller(caller));
                node.Add(use);
                node.UniqueId ??= caller.PrincipalId;
                node.Principal ??= caller.Key is null ? null : Names.OfCaller(caller);
                if (caller.Type == "AWSAccount" && caller.Arn is null && caller.PrincipalId is not null)
                {
                    node.Named ??= $"principal {caller.PrincipalId} of account {caller.Account}";
                }
            }
        }
    }

    private SessionGroup? Group(LineageCaller caller) =>
        _sessions.Find(
            caller.PrincipalId ?? caller.Arn ?? caller.Key,
            caller.Created is { Length: > 0 } created ? created : caller.Key
        );

    private static string? PrincipalOf(LineageCaller caller) =>
        Names.RoleOf(caller.Arn)
        ?? (caller.Type is "FederatedUser" or "AssumedRole" ? caller.Issuer : null)
        ?? (caller.Arn is null ? null : Names.OfCaller(caller));

    private void AddIssues()
    {
        foreach (var issue in _issues)
        {
            var (actors, how) = Actors(issue);
            var sessions = issue.Sessions.Where(s => !s.IsWorkloads || issue.Known.Weak).ToList();
            if (sessions.Count == 0 && issue.Known.Weak)
            {
                continue;
            }

            var certainty = sessions switch
            {
                [] => how,
                [var one] when issue.Key is { } key && one.Keys.Contains(key) => how,
                [{ Likely.Count: 1 } or { Exact.Count: 1, Likely.Count: 0 }] => Worse(how, Certainty.Inferred),
                _ => Certainty.Ambiguous,
            };
            foreach (
                var to in sessions.Count == 0
                    ? [issue.OwnId]
                    : sessions.Select(s => _sessions.NodeOf(issue, s)).Distinct()
            )
            {
                var node = Node(to);
                (node.Expires, node.ExpiryIsTold) = issue.Expiry;
                node.Issued = issue.Call.Time ?? node.Issued;
                node.Arn ??= issue.Arn is { } arn && !arn.Contains('*') ? arn : null;
                node.UniqueId ??= issue.UniqueId;
                node.Principal ??=
                    Names.RoleOf(node.Arn) ?? (node.Arn is { } a && Names.KindOf(a) == "principal" ? a : null);
                if (issue.Key is { } key)
                {
                    node.Keys.Add(key);
                }

                foreach (var from in actors)
                {
                    // A portal's user is known by an opaque id; its sessions carry the name.
                    Node(from).Named ??=
                        issue.Known.Weak && actors.Count == 1 && sessions.Count == 1
                            ? Names.SessionName(node.Arn, node.UniqueId)
                            : null;
                    Link(Edge(issue.Text, issue.Known, from, to, EdgeKind.Issued, certainty));
                }
            }
        }
    }

    // A session that no call in the evidence issued may have been taken from the sign-on session of the same name that
    // was in use at the same address: people's session names are their own.
    private void AddNamesakes()
    {
        const string SignOn = "AWSReservedSSO_";
        static bool IsSignOn(SessionGroup g) =>
            g.Arn?.Contains($":assumed-role/{SignOn}", StringComparison.Ordinal) is true;
        static IEnumerable<string> From(SessionGroup g) => g.Uses.SelectMany(u => u.Addresses).Where(Names.IsAddress);
        var signOns = _sessions.All.Where(IsSignOn).ToLookup(g => Names.SessionName(g.Arn, g.UniqueId));
        foreach (
            var group in _sessions.All.Where(g =>
                g.Exact.Count + g.Likely.Count == 0
                && !g.IsWorkloads
                && !IsSignOn(g)
                && Names.RoleOf(g.Arn) is not null
                && g.Created is not null
            )
        )
        {
            var parents = signOns[Names.SessionName(group.Arn, group.UniqueId)]
                .Where(s =>
                    s.Created <= group.Created
                    && group.Created <= s.Created!.Value.AddHours(12)
                    && From(s).Intersect(From(group)).Any()
                )
                .Select(s => s.NodeId)
                .Distinct()
                .ToList();
            foreach (var parent in parents)
            {
                Link(
                    new LineageEdge
                    {
                        From = parent,
                        To = group.NodeId,
                        Kind = EdgeKind.Issued,
                        Time = group.Created,
                        Certainty = parents.Count == 1 ? Certainty.Inferred : Certainty.Ambiguous,
                        EventId = group.Uses.SelectMany(u => u.Evidence).FirstOrDefault() ?? "",
                    }
                );
            }
        }
    }

    private void Add(CallText text, KnownCall known)
    {
        var call = text.Call;
        var (callers, how) = Callers(call);
        var actors = text.Fill(known.From) is { Count: > 0 } from && !call.Failed ? from : callers;
        if (call.Failed)
        {
            var after = MessageText.Resource(call.ErrorMessage) is { } named
                ? [Names.Canonical(named)]
                : text.Fill(known.Attempt.Concat(known.To));
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
        if (policy?.RevokesBefore is { } before && text.One(string.Join(' ', known.To)) is { } revoked)
        {
            _revocations.Add(
                new Revocation(revoked, before, text.One(known.Thing.FirstOrDefault()) ?? revoked, call, actors[0])
            );
            Things(text, known, revoked, actors[0]);
            return;
        }

        if (known.Resource.Count > 0 && known.Policy is not null && text.Fill(known.Resource) is [var resource, ..])
        {
            Begin(text, known, begins: false, $"{resource}#*", resource, actors[0]);
        }

        var targets = known.Edge == "ended" ? [] : text.Fill(known.To);
        if (known.Edge is "escalated" && known.Policy is not null && policy is { Allows: false })
        {
            targets = [];
        }

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

        if (known.Edge == "ended" || targets.Count > 0)
        {
            Things(text, known, targets.Count > 0 ? targets[0] : "", actors[0]);
        }
    }

    private void Things(CallText text, KnownCall known, string to, string actor)
    {
        var ends =
            known.Edge == "ended"
            || (known.Call == "UpdateAssumeRolePolicy" && text.Policy.Value?.Outsiders is not { Count: > 0 });
        var things =
            known.Thing.Count > 0 ? text.Fill(known.Thing)
            : known.Resource.Count > 0 && text.Fill(known.Resource) is [var resource, ..]
                ? [.. text.Fill(known.To).Select(t => $"{resource}#policy/{t}")]
            : text.Fill(known.To);
        for (var i = 0; i < things.Count; i++)
        {
            var node = known.Thing.Count == 0 && known.Resource.Count == 0 ? things[i] : to;
            Begin(text, known, !ends, things[i], node, actor, i);
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
    ) => _things.Add(new ThingEvent(thing, begins, to, actor, known, text, index));

    // Whose a credential is: its user, its role.
    private void AddOwners()
    {
        foreach (
            var node in _nodes
                .Values.Where(n => n.Principal is not null && n.Principal != n.Id)
                .OrderBy(n => n.Id, StringComparer.Ordinal)
                .ToList()
        )
        {
            Node(node.Principal!);
            Link(Owned(node.Principal!, node.Id, node.Uses.SelectMany(u => u.Evidence)));
        }

        foreach (
            var password in _nodes
                .Keys.Where(k => k.EndsWith("#password", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .ToList()
        )
        {
            Link(
                Owned(
                    password[..^"#password".Length],
                    password,
                    _edges.Where(e => e.To == password || e.From == password).Select(e => e.EventId)
                )
            );
        }
    }

    private static LineageEdge? Owned(string owner, string id, IEnumerable<string> evidence) =>
        evidence.Order(StringComparer.Ordinal).FirstOrDefault() is { } first
            ? new LineageEdge
            {
                From = owner,
                To = id,
                Kind = EdgeKind.Issued,
                Certainty = Certainty.Exact,
                EventId = first,
                Owns = true,
            }
            : null;

    // Sessions of a role that its new trust policy let somebody take.
    private void AddTrusted()
    {
        foreach (var (call, role, policy, _) in _trusts)
        {
            var until =
                _trusts.Where(t => t.Role == role && t.Call.Time > call.Time).Min(t => t.Call.Time)
                ?? DateTime.MaxValue;
            foreach (
                var edge in _edges
                    .Where(e =>
                        e.Kind == EdgeKind.Issued
                        && !e.Owns
                        && e.Time >= call.Time
                        && e.Time < until
                        && _nodes[e.To].Principal == role
                    )
                    .ToList()
            )
            {
                if (policy.Principals.Any(p => IsMeant(p, edge.From, policy)))
                {
                    Link(edge with { From = role, Kind = EdgeKind.Trusted, Certainty = Certainty.Inferred });
                }
            }
        }
    }

    private bool IsMeant(string trusted, string actor, PolicyText policy)
    {
        var account = Arn.TryParse(trusted)?.Account ?? trusted;
        var node = _nodes[actor];
        return trusted == actor
            || Names.Canonical(trusted) == node.Principal
            || actor.StartsWith(trusted + "/", StringComparison.Ordinal)
            || (policy.Outsiders.Contains(account) && node.Uses.Any(u => u.Caller.Account == account))
            || (trusted == "*" && node.Uses.Any(u => u.Caller.Account is { } a && !_own.Contains(a)));
    }

    // Principals of an account that was let in.
    private void AddOutsiders()
    {
        var accounts = _edges
            .Where(e => e.Kind == EdgeKind.Trusted && Names.IsAccount(e.To))
            .Select(e => e.To)
            .ToHashSet();
        foreach (
            var node in _nodes
                .Values.Where(n => n.Uses.Any(u => u.Caller.Type == "AWSAccount"))
                .OrderBy(n => n.Id, StringComparer.Ordinal)
                .ToList()
        )
        {
            if (
                node.Uses[0].Caller.Account is { } account
                && accounts.Contains(account)
                && node.Id != account
                && node.Uses[0].Evidence is [var first, ..]
            )
            {
                Link(
                    new LineageEdge
                    {
                        From = account,
                        To = node.Id,
                        Kind = EdgeKind.Trusted,
                        Certainty = Certainty.Inferred,
                        EventId = first,
                    }
                );
            }
        }
    }

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

        return ([Names.OfCaller(caller)], Certainty.Exact);
    }

    private static LineageEdge Edge(
        CallText text,
        KnownCall known,
        string from,
        string to,
        EdgeKind kind,
        Certainty certainty
    ) =>
        new()
        {
            From = from,
            To = to,
            Kind = kind,
            Time = text.Call.Time,
            Certainty = certainty,
            EventId = text.Call.Id,
            Call = text.Call.Name,
            Address = text.Call.Address,
            Whole = known.Whole && kind != EdgeKind.Attempted,
            Carries = text.Fill(known.Carries),
            Resource = text.Fill(known.Resource) is [var resource, ..] ? resource : null,
        };

    private void Link(LineageEdge? edge)
    {
        if (edge is null || edge.From == edge.To)
        {
            return;
        }

        Node(edge.From);
        Node(edge.To);
        _edges.Add(edge);
    }

    private LineageNode Node(string id)
    {
        if (!_nodes.TryGetValue(id, out var node))
        {
            node = new LineageNode(id);
            _nodes[id] = node;
            if (Names.IsLongLivedKey(id) || Names.IsTemporaryKey(id))
            {
                node.Keys.Add(id);
            }
        }

        return node;
    }

    // Attempts alike are one edge; so are calls that are repeated without end, as entering a workload is.
    private static IEnumerable<LineageEdge> Folded(IEnumerable<LineageEdge> edges) =>
        edges
            .GroupBy(e =>
                (
                    e.From,
                    e.To,
                    e.Kind,
                    e.Call,
                    e.Owns,
                    Certainty: e.Kind == EdgeKind.Attempted ? default : e.Certainty,
                    e.Resource
                )
            )
            .Select(g =>
                g.OrderBy(e => e.Time).ThenBy(e => e.EventId, StringComparer.Ordinal).First() with
                {
                    Count = g.Select(e => e.EventId).Distinct().Count(),
                }
            );

    private static Certainty Worse(Certainty one, Certainty other) => one > other ? one : other;
}
