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
