using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What the log says of records beside its own that were switched off.</summary>
public sealed class OtherRecordsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GuardDuty_is_off_until_a_detector_is_there_again()
    {
        var gap = Assert.Single(
            Of(
                Call(1, "guardduty", "UpdateDetector", """{"detectorId":"d","enable":false}"""),
                Call(2, "guardduty", "DeleteDetector", """{"detectorId":"d"}"""),
                Call(4, "guardduty", "CreateDetector", """{"enable":true}"""),
                Call(5, "guardduty", "UpdateDetector", """{"detectorId":"e","enable":true}""")
            )
        );
        Assert.Equal((At(1), At(4)), (gap.From, gap.To));
        Assert.Equal(
            "GuardDuty of account 111122223333 in eu-west-1 was switched off at 2024-03-01T01:00:00Z until 2024-03-01T04:00:00Z.",
            gap.Text
        );
    }

    [Fact]
    public void Flow_logs_that_are_deleted_are_named()
    {
        var gap = Assert.Single(
            Of(
                Call(
                    2,
                    "ec2",
                    "DeleteFlowLogs",
                    """{"DeleteFlowLogsRequest":{"FlowLogId":[{"tag":1,"content":"fl-1"},{"tag":2,"content":"fl-2"}]}}"""
                )
            )
        );
        Assert.Equal((At(2), (DateTime?)null), (gap.From, gap.To));
        Assert.Contains("Flow logs fl-1, fl-2 of account 111122223333 in eu-west-1 were deleted", gap.Text);
    }

    [Theory]
    [InlineData("DeleteEventDataStore", "RestoreEventDataStore", "was deleted")]
    [InlineData("StopEventDataStoreIngestion", "StartEventDataStoreIngestion", "was told to take no more events")]
    public void An_event_data_store_is_blind_until_it_is_brought_back(string end, string begin, string says)
    {
        const string store = """{"eventDataStore":"arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/ee54"}""";
        var gap = Assert.Single(Of(Call(1, "cloudtrail", end, store), Call(3, "cloudtrail", begin, store)));
        Assert.Equal((At(1), At(3)), (gap.From, gap.To));
        Assert.Contains($"event data store ee54 of account 111122223333 in eu-west-1 {says}", gap.Text);
    }

    [Fact]
    public void A_log_group_counts_when_a_trail_fills_it()
    {
        var gaps = Of(
            Call(
                1,
                "cloudtrail",
                "CreateTrail",
                """{"name":"t","cloudWatchLogsLogGroupArn":"arn:aws:logs:eu-west-1:111122223333:log-group:audit:*"}"""
            ),
            Call(2, "logs", "DeleteLogGroup", """{"logGroupName":"audit"}"""),
            Call(3, "logs", "DeleteLogGroup", """{"logGroupName":"aws-cloudtrail-logs-111122223333-ab12"}"""),
            Call(4, "logs", "DeleteLogGroup", """{"logGroupName":"/aws/lambda/audit"}""")
        );
        Assert.Equal([At(2), At(3)], gaps.Select(g => g.From));
    }

    [Fact]
    public void A_call_that_failed_switched_nothing_off() =>
        Assert.Empty(
            Of(
                Call(1, "guardduty", "DeleteDetector", """{"detectorId":"d"}""")
                    .Replace("\"readOnly\"", "\"errorCode\":\"AccessDenied\",\"readOnly\"")
            )
        );

    private List<CoverageGap> Of(params string[] calls)
    {
        _folder.Write("logs.json", Logs.Wrap(calls));
        TestCase.Load(_folder["case"], _folder["logs.json"]);
        using var opened = Case.Open(_folder["case"]);
        return [.. TestCase.Coverage(opened).Gaps.Where(g => g.Kind == "other-records")];
    }

    private static DateTime? At(int hour) => new DateTime(2024, 3, 1, hour, 0, 0, DateTimeKind.Utc);

    private static string Call(int hour, string service, string name, string request) =>
        $$"""{"eventTime":"2024-03-01T{{hour:d2}}:00:00Z","eventSource":"{{service}}.amazonaws.com","eventName":"{{name}}","awsRegion":"eu-west-1","requestParameters":{{request}},"eventID":"{{Guid.NewGuid()}}","readOnly":false,"recipientAccountId":"111122223333","eventCategory":"Management"}""";
}
