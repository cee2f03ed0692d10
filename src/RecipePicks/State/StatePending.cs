namespace RecipePicks.State;

/// <summary>
/// What a call asks for and the service applies in its maintenance window: it is told as pending, under AWS's own name for
/// it, and what stood goes on for as long as the log does not tell otherwise.
/// </summary>
/// <remarks>
/// Source: Amazon RDS API Reference, ModifyDBInstance (ApplyImmediately) and PendingModifiedValues; Amazon RDS User Guide,
/// "Using the schedule modifications setting" and "Settings for DB instances".
/// </remarks>
internal static class StatePending
{
    private const string Path = "pendingModifiedValues";

    // The kind of the mark by which a call says that all that waits is applied with it.
    private const string Applied = "apply";

    /// <summary>An effect's marks, of values that wait two: that it is pending, and that what stood stands for now.</summary>
    public static IEnumerable<StateMark> Of(EffectEntry effect, StatePlaces places, IEnumerable<StateMark> marks) =>
        effect.Defers is not { } defers ? marks
        : StateMarks.Holds(defers.Unless, places) ? marks.Append(new StateMark(Path, null, default, default, Applied))
        : marks.SelectMany(m => Told(effect, defers, places, m));

    /// <summary>Ends what was pending where a later call applies it or asks for something else, or a document shows it done.</summary>
    /// <param name="evidence">All that is said of one resource, in order.</param>
    public static List<StateEvidence> Resolve(List<StateEvidence> evidence)
    {
        if (!evidence.Exists(e => e.Marks.Any(m => m.IsDeferred || m.Kind == Applied)))
        {
            return evidence;
        }

        // By the path that waits.
        var waiting = new SortedDictionary<string, StateMark>(StringComparer.Ordinal);
        return evidence.ConvertAll(e => e with { Marks = [.. Resolve(e, waiting)] });
    }

    private static List<StateMark> Resolve(StateEvidence evidence, SortedDictionary<string, StateMark> waiting)
    {
        var marks = evidence.Marks.Where(m => m.Kind != Applied).ToList();
        var said = marks.Where(m => m is { IsDeferred: false, Member: null }).ToLookup(m => m.Path);
        var appliesAll = marks.Count < evidence.Marks.Count;
        foreach (var (path, pending) in waiting.ToList())
        {
            var isTold = said[path].Any();
            if (
                evidence.Document is null
                    ? isTold || appliesAll
                    : said[path].Any(m => m.After == pending.After) && !said[pending.Path].Any()
            )
            {
                marks.Add(new(pending.Path, null, StateValue.Absent, default, pending.Kind));
                if (appliesAll && !isTold)
                {
                    marks.Add(new(path, null, pending.After, default, pending.Kind));
                }

                waiting.Remove(path);
            }
        }

        // A pending mark stands right before that of what it waits for.
        for (var i = 1; i < marks.Count; i++)
        {
            if (marks[i] is { IsDeferred: true, After.Known: StateKnown.Unknown })
            {
                waiting[marks[i].Path] = marks[i - 1];
            }
        }

        return marks;
    }

    private static IEnumerable<StateMark> Told(
        EffectEntry effect,
        DefersEntry defers,
        StatePlaces places,
        StateMark mark
    )
    {
        var asked = effect.Kind == "rename" ? effect.Value![0].Split('.')[^1] : mark.Path;
        var later = defers.Later.Select(l => l.Split('=')).FirstOrDefault(l => l[0] == asked);
        var name = later is [_, { Length: > 0 } other] ? other : asked;
        var stands = places.One([$"{defers.Stands}.{name}"]) is { } found
            ? StateValue.Of(StateJson.Simplify(found))
            : StateValue.Unknown;
        var isDone = stands.Json is { } held && mark.After.Json is { } wanted && StateJson.Same(held, wanted);
        var isShown = places.One([$"{defers.Shown}.{name}"]) is not null;
        var neverShown = later is [_, ""] || places.One([defers.Shown]) is null;
        return isDone || !(isShown || (neverShown && later is not null))
            ? [mark]
            :
            [
                new($"{Path}.{name}", null, mark.After, default, mark.Kind) { IsDeferred = true },
                new(
                    mark.Path,
                    null,
                    StateValue.Unknown,
                    mark.Before.Known == StateKnown.Unknown ? stands : mark.Before,
                    mark.Kind
                )
                {
                    IsDeferred = true,
                },
            ];
    }
}
