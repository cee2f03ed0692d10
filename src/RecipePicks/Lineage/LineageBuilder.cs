namespace RecipePicks.Lineage;

/// <summary>Builds the graph in one pass over the calls, whatever the order in which they come.</summary>
/// <remarks>
/// Joins, the surest first: the issued access key (exact); the session's unique id or name with its creation time, the
/// other account's record of the call, a caller known by its unique id alone (inferred); several candidates (ambiguous,
/// all of them are edges).
/// </remarks>
internal sealed partial class LineageBuilder
{
    private readonly LineageRows _rows;
    private readonly HashSet<string> _own;
    private readonly Sessions _sessions;
    private readonly Dictionary<string, LineageNode> _nodes = new(StringComparer.Ordinal);
    private readonly List<LineageEdge> _edges = [];
    private readonly List<ThingEvent> _things = [];
    private readonly List<Issue> _issues = [];
    private readonly Dictionary<Issue, int> _places = new(ReferenceEqualityComparer.Instance);
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

        foreach (var node in builder._nodes.Values)
        {
            node.Named ??= rows.Renames.Called(node.Id);
        }

        builder._sessions.LetGo();
        return new LineageGraph(builder._nodes, Folding.Of(builder._edges), builder._things, rows.End)
        {
            Sessions = builder._sessions,
            IsCut = rows.IsCut,
            Renames = rows.Renames,
            OwnAddresses = builder._ownAddresses,
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
                var text = new CallText(call, _own, _rows.Renames).With(known);
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
                    _places[issue] = _issues.Count;
                    _issues.Add(issue);
                }

                calls.Add((text, known));
                text.Fill(known.To);
                text.Fill(known.Carries);
                text.Forget();
            }
        }

        return calls;
    }

    // The caller's own account names its session, the other account only its unique id; either may lack the response.
    private void Merge(Issue first, Issue second, Dictionary<string, Issue> marks)
    {
        var at = _places[first];
        var better = first.Key is null && second.Key is not null ? second : first;
        var caller = first.Call.Caller.Type == "AWSAccount" ? second.Call.Caller : first.Call.Caller;
        var merged = new Issue(
            new CallText(better.Call with { Caller = caller }, _own, _rows.Renames).With(better.Known),
            better.Known
        );
        merged.Twins.AddRange([first.Call, second.Call, .. first.Twins]);
        _issues[at] = merged;
        _places[merged] = at;
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
                session.Principal ??= PrincipalOf(use);
                session.Issued ??= group.Created;
                session.IsWorkloads |= group.IsWorkloads;
            }
            else if (caller is { Type: "AWSAccount", PrincipalId: { } id } && _sessions.Alive(id, use.First).Count > 0)
            {
                continue; // another account's view of a session whose own account recorded the same calls
            }
            else
            {
                var principal = _rows.Renames.OfCaller(caller, use.First);
                var node = Node(caller.Key ?? principal);
                node.Add(use);
                node.UniqueId ??= caller.PrincipalId;
                node.Principal ??= caller.Key is null ? null : principal;
                if (caller.Type == "AWSAccount" && caller.Arn is null && caller.PrincipalId is not null)
                {
                    node.Named ??= $"principal {caller.PrincipalId} of account {caller.Account}";
                }
            }
        }
    }

    private SessionGroup? Group(LineageCaller caller) =>
        _sessions.Find(Sessions.IdOf(caller), caller.Created is { Length: > 0 } created ? created : caller.Key);

    private string? PrincipalOf(LineageUse use) =>
        Names.RoleOf(use.Caller.Arn)
        ?? (use.Caller.Type is "FederatedUser" or "AssumedRole" ? use.Caller.Issuer : null)
        ?? (use.Caller.Arn is null ? null : _rows.Renames.OfCaller(use.Caller, use.First));

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
                node.IsIssued = true;
                node.Issued = issue.Call.Time ?? node.Issued;
                node.Arn ??= issue.Arn is { } arn && !arn.Contains('*') ? arn : null;
                node.UniqueId ??= issue.UniqueId;
                node.Principal ??=
                    Names.RoleOf(node.Arn) ?? (node.Arn is { } a && Names.KindOf(a) == "principal" ? a : null);
                if (issue.Key is { } key)
                {
                    node.AddKey(key);
                }

                foreach (var from in actors)
                {
                    // The user of a provider is known by an id that the provider's name is a hash in.
                    Node(from).UniqueId ??= issue.Call.Caller.Type == "SAMLUser" ? issue.Call.Caller.PrincipalId : null;
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
            Again = known.Again && kind != EdgeKind.Attempted,
            Carries = text.Fill(known.Carries),
            Resource = text.Fill(known.Resource) is [var resource, ..] ? resource : null,
            LetsIn = kind == EdgeKind.Trusted && known.Resource.Count == 0 ? text.Policy.Value?.Outsiders ?? [] : [],
            Note = known.Notes.Where(n => text.Values(n.Path).Contains(n.Value)).Select(n => n.Says).FirstOrDefault(),
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
                node.AddKey(id);
            }
        }

        return node;
    }

    private static Certainty Worse(Certainty one, Certainty other) => one > other ? one : other;
}
