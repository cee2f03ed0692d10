using RecipePicks.Letters;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Cases;

/// <summary>
/// What the evidence cannot say of these leads in this window: hours without logging, accounts and regions that it does
/// not hold, data events that nobody recorded. Empty never means that nothing happened.
/// </summary>
/// <param name="gaps">The sentences.</param>
/// <param name="partial">Whether they make an answer a part of the answer.</param>
internal sealed class CoverageLimits(IReadOnlyList<string> gaps, bool partial)
{
    private const int MostOfAKind = 3;

    // What is missing as a rule, or was never a log: said in every answer, but the answer stands.
    private static readonly HashSet<string> Mild = ["no-data-events", "skipped-file"];

    // Of these the ledger has the list.
    private static readonly HashSet<string> ByFile = ["skipped-file", "rejected"];

    /// <summary>Reads the coverage for an inquiry.</summary>
    public static CoverageLimits Of(Inquiry inquiry, TimeWindow window)
    {
        var coverage = inquiry.Coverage;
        var inWindow = coverage
            .Gaps.Where(g =>
                (window.To is null || g.From is null || g.From <= window.To)
                && (window.From is null || g.To is null || g.To >= window.From)
            )
            .ToList();
        var outside = Outside(coverage, window).Concat(Strangers(inquiry)).Concat(Untimed(inquiry)).ToList();
        var mild = inWindow.Count(g => Mild.Contains(g.Kind));
        var unread = inWindow.Exists(g => g.Kind == "no-data-events");
        return new CoverageLimits(
            [.. outside, .. inWindow.GroupBy(g => g.Kind).SelectMany(Sentences)],
            outside.Count > 0 || inWindow.Count > mild || (unread && inquiry.Leads.Any(HoldsData))
        );
    }

    /// <summary>Adds them to an answer that rests on CloudTrail.</summary>
    public Answer AddTo(Answer answer) =>
        answer.Status == AnswerStatus.NotInEvidence
            ? answer
            : answer with
            {
                Status = partial ? AnswerStatus.Partial : answer.Status,
                Gaps = [.. answer.Gaps, .. gaps],
            };

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
            yield return "The evidence holds no event at all.";
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

    // Reading these is a data event, which trails leave out unless told otherwise. A bare name may be a bucket's.
    private static bool HoldsData(Lead lead) =>
        Arn.TryParse(lead.Value) is { } arn
            ? arn.Service is "s3" or "dynamodb" or "lambda" or "sns" or "sqs" or "kinesis"
            : lead.Kind == LeadKind.Resource && LeadForm.Recognise(lead.Value) is null;
}
