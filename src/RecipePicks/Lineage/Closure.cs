namespace RecipePicks.Lineage;

/// <summary>Where a closure starts.</summary>
/// <param name="Id">A node.</param>
/// <param name="Address">When the lead is an address: only calls from there are followed from this node; else null.</param>
internal sealed record Seed(string Id, string? Address = null);

/// <summary>How far a closure goes; what it leaves out is said.</summary>
internal sealed record Bounds
{
    /// <summary>How many steps from a lead, either way.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>How many edges are followed from one node.</summary>
    public int FanOut { get; init; } = 100;

    /// <summary>How many nodes in all.</summary>
    public int Nodes { get; init; } = 2000;

    /// <summary>Calls after this are not followed, UTC.</summary>
    public DateTime? Until { get; init; }
}

/// <summary>Which way a node was reached.</summary>
internal enum Way
{
    /// <summary>It is a lead.</summary>
    Lead,

    /// <summary>A lead came from it.</summary>
    Back,

    /// <summary>It came of a lead, or of what a lead came from.</summary>
    Forward,
}

/// <summary>A node of a closure.</summary>
/// <param name="Id">The node.</param>
/// <param name="Way">How it was reached.</param>
/// <param name="Depth">Steps from the lead.</param>
/// <param name="Via">The edge that reached it; null for a lead.</param>
internal sealed record Reached(string Id, Way Way, int Depth, LineageEdge? Via);

/// <summary>
/// All that leads came from and all that came of it: back to the first human or key, and from there forward to every
/// session, key, user, function and instance.
/// </summary>
/// <remarks>
/// From what lies before a lead and is shared by others (a user, a long-lived key) only calls from the addresses on the
/// way are followed: the same key may serve a build pipeline. Attempts and escalations are shown, not followed.
/// </remarks>
internal sealed class Closure
{
    private readonly LineageGraph _graph;
    private readonly Bounds _bounds;
    private readonly Dictionary<string, Reached> _reached = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> _before = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTime From, bool Whole)> _from = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _onlyFrom = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _cuts = new(StringComparer.Ordinal);

    /// <summary>Leads by other than their address, and what came of them: all that they did counts.</summary>
    private readonly HashSet<string> _ofLeads = new(StringComparer.Ordinal);

    private Closure(LineageGraph graph, Bounds bounds)
    {
        _graph = graph;
        _bounds = bounds;
    }

    /// <summary>The nodes: leads first, then by depth and id.</summary>
    public IReadOnlyList<Reached> Nodes { get; private set; } = [];

    private List<Reached> InOrder() =>
        [
            .. _reached
                .Values.OrderBy(r => r.Way != Way.Lead)
                .ThenBy(r => r.Depth)
                .ThenBy(r => r.Id, StringComparer.Ordinal),
        ];

    /// <summary>What was left out, in sentences.</summary>
    public IReadOnlyCollection<string> Cuts => _cuts;

    /// <summary>What comes after this is not looked at, UTC; null for the end of the evidence.</summary>
    public DateTime? Until => _bounds.Until;

    /// <summary>Whether a node belongs to it.</summary>
    public bool Has(string id) => _reached.ContainsKey(id);

    /// <summary>The edges between its nodes, by time: those of calls, and those of ownership where nothing else ties a node.</summary>
    public IReadOnlyList<LineageEdge> Edges { get; private set; } = [];

    /// <summary>Whether a node came of a lead, not of what a lead came from.</summary>
    public bool CameOfLead(string id)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var at = _reached[id];
        while (at is { Way: Way.Forward, Via: { } via } && seen.Add(at.Id))
        {
            at = _reached[via.From];
        }

        return at.Way == Way.Lead && at.Id != id;
    }

    /// <summary>Builds a closure.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="seeds">The leads' nodes.</param>
    /// <param name="bounds">How far to go.</param>
    public static Closure Of(LineageGraph graph, IEnumerable<Seed> seeds, Bounds? bounds = null)
    {
        var closure = new Closure(graph, bounds ?? new Bounds());
        var leads = seeds
            .Where(s => graph.Nodes.ContainsKey(s.Id))
            .Distinct()
            .OrderBy(s => s.Id, StringComparer.Ordinal)
            .ThenBy(s => s.Address, StringComparer.Ordinal)
            .ToList();
        foreach (var seed in leads)
        {
            closure._reached[seed.Id] = new Reached(seed.Id, Way.Lead, 0, null);
        }

        closure.Back(leads);
        closure.Forward(leads);
        closure.Nodes = closure.InOrder();
        closure.Edges = closure.Inside();
        return closure;
    }

    private List<LineageEdge> Inside()
    {
        var inside = _reached
            .Keys.SelectMany(id => _graph.Out(id))
            .Where(e => Has(e.To))
            .ToHashSet<LineageEdge>(ReferenceEqualityComparer.Instance);
        var tied = inside.Where(e => !e.Owns && e.Kind != EdgeKind.Attempted).Select(e => e.To).ToHashSet();
        return
        [
            .. _graph.Edges.Where(e =>
                inside.Contains(e) && (!e.Owns || !tied.Contains(e.To) || Names.IsLongLivedKey(e.To))
            ),
        ];
    }

    private void Back(IReadOnlyList<Seed> leads)
    {
        var queue = new Queue<string>(leads.Select(l => l.Id).Distinct());
        foreach (var lead in queue)
        {
            _before[lead] = DateTime.MaxValue;
        }

        while (queue.TryDequeue(out var id))
        {
            var at = _reached[id];
            var before = _before[id];
            var edges = _graph.In(id).Where(e => LeadsBack(e, at) && (e.Time ?? DateTime.MinValue) <= before).ToList();
            foreach (var edge in Within(edges, at, "leads to"))
            {
                // A workload's session is renewed, so that what was done to the workload later counts too.
                var until = edge.Time is { } time && !_graph.Nodes[id].IsWorkloads ? time : before;
                var known = _before.TryGetValue(edge.From, out var latest);
                if (!known || latest < until)
                {
                    _before[edge.From] = until;
                    if (_reached.TryAdd(edge.From, new Reached(edge.From, Way.Back, at.Depth + 1, edge)) || known)
                    {
                        queue.Enqueue(edge.From);
                    }
                }
            }
        }
    }

    private bool LeadsBack(LineageEdge edge, Reached at) =>
        edge.Kind switch
        {
            EdgeKind.Attempted or EdgeKind.UsedFrom => false,
            EdgeKind.Escalated => at.Way == Way.Lead && Names.KindOf(edge.To) == "principal",
            // A role does not make a session; who took it does. A user's key is the user's.
            _ when edge.Owns => Arn.TryParse(edge.From) is { ResourceType: "user" } or { Resource: "root" }
                || !_graph.In(edge.To).Any(e => !e.Owns),
            _ => true,
        };

    private void Forward(IReadOnlyList<Seed> leads)
    {
        var addresses = PathAddresses(leads);
        var queue = new Queue<string>();
        foreach (var reached in InOrder())
        {
            var lead = leads.Where(l => l.Id == reached.Id).ToList();
            _from[reached.Id] = (DateTime.MinValue, lead.Exists(l => l.Address is null));
            if (lead.Exists(l => l.Address is null))
            {
                _ofLeads.Add(reached.Id);
            }
            else if (lead.Count > 0)
            {
                _onlyFrom[reached.Id] = [.. lead.Select(l => l.Address!)];
            }
            else if (reached.Way == Way.Back && _graph.Nodes[reached.Id].Kind is not "session")
            {
                _onlyFrom[reached.Id] = addresses;
            }

            queue.Enqueue(reached.Id);
        }

        while (queue.TryDequeue(out var id))
        {
            var at = _reached[id];
            if (IsEnd(id) || (at.Via is { Kind: EdgeKind.Escalated or EdgeKind.Attempted } && at.Way == Way.Forward))
            {
                continue;
            }

            var (from, whole) = _from[id];
            foreach (var edge in Within([.. _graph.Out(id).Where(e => Follows(e, id, from, whole))], at, "came of"))
            {
                Reach(edge, at, from, queue);
            }
        }
    }

    private void Reach(LineageEdge edge, Reached at, DateTime from, Queue<string> queue)
    {
        var since = edge.Time is { } time && time > from ? time : from;
        var shown = edge.Kind is EdgeKind.Escalated or EdgeKind.Attempted;
        var next = new Reached(edge.To, Way.Forward, at.Depth + 1, edge);
        var isNew = _reached.TryAdd(edge.To, next);
        var known = _reached[edge.To];
        // A session that was used from a lead's address, and is another lead's, is followed wherever it was used.
        var isLeads = !shown && known.Way != Way.Back && _ofLeads.Contains(at.Id) && _ofLeads.Add(edge.To);
        if (isLeads)
        {
            _onlyFrom.Remove(edge.To);
        }

        if (isNew)
        {
            _from[edge.To] = (since, edge.Whole);
            queue.Enqueue(edge.To);
            return;
        }

        if (known.Way == Way.Forward && known.Via is { Kind: EdgeKind.Escalated or EdgeKind.Attempted } && !shown)
        {
            _reached[edge.To] = next;
            _from[edge.To] = (since, edge.Whole);
            queue.Enqueue(edge.To);
        }
        else if (!shown && (since < _from[edge.To].From || (edge.Whole && !_from[edge.To].Whole)))
        {
            var (earlier, whole) = _from[edge.To];
            _from[edge.To] = (since < earlier ? since : earlier, whole || edge.Whole);
            queue.Enqueue(edge.To);
        }
        else if (isLeads)
        {
            queue.Enqueue(edge.To);
        }
    }

    private bool Follows(LineageEdge edge, string id, DateTime from, bool whole)
    {
        if (edge.Owns)
        {
            return whole;
        }

        if (edge.Time is { } time && time > _bounds.Until)
        {
            _cuts.Add(
                $"Calls after {TimeWindow.Format(_bounds.Until!.Value)} are not followed: the window ends there."
            );
            return false;
        }

        if (
            edge.Address is { } address
            && _onlyFrom.TryGetValue(id, out var only)
            && !only.Contains(address)
            && !Has(edge.To)
        )
        {
            _cuts.Add(
                $"Calls of {_graph.Label(id)} ({id}) from other addresses than those on the way ({Some(only)}) are not followed; investigate {id} to see what came of them."
            );
            return false;
        }

        return edge.Time is null || edge.Time >= from || _graph.Nodes[edge.To].Last >= from;
    }

    private List<LineageEdge> Within(List<LineageEdge> edges, Reached at, string how)
    {
        if (edges.Count == 0)
        {
            return edges;
        }

        if (at.Depth >= _bounds.Depth)
        {
            _cuts.Add($"What {how} {at.Id} is more than {_bounds.Depth} steps from the lead and is not followed.");
            return [];
        }

        var most = edges.Count;
        if (most > _bounds.FanOut)
        {
            most = _bounds.FanOut;
            _cuts.Add(
                $"{edges.Count} edges {(how == "came of" ? "leave" : "reach")} {_graph.Label(at.Id)} ({at.Id}); the first {most} are followed."
            );
        }

        if (_reached.Count >= _bounds.Nodes)
        {
            _cuts.Add($"The chain holds more than {_bounds.Nodes} credentials; the rest is not followed.");
            return [];
        }

        return
        [
            .. edges
                .OrderBy(e => Haste(e.Kind))
                .ThenBy(e => e.Kind)
                .ThenBy(e => e.Owns)
                .ThenBy(e => _graph.Nodes[e.To].Calls == 0)
                .ThenBy(e => e.Time)
                .ThenBy(e => e.EventId, StringComparer.Ordinal)
                .ThenBy(e => e.To, StringComparer.Ordinal)
                .Take(most),
        ];
    }

    // What lasts comes first: of a key that takes sessions all day long the one user that it made matters more.
    private static int Haste(EdgeKind kind) =>
        kind switch
        {
            EdgeKind.Attempted => 2,
            EdgeKind.Issued or EdgeKind.UsedFrom => 1,
            _ => 0,
        };

    // Services, and everybody, are nobody to follow.
    private static bool IsEnd(string id) => id == Names.Everybody || Names.IsService(id);

    private HashSet<string> PathAddresses(IReadOnlyList<Seed> leads) =>
        [
            .. leads.Select(l => l.Address).OfType<string>(),
            .. _reached.Values.Select(r => r.Via?.Address).OfType<string>(),
            .. _reached
                .Keys.Where(id => !leads.Any(l => l.Id == id && l.Address is not null))
                .Select(id => _graph.Nodes[id])
                .Where(n => n.Kind == "session")
                .SelectMany(n => n.Addresses),
        ];

    private static string Some(HashSet<string> addresses) =>
        addresses.Count == 0
            ? "none"
            : string.Join(", ", addresses.Order(StringComparer.Ordinal).Take(5)) + (addresses.Count > 5 ? ", …" : "");
}
