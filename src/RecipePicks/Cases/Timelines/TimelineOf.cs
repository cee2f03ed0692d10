using RecipePicks.Letters;
using RecipePicks.Tactics;

namespace RecipePicks.Cases;

/// <summary>Builds the timeline of an investigation.</summary>
internal static class TimelineOf
{
    /// <summary>How many events it holds at most; the earliest, because a story is read from its start.</summary>
    public const int MostEvents = 20_000;

    private const int MostIdentities = 100;

    /// <summary>Asks for the calls and folds them.</summary>
    /// <param name="inquiry">The leads and what they came down to.</param>
    public static Timeline Inquiry(Inquiry inquiry)
    {
        var made = Made(inquiry);
        var events = made.Concat(Named(inquiry))
            .GroupBy(e => (e.EventId, e.Time, e.Identity, e.Name))
            .Select(g => g.First() with { NamesLead = g.Any(e => e.NamesLead) })
            // As text, fractions of a second would come before the second itself.
            .OrderBy(e => e.At)
            .ThenBy(e => e.EventId, StringComparer.Ordinal)
            .ToList();
        var requests = events.Any(e => Techniques.DependOnRequest(e.Name ?? "")) ? Requests(inquiry) : [];
        var cut = made.Count < MostEvents ? 0 : Calls(inquiry) - made.Count;
        return new Timeline
        {
            Runs = Folding.Of(events, FirstTimes(inquiry, made).Mark(events), e => Technique(e, requests)),
            Gaps = Silences.Of([.. events.Select(e => e.At)], inquiry.Coverage.Gaps),
            Events = events.Count,
            Total = events.Count + cut,
        };
    }

    // The one place that says whose calls are on the timeline.
    private static List<TimelineEvent> Made(Inquiry inquiry) =>
        inquiry.Callers.IsEmpty
            ? []
            :
            [
                .. inquiry
                    .AskAboutCallers(Question.Load("Timelines/calls"), MostEvents)
                    .Rows.Select(r => TimelineEvent.Of(r, namesLead: false))
                    .OfType<TimelineEvent>(),
            ];

    private static IEnumerable<TimelineEvent> Named(Inquiry inquiry) =>
        inquiry.Named.Events.Select(e => TimelineEvent.Of(e.Row, e.Role is not null)).OfType<TimelineEvent>();

    private static long Calls(Inquiry inquiry) =>
        inquiry.AskAboutCallers(Question.Load("Caller/calls-count")).Rows.First().Count("calls");

    private static Firsts FirstTimes(Inquiry inquiry, List<TimelineEvent> made)
    {
        var identities = made.Where(e => e.Identity is not null && e.Type != "AWSService")
            .GroupBy(e => e.Identity!)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Take(MostIdentities)
            .Select(g => g.Key)
            .Order(StringComparer.Ordinal)
            .ToList();
        var firsts = new Firsts();
        if (identities.Count == 0)
        {
            return firsts;
        }

        var who = new Dictionary<string, object?>
        {
            ["arns"] = identities.Where(i => Arn.TryParse(i) is not null).ToList(),
            ["principals"] = identities.Where(i => Arn.TryParse(i) is null).ToList(),
        };
        foreach (var row in inquiry.Ask(Question.Load("Timelines/first-seen"), who).Rows)
        {
            if (row.Text("value") is { Length: > 0 } value && row.Text("first") is { } first)
            {
                firsts.Add(row.Text("identity")!, row.Text("what")!, value, first);
            }
        }

        return firsts;
    }

    private static Dictionary<string, string?> Requests(Inquiry inquiry)
    {
        var asked = inquiry.Callers.IsEmpty
            ? []
            : inquiry.AskAboutCallers(Question.Load("Timelines/requests"), MostEvents).Rows;
        return asked
            .Concat(inquiry.Named.Events.Select(e => e.Row))
            .GroupBy(r => r.Text("eventid") ?? "")
            .ToDictionary(g => g.Key, g => g.First().Text("requestparameters"));
    }

    // What a service does on its own is nobody's technique.
    private static TechniqueUse? Technique(TimelineEvent e, Dictionary<string, string?> requests) =>
        e.Type != "AWSService"
        && Techniques.Of(e.Source, e.Name, e.ErrorCode, e.ErrorMessage, requests.GetValueOrDefault(e.EventId))
            is [var main, ..]
            ? main
            : null;
}
