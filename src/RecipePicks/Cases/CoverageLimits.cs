using RecipePicks.Letters;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Cases;

/// <summary>
/// What the evidence cannot say of these leads in this window: hours without logging, accounts and regions that it does
/// not hold, data events that nobody recorded. Empty never means that nothing happened.
/// </summary>
/// <param name="everywhere">Sentences that hold for every letter, and make each a part of the answer.</param>
/// <param name="gaps">The gaps that reach into the window.</param>
/// <param name="unread">Data events that the leads would have, and of which there are none.</param>
/// <param name="never">What CloudTrail never records, as far as it matters here.</param>
internal sealed class CoverageLimits(
    IReadOnlyList<string> everywhere,
    IReadOnlyList<CoverageGap> gaps,
    bool unread,
    IReadOnlyList<NeverLogged.Entry> never
)
{
    private const int MostOfAKind = 3;

    // What is missing as a rule: said where it matters, but the answer stands, unless the lead itself holds data.
    private const EvidenceKinds Usual = EvidenceKinds.Data | EvidenceKinds.Network | EvidenceKinds.Insights;

    // Of these the ledger has the list.
    private static readonly HashSet<string> ByFile = ["skipped-file", "rejected"];

    /// <summary>Reads the coverage for an inquiry.</summary>
    public static CoverageLimits Of(Inquiry inquiry, TimeWindow window)
    {
        var coverage = inquiry.Coverage;
        return new CoverageLimits(
            [.. Outside(coverage, window), .. Strangers(inquiry), .. Untimed(inquiry)],
            [
                .. coverage.Gaps.Where(g =>
                    (window.To is null || g.From is null || g.From <= window.To)
                    && (window.From is null || g.To is null || g.To >= window.From)
                ),
            ],
            inquiry.Leads.Any(l => LacksData(l, coverage)),
            NeverLogged.For(inquiry)
        );
    }

    /// <summary>Adds what a letter needs and the evidence lacks to its answer.</summary>
    /// <param name="letter">The letter, which says what it needs.</param>
    /// <param name="answer">Its answer.</param>
    public Answer AddTo(Letter letter, Answer answer)
    {
        var mine = gaps.Where(g =>
                g.Missing == EvidenceKinds.None || (g.Missing & letter.Evidence) != EvidenceKinds.None
            )
            .ToList();
        var partial =
            everywhere.Count > 0
            || mine.Exists(g => (g.Missing & letter.Evidence & ~Usual) != EvidenceKinds.None)
            || mine.Exists(g => g is { Kind: "data-selectors", Missing: not EvidenceKinds.None })
            || (unread && (letter.Evidence & EvidenceKinds.Data) != EvidenceKinds.None);
        var unlogged = never.Where(n => n.Letters.Contains(letter.Key)).Select(n => n.Text);
        if (answer.Status == AnswerStatus.NotInEvidence)
        {
            return answer with { Gaps = [.. answer.Gaps, .. unlogged] };
        }

        var found = answer.Findings.Count > 0 || answer.Tables.Any(t => t.Rows.Count > 0);
        return answer with
        {
            Status = partial ? AnswerStatus.Partial : answer.Status,
            Headline = partial && !found ? $"{answer.Headline} {Blind}" : answer.Headline,
            Gaps = [.. answer.Gaps, .. everywhere, .. mine.GroupBy(g => g.Kind).SelectMany(Sentences), .. unlogged],
        };
    }

    private const string Blind = "The evidence has blind spots here, so this does not say that there was none.";

    private static IEnumerable<string> Sentences(IGrouping<string, CoverageGap> kind)
    {
        var most = ByFile.Contains(kind.Key) ? 1 : MostOfAKind;
        foreach (var gap in kind.Take(most))
        {
            yield return gap.Text;
        }

        if (kind.Count() > most)
        {
            yield return $"{Counted(kind.Count() - most, "more gap")} of the kind {kind.Key}: picks coverage lists them.";
        }
    }

    private static IEnumerable<string> Outside(Coverage coverage, TimeWindow window)
    {
        if (coverage is not { From: { } first, To: { } last })
        {
            yield return coverage.Events == 0
                ? "The evidence holds no event at all."
                : "No event of the evidence carries a time that can be read.";
            yield break;
        }

        if (window.From < first || window.To > last)
        {
            yield return $"The evidence holds events from {TimeWindow.Format(first)} to {TimeWindow.Format(last)}; "
                + "the rest of the window that was asked about is not in it.";
        }
    }

    private static IEnumerable<string> Strangers(Inquiry inquiry)
    {
        foreach (var arn in inquiry.Leads.Select(l => Arn.TryParse(l.Value)).OfType<Arn>())
        {
            if (
                arn.Account.Length > 0
                && inquiry.Coverage.Accounts.Count > 0
                && !inquiry.Coverage.Accounts.Contains(arn.Account)
            )
            {
                yield return $"Account {arn.Account} delivered no event to this evidence; it holds {Listed(inquiry.Coverage.Accounts)}.";
            }

            if (
                arn.Region.Length > 0
                && inquiry.Coverage.Regions.Count > 0
                && !inquiry.Coverage.Regions.Contains(arn.Region)
            )
            {
                yield return $"Region {arn.Region} delivered no event to this evidence; it holds {Listed(inquiry.Coverage.Regions)}.";
            }
        }
    }

    private static IEnumerable<string> Untimed(Inquiry inquiry)
    {
        var count = inquiry
            .Ask(Question.Load("Events/without-time"), new Dictionary<string, object?>())
            .Rows.Sum(r => r.Count("events"));
        if (count > 0)
        {
            yield return $"{Counted(count, "event carries", "events carry")} no time; no answer holds them.";
        }
    }

    // Using these is a data event, which trails leave out unless told otherwise. A bare name may be a bucket's.
    private static bool LacksData(Lead lead, Coverage coverage)
    {
        var service =
            Arn.TryParse(lead.Value) is { } arn ? arn.Service
            : lead.Kind == LeadKind.Resource && LeadForm.Recognise(lead.Value) is null ? "s3"
            : null;
        var type = service switch
        {
            "s3" => "AWS::S3::Object",
            "lambda" => "AWS::Lambda::Function",
            "dynamodb" => "AWS::DynamoDB::Table",
            "sns" => "AWS::SNS::Topic",
            "sqs" => "AWS::SQS::Queue",
            "kinesis" => "AWS::Kinesis::Stream",
            _ => null,
        };
        return type is not null
            && (
                coverage.DataEvents.FirstOrDefault(d => d.Type == type) is { } count
                    ? count.Events == 0
                    : coverage.Gaps.Any(g => g.Kind == "no-data-events")
            );
    }
}
