namespace RecipePicks.Lineage;

/// <summary>How one node led to another.</summary>
internal enum EdgeKind
{
    /// <summary>The call issued a session.</summary>
    Issued,

    /// <summary>It created a credential, or made one work again.</summary>
    Created,

    /// <summary>It let others take a role or use a resource.</summary>
    Trusted,

    /// <summary>A service carries a role on the caller's behalf.</summary>
    Carried,

    /// <summary>The caller went into a workload.</summary>
    Entered,

    /// <summary>It gave more privilege.</summary>
    Escalated,

    /// <summary>A credential was used from an address.</summary>
    UsedFrom,

    /// <summary>It failed.</summary>
    Attempted,
}

/// <summary>One call, or calls alike, that led from one node to another.</summary>
internal sealed record LineageEdge
{
    /// <summary>Who acted.</summary>
    public required string From { get; init; }

    /// <summary>What came of it.</summary>
    public required string To { get; init; }

    /// <summary>How.</summary>
    public required EdgeKind Kind { get; init; }

    /// <summary>When, UTC; null when the evidence shows that they belong together, not since when.</summary>
    public DateTime? Time { get; init; }

    /// <summary>How surely the two ends belong together.</summary>
    public required Certainty Certainty { get; init; }

    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>The call's name; empty where no call made the edge.</summary>
    public string Call { get; init; } = "";

    /// <summary>Where the call came from.</summary>
    public string? Address { get; init; }

    /// <summary>Whether it only says whose the node is.</summary>
    public bool Owns { get; init; }

    /// <summary>Whether all of the node is new, so that what it owns follows too.</summary>
    public bool Whole { get; init; }

    /// <summary>The role or instance profile that a service was handed.</summary>
    public IReadOnlyList<string> Carries { get; init; } = [];

    /// <summary>The resource whose policy lets others in.</summary>
    public string? Resource { get; init; }

    /// <summary>How many calls alike it stands for.</summary>
    public int Count { get; init; } = 1;
}

/// <summary>A principal, session, access key, workload or account.</summary>
/// <param name="id">Its id in the graph.</param>
internal sealed class LineageNode(string id)
{
    private readonly List<LineageUse> _uses = [];

    /// <summary>An ARN, a key id, an instance id; of a session with many keys its ARN and creation time.</summary>
    public string Id => id;

    /// <summary>The contract's kind.</summary>
    public string Kind => Names.KindOf(id);

    /// <summary>What people call it.</summary>
    public string Label =>
        Named
        ?? (Names.IsLongLivedKey(id) ? $"key of {Names.Label(Principal ?? "an unknown user")}" : Names.Label(id, Arn));

    /// <summary>A name that a call gave it.</summary>
    public string? Named { get; set; }

    /// <summary>A session's ARN, when it is known.</summary>
    public string? Arn { get; set; }

    /// <summary>The user, role or account that it is a credential of.</summary>
    public string? Principal { get; set; }

    /// <summary>The unique id of it: <c>AROA…:session</c>.</summary>
    public string? UniqueId { get; set; }

    /// <summary>Its access keys.</summary>
    public SortedSet<string> Keys { get; } = new(StringComparer.Ordinal);

    /// <summary>When it was issued, UTC.</summary>
    public DateTime? Issued { get; set; }

    /// <summary>When it expires, UTC; null when that is not known, or never.</summary>
    public DateTime? Expires { get; set; }

    /// <summary>Whether the log tells when it expires; else it is AWS's default.</summary>
    public bool ExpiryIsTold { get; set; }

    /// <summary>Whether a service takes it for a workload, and renews it.</summary>
    public bool IsWorkloads { get; set; }

    /// <summary>How it was used.</summary>
    public IReadOnlyList<LineageUse> Uses => _uses;

    /// <summary>How many calls.</summary>
    public long Calls => _uses.Sum(u => u.Calls);

    /// <summary>How many of them were denied.</summary>
    public long Denied => _uses.Sum(u => u.Denied);

    /// <summary>The first call, UTC.</summary>
    public DateTime? First => _uses.Min(u => u.First);

    /// <summary>The last call, UTC.</summary>
    public DateTime? Last => _uses.Max(u => u.Last);

    /// <summary>Addresses that it was used from, AWS's services left out; sorted.</summary>
    public IReadOnlyList<string> Addresses =>
        [.. _uses.SelectMany(u => u.Addresses).Where(Names.IsAddress).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Adds a use.</summary>
    public void Add(LineageUse use)
    {
        _uses.Add(use);
        if (use.Caller.Key is { } key)
        {
            Keys.Add(key);
        }
    }
}

/// <summary>What began or ended with a call: a key, a policy's statement, an instance.</summary>
/// <param name="Id">What: an id of a node, or one with <c>#</c> and what of it; <c>#*</c> is all of it.</param>
/// <param name="Begins">Whether it began; else it ended.</param>
/// <param name="To">The node that it belongs to.</param>
/// <param name="Actor">Who called.</param>
/// <param name="Known">The entry of the knowledge.</param>
/// <param name="Text">The call.</param>
/// <param name="Index">Which of the call's things it is.</param>
internal sealed record ThingEvent(
    string Id,
    bool Begins,
    string To,
    string Actor,
    KnownCall Known,
    CallText Text,
    int Index
)
{
    /// <summary>The call.</summary>
    public LineageCall Call => Text.Call;
}

/// <summary>Older sessions of a role or user were refused everything.</summary>
/// <param name="Principal">The role or user.</param>
/// <param name="Before">Sessions issued before are refused, UTC.</param>
/// <param name="Thing">The inline policy that does it.</param>
/// <param name="Call">The call.</param>
/// <param name="Actor">Who called.</param>
internal sealed record Revocation(string Principal, DateTime Before, string Thing, LineageCall Call, string Actor);

/// <summary>Who became whom: nodes, edges, and what began and ended.</summary>
internal sealed class LineageGraph
{
    private readonly ILookup<string, LineageEdge> _out;
    private readonly ILookup<string, LineageEdge> _in;
    private readonly Dictionary<string, ThingEvent> _lastOf;

    public LineageGraph(
        IReadOnlyDictionary<string, LineageNode> nodes,
        IEnumerable<LineageEdge> edges,
        IEnumerable<ThingEvent> things,
        IEnumerable<Revocation> revocations,
        DateTime? end
    )
    {
        Nodes = nodes;
        Edges =
        [
            .. edges
                .OrderBy(e => e.Time is null)
                .ThenBy(e => e.Time)
                .ThenBy(e => e.EventId, StringComparer.Ordinal)
                .ThenBy(e => e.Kind)
                .ThenBy(e => e.From, StringComparer.Ordinal)
                .ThenBy(e => e.To, StringComparer.Ordinal),
        ];
        Things = [.. things];
        Revocations = [.. revocations];
        End = end;
        _out = Edges.ToLookup(e => e.From, StringComparer.Ordinal);
        _in = Edges.ToLookup(e => e.To, StringComparer.Ordinal);
        _lastOf = LastEvents(Things);
    }

    /// <summary>Nodes by id.</summary>
    public IReadOnlyDictionary<string, LineageNode> Nodes { get; }

    /// <summary>Edges by time; those without one last.</summary>
    public IReadOnlyList<LineageEdge> Edges { get; }

    /// <summary>What began and ended, in the order of the calls.</summary>
    public IReadOnlyList<ThingEvent> Things { get; }

    /// <summary>Revocations, in the order of the calls.</summary>
    public IReadOnlyList<Revocation> Revocations { get; }

    /// <summary>The end of the log, UTC.</summary>
    public DateTime? End { get; }

    /// <summary>Instances' own addresses, as the launch told them.</summary>
    public IReadOnlyDictionary<string, string> OwnAddresses { get; init; } = new Dictionary<string, string>();

    /// <summary>Workloads that carry a role, by the role.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> CarriersOf { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Whether there were more rows than it was built from.</summary>
    public bool IsCut { get; init; }

    /// <summary>The node that a key, session or caller is of.</summary>
    public required Sessions Sessions { get; init; }

    /// <summary>The last call that began or ended a thing; null when none did.</summary>
    public ThingEvent? LastOf(string thing) => _lastOf.GetValueOrDefault(thing);

    /// <summary>The last call of every thing, by its id.</summary>
    public IEnumerable<ThingEvent> LastThings =>
        _lastOf.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value);

    /// <summary>Edges from a node.</summary>
    public IEnumerable<LineageEdge> Out(string id) => _out[id];

    /// <summary>Edges to a node.</summary>
    public IEnumerable<LineageEdge> In(string id) => _in[id];

    /// <summary>What people call a node.</summary>
    public string Label(string id) => Nodes.TryGetValue(id, out var node) ? node.Label : Names.Label(id);

    private static Dictionary<string, ThingEvent> LastEvents(IReadOnlyList<ThingEvent> things)
    {
        var last = new Dictionary<string, ThingEvent>(StringComparer.Ordinal);
        foreach (var thing in things)
        {
            if (thing.Id.EndsWith("#*", StringComparison.Ordinal))
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
            }
        }

        return last;
    }
}
