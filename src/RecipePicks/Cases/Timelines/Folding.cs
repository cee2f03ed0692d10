using RecipePicks.Tactics;

namespace RecipePicks.Cases;

/// <summary>Folds calls into runs: one identity, one API, one outcome, each call within minutes of the one before.</summary>
internal static class Folding
{
    /// <summary>How far apart two calls of a run may be.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    /// <summary>Folds events; other calls may lie between those of a run.</summary>
    /// <param name="events">Events by time, then eventID.</param>
    /// <param name="marks">What began with an event.</param>
    /// <param name="techniques">The main technique of an event; null when it is none. Another technique is another run.</param>
    /// <returns>The runs by their first call; each event is in one of them, in its order.</returns>
    public static IReadOnlyList<TimelineRun> Of(
        IEnumerable<TimelineEvent> events,
        IReadOnlyDictionary<TimelineEvent, IReadOnlyList<FirstSeen>> marks,
        Func<TimelineEvent, TechniqueUse?> techniques
    )
    {
        var runs = new List<List<TimelineEvent>>();
        var open = new Dictionary<(string?, string?, string?, string, string?, TechniqueUse?), List<TimelineEvent>>();
        foreach (var e in events)
        {
            var key = (e.Identity, e.Source, e.Name, e.Outcome, e.ErrorCode, techniques(e));
            if (!open.TryGetValue(key, out var run) || e.At - run[^1].At > Apart)
            {
                open[key] = run = [];
                runs.Add(run);
            }

            run.Add(e);
        }

        return [.. runs.Select(run => Run(run, marks, techniques(run[0])))];
    }

    /// <summary>The most events within any 60 seconds.</summary>
    /// <param name="times">Times in order.</param>
    public static int PeakPerMinute(IReadOnlyList<DateTime> times)
    {
        var (peak, from) = (0, 0);
        for (var i = 0; i < times.Count; i++)
        {
            while (times[i] - times[from] >= Minute)
            {
                from++;
            }

            peak = Math.Max(peak, i - from + 1);
        }

        return peak;
    }

    private static TimelineRun Run(
        List<TimelineEvent> events,
        IReadOnlyDictionary<TimelineEvent, IReadOnlyList<FirstSeen>> marks,
        TechniqueUse? technique
    ) =>
        new()
        {
            First = events[0].At,
            Last = events[^1].At,
            Identity = events[0].Identity,
            EventSource = events[0].Source,
            EventName = events[0].Name,
            Outcome = events[0].Outcome,
            ErrorCode = events[0].ErrorCode,
            PeakPerMinute = PeakPerMinute([.. events.Select(e => e.At)]),
            Addresses = Distinct(events, e => e.Address),
            Regions = Distinct(events, e => e.Region),
            AccessKeys = Distinct(events, e => e.AccessKey),
            Technique = technique?.Id,
            Tactic = technique?.Tactic,
            NamesLead = events.Any(e => e.NamesLead),
            FirstSeen = [.. events.SelectMany(e => marks.GetValueOrDefault(e) ?? [])],
            EventIds = [.. events.Select(e => e.EventId)],
        };

    private static List<string> Distinct(IEnumerable<TimelineEvent> events, Func<TimelineEvent, string?> value) =>
        [.. events.Select(value).OfType<string>().Where(v => v.Length > 0).Distinct()];
}
