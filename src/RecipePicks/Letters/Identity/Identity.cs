using RecipePicks.Engines;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>I: who made the calls.</summary>
internal sealed class Identity : Letter
{
    private const int MostFindings = 12;

    private static readonly string[] SessionColumns =
    [
        .. new[]
        {
            "arn",
            "principalid",
            "creationdate",
            "mfa",
            "fromconsole",
            "keys",
            "calls",
            "first",
            "last",
            "addresses",
        },
    ];

    /// <inheritdoc/>
    public override string Mark => "I";

    /// <inheritdoc/>
    public override string Key => "identity";

    /// <inheritdoc/>
    public override string Asks => "Who made the calls?";

    /// <inheritdoc/>
    public override string Needs => "CloudTrail: userIdentity of every call";

    /// <inheritdoc/>
    public override EvidenceKinds Evidence => EvidenceKinds.Management | EvidenceKinds.Data;

    /// <inheritdoc/>
    public override Answer Ask(Inquiry inquiry)
    {
        // About a resource, "the calls" are those that name it or that it made; about an identity, those that it made.
        var isResource = inquiry.Leads.All(l => l.Kind == LeadKind.Resource);
        var uses = isResource
            ? Touching(inquiry)
            : Asked(inquiry.AskAboutCallers(Question.Load("Identity/identities"), Inquiry.MostRows));
        var sessions = inquiry.AskAboutCallers(Question.Load("Identity/sessions"), Inquiry.MostRows);
        if (uses.Count == 0)
        {
            return Says(
                AnswerStatus.Partial,
                $"No event of {inquiry.Ground} shows who {inquiry.Subject} is or who used it.",
                isResource ? [] : WithoutArn.Findings(inquiry)
            ) with
            {
                Gaps =
                [
                    $"No call by or on {inquiry.Subject} is in {inquiry.Ground}; that is not proof that there was none.",
                ],
                Reproduce = [.. Questions.SelectMany(q => Filled(inquiry, q))],
            };
        }

        var people = uses.GroupBy(u => u.Identity)
            .Select(g => g.ToList())
            .OrderByDescending(g => g.Sum(u => u.Calls))
            .ToList();
        var behind = new Behind(inquiry.Lineage);
        var capped = uses.Count >= Inquiry.MostRows;
        var calls = uses.Sum(u => u.Calls);
        return Says(
            AnswerStatus.Answered,
            $"{(capped ? "At least " : "")}{Counted(people.Count, "identity", "identities")} with {Counted(uses.Select(u => u.Key).OfType<string>().Distinct().Count(), "access key")} "
                + $"made {Counted(calls, "call")}: {Listed(people.Select(p => p[0].Words), 4)}.",
            [
                .. people.Take(MostFindings).Select(p => IdentityFindings.InWords(p)),
                .. InstanceCredentials.UsedElsewhere(inquiry, uses.Select(u => u.Arn)),
                .. behind.Findings(uses.Select(u => (u.Key, u.Arn))),
                .. IdentityFindings.Oddities(uses),
                .. IdentityFindings.ManyKeysOneSession(sessions),
                .. isResource ? [] : WithoutArn.Findings(inquiry),
            ]
        ) with
        {
            Tables =
            [
                new AnswerTable(
                    "identities",
                    IdentityUse.Columns,
                    [.. uses.Select(u => u.Cells(behind.Of(u.Key, u.Arn)))]
                ),
                new AnswerTable(
                    "sessions",
                    SessionColumns,
                    [
                        .. sessions.Rows.Select(r =>
                            (IReadOnlyList<object?>)
                                [
                                    .. SessionColumns[..5].Select(r.Text),
                                    r.Count("keys"),
                                    r.Count("calls"),
                                    r.Text("first"),
                                    r.Text("last"),
                                    Cell(Sorted(r, "addresses")),
                                ]
                        ),
                    ]
                ),
            ],
            Gaps = [.. Gaps(people.Count, capped), .. LineageSeeds.OtherNames(inquiry)],
            Reproduce = [.. Questions.SelectMany(q => Filled(inquiry, q))],
        };
    }

    private static IEnumerable<string> Gaps(int people, bool capped)
    {
        if (people > MostFindings)
        {
            yield return $"{Number(people - MostFindings)} more identities are in the table only.";
        }

        if (capped)
        {
            yield return $"The table holds the {Number(Inquiry.MostRows)} identities and keys with the most calls; the query below lists all.";
        }
    }

    // When they are too many to read one by one, the engine puts them together; then longer names slip in.
    private static List<IdentityUse> Touching(Inquiry inquiry) =>
        inquiry.Named.IsCapped
            ?
            [
                .. inquiry.Resources.SelectMany(r =>
                    Asked(
                        inquiry.Ask(Question.Load("Identity/touched-by"), ResourceParameters(r.Name), Inquiry.MostRows)
                    )
                ),
            ]
            : [.. IdentityUse.Of(inquiry.Named.Events)];

    private static List<IdentityUse> Asked(QueryRows rows) => [.. rows.Rows.Select(IdentityUse.Of)];
}
