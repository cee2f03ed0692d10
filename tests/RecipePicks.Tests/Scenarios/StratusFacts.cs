using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Scenarios;

/// <summary>Something that the answer must say of a detonation, in the words of the page.</summary>
internal abstract record StratusFact(string Letter)
{
    /// <summary>How the page says it.</summary>
    public abstract string Words { get; }

    /// <summary>What the answer says of that kind; null when it says the fact, and only then.</summary>
    public abstract string? Missing(Investigated said);

    protected static string Code(string text) => $"`{text}`";

    protected static string? Among(IEnumerable<string> said, string wanted) =>
        said.ToList() is var all && all.Contains(wanted) ? null : string.Join('\n', all.Prepend("none of:"));
}

/// <summary>A change, told exactly: when, of which resource, from what to what. A difference that ends in … begins so.</summary>
internal sealed record Changed(string Time, string Resource, string Difference) : StratusFact("Changes")
{
    public override string Words => $"{Code(Resource)}: {Code(Difference)} at {Time}";

    public override string? Missing(Investigated said)
    {
        var states = said.Letter("changes").Table("states");
        var at = states.Columns.ToList();
        return Among(
            states.Rows.Select(r =>
            {
                var told = (string)r[at.IndexOf("diff")]!;
                var begins = Difference.TrimEnd('…');
                var same = begins != Difference && told.StartsWith(begins, StringComparison.Ordinal);
                return $"{r[at.IndexOf("time")]} {r[at.IndexOf("resource")]} {(same ? Difference : told)} {r[at.IndexOf("certainty")]}";
            }),
            $"{Time} {Resource} {Difference} exact"
        );
    }
}

/// <summary>A step of the chain, told exactly: who, how, whom or what, when.</summary>
internal sealed record Led(string From, string Kind, string To, string Time) : StratusFact("tracK")
{
    public override string Words => $"{Code(From)} {Kind} {Code(To)} at {Time}";

    public override string? Missing(Investigated said) =>
        Among(
            said.Graph.Edges.Select(e =>
                $"{e.From} {e.Kind} {e.To} {(e.Time is { } at ? TimeWindow.Format(at) : "")} {e.Certainty.ToString().ToLowerInvariant()}"
            ),
            $"{From} {Kind} {To} {Time} exact"
        );
}

/// <summary>A finding, not certain or not of a table: which letter, how sure, how grave, and words of it.</summary>
internal sealed record Told(string Letter, Certainty Certainty, Severity Severity, string Text) : StratusFact(Letter)
{
    public override string Words => $"“{Text}” ({Certainty.ToString().ToLowerInvariant()})";

    public override string? Missing(Investigated said)
    {
        var findings = said.Letter(Letter.ToLowerInvariant()).Findings;
        return findings.Any(f =>
            f.Certainty == Certainty
            && f.Severity == Severity
            && f.Text.Contains(Text, StringComparison.Ordinal)
            && f.Evidence.Count > 0
        )
            ? null
            : string.Join('\n', findings.Select(f => $"{f.Certainty} {f.Severity} {f.Text}"));
    }
}

/// <summary>The only exposure of the answer, open since then and to the end of the log.</summary>
internal sealed record Opened(string Resource, string Verdict, string To, string Since) : StratusFact("Public")
{
    public override string Words => $"{Code(Resource)} {Verdict}, to {To}, since {Since}";

    public override string? Missing(Investigated said)
    {
        var rows = said.Letter("public").Table("exposures").Rows;
        var told = rows.Select(r => $"{r[0]} {r[1]} {r[6]} {r[3]} {r[4]}").ToList();
        return told is [var only] ? Among([only], $"{Resource} {Verdict} {To} {Since} ") : $"{told.Count} exposures";
    }
}

/// <summary>A call, all of whose tries by one caller were denied.</summary>
internal sealed record Refused(string Call, int Times) : StratusFact("forensicS")
{
    public override string Words => $"{Code(Call)} denied {Times}×";

    public override string? Missing(Investigated said)
    {
        var denied = said.Letter("forensics").Table("denied");
        var names = denied
            .Column("eventname")
            .Zip(denied.Column("totalevents"), (n, c) => (Name: (string)n!, (long)c!));
        return names.Where(n => n.Name == Call).Sum(n => n.Item2) is var times && times == Times
            ? null
            : $"denied {times}×";
    }
}

/// <summary>A call that changed and opened nothing, with its technique of MITRE ATT&amp;CK, in the timeline.</summary>
internal sealed record Used(string Call, int Times, string Technique, string Tactic) : StratusFact("timeline")
{
    public override string Words => $"{Code(Call)} {Times}×, {Technique} ({Tactic})";

    public override string? Missing(Investigated said) =>
        Among(
            said.Timeline.Runs.GroupBy(r => (r.EventName, r.Technique, r.Tactic, r.Outcome))
                .Select(g =>
                    $"{g.Key.EventName} {g.Sum(r => r.Count)} {g.Key.Technique} {g.Key.Tactic} {g.Key.Outcome}"
                ),
            $"{Call} {Times} {Technique} {Tactic} succeeded"
        );
}
