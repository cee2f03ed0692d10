namespace RecipePicks.Lineage;

/// <summary>Who became whom: nodes, edges, and what began and ended.</summary>
internal sealed class LineageGraph
{
    private readonly EdgesBy _out;
    private readonly EdgesBy _in;
    private readonly Dictionary<string, ThingEvent> _lastOf;

    public LineageGraph(
        IReadOnlyDictionary<string, LineageNode> nodes,
        IEnumerable<LineageEdge> edges,
        IEnumerable<ThingEvent> things,
        DateTime? end
    )
    {
        Nodes = nodes;
        Edges = [.. edges.Order(Comparer<LineageEdge>.Create(InTime))];
        Things = [.. things];
        Revocations = Standing(Things);
        End = end;
        _out = new EdgesBy(Edges, e => e.From);
        _in = new EdgesBy(Edges, e => e.To);
        _lastOf = LastEvents(Things);
    }

    /// <summary>Nodes by id.</summary>
    public IReadOnlyDictionary<string, LineageNode> Nodes { get; }

    /// <summary>Edges by time; those without one last.</summary>
    public IReadOnlyList<LineageEdge> Edges { get; }

    /// <summary>What began and ended, in the order of the calls.</summary>
    public IReadOnlyList<ThingEvent> Things { get; }

    /// <summary>Revocations that stand at the end of the log, in the order of the calls.</summary>
    public IReadOnlyList<Revocation> Revocations { get; }

    /// <summary>The end of the log, UTC.</summary>
    public DateTime? End { get; }

    /// <summary>Instances' own addresses, as the launch told them.</summary>
    public IReadOnlyDictionary<string, string> OwnAddresses { get; init; } = new Dictionary<string, string>();

    /// <summary>Who got another name: ids are of the last.</summary>
    public Renames Renames { get; init; } = Renames.None;

    /// <summary>Whether there were more rows than it was built from.</summary>
    public bool IsCut { get; init; }

    /// <summary>The node that a key, session or caller is of.</summary>
    public required Sessions Sessions { get; init; }

    /// <summary>The last call that began or ended a thing; null when none did.</summary>
    public ThingEvent? LastOf(string thing) => _lastOf.GetValueOrDefault(thing);

    /// <summary>The call that ended a credential, or whose it is, or that has AWS refuse everything to its owner; null when none did.</summary>
    public ThingEvent? EndOf(LineageNode node) =>
        LastOf(node.Id) is { Begins: false } ended ? ended
        : OwnerOf(node) is not { } owner ? null
        : LastOf(owner) is { Begins: false } gone ? gone
        : DenialOf(owner);

    /// <summary>The call that attached AWSDenyAll to a user or role, which refuses all that it and its credentials do; null when none did, or it was detached.</summary>
    /// <remarks>Source: AWS Managed Policy Reference, "AWSDenyAll".</remarks>
    public ThingEvent? DenialOf(string principal) =>
        Arn.TryParse(principal) is { ResourceType: "user" or "role" } arn
        && LastOf($"{principal}#attached/arn:{arn.Partition}:iam::aws:policy/AWSDenyAll") is { Begins: true } denied
            ? denied
            : null;

    /// <summary>Whose a credential is; null when that is not known.</summary>
    public static string? OwnerOf(LineageNode node) =>
        node.IsPassword ? node.Id[..node.Id.IndexOf('#')] : node.Principal;

    /// <summary>The last call of every thing, by its id.</summary>
    public IEnumerable<ThingEvent> LastThings =>
        _lastOf.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value);

    /// <summary>Edges from a node.</summary>
    public IEnumerable<LineageEdge> Out(string id) => _out[id];

    /// <summary>Edges to a node.</summary>
    public IEnumerable<LineageEdge> In(string id) => _in[id];

    /// <summary>What people call a node.</summary>
    public string Label(string id) => Nodes.TryGetValue(id, out var node) ? node.Label : Names.Label(id);

    private static int InTime(LineageEdge one, LineageEdge other)
    {
        var order = (one.Time ?? DateTime.MaxValue).CompareTo(other.Time ?? DateTime.MaxValue);
        order = order != 0 ? order : string.CompareOrdinal(one.EventId, other.EventId);
        order = order != 0 ? order : one.Kind.CompareTo(other.Kind);
        order = order != 0 ? order : string.CompareOrdinal(one.From, other.From);
        return order != 0 ? order : string.CompareOrdinal(one.To, other.To);
    }

    // A policy revokes until another takes its place or it is taken away; one that went with its role let no older session
    // back in.
    private static List<Revocation> Standing(IReadOnlyList<ThingEvent> things)
    {
        var standing = new Dictionary<string, ThingEvent>(StringComparer.Ordinal);
        var gone = new List<ThingEvent>();
        foreach (var thing in things)
        {
            standing.Remove(thing.Id);
            if (thing is { Begins: true, Revokes: not null })
            {
                standing[thing.Id] = thing;
            }
            else if (thing is { Begins: false, Known.Whole: true })
            {
                var with = standing.Values.Where(s => s.Holder == thing.Id).ToList();
                gone.AddRange(with);
                with.ForEach(s => standing.Remove(s.Id));
            }
        }

        return
        [
            .. gone.Concat(standing.Values)
                .OrderBy(s => s.Call.Time)
                .ThenBy(s => s.Call.Id, StringComparer.Ordinal)
                .Select(s => new Revocation(s.To, s.Revokes!.Value, s.Call, s.Actor)),
        ];
    }

    private static Dictionary<string, ThingEvent> LastEvents(IReadOnlyList<ThingEvent> things)
    {
        var last = new Dictionary<string, ThingEvent>(StringComparer.Ordinal);
        var held = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var thing in things)
        {
            if (
                thing.Id.EndsWith("#*", StringComparison.Ordinal)
                || thing.Id.EndsWith("#trust*", StringComparison.Ordinal)
            )
            {
                foreach (
                    var part in last.Keys.Where(k => k.StartsWith(thing.Id[..^1], StringComparison.Ordinal)).ToList()
                )
                {
                    last[part] = thing with { Id = part };
                }
            }
            else
            {
                last[thing.Id] = thing;
                if (thing is { Begins: true, Holder: { } holder })
                {
                    held.TryAdd(holder, []);
                    held[holder].Add(thing.Id);
                }
                else if (thing is { Begins: false, Known.Whole: true } && held.Remove(thing.Id, out var parts))
                {
                    foreach (var part in parts.Where(p => last[p].Begins))
                    {
                        last[part] = thing with { Id = part };
                    }
                }
            }
        }

        return last;
    }
}
