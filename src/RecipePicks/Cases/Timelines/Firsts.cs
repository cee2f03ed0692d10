namespace RecipePicks.Cases;

/// <summary>When each identity did each thing for the first time.</summary>
internal sealed class Firsts
{
    private readonly Dictionary<(string Identity, string What, string Value), string> _first = [];
    private readonly Dictionary<string, string> _born = [];

    /// <summary>Notes a first time.</summary>
    /// <param name="identity">Who.</param>
    /// <param name="what"><c>api</c>, <c>address</c>, <c>region</c> or <c>user-agent</c>.</param>
    /// <param name="value">Which.</param>
    /// <param name="time">The time as the evidence writes it.</param>
    public void Add(string identity, string what, string value, string time)
    {
        _first[(identity, what, value)] = Earlier(_first.GetValueOrDefault((identity, what, value)), time);
        _born[identity] = Earlier(_born.GetValueOrDefault(identity), time);
    }

    /// <summary>Marks the events with which something began.</summary>
    /// <param name="events">Events in their order; of several at the same instant the first is marked.</param>
    /// <returns>The marks by event. On its first call everything of an identity is new: that is one mark.</returns>
    public IReadOnlyDictionary<TimelineEvent, IReadOnlyList<FirstSeen>> Mark(IEnumerable<TimelineEvent> events)
    {
        var marks = new Dictionary<TimelineEvent, IReadOnlyList<FirstSeen>>(ReferenceEqualityComparer.Instance);
        var told = new HashSet<(string, string, string)>();
        foreach (var e in events.Where(e => e.Identity is not null && _born.ContainsKey(e.Identity)))
        {
            var isBirth = told.Add((e.Identity!, "identity", "")) && _born[e.Identity!] == e.Time;
            var began = Facets(e).Where(f => Began(e, f) && told.Add((e.Identity!, f.What, f.Value))).ToList();
            IReadOnlyList<FirstSeen> seen = isBirth
                ? [new("identity", e.Identity!, e.EventId)]
                : [.. began.Select(f => new FirstSeen(f.What, f.Value, e.EventId))];
            if (seen.Count > 0)
            {
                marks[e] = seen;
            }
        }

        return marks;
    }

    private static IEnumerable<(string What, string Value)> Facets(TimelineEvent e) =>
        new (string What, string? Value)[]
        {
            ("api", e.Api),
            ("address", e.Address),
            ("region", e.Region),
            ("user-agent", e.Agent),
        }
            .Where(f => f.Value is { Length: > 0 })
            .Select(f => (f.What, f.Value!));

    private static string Earlier(string? one, string other) =>
        one is null || string.CompareOrdinal(other, one) < 0 ? other : one;

    private bool Began(TimelineEvent e, (string What, string Value) facet) =>
        _first.TryGetValue((e.Identity!, facet.What, facet.Value), out var time) && time == e.Time;
}
