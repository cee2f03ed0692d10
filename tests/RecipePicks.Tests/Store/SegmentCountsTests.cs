using RecipePicks.Engines;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What was counted of segments when they were written adds up to what counting all events gives.</summary>
public sealed class SegmentCountsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_incident_in_several_segments_adds_up()
    {
        TestCase.Load(_folder["case"], new LoadOptions { SegmentEvents = 900 }, BundledIncident.Folder("AWSLogs"));

        Assert.InRange(AddsUp("case"), 100, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(RealLogsTests.Folders), MemberType = typeof(RealLogsTests))]
    public void Real_logs_add_up(string folder)
    {
        Assert.SkipWhen(RealLogsTests.Folder(folder) is null, RealLogsTests.Missing);
        TestCase.Load(_folder["case"], RealLogsTests.Folder(folder)!);
        AddsUp("case");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Odd_records_add_up(int seed)
    {
        var random = new RandomRecords(seed);
        _folder.Write(
            "odd.json",
            Logs.Wrap(
                Enumerable.Range(1, 700).Select(n => random.Write(random.Record(Logs.Id(n)), plainly: n % 2 == 0))
            )
        );
        TestCase.Load(_folder["case"], new LoadOptions { SegmentEvents = 200 }, _folder["odd.json"]);

        Assert.InRange(AddsUp("case"), 10, int.MaxValue);
    }

    [Fact]
    public void An_event_that_gave_way_to_a_copy_is_counted_once()
    {
        _folder.Write("logs/1.json", Logs.Wrap(Logs.Many(20)));
        _folder.Write("logs/2.json", Logs.Wrap(Logs.Many(20, from: 11).Select(r => r.Replace("\":", "\" : "))));
        TestCase.Load(_folder["case"], new LoadOptions { Threads = 1 }, _folder["logs"]);
        using var opened = Case.Open(_folder["case"]);

        Assert.NotEmpty(opened.Segments.SelectMany(s => s.Page.DeadRows));
        AddsUp("case");
        Assert.Equal(30, TestCase.Coverage(opened).Events);
    }

    [Fact]
    public void Cases_that_become_one_and_segments_that_become_one_add_up()
    {
        Load("one", 20);
        Load("other", 20, from: 11);
        Merging.Merge(_folder["one"], _folder["other"], progress: null, Stop);
        AddsUp("other");
        Pruning.Prune(_folder["other"], Stop);
        AddsUp("other");
        using var opened = Case.Open(_folder["other"]);

        Assert.Single(opened.Segments);
        Assert.Equal(30, TestCase.Coverage(opened).Events);
    }

    [Fact]
    public void Of_a_segment_that_was_not_counted_or_in_another_way_the_events_are_counted()
    {
        Load("case", 10);
        Load("case", 10, from: 11);
        File.Delete(Hours("000001"));
        using (var damaged = Case.Open(_folder["case"]))
        {
            Assert.Contains(
                "hours.parquet is missing",
                Assert.Throws<CaseException>(() => TestCase.Coverage(damaged)).Message
            );
        }

        var page = Path.Combine(_folder["case"], "segments", "000001", "segment.json");
        File.WriteAllText(page, File.ReadAllText(page).Replace(SegmentCounts.Definition, "earlier"));
        using var opened = Case.Open(_folder["case"]);

        Assert.Equal(20, TestCase.Coverage(opened).Events);
    }

    [Fact]
    public void Coverage_reads_no_event_for_what_was_counted()
    {
        Load("a", 10);
        Load("b", 25, from: 11);
        File.Copy(Hours("000001", of: "b"), Hours("000001", of: "a"), overwrite: true);
        using var opened = Case.Open(_folder["a"]);

        Assert.Equal(25, TestCase.Coverage(opened).Events);
    }

    [Fact]
    public void Coverage_cuts_off_no_rows_that_are_being_read()
    {
        Load("case", 10_000);
        using var opened = Case.Open(_folder["case"]);
        using var rows = opened.Sql("SELECT eventid FROM cloudtrail_logs", Stop);
        var read = rows.Read() ? 1 : 0;

        Assert.Equal(10_000, TestCase.Coverage(opened).Events);
        while (rows.Read())
        {
            read++;
        }

        Assert.Equal(10_000, read);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private void Load(string name, int events, int from = 1) =>
        TestCase.Load(_folder[name], _folder.Write($"{name}{from}.json", Logs.Wrap(Logs.Many(events, from: from))));

    private string Hours(string segment, string of = "case") =>
        Path.Combine(_folder[of], "segments", segment, "hours.parquet");

    private int AddsUp(string name)
    {
        using var opened = Case.Open(_folder[name]);
        var engine = (LocalEngine)opened.Engine;
        var rows = 0;
        Assert.All(opened.Segments.Where(s => s.HasEvents), s => Assert.Equal(SegmentCounts.Definition, s.Page.Counts));
        foreach (var counts in (SegmentCounts[])[SegmentCounts.Hours, SegmentCounts.Kinds])
        {
            var counted = Cells(engine.Counted(counts, Stop));
            Assert.Equal(Cells(engine.Query(counts.Query, new Dictionary<string, object?>(), Stop)), counted);
            rows += counted.Count;
        }

        return rows;
    }

    private static List<string> Cells(QueryRows rows) =>
        [
            .. rows
                .Rows.Select(r => string.Join('|', r.Cells.Select(c => c is null ? "NULL" : $"{c.GetType().Name} {c}")))
                .Order(StringComparer.Ordinal),
        ];
}
