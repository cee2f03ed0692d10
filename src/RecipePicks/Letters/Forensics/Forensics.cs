using RecipePicks.Engines;
using RecipePicks.Lineage;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>S: what was denied, and where to look besides CloudTrail.</summary>
internal sealed class Forensics : Letter
{
    private const int MostFindings = 12;

    private static readonly string[] Columns =
    [
        .. new[] { "totalevents", "arn", "eventsource", "eventname", "errorcode", "errormessage", "first", "last" },
        .. new[] { "bylead", "messages", "addresses" },
    ];

    /// <inheritdoc/>
    public override string Mark => "S";

    /// <inheritdoc/>
    public override string Key => "forensics";

    /// <inheritdoc/>
    public override string Asks => "What was denied, and which other logs and hosts now?";

    /// <inheritdoc/>
    public override string Needs => "CloudTrail: calls that failed; elsewhere: flow logs, access logs, hosts";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence =>
        EvidenceKinds.Management | EvidenceKinds.Data | EvidenceKinds.Network | EvidenceKinds.Insights;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var scripts = ForensicsScripts.OtherLogs(ScriptLeads.Of(inquiry), id => Gone(inquiry.Lineage, id));
        var denied = inquiry.Denied;
        var (rows, total, ours) = (denied.Rows, denied.Calls, denied.ByLead);
        var all =
            $"{Counted(total, "denied call")} in {inquiry.Ground}, of {(denied.IsCapped ? "more than " : "")}{Counted(denied.Kinds, "kind")} ({Number(denied.Messages)} by raw message)";
        return Says(
            AnswerStatus.Answered,
            total == 0 ? $"No call was denied in {inquiry.Ground}."
                : inquiry.Callers.IsEmpty ? $"{all}."
                : $"{Number(ours)} denied {(ours == 1 ? "call" : "calls")} by the identities of the lead; {all}.",
            [
                .. rows.Where(r => r.Count("bylead") > 0 && !IsSignIn(r))
                    .GroupBy(r => (Arn: r.Text("arn"), Name: r.Text("eventname")))
                    .OrderByDescending(g => g.Sum(r => r.Count("totalevents")))
                    .ThenBy(g => g.Key.Arn, StringComparer.Ordinal)
                    .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
                    .Take(MostFindings)
                    .Select(g => Denied(g.Key.Arn, g.Key.Name, [.. g])),
                .. SignIns(rows),
                .. ByOthers(denied),
            ]
        ) with
        {
            Tables = [new AnswerTable("denied", Columns, [.. rows.Select(Cells)])],
            Gaps = [.. Gaps(inquiry, rows).Select(Prose.OneLine), .. scripts.Select(s => $"{s.Says}\n{s.Text}")],
            Reproduce =
            [
                .. Questions.Select(q => inquiry.Reproduce(q, DeniedCalls.Callers(inquiry))),
                .. Encoded(rows),
                .. scripts.Select(s => new Reproduction("cli", s.Text)),
            ],
        };
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Script> Scripts(IReadOnlyList<Lead> leads) => ForensicsScripts.OtherLogs(leads);

    // A stopped instance keeps its disks; of a terminated one only what outlives it is left.
    private static string? Gone(LineageGraph graph, string instance) =>
        graph.LastOf(instance) is { Begins: false, Known.Whole: true } ended ? Lifetime.Said(ended) : null;

    private static Finding Denied(string? arn, string? name, IReadOnlyList<QueryRow> rows)
    {
        var calls = rows.Sum(r => r.Count("bylead"));
        var resources = rows.Select(r => Denial.ResourceIn(r.Text("errormessage")))
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        var on = resources.Count == 0 ? "" : $" on {Listed(resources, 8)} (named by the message)";
        return new Finding(
            $"{Who.Short(arn)} was denied {name} {(calls == 1 ? "once" : $"{Number(calls)} times")}{on}, "
                + $"{Between(rows.Min(r => r.Text("first")), rows.Max(r => r.Text("last")))}, "
                + $"from {Listed(rows.SelectMany(r => r.List("addresses")).Distinct().Order(StringComparer.Ordinal))}.",
            Certainty.Exact,
            calls >= 10 ? Severity.Warning : Severity.Notice,
            Inquiry.Cite(
                rows.SelectMany(r => r.List("evidence").Take(3)).Concat(rows.SelectMany(r => r.List("evidence")))
            )
        );
    }

    private static bool IsSignIn(QueryRow row) => row.Text("eventsource") == "signin.amazonaws.com";

    // A failed sign-in of a user carries no ARN, and not always a name: all are told as one.
    private static IEnumerable<Finding> SignIns(IReadOnlyList<QueryRow> rows)
    {
        var failed = rows.Where(IsSignIn).ToList();
        var ours = failed.Sum(r => r.Count("bylead"));
        var count = failed.Sum(r => r.Count("totalevents"));
        if (count == 0)
        {
            yield break;
        }

        yield return new Finding(
            $"{Counted(count, "sign-in")} failed{(ours == 0 ? "" : $", {Number(ours)} of the lead")}, as {Listed(failed.SelectMany(r => r.List("usernames")).Distinct().Order(StringComparer.Ordinal).DefaultIfEmpty("nobody named"), 8)}, "
                + $"from {Listed(failed.SelectMany(r => r.List("addresses")).Distinct().Order(StringComparer.Ordinal))}, "
                + $"{Between(failed.Min(r => r.Text("first")), failed.Max(r => r.Text("last")))}.",
            Certainty.Exact,
            count >= 5 ? Severity.Warning : Severity.Notice,
            Inquiry.Cite(failed.SelectMany(r => r.List("evidence")))
        );
    }

    private static IEnumerable<Finding> ByOthers(DeniedCalls denied)
    {
        var calls = denied.Calls - denied.ByLead;
        if (calls == 0)
        {
            yield break;
        }

        var who = denied.ByOthers.Select(o => $"{Who.Short(o.Arn)} {Number(o.Calls)}×");
        var rows = denied.Rows.Where(r => r.Count("bylead") < r.Count("totalevents"));
        yield return new Finding(
            $"{Counted(calls, "call")} by others {(calls == 1 ? "was" : "were")} denied in the same window: {Listed(who, 6)}.",
            Certainty.Exact,
            Severity.Info,
            Inquiry.Cite(rows.SelectMany(r => r.List("evidence").Take(1)))
        );
    }

    private static IEnumerable<string> Gaps(Inquiry inquiry, IReadOnlyList<QueryRow> rows)
    {
        if (rows.Count == 0)
        {
            yield return $"That nothing was denied in {inquiry.Ground} is not proof that nothing was tried.";
        }

        if (inquiry.Denied.IsCapped)
        {
            yield return $"There are more kinds of denied calls than the {Number(inquiry.Denied.Kinds)} that were counted: how many calls were denied is more than is said here.";
        }

        if (inquiry.Denied.Kinds > rows.Count)
        {
            yield return $"The table holds the first {Number(Inquiry.MostRows)} kinds, the lead's before others'; the query below lists all.";
        }

        if (rows.Any(IsEncoded))
        {
            yield return "EC2 says what was denied, and why, only in an encoded message; its account decodes it with "
                + "aws sts decode-authorization-message (the first of them stands ready below).";
        }
    }

    private static IEnumerable<Reproduction> Encoded(IReadOnlyList<QueryRow> rows) =>
        rows.Where(IsEncoded)
            .Take(1)
            .Select(r => r.Text("sample")!)
            .Select(m => m[(m.IndexOf(Denial.Encoded, StringComparison.Ordinal) + Denial.Encoded.Length)..])
            .Select(blob => new Reproduction(
                "cli",
                Shell.Fill(
                    "aws sts decode-authorization-message --query DecodedMessage --output text \\\n  --encoded-message {{message}}",
                    ("message", blob)
                )
            ));

    private static bool IsEncoded(QueryRow row) =>
        row.Text("sample")?.Contains(Denial.Encoded, StringComparison.Ordinal) == true;

    private static IReadOnlyList<object?> Cells(QueryRow row) =>
        [
            row.Count("totalevents"),
            .. Columns[1..8].Select(row.Text),
            row.Count("bylead"),
            row.Count("messages"),
            Cell(Sorted(row, "addresses")),
        ];
}
