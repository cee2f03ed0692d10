using RecipePicks.Engines;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The states of what the leads name, and what the leads' identities changed.</summary>
/// <param name="Own">The histories of the leads' own resources.</param>
/// <param name="Related">Changes of other resources that name a lead's, or that the leads' identities made.</param>
/// <param name="IsCapped">Whether there were more calls than were read, so that states before may be missing.</param>
internal sealed record Replayed(IReadOnlyList<ResourceHistory> Own, IReadOnlyList<StateChange> Related, bool IsCapped)
{
    /// <summary>How often the names that a lead's events tell are searched for in turn.</summary>
    private const int MostRounds = 3;

    /// <summary>How many changes of anybody are looked through for those of the same resources.</summary>
    private const int MostChanges = 250_000;

    /// <summary>How many names of one lead are searched for.</summary>
    private const int MostNames = 12;

    /// <summary>Replays the calls that concern an inquiry.</summary>
    public static Replayed Of(Inquiry inquiry)
    {
        var seen = new Dictionary<(string, string?, string?), StateCall>();
        var names = inquiry.Resources.Select(r => r.Name).ToList();
        var capped = Names(inquiry, names, seen);
        var documents = Documents(inquiry, names);
        var mine = inquiry.Leads.Any(l => l.Kind is LeadKind.Principal or LeadKind.AccessKey or LeadKind.Ip)
            ? Callers(inquiry, seen, ref capped)
            : [];
        var all = Replay.Of(seen.Values, documents);
        var leads = inquiry.Resources.Select(r => (Name: r, Short: Short(r))).ToList();
        var wanted = leads.SelectMany(l => l.Short).ToHashSet(StringComparer.Ordinal);
        bool IsOwn(StateResource found) =>
            leads.Exists(l =>
                found.Names.Contains(l.Name.Lead)
                || (
                    l.Name.MayBe(found.Type, found.Account, found.Region)
                    && found.Names.SelectMany(StateNames.Short).Any(l.Short.Contains)
                )
            );
        var own = all.Where(h => IsOwn(h.Resource)).ToList();
        return new Replayed(
            own,
            [
                .. all.Where(h => !own.Contains(h))
                    .SelectMany(h => h.Changes)
                    .Where(c => mine.Contains(c.Call.EventId) || Mentions(c, wanted)),
            ],
            capped
        );
    }

    /// <summary>All changes in a window, by time.</summary>
    public IReadOnlyList<StateChange> In(TimeWindow window) =>
        [
            .. Own.SelectMany(h => h.Changes)
                .Concat(Related)
                .Where(c =>
                    (window.From is null || c.Call.Time >= window.From)
                    && (window.To is null || c.Call.Time <= window.To)
                )
                .OrderBy(c => c.Call.Time)
                .ThenBy(c => c.Turn)
                .ThenBy(c => c.Call.EventId, StringComparer.Ordinal)
                .ThenBy(c => c.Resource.Id, StringComparer.Ordinal)
                .ThenBy(c => c.FullPath, StringComparer.Ordinal),
        ];

    /// <summary>The query that fetches the calls behind it, with the names of those calls alone that change such resources.</summary>
    public Reproduction Reproduce(Inquiry inquiry, ResourceName resource) =>
        inquiry.Reproduce(
            Question.Load("Changes/changes"),
            new Dictionary<string, object?>(Letter.ResourceParameters(resource.Name))
            {
                ["state_calls"] = StateRows.CallsOn(
                    Own.Select(h => h.Resource.Type).Concat(Related.Select(c => c.Resource.Type))
                ),
            }
        );

    private static HashSet<string> Short(ResourceName name) =>
        [.. new[] { name.Lead, name.Name }.SelectMany(StateNames.Short)];

    private static bool Mentions(StateChange change, HashSet<string> wanted) =>
        new[] { change.Member, change.Before.Plain, change.After.Plain }
            .OfType<string>()
            .Where(t => t.Length is > 0 and < 2048 && t[0] is not ('{' or '['))
            .SelectMany(StateNames.Short)
            .Any(wanted.Contains);

    // A call may know a resource by another name than the lead: what the first events tell is searched for in turn.
    private static bool Names(
        Inquiry inquiry,
        List<string> names,
        Dictionary<(string, string?, string?), StateCall> seen
    )
    {
        var (asked, capped) = (new HashSet<string>(StringComparer.Ordinal), false);
        for (var round = 0; round < MostRounds; round++)
        {
            var next = names.Where(n => n.Length > 0 && asked.Add(n)).Take(MostNames).ToList();
            if (next.Count == 0)
            {
                break;
            }

            // One scan for all of them: each would read the texts of every call. A call that has two of the names comes twice.
            var most = Inquiry.MostRows * Math.Min(next.Count, 3);
            var rows = inquiry.Ask(
                Question.Load("Changes/changes-of-any"),
                With(new Dictionary<string, object?> { ["names"] = next.SelectMany(InTexts).Distinct().ToList() }),
                StateRows.Call,
                most
            );
            capped |= rows.Count == most;
            Add(seen, rows.OfType<StateCall>());
            var known = names.SelectMany(StateNames.Short).ToHashSet();
            names.AddRange(
                Replay
                    .Resources(seen.Values)
                    .Where(r => r.Names.SelectMany(StateNames.Short).Any(known.Contains))
                    .SelectMany(r => r.Names.SelectMany(StateNames.Short))
                    .Except(names)
                    .Order(StringComparer.Ordinal)
            );
        }

        return capped;
    }

    // A name of one or two characters is in nearly every text: it is looked for where a value, or an ARN, ends with it.
    private static IEnumerable<string> InTexts(string name)
    {
        var inside = ResourceName.InsideJson(name);
        return name.Length > 2 ? [inside] : [$"\"{inside}\"", $"/{inside}\"", $":{inside}\""];
    }

    // What the identities changed, and whatever else happened to the same resources.
    private static HashSet<string> Callers(
        Inquiry inquiry,
        Dictionary<(string, string?, string?), StateCall> seen,
        ref bool capped
    )
    {
        if (inquiry.Party.IsEmpty)
        {
            return [];
        }

        var mine = inquiry.Ask(
            Question.Load("Changes/changes-by-callers"),
            With(inquiry.Party.Parameters),
            row => (EventId: row.Text("eventid"), Call: StateRows.Call(row)),
            Inquiry.MostRows
        );
        if (mine.Count > 0)
        {
            var calls = mine.Select(m => m.Call).OfType<StateCall>().ToList();
            Add(seen, calls);
            var read = 0;
            var same = new SameResources(calls).Among(keep =>
            {
                var all = inquiry.Ask(
                    Question.Load("Changes/all-changes"),
                    With(new Dictionary<string, object?>()),
                    row => StateRows.Call(row) is { } call && keep(call) ? call : null,
                    MostChanges
                );
                read = all.Count;
                return all.OfType<StateCall>();
            });
            capped |= read == MostChanges;
            Add(seen, same);
        }

        return [.. mine.Select(m => m.EventId).OfType<string>()];
    }

    private static List<StateDocument> Documents(Inquiry inquiry, List<string> names)
    {
        var all = names.Concat(inquiry.Resources.Select(r => r.Lead)).Distinct().ToList();
        try
        {
            return all.Count == 0
                ? []
                :
                [
                    .. inquiry
                        .Ask(
                            Question.Load("Resource/recorded"),
                            new Dictionary<string, object?> { ["names"] = all },
                            Inquiry.MostRows
                        )
                        .Rows.Select(StateRows.Document),
                ];
        }
        catch (EngineException)
        {
            // An engine that holds CloudTrail alone has no table of recorded states.
            return [];
        }
    }

    private static void Add(Dictionary<(string, string?, string?), StateCall> seen, IEnumerable<StateCall> calls)
    {
        foreach (var call in calls)
        {
            seen.TryAdd((call.EventId, call.Request, call.Response), call);
        }
    }

    // Whatever the window: a document is of the end of the evidence, and is rewound by all calls that came before it.
    private static Dictionary<string, object?> With(IReadOnlyDictionary<string, object?> values) =>
        new(values.Concat(Inquiry.Bounds(TimeWindow.All))) { ["state_calls"] = StateRows.Calls };
}
