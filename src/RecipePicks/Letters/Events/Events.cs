using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>E: which calls name the lead, as their target, in their response or in passing.</summary>
internal sealed class Events : Letter
{
    private static readonly string[] Columns =
    [
        .. new[] { "eventtime", "eventname", "arn", "sourceipaddress", "errorcode", "eventid", "names" },
        .. new[] { "path", "made_by_it", "eventsource", "awsregion", "recipientaccountid" },
    ];

    /// <inheritdoc/>
    public override string Mark => "E";

    /// <inheritdoc/>
    public override string Key => "events";

    /// <inheritdoc/>
    public override string Asks => "Which API calls name this resource?";

    /// <inheritdoc/>
    public override string Needs => "CloudTrail: request, response and resources of every call";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Management | EvidenceKinds.Data;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var all = inquiry.Named.Events;
        var naming = all.Where(e => e.Role is not null).ToList();
        var own = all.Where(e => e.MadeByIt).ToList();
        var subject = Listed(inquiry.Resources.Select(r => r.Lead), 3);
        if (inquiry.Resources.Count == 0)
        {
            return Says(
                AnswerStatus.Partial,
                "The lead names no resource.",
                inquiry.LeadsOf(LeadKind.Event).Select(e => TheEvent(inquiry, e))
            );
        }

        var headline =
            all.Count == 0
                ? $"No event of {inquiry.Ground} names {subject}."
                : Headline(subject, naming, own, all.Count);
        return Says(
            all.Count == 0 || inquiry.Named.IsCapped ? AnswerStatus.Partial : AnswerStatus.Answered,
            headline,
            [.. inquiry.LeadsOf(LeadKind.Event).Select(e => TheEvent(inquiry, e)), .. Findings(subject, naming, own)]
        ) with
        {
            Tables =
            [
                new AnswerTable("calls", Columns, [.. naming.Select(Cells)]),
                new AnswerTable("calls_by_name", ["eventname", "names", "calls", "first", "last"], [.. ByName(naming)]),
                .. own.Count == 0 ? [] : new[] { new AnswerTable("calls_made_by_it", Columns, [.. own.Select(Cells)]) },
            ],
            Gaps = [.. Gaps(inquiry, subject, all.Count).Select(Prose.OneLine)],
            Reproduce = [.. Questions.SelectMany(q => Filled(inquiry, q))],
        };
    }

    // What an event's lead is itself.
    private static Finding TheEvent(Inquiry inquiry, string eventId)
    {
        var row = inquiry
            .Ask(Question.Load("Events/event"), new Dictionary<string, object?> { ["event"] = eventId })
            .Rows.Cast<QueryRow?>()
            .FirstOrDefault();
        return new Finding(
            row is { } e
                ? $"{e.Text("eventname")} of {e.Text("eventsource")} at {e.Text("eventtime")} in {e.Text("awsregion")}, "
                    + $"by {Who.Short(e.Text("arn") ?? e.Text("principalid") ?? e.Text("invokedby"))} from {e.Text("sourceipaddress")}"
                    + $"{(e.Text("errorcode") is { } code ? $", failed with {code}" : "")}."
                : "",
            Certainty.Exact,
            Severity.Info,
            row is null ? [] : Inquiry.Cite([eventId])
        );
    }

    private static string Headline(string subject, List<NamedEvent> naming, List<NamedEvent> own, int all)
    {
        long As(NamingRole role) => naming.Count(e => e.Role == role);
        var named =
            $"{Counted(naming.Count, "event names", "events name")} {subject}: {Number(As(NamingRole.Request))} as the target, "
            + $"{Number(As(NamingRole.Response))} in the response, {Number(As(NamingRole.Mention))} in passing";
        var both = own.Count(e => e.Role is not null);
        return own.Count == 0
            ? named + "."
            : $"{named}; {Number(own.Count)} were made by its own role session, {Number(both)} of them both; {Number(all)} in all.";
    }

    private static IEnumerable<Finding> Findings(string subject, List<NamedEvent> naming, List<NamedEvent> own)
    {
        Finding About(IReadOnlyCollection<NamedEvent> events, string text, Severity severity, Certainty certainty) =>
            new(text, certainty, severity, events.Count == 0 ? [] : Inquiry.Cite(events.Select(e => e.EventId)));

        var writes = naming.Where(e => e is { IsWrite: true, Role: not NamingRole.Mention }).ToList();
        yield return About(
            writes,
            $"{Counted(writes.Count, "call that changes", "calls that change")} things took effect on {subject}: {Names(writes)}, by {Callers(writes)}.",
            Severity.Notice,
            Certainty.Exact
        );
        var denied = naming.Where(e => e.IsDenied).ToList();
        yield return About(
            denied,
            $"{Counted(denied.Count, "call")} naming {subject} {(denied.Count == 1 ? "was" : "were")} denied: {Names(denied)}, by {Callers(denied)}.",
            Severity.Warning,
            Certainty.Exact
        );
        yield return About(
            own,
            $"{Counted(own.Count, "call")} came from a role session named like {subject}, which is what its own credentials "
                + $"look like: {Names(own)}, from {Listed(own.Select(e => e.Row.Text("sourceipaddress") ?? "no address").Distinct().Order(StringComparer.Ordinal))}.",
            Severity.Notice,
            Certainty.Inferred
        );
        foreach (var role in new[] { NamingRole.Request, NamingRole.Response, NamingRole.Mention })
        {
            var events = naming.Where(e => e.Role == role).ToList();
            var how = role switch
            {
                NamingRole.Request => "as the target",
                NamingRole.Response => "in the response only",
                _ => "in passing only, inside a longer text",
            };
            yield return About(
                events,
                $"{Counted(events.Count, "event names", "events name")} {subject} {how}: {Names(events)}.",
                Severity.Info,
                Certainty.Exact
            );
        }

        var shared = naming
            .Where(e => e.Row.Text("sharedeventid") is not null)
            .GroupBy(e => e.Row.Text("sharedeventid"))
            .Where(g => g.Select(e => e.Row.Text("recipientaccountid")).Distinct().Count() > 1)
            .SelectMany(g => g)
            .ToList();
        yield return About(
            shared,
            $"{Counted(shared.Count, "event")} are the same actions seen from several accounts (sharedEventID); they count once each account.",
            Severity.Info,
            Certainty.Exact
        );
    }

    private static IEnumerable<string> Gaps(Inquiry inquiry, string subject, int events)
    {
        if (events == 0)
        {
            yield return $"That no event names {subject} does not mean that nothing happened to it, only that this evidence does not show it.";
        }

        if (inquiry.Named.OnlyInside > 0)
        {
            yield return $"{Counted(inquiry.Named.OnlyInside, "more event")} hold {subject} only inside another, longer name; they are left out.";
        }

        if (inquiry.Named.IsCapped)
        {
            yield return $"{Number(inquiry.Named.Total)} events hold the text; the first {Number(Inquiry.MostRows)} of each lead are told apart here. "
                + $"All of them:\n{string.Join("\n\n", Filled(inquiry, Question.Load("Events/naming")).Select(r => r.Text))}";
        }
    }

    private static string Names(IEnumerable<NamedEvent> events) =>
        Listed(
            events
                .GroupBy(e => e.Row.Text("eventname") ?? "without a name")
                .OrderByDescending(g => g.Count())
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Count() == 1 ? g.Key : $"{g.Key} {Number(g.Count())}×"),
            6
        );

    private static string Callers(IEnumerable<NamedEvent> events) =>
        Listed(events.Select(e => Who.Short(e.Caller)).Distinct().Order(StringComparer.Ordinal));

    private static object?[] Cells(NamedEvent e) =>
        [
            .. Columns[..6].Select(e.Row.Text),
            e.Namings.Count > 0 ? e.Namings[0].Word : null,
            e.Namings.Count > 0 ? string.Join(", ", e.Namings.Select(n => n.Path).Distinct()) : null,
            e.MadeByIt,
            .. Columns[9..11].Select(e.Row.Text),
            Who.AccountCell(e.Row.Text("recipientaccountid")),
        ];

    private static IEnumerable<object?[]> ByName(IEnumerable<NamedEvent> events) =>
        events
            .GroupBy(e => (Name: e.Row.Text("eventname"), Word: e.Namings[0].Word))
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Word, StringComparer.Ordinal)
            .Select(g =>
                new object?[]
                {
                    g.Key.Name,
                    g.Key.Word,
                    (long)g.Count(),
                    g.First().Row.Text("eventtime"),
                    g.Last().Row.Text("eventtime"),
                }
            );
}
