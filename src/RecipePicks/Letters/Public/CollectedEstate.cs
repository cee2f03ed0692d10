using RecipePicks.Exposure.Documents;
using RecipePicks.Sources;

namespace RecipePicks.Letters;

/// <summary>What a case holds of AWS's own answers, as the checks take them.</summary>
internal static class CollectedEstate
{
    /// <summary>Reads them; nothing on an engine that holds CloudTrail alone.</summary>
    public static Estate Of(Inquiry inquiry) =>
        new(
            Collected
                .Of(inquiry, [.. CliCalls.File.Calls.Select(c => c.Call).Distinct(StringComparer.Ordinal)])
                .Select(Document)
        );

    private static Document Document(Collected answer) =>
        new(answer.Call, answer.Account, answer.Region, answer.Subject)
        {
            Pages = answer.Pages,
            IsAbsent = answer.Outcome == CliAnswer.Absent,
            Unknown =
                answer.IsKnown ? null
                : answer.Outcome == CliAnswer.Ok ? "was not answered to its end"
                : $"was {(answer.Outcome == CliAnswer.Denied ? "denied" : "not answered")}: {answer.Message ?? answer.Code ?? answer.Outcome}",
            Time = answer.Time,
        };
}
