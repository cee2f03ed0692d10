using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>C: what else the identities did.</summary>
internal sealed class Caller : Letter
{
    private const int MostFindings = 12;

    private static readonly string[] Columns =
    [
        .. new[] { "eventtime", "eventname", "awsregion", "sourceipaddress", "errorcode", "eventid" },
        .. new[] { "eventsource", "arn", "accesskeyid", "behind" },
    ];

    private static readonly string[] ByName =
    [
        .. new[]
        {
            "identity",
            "eventsource",
            "eventname",
            "calls",
            "denied",
            "failed",
            "writes",
            "first",
            "last",
            "regions",
        },
    ];

    /// <inheritdoc/>
    public override string Mark => "C";

    /// <inheritdoc/>
    public override string Key => "caller";

    /// <inheritdoc/>
    public override string Asks => "What else did this identity do?";

    /// <inheritdoc/>
    public override string Needs => "CloudTrail: every call of the identity";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Management | EvidenceKinds.Data;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        var totals = inquiry.AskAboutCallers(Question.Load("Caller/calls-count")).Rows.First();
        var total = totals.Count("calls");
        var reproduce = Questions.SelectMany(q => Filled(inquiry, q)).Concat(AsOnTheCheatSheet(inquiry)).ToList();
        if (total == 0)
        {
            return Says(AnswerStatus.Partial, $"No call by {Callers(inquiry)} is in {inquiry.Ground}.") with
            {
                Gaps =
                [
                    $"No call by {Callers(inquiry)} is in {inquiry.Ground}; that is not proof that there was none.",
                ],
                Reproduce = reproduce,
            };
        }

        var names = inquiry.AskAboutCallers(Question.Load("Caller/calls-by-name"), Inquiry.MostRows).Rows.ToList();
        var calls = inquiry.AskAboutCallers(Question.Load("Caller/calls"), Inquiry.MostRows);
        var behind = new Behind(inquiry.Lineage);
        var people = names
            .GroupBy(r => r.Text("identity"))
            .OrderByDescending(g => g.Sum(r => r.Count("calls")))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        return Says(
            total > calls.Count ? AnswerStatus.Partial : AnswerStatus.Answered,
            $"{Counted(total, "call")}, {Number(totals.Count("denied"))} denied, by {Listed(people.Select(p => $"{Who.Short(p.Key)} ({Number(p.Sum(r => r.Count("calls")))})"), 4)}.",
            [
                .. people.Take(MostFindings).SelectMany(p => About(p)),
                .. behind.Findings(calls.Rows.Select(r => (r.Text("accesskeyid"), r.Text("arn"))).Distinct()),
                .. WithoutArn.Findings(inquiry),
            ]
        ) with
        {
            Tables =
            [
                new AnswerTable(
                    "calls",
                    Columns,
                    [
                        .. calls.Rows.Select(r =>
                            (IReadOnlyList<object?>)
                                [.. Columns[..^1].Select(r.Text), behind.Of(r.Text("accesskeyid"), r.Text("arn"))]
                        ),
                    ]
                ),
                new AnswerTable("calls_by_name", ByName, [.. names.Select(NameCells)]),
            ],
            Gaps = [.. Gaps(total, calls.Count, totals.Count("identities"), names.Count)],
            Reproduce = reproduce,
        };
    }

    private static string Callers(Inquiry inquiry) =>
        inquiry.Callers.IsEmpty ? "an identity of the lead" : inquiry.Subject;

    private static IEnumerable<Finding> About(IGrouping<string?, QueryRow> person)
    {
        var calls = person.Sum(r => r.Count("calls"));
        var denied = person.Where(r => r.Count("denied") > 0).ToList();
        var regions = person.SelectMany(r => r.List("regions")).Distinct().Order(StringComparer.Ordinal);
        var name = Who.Short(person.Key);
        yield return new Finding(
            $"{name} made {Counted(calls, "call")}, {Number(denied.Sum(r => r.Count("denied")))} denied"
                + $"{(denied.Count == 0 ? "" : $" ({Top(denied, "denied")})")}, in {Listed(regions)}, "
                + $"{Between(person.Min(r => r.Text("first")), person.Max(r => r.Text("last")))}: {Top(person, "calls")}.",
            Certainty.Exact,
            Severity.Info,
            Inquiry.Cite(person.SelectMany(r => r.List("evidence").Take(1)))
        );
        var writes = person.Where(r => r.Count("writes") > 0).ToList();
        if (writes.Count > 0)
        {
            yield return new Finding(
                $"{Counted(writes.Sum(r => r.Count("writes")), "call")} of {name} {(writes.Sum(r => r.Count("writes")) == 1 ? "asks" : "ask")} for a change: {Top(writes, "writes")}.",
                Certainty.Exact,
                Severity.Notice,
                Inquiry.Cite(
                    writes.OrderByDescending(r => r.Count("writes")).SelectMany(r => r.List("evidence").Take(1))
                )
            );
        }
    }

    private static IEnumerable<string> Gaps(long total, int shown, long people, int kinds)
    {
        if (total > shown)
        {
            yield return $"The table lists the first {Number(shown)} of {Number(total)} calls; the query below without LIMIT lists all, "
                + "and calls_by_name counts them.";
        }

        if (kinds >= Inquiry.MostRows)
        {
            yield return $"Counts by identity are of the {Number(kinds)} most frequent calls; the queries below count all.";
        }

        if (people > MostFindings)
        {
            yield return $"{Number(people - MostFindings)} more identities are in the tables only.";
        }
    }

    private static IEnumerable<Reproduction> AsOnTheCheatSheet(Inquiry inquiry)
    {
        static Dictionary<string, object?> One(string name, string value) => new() { [name] = value };
        foreach (var arn in inquiry.Callers.Arns.Take(5).Select(Arn.TryParse))
        {
            if (arn is { Service: "iam", ResourceType: "user" })
            {
                yield return inquiry.Reproduce(
                    Question.Load("Caller/by-user-name"),
                    One("user_name", arn.ResourceName)
                );
            }
            else if (arn is { ResourceType: "role" or "assumed-role" })
            {
                var role = arn.ResourceType == "role" ? arn.ResourceName : arn.ResourceId;
                yield return inquiry.Reproduce(Question.Load("Caller/by-role"), One("role_like", $"%{role}%"));
            }
        }

        foreach (var key in inquiry.Callers.Keys.Take(5))
        {
            yield return inquiry.Reproduce(Question.Load("Caller/by-access-key"), One("access_key", key));
        }
    }

    private static string Top(IEnumerable<QueryRow> rows, string count) =>
        Listed(
            rows.OrderByDescending(r => r.Count(count))
                .ThenBy(r => r.Text("eventname"), StringComparer.Ordinal)
                .Select(r => $"{r.Text("eventname")} {Number(r.Count(count))}×"),
            6
        );

    private static IReadOnlyList<object?> NameCells(QueryRow row) =>
        [
            .. ByName[..3].Select(row.Text),
            .. ByName[3..7].Select(c => (object?)row.Count(c)),
            .. ByName[7..9].Select(row.Text),
            Cell(Sorted(row, "regions")),
        ];
}
