using RecipePicks.Engines;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;
using RecipePicks.Sources;

namespace RecipePicks.Letters;

/// <summary>What a case holds of AWS's own answers and of what AWS Config recorded, as the checks take them.</summary>
internal static class CollectedEstate
{
    /// <summary>Reads them; nothing on an engine that holds CloudTrail alone.</summary>
    public static Reconciled Of(Inquiry inquiry) =>
        Reconciled.Of(
            [
                .. Collected
                    .Of(inquiry, [.. CliCalls.File.Calls.Select(c => c.Call).Distinct(StringComparer.Ordinal)])
                    .Select(Document),
            ],
            Recorded(inquiry),
            inquiry.Window
        );

    private static IReadOnlyList<RecordedItem> Recorded(Inquiry inquiry)
    {
        try
        {
            return
            [
                .. inquiry
                    .AskAlways(
                        Question.Load("Public/recorded-states"),
                        new Dictionary<string, object?> { ["types"] = ConfigDocument.Types }
                    )
                    .Rows.Select(Item),
            ];
        }
        catch (EngineException)
        {
            return [];
        }
    }

    /// <summary>A row of <c>Public/recorded-states.sql</c>.</summary>
    private static RecordedItem Item(QueryRow row) =>
        new(
            row.Text("resourcetype") ?? "",
            row.Text("accountid"),
            row.Text("awsregion"),
            row.Text("resourceid") ?? row.Text("resourcename") ?? ""
        )
        {
            Name = row.Text("resourcename"),
            Arn = row.Text("arn"),
            Time = TimeWindow.Parse(row.Text("capturetime")),
            IsDeleted = row.Text("status")?.StartsWith("ResourceDeleted", StringComparison.Ordinal) == true,
            Configuration = JsonWalk.Parse(row.Text("configuration")),
            More = JsonWalk.Parse(row.Text("supplementary")),
            File = row.Text("file") ?? "",
            Record = row.Count("record"),
        };

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
            File = answer.File,
            Record = answer.Record,
        };
}
