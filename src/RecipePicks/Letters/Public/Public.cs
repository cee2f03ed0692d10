using RecipePicks.Exposure;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>P: whether it is public, or linked to something public, and since when.</summary>
internal sealed class Public : Letter
{
    private const int MostFindings = 40;

    private static readonly string[] Columns =
    [
        .. new[] { "resource", "verdict", "why", "from", "to", "eventid", "sharedwith", "by", "what", "endedby" },
        .. new[]
        {
            "certainty",
            "foreigncalls",
            "foreigndenied",
            "foreignfirst",
            "foreignlast",
            "account",
            "region",
            "link",
            "check",
            "asked",
            "witness",
            "aws",
            "source",
        },
    ];

    /// <inheritdoc/>
    public override string Mark => "P";

    /// <inheritdoc/>
    public override string Key => "public";

    /// <inheritdoc/>
    public override string Asks => "Is it public, or linked to something public, and since when?";

    /// <inheritdoc/>
    public override string Needs =>
        "CloudTrail: calls that share or open; resource policies, ACLs, sharing attributes, the network path";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Writes | EvidenceKinds.Data;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var calls = inquiry.Sharing;
        var standing = inquiry.Standing;
        var exposures = standing.Rows;
        var uses = ForeignUse.Of(inquiry, exposures);
        var rows = exposures.ConvertAll(e => Cells(e, uses.Of(e)));
        var answer =
            standing.IsClosed
                ? Says(
                    standing.IsWhole ? AnswerStatus.Answered : AnswerStatus.Partial,
                    $"{inquiry.Subject} is closed to others, by all that {(exposures.Exists(e => e.By is { IsRecorded: true }) ? "AWS Config recorded of it" : "AWS was asked about it")}.",
                    exposures.Select(e => Finding(inquiry, e, uses.Of(e))).Take(MostFindings)
                )
            : exposures.Count == 0
                ? NotInEvidence(
                    inquiry,
                    $"No call in {inquiry.Ground} opened {inquiry.Subject} to others; what stood open before is in its policies and network, which the evidence does not hold."
                )
            : Says(
                standing.IsWhole ? AnswerStatus.Answered : AnswerStatus.Partial,
                Headline(inquiry, exposures),
                exposures
                    .Select(e => Finding(inquiry, e, uses.Of(e)))
                    .OrderByDescending(f => f.Severity)
                    .Take(MostFindings)
            );
        return answer with
        {
            Tables = [new AnswerTable("exposures", Columns, rows)],
            Gaps = [.. answer.Gaps, .. Gaps(inquiry, standing, calls, uses)],
            Reproduce =
            [
                .. answer.Reproduce.Where(r => r.Engine != "athena"),
                inquiry.Reproduce(SharingCalls.Question, inquiry.Party.Parameters),
                inquiry.Reproduce(ForeignUse.Question, Inquiry.Bounds(TimeWindow.All)),
            ],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads) => PublicScripts.Of(leads);

    private static string Headline(Inquiry inquiry, List<Exposed> exposures)
    {
        var opened = exposures.Where(e => e.Verdict >= Verdict.External).ToList();
        if (opened.Count == 0)
        {
            var latent = exposures.Where(e => e.Verdict == Verdict.Latent).ToList();
            return latent.Count > 0
                ? $"{Listed(latent.Select(e => e.Name).Distinct(StringComparer.Ordinal), 3)}: open but for a gate that is shut."
                : $"Nothing opened {inquiry.Subject} to others for certain; {Counted(exposures.Count, "finding leaves", "findings leave")} it unclear.";
        }

        var open = opened.Where(e => e.To is null).Select(e => e.Name).Distinct(StringComparer.Ordinal).ToList();
        var gated = exposures
            .Where(e => e is { Verdict: Verdict.Latent, To: null } && opened.Exists(o => o.Name == e.Name))
            .Select(e => e.Name)
            .Distinct(StringComparer.Ordinal)
            .Except(open)
            .ToList();
        var times = new[]
        {
            (
                Times: opened.Count(e => e.Verdict is Verdict.Public or Verdict.PublicAuth),
                Words: "opened to the public"
            ),
            (Times: opened.Count(e => e.Verdict == Verdict.PublicViaLink), Words: "reached through what is public"),
            (Times: opened.Count(e => e.Verdict == Verdict.External), Words: "shared with others"),
        }
            .Where(t => t.Times > 0)
            .Select(t => $"{t.Words} {Counted(t.Times, "time")}");
        return $"{Listed(opened.Select(e => e.Name).Distinct(StringComparer.Ordinal), 3)}: {Listed(times)}; "
            + (
                open.Count + gated.Count == 0
                    ? $"all of it was taken back{(opened.TrueForAll(e => e.EndedBy is not null) ? " within the log" : ", not all of it by calls of the log")}."
                    : $"{string.Join("; ", Left(open, gated))}."
            );
    }

    private static IEnumerable<string> Left(List<string> open, List<string> gated)
    {
        if (open.Count > 0)
        {
            yield return $"still open at the end of the log: {Listed(open, 4)}";
        }

        if (gated.Count > 0)
        {
            yield return $"still open but for a gate that is shut: {Listed(gated, 4)}";
        }
    }

    private static Finding Finding(Inquiry inquiry, Exposed e, ForeignCalls use)
    {
        var age = Age.Of(e.By?.Time, inquiry);
        var since = e switch
        {
            { OpenedBy: { } call, From: { } from, Asked: { } told } when from == told && call.Time < from =>
                $"since {TimeWindow.Format(from)} at the latest (opened at {TimeWindow.Format(call.Time)} with {call.Name} by {Who.Short(call.Caller)})",
            { OpenedBy: { } call, From: { } from } =>
                $"since {TimeWindow.Format(from)} ({call.Name} by {Who.Short(call.Caller)})",
            { From: { } from } => $"since {TimeWindow.Format(from)} at the latest",
            { By: { IsRecorded: true, Time: { } recorded } } =>
                $"since before {TimeWindow.Format(recorded)}, when AWS Config recorded it",
            { Asked: { } asked } => $"since before {TimeWindow.Format(asked)}, when AWS said so",
            { By.IsRecorded: true } => "since before AWS Config recorded it",
            { Check: not null } => "since before AWS was asked",
            _ => "since before the log tells",
        };
        var until = e switch
        {
            { To: null, By: { IsRecorded: true } } => $"and it stood so when AWS Config recorded it{age}",
            { To: null, Check: not null } => "and it stood so when AWS was asked",
            { To: null } => "and nothing in the log takes it back",
            { IsStanding: true } =>
                $"until {TimeWindow.Format(e.To.Value)} at the latest, when a gate was seen shut; nothing took it back",
            { EndedBy: { } end } => $"until {TimeWindow.Format(e.To.Value)} ({end.Name} by {Who.Short(end.Caller)})",
            _ => $"until {TimeWindow.Format(e.To.Value)}",
        };
        return new Finding(
            e.Verdict == Verdict.Private
                ? $"{e.Name} is closed to others{(e.By is { IsRecorded: true } ? $", as AWS Config recorded it{age}" : "")}: {e.Why}."
                : $"{e.Name} ({e.What}) {e.How} {since}, {until}: {e.Why}.{(e.Witness is null ? "" : $" Witness: {e.Witness}.")}{(e.Link is null ? "" : $" {e.Link}.")}{use.Words}",
            e.Certainty,
            Weight(e, use),
            [.. new[] { e.Document }.OfType<EvidenceRef>(), .. Inquiry.Cite([.. e.EventIds, .. use.EventIds])]
        );
    }

    private static Severity Weight(Exposed e, ForeignCalls use) =>
        (e.Verdict, e.To is null) switch
        {
            (Verdict.Public or Verdict.PublicAuth, true) => Severity.Critical,
            (Verdict.External, _) when use.Taken > 0 => Severity.Critical,
            (Verdict.Public or Verdict.PublicAuth, false) or (Verdict.External or Verdict.PublicViaLink, true) =>
                Severity.Warning,
            (Verdict.External or Verdict.PublicViaLink, false) or (Verdict.Latent, _) => Severity.Notice,
            // Open to everyone but for a gate of which nothing tells is more than nothing known.
            (Verdict.Unknown, true) when e.SharedWith?.StartsWith("everyone", StringComparison.Ordinal) == true =>
                Severity.Notice,
            _ => Severity.Info,
        };

    private static IEnumerable<string> Gaps(Inquiry inquiry, Standing standing, SharingCalls calls, ForeignUse uses)
    {
        if (calls.IsCapped)
        {
            yield return $"Only the first {Number(SharingCalls.Most)} calls that share or open were read; the query below lists all.";
        }

        if (uses.IsCapped)
        {
            yield return $"Only the first {Number(ForeignUse.MostCalls)} calls from other accounts were matched with what was open; the query below lists all.";
        }

        if (standing.Rows.Count == 0)
        {
            yield break;
        }

        yield return "What was open before the log begins, and what was opened without an event in it, is not known from it.";
        if (
            standing.Rows.Exists(e =>
                e.Type is "AWS::EC2::SecurityGroup" or "AWS::RDS::DBInstance" or "AWS::EKS::Cluster"
            )
        )
        {
            yield return "Who connected is not in CloudTrail: VPC flow logs have it. Whether a public address and a route lead there, the network tells.";
        }

        if (standing.IsWhole)
        {
            yield break;
        }

        foreach (var script in PublicScripts.Of(ScriptLeads.Of(inquiry)).Take(MostFindings))
        {
            yield return $"What is open now: {script.Says} Fetch it with:\n{script.Text}";
        }
    }

    private static IReadOnlyList<object?> Cells(Exposed e, ForeignCalls use) =>
        [
            e.Name,
            e.Verdict.Word(),
            e.Why,
            e.From is { } from ? TimeWindow.Format(from) : null,
            e.To is { } to ? TimeWindow.Format(to) : null,
            e.OpenedBy?.EventId ?? e.EndedBy?.EventId,
            e.SharedWith,
            e.OpenedBy?.Caller,
            e.What,
            e.EndedBy?.EventId,
            e.Certainty.ToString().ToLowerInvariant(),
            use.Calls,
            use.Denied,
            use.First,
            use.Last,
            e.Account,
            e.Region,
            e.Link,
            e.Check,
            e.Asked is { } asked ? TimeWindow.Format(asked) : null,
            e.Witness,
            e.Aws,
            e.Document is { } at ? $"{at.File}#{at.Record}" : null,
        ];
}
