using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What a case says of what it does not hold.</summary>
public sealed class CoverageTests : IDisposable
{
    private const string All =
        """{"trailName":"t","eventSelectors":[{"readWriteType":"All","includeManagementEvents":true}]}""";
    private const string Writes = """{"trailName":"t","eventSelectors":[{"readWriteType":"WriteOnly"}]}""";
    private const string AllAdvanced =
        """{"trailName":"t","advancedEventSelectors":[{"fieldSelectors":[{"field":"eventCategory","equals":["Management"]}]}]}""";

    private const string WritesAdvanced =
        """{"trailName":"t","advancedEventSelectors":[{"fieldSelectors":[{"field":"eventCategory","equals":["Management"]},{"field":"readOnly","equals":["false"]}]}]}""";

    private readonly TempFolder _folder = new();
    private int _count;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_trail_that_was_stopped_is_a_gap_until_it_is_started()
    {
        var gap = Assert.Single(Of("logging-stopped", Call(1, "StopLogging"), Call(3, "StartLogging")));
        Assert.Equal((At(1), At(3)), (gap.From, gap.To));
        Assert.Contains("trail t of account 111122223333 in eu-west-1", gap.Text);
    }

    [Fact]
    public void A_trail_that_was_never_started_again_is_an_open_gap()
    {
        var gap = Assert.Single(
            Of("logging-stopped", Call(1, "StopLogging"), Call(2, "StopLogging"), Call(3, "DeleteTrail"))
        );
        Assert.Equal((At(1), (DateTime?)null), (gap.From, gap.To));
    }

    [Fact]
    public void A_deleted_trail_logs_again_when_it_is_started_not_when_it_is_made()
    {
        var gap = Assert.Single(
            Of("logging-stopped", Call(1, "DeleteTrail"), Call(2, "CreateTrail"), Call(3, "StartLogging"))
        );
        Assert.Equal((At(1), At(3)), (gap.From, gap.To));
    }

    [Fact]
    public void A_trail_of_the_same_name_in_another_region_is_another_trail()
    {
        var gap = Assert.Single(
            Of("logging-stopped", Call(1, "StopLogging"), Call(2, "StartLogging").Replace("eu-west-1", "us-east-1"))
        );
        Assert.Null(gap.To);
    }

    [Fact]
    public void A_trail_is_the_same_by_its_name_and_by_its_ARN()
    {
        var start = Call(2, "StartLogging", """{"name":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/t"}""");
        Assert.Equal(At(2), Assert.Single(Of("logging-stopped", Call(1, "StopLogging"), start)).To);
    }

    [Fact]
    public void A_refused_call_changes_nothing()
    {
        var refused = Call(1, "StopLogging").Replace("\"readOnly\"", "\"errorCode\":\"AccessDenied\",\"readOnly\"");
        Assert.Empty(Of("logging-stopped", refused));
    }

    [Theory]
    [InlineData(Writes, All)]
    [InlineData(WritesAdvanced, AllAdvanced)]
    [InlineData(WritesAdvanced, All)]
    public void Narrowed_selectors_are_a_gap_until_they_are_wide_again(string narrow, string wide)
    {
        var gap = Assert.Single(
            Of(
                "event-selectors",
                Call(1, "PutEventSelectors", wide),
                Call(2, "PutEventSelectors", narrow),
                Call(4, "PutEventSelectors", wide)
            )
        );
        Assert.Equal((At(2), At(4)), (gap.From, gap.To));
    }

    [Fact]
    public void A_call_that_failed_by_its_message_alone_is_no_gap()
    {
        var refused = Call(1, "StopLogging").Replace("\"readOnly\"", "\"errorMessage\":\"Access denied\",\"readOnly\"");
        Assert.Empty(Of("logging-stopped", refused));
    }

    [Fact]
    public void Data_events_that_selectors_drop_are_a_gap_until_they_are_named_again()
    {
        const string with =
            """{"trailName":"t","eventSelectors":[{"readWriteType":"All","includeManagementEvents":true,"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3:::shop/"]}]}]}""";
        const string wider =
            """{"trailName":"t","eventSelectors":[{"readWriteType":"All","dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}]}]}""";
        var gap = Assert.Single(
            Of(
                "data-selectors",
                Call(1, "PutEventSelectors", with),
                Call(2, "PutEventSelectors", All),
                Call(4, "PutEventSelectors", wider)
            )
        );
        Assert.Equal((At(2), At(4)), (gap.From, gap.To));
        Assert.Equal(EvidenceKinds.Data, gap.Missing);
        Assert.Contains("AWS::S3::Object arn:aws:s3:::shop/", gap.Text);
    }

    [Fact]
    public void A_blinded_trail_that_is_deleted_was_blind_until_then()
    {
        var gaps = Coverage(Call(1, "PutEventSelectors", Writes), Call(2, "DeleteTrail")).Gaps;
        Assert.Equal(At(2), gaps.Single(g => g.Kind == "event-selectors").To);
        Assert.Equal(
            (At(2), null),
            (gaps.Single(g => g.Kind == "logging-stopped") is var g ? (g.From, g.To) : default)
        );
    }

    [Fact]
    public void A_trail_that_was_made_within_the_log_takes_nothing_else_away()
    {
        var gap = Assert.Single(Of("event-selectors", Call(1, "CreateTrail"), Call(2, "PutEventSelectors", Writes)));
        Assert.Equal(EvidenceKinds.None, gap.Missing);
        Assert.Contains("made at 2024-03-01T01:00:00Z", gap.Text);
    }

    [Theory]
    [InlineData("isMultiRegionTrail")]
    [InlineData("includeGlobalServiceEvents")]
    [InlineData("isOrganizationTrail")]
    public void A_trail_that_is_held_to_less_is_a_gap_until_it_covers_it_again(string member)
    {
        string Update(string value) => "{\"name\":\"t\",\"" + member + "\":" + value + "}";
        var gap = Assert.Single(
            Of("trail-narrowed", Call(1, "UpdateTrail", Update("false")), Call(3, "UpdateTrail", Update("true")))
        );
        Assert.Equal((At(1), At(3)), (gap.From, gap.To));
        Assert.Empty(Of("trail-narrowed", Call(1, "UpdateTrail", Update("true"))));
    }

    [Fact]
    public void A_trail_that_delivers_elsewhere_is_told()
    {
        var gaps = Of(
            "trail-moved",
            Call(1, "CreateTrail", """{"name":"t","s3BucketName":"logs"}"""),
            Call(2, "UpdateTrail", """{"name":"t","s3BucketName":"logs"}"""),
            Call(3, "UpdateTrail", """{"name":"t","s3BucketName":"elsewhere"}""")
        );
        Assert.Contains("elsewhere, no longer to logs", Assert.Single(gaps).Text);
    }

    [Fact]
    public void The_bucket_of_a_trail_is_watched_and_no_other()
    {
        string OnBucket(string bucket) =>
            Call(2, "DeleteBucketPolicy", "{\"bucketName\":\"" + bucket + "\"}")
                .Replace("cloudtrail.amazonaws", "s3.amazonaws");
        var trail = Call(1, "CreateTrail", """{"name":"t","s3BucketName":"logs"}""");
        Assert.Single(Of("log-bucket", trail, OnBucket("logs")));
        Assert.Empty(Of("log-bucket", trail, OnBucket("shop")));
    }

    [Fact]
    public void A_recorder_that_was_stopped_is_a_gap_in_what_Config_recorded()
    {
        string Recorder(int hour, string name) =>
            Call(hour, name, """{"configurationRecorderName":"default"}""").Replace("cloudtrail.", "config.");
        var gap = Assert.Single(
            Of("config-stopped", Recorder(1, "StopConfigurationRecorder"), Recorder(4, "StartConfigurationRecorder"))
        );
        Assert.Equal((At(1), At(4)), (gap.From, gap.To));
        Assert.Equal(EvidenceKinds.Configuration, gap.Missing);
    }

    [Fact]
    public void Insights_that_were_switched_off_are_a_gap()
    {
        Assert.Single(
            Of("insight-selectors", Call(1, "PutInsightSelectors", """{"trailName":"t","insightSelectors":[]}"""))
        );
        Assert.Empty(
            Of(
                "insight-selectors",
                Call(
                    1,
                    "PutInsightSelectors",
                    """{"trailName":"t","insightSelectors":[{"insightType":"ApiCallRateInsight"}]}"""
                )
            )
        );
    }

    [Fact]
    public void A_region_that_falls_silent_is_a_gap_where_AWS_itself_is_heard_every_hour()
    {
        string Beat(int hour, string region) =>
            Call(hour, "AssumeRole")
                .Replace("eu-west-1", region)
                .Replace(
                    "\"eventName\"",
                    "\"userIdentity\":{\"type\":\"AWSService\",\"invokedBy\":\"ec2.amazonaws.com\"},\"eventName\""
                );
        string[] everywhere = [.. Enumerable.Range(0, 24).Select(h => Beat(h, "us-east-1"))];
        string[] silent = [.. Enumerable.Range(0, 24).Where(h => h is < 14 or > 16).Select(h => Beat(h, "eu-west-1"))];
        var gap = Assert.Single(Of("missing-hours", [.. everywhere, .. silent]));
        Assert.Equal((At(14), At(17), "eu-west-1"), (gap.From, gap.To, gap.Region));
        string[] people = [.. Enumerable.Range(0, 24).Where(h => h is < 14 or > 16).Select(h => Call(h, "ListUsers"))];
        Assert.Empty(Of("missing-hours", [.. everywhere, .. people]));
    }

    [Fact]
    public void An_hour_of_which_a_file_was_delivered_was_quiet()
    {
        _folder.Write(
            "quiet/111122223333_CloudTrail_eu-west-1_20240301T0310Z_a1.json",
            Logs.Wrap([Call(5, "A"), Call(1, "A")])
        );
        TestCase.Load(_folder["quiet-case"], _folder["quiet"]);
        using var opened = Case.Open(_folder["quiet-case"]);
        Assert.DoesNotContain(TestCase.Coverage(opened).Gaps, g => g.Kind == "missing-hours");
    }

    [Fact]
    public void Data_events_are_counted_by_type_also_where_records_have_no_category()
    {
        var old = Call(1, "GetObject")
            .Replace("cloudtrail.amazonaws", "s3.amazonaws")
            .Replace(",\"eventCategory\":\"Management\"", "");
        var invoked = Call(1, "Invoke")
            .Replace("cloudtrail.amazonaws", "lambda.amazonaws")
            .Replace("Management\"", "Data\"");
        var coverage = Coverage(old, invoked, Call(1, "ListBuckets"));
        Assert.Equal(
            [("AWS::S3::Object", 1L), ("AWS::Lambda::Function", 1L)],
            coverage.DataEvents.Where(d => d.Events > 0).Select(d => (d.Type, d.Events))
        );
        Assert.Contains("DynamoDB items", Assert.Single(coverage.Gaps, g => g.Kind == "some-data-events").Text);
    }

    [Fact]
    public void Accounts_that_called_in_without_logs_of_their_own_are_told()
    {
        var foreign = Call(1, "A")
            .Replace(
                "\"eventName\"",
                "\"userIdentity\":{\"type\":\"AWSAccount\",\"accountId\":\"999988887777\"},\"eventName\""
            );
        Assert.Contains("999988887777", Assert.Single(Of("no-logs-of-account", foreign)).Text);
        Assert.Empty(Of("no-logs-of-account", foreign, Call(1, "A").Replace("111122223333", "999988887777")));
    }

    [Fact]
    public void The_region_of_the_global_services_is_missed()
    {
        Assert.Contains("us-east-1", Assert.Single(Of("no-global-events", Call(1, "A"))).Text);
        Assert.Empty(Of("no-global-events", Call(1, "A"), Call(1, "B").Replace("eu-west-1", "us-east-1")));
    }

    [Fact]
    public void Every_kind_of_gap_says_what_it_takes_away() =>
        Assert.All(
            Coverage(Call(1, "StopLogging"), Call(2, "PutEventSelectors", Writes)).Gaps,
            g => Assert.True(GapKinds.All.ContainsKey(g.Kind), g.Kind)
        );

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("""{"eventSelectors":"x","advancedEventSelectors":[1,{"fieldSelectors":[1]},{"fieldSelectors":{}}]}""")]
    public void Odd_parameters_are_no_crash(string request) =>
        Coverage(Call(1, "StopLogging", request), Call(2, "PutEventSelectors", request));

    [Fact]
    public void Hours_without_an_event_are_told_an_account_apart()
    {
        var gaps = Of(
            "missing-hours",
            Call(1, "A"),
            Call(2, "A"),
            Call(5, "A"),
            Call(3, "B").Replace("111122223333", "444455556666")
        );
        Assert.Equal((At(3), At(5)), (Assert.Single(gaps).From, gaps[0].To));
    }

    [Fact]
    public void Kinds_of_events_that_are_missing_are_told()
    {
        Assert.Equal(["no-data-events", "writes-only"], Kinds(Call(1, "RunInstances")));
        Assert.Equal(
            ["no-data-events"],
            Kinds(Call(1, "DescribeInstances").Replace("\"readOnly\":false", "\"readOnly\":true"))
        );
        Assert.Equal(["writes-only"], Kinds(Call(1, "PutObject").Replace("Management\"", "Data\"")));
    }

    [Fact]
    public void A_call_that_does_not_say_whether_it_reads_is_read_by_its_name()
    {
        static string Unsaid(string call) => call.Replace("\"readOnly\":false,", "");
        Assert.DoesNotContain("writes-only", Kinds(Call(1, "RunInstances"), Unsaid(Call(2, "DescribeInstances"))));
        Assert.Contains("writes-only", Kinds(Call(1, "RunInstances"), Unsaid(Call(2, "StopInstances"))));
    }

    [Fact]
    public void Times_that_cannot_be_read_are_told_and_leave_the_others_their_window()
    {
        string[] texts = ["redacted", "..."];
        var coverage = Coverage([
            Call(1, "A"),
            Call(3, "B"),
            .. texts.Select(t => Call(2, "C").Replace("2024-03-01T02:00:00Z", t)),
        ]);
        Assert.Equal((At(1), At(3), 4L), (coverage.From, coverage.To, coverage.Events));
        var gap = Assert.Single(coverage.Gaps, g => g.Kind == "unreadable-time");
        Assert.StartsWith("2 events carry a time that cannot be read (..., redacted)", gap.Text);
    }

    [Fact]
    public void What_is_no_account_is_not_listed_as_one()
    {
        var coverage = Coverage(Call(1, "A"), Call(2, "B").Replace("111122223333", "4.9E+11"));
        Assert.Equal(["111122223333"], coverage.Accounts);
        Assert.Contains("1 event names", Assert.Single(coverage.Gaps, g => g.Kind == "unreadable-account").Text);
    }

    [Fact]
    public void Files_that_were_skipped_or_damaged_are_gaps()
    {
        _folder.Write("logs/a.json", Logs.Wrap(Logs.Many(3))[..^100]);
        _folder.Write("logs/b.json", "{\"Records\":[");
        _folder.Write("logs/c.txt", "words");
        TestCase.Load(_folder["case"], _folder["logs"]);
        using var opened = Case.Open(_folder["case"]);
        var gaps = TestCase.Coverage(opened).Gaps;
        foreach (
            var (kind, file) in new[] { ("rejected", "a.json"), ("rejected", "b.json"), ("skipped-file", "c.txt") }
        )
        {
            Assert.Contains(gaps, g => g.Kind == kind && g.Text.Contains($"logs/{file}", StringComparison.Ordinal));
        }
    }

    private List<string> Kinds(params string[] calls) =>
        [.. Coverage(calls).Gaps.Select(g => g.Kind).Where(k => k is "no-data-events" or "writes-only")];

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public void A_time_at_the_end_of_all_times_is_none(string time)
    {
        var made = Call(1, "DeleteTrail").Replace("2024-03-01T01:00:00Z", time);
        var coverage = Coverage(made, Call(2, "StopLogging"), Call(3, "StartLogging"));
        Assert.Contains(time, Assert.Single(coverage.Gaps, g => g.Kind == "unreadable-time").Text);
        Assert.Equal(At(2), coverage.From);
        Assert.Equal(At(3), coverage.To);
    }

    private List<CoverageGap> Of(string kind, params string[] calls) =>
        [.. Coverage(calls).Gaps.Where(g => g.Kind == kind)];

    private Coverage Coverage(params string[] calls)
    {
        var name = $"{_count++}";
        _folder.Write($"{name}.json", Logs.Wrap(calls));
        TestCase.Load(_folder[$"case{name}"], _folder[$"{name}.json"]);
        using var opened = Case.Open(_folder[$"case{name}"]);
        return TestCase.Coverage(opened);
    }

    private static DateTime? At(int hour) => new DateTime(2024, 3, 1, hour, 0, 0, DateTimeKind.Utc);

    private static string Call(int hour, string name, string request = """{"name":"t"}""") =>
        $$"""{"eventTime":"2024-03-01T{{hour:d2}}:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"{{name}}","awsRegion":"eu-west-1","requestParameters":{{request}},"eventID":"{{Guid.NewGuid()}}","readOnly":false,"recipientAccountId":"111122223333","eventCategory":"Management"}""";
}
