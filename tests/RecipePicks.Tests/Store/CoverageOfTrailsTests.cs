using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What a case says of trails that were made anew, and of calls of one second.</summary>
public sealed class CoverageOfTrailsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private int _count;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        "t",
        """ "isMultiRegionTrail":false""",
        "records its home region alone, where that may have recorded all"
    )]
    [InlineData("other", """ "isMultiRegionTrail":false""", "records its home region alone")]
    [InlineData("t", """ "enableLogFileValidation":true""", "records its home region alone")]
    [InlineData("other", """ "isMultiRegionTrail":true,"includeGlobalServiceEvents":false""", "global services")]
    public void A_trail_that_is_made_anew_for_less_is_narrowed(string name, string members, string says)
    {
        var gap = Assert.Single(
            Of(
                "trail-narrowed",
                Call(1, "DeleteTrail"),
                Call(2, "CreateTrail", $$"""{"name":"{{name}}",{{members}}}"""),
                Call(3, "StartLogging", $$"""{"name":"{{name}}"}""")
            )
        );
        Assert.Equal((At(2), null), (gap.From, gap.To));
        Assert.Equal(EvidenceKinds.Events, gap.Missing);
        Assert.Contains(says, gap.Text);
    }

    [Fact]
    public void A_trail_that_is_made_anew_for_as_much_is_not_narrowed()
    {
        Assert.Empty(
            Of(
                "trail-narrowed",
                Call(1, "DeleteTrail"),
                Call(2, "CreateTrail", """{"name":"t","isMultiRegionTrail":true}""")
            )
        );
        Assert.Empty(
            Of(
                "trail-narrowed",
                Call(1, "CreateTrail", """{"name":"t"}"""),
                Call(2, "DeleteTrail"),
                Call(3, "CreateTrail", """{"name":"t"}""")
            )
        );
    }

    [Fact]
    public void A_trail_that_was_narrowed_before_it_was_deleted_is_measured_by_what_it_was()
    {
        var gaps = Of(
            "trail-narrowed",
            Call(1, "UpdateTrail", """{"name":"t","isMultiRegionTrail":true}"""),
            Call(2, "UpdateTrail", """{"name":"t","isMultiRegionTrail":false}"""),
            Call(3, "DeleteTrail"),
            Call(4, "CreateTrail", """{"name":"t","isMultiRegionTrail":false}"""),
            Call(6, "UpdateTrail", """{"name":"t","isMultiRegionTrail":true}""")
        );
        Assert.Equal([(At(2), At(3)), (At(4), At(6))], gaps.Select(g => (g.From, g.To)));
    }

    [Theory]
    [InlineData("t")]
    [InlineData("other")]
    public void A_trail_that_is_made_anew_for_writes_alone_takes_reads_away(string name)
    {
        var gap = Assert.Single(
            Of(
                "event-selectors",
                Call(1, "DeleteTrail"),
                Call(2, "CreateTrail", $$"""{"name":"{{name}}","isMultiRegionTrail":true}"""),
                Call(
                    3,
                    "PutEventSelectors",
                    $$"""{"trailName":"{{name}}","eventSelectors":[{"readWriteType":"WriteOnly"}]}"""
                )
            )
        );
        Assert.True(gap.Missing.HasFlag(EvidenceKinds.Reads));
        Assert.Null(gap.To);
    }

    [Fact]
    public void A_trail_that_is_made_anew_records_no_data_events_until_it_is_told_to()
    {
        const string Data =
            """{"trailName":"t","eventSelectors":[{"dataResources":[{"type":"AWS::S3::Object","values":["arn:aws:s3"]}]}]}""";
        var gap = Assert.Single(
            Of(
                "data-selectors",
                Call(1, "PutEventSelectors", Data),
                Call(2, "DeleteTrail"),
                Call(3, "CreateTrail", """{"name":"t","isMultiRegionTrail":true}"""),
                Call(5, "PutEventSelectors", Data)
            )
        );
        Assert.Equal((At(3), At(5), EvidenceKinds.Data), (gap.From, gap.To, gap.Missing));
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("b", "a")]
    public void A_trail_that_was_stopped_and_started_in_one_second_may_be_stopped(string stop, string start)
    {
        var gap = Assert.Single(
            Of("logging-stopped", Call(1, "StopLogging", id: stop), Call(1, "StartLogging", id: start))
        );
        Assert.Equal((At(1), null, EvidenceKinds.Events), (gap.From, gap.To, gap.Missing));
        Assert.Contains("the log does not tell which was the last", gap.Text);
        Assert.DoesNotContain("nothing shows that this was undone", gap.Text);
    }

    [Fact]
    public void What_one_second_leaves_open_ends_with_the_next_start()
    {
        var gap = Assert.Single(
            Of("logging-stopped", Call(1, "StopLogging"), Call(1, "StartLogging"), Call(4, "StartLogging"))
        );
        Assert.Equal((At(1), At(4)), (gap.From, gap.To));
    }

    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("c", "b", "a")]
    public void A_trail_that_is_there_is_deleted_before_it_is_made_in_the_same_second(
        string delete,
        string create,
        string start
    )
    {
        var gaps = Of(
            "logging-stopped",
            Call(0, "StartLogging"),
            Call(1, "DeleteTrail", id: delete),
            Call(1, "CreateTrail", id: create),
            Call(1, "StartLogging", id: start)
        );
        Assert.Equal([(At(1), At(1))], gaps.Select(g => (g.From, g.To)));
    }

    private List<CoverageGap> Of(string kind, params string[] calls)
    {
        var name = $"{_count++}";
        _folder.Write($"{name}.json", Logs.Wrap(calls));
        TestCase.Load(_folder[$"case{name}"], _folder[$"{name}.json"]);
        using var opened = Case.Open(_folder[$"case{name}"]);
        return [.. TestCase.Coverage(opened).Gaps.Where(g => g.Kind == kind)];
    }

    private static DateTime? At(int hour) => new DateTime(2024, 3, 1, hour, 0, 0, DateTimeKind.Utc);

    private static string Call(int hour, string name, string request = """{"name":"t"}""", string? id = null) =>
        $$"""{"eventTime":"2024-03-01T{{hour:d2}}:00:00Z","eventSource":"cloudtrail.amazonaws.com","eventName":"{{name}}","awsRegion":"eu-west-1","requestParameters":{{request}},"eventID":"{{id}}{{Guid.NewGuid()}}","readOnly":false,"recipientAccountId":"111122223333","eventCategory":"Management"}""";
}
