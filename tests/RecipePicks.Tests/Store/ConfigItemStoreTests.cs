using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Recorded states in a case: a table beside the calls, each state once, in the ledger with its count.</summary>
public sealed class ConfigItemStoreTests : IDisposable
{
    private const string Groups = """{"SecurityGroups":[{"GroupId":"sg-1","GroupName":"a'b"},{"GroupId":"sg-2"}]}""";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void States_and_calls_lie_side_by_side(bool compressed)
    {
        _folder.Write("in/groups.json" + (compressed ? ".gz" : ""), compressed ? Logs.Gzip(Groups) : Logs.Utf8(Groups));
        _folder.Write("in/log.json", Logs.Wrap(Logs.Record(1)));
        var summary = TestCase.Load(_folder["case"], _folder["in"]);

        Assert.Equal((3L, 1L, 2L), (summary.Items, summary.Events, summary.Files));
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(
            [
                ["sg-1", "a'b"],
                ["sg-2", null],
            ],
            TestCase.Rows(
                opened,
                "SELECT resourcename, json_extract_scalar(configuration, '$.GroupName') FROM config_items WHERE form NOT LIKE 'aws %' ORDER BY 1"
            )
        );
        Assert.Equal(1L, TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        var entry = Assert.Single(opened.Ledger(), e => e.Items > 0);
        Assert.Equal(("loaded", 3L, 0L), (entry.Status, entry.Items, entry.Records));
    }

    [Fact]
    public void A_state_that_the_case_holds_is_not_taken_again()
    {
        _folder.Write("in/groups.json", Groups);
        TestCase.Load(_folder["case"], _folder["in"]);
        _folder.Write("in/more.json", Groups.Replace("sg-2", "sg-3"));
        var again = TestCase.Load(_folder["case"], _folder["in"]);

        Assert.Equal((2L, 1L), (again.Items, again.FilesKnown));
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(3L, TestCase.Value(opened, "SELECT count(*) FROM config_items WHERE form NOT LIKE 'aws %'"));
        Assert.Equal(
            1L,
            Assert.Single(opened.Ledger(), e => e.File.EndsWith("more.json", StringComparison.Ordinal)).ItemDuplicates
        );
    }

    [Fact]
    public void A_case_without_states_has_an_empty_table()
    {
        _folder.Write("in/log.json", Logs.Wrap(Logs.Record(1)));
        TestCase.Load(_folder["case"], _folder["in"]);
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(0L, TestCase.Value(opened, "SELECT count(*) FROM config_items"));
    }

    [Fact]
    public void States_between_calls_are_kept_whatever_segment_they_fall_into()
    {
        _folder.Write("in/a.json", Logs.Wrap(Logs.Record(1), Logs.Record(2), Logs.Record(3)));
        _folder.Write("in/b.json", Groups);
        _folder.Write("in/c.json", Logs.Wrap(Logs.Record(4), Logs.Record(5)));
        var summary = TestCase.Load(_folder["case"], new LoadOptions { SegmentEvents = 1, Threads = 1 }, _folder["in"]);

        Assert.Equal((3L, 5L), (summary.Items, summary.Events));
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(3L, TestCase.Value(opened, "SELECT count(*) FROM config_items"));
    }

    [Fact]
    public void An_event_history_longer_than_the_readers_glance_is_read_whole()
    {
        var lines = Enumerable
            .Range(0, 20_000)
            .Select(i =>
                $"id-{i},2024-05-01T00:00:00Z,mara,GetObject,AKIAEXAMPLE,s3.amazonaws.com,us-east-1,198.51.100.7,true,,{new string('x', 60)}"
            );
        _folder.Write(
            "history.csv",
            "Event ID,Event time,User name,Event name,AWS access key,Event source,AWS region,Source IP address,Read-only,Error code,Request ID\n"
                + string.Join('\n', lines)
        );
        Assert.Equal(20_000, TestCase.Load(_folder["case"], _folder["history.csv"]).Records);
    }
}
