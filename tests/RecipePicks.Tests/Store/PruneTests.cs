using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What a case does not need is freed, and no answer changes.</summary>
public sealed class PruneTests : IDisposable
{
    private static readonly string[] s_names =
    [
        "user3",
        "198.51.100.7",
        .. Enumerable.Range(1, 60).Select(n => $"i-{n * 11:x17}"),
        .. Enumerable.Range(1, 60).Select(n => Logs.Id(n * 11)),
    ];

    private readonly TempFolder _folder = new();

    public PruneTests()
    {
        for (var i = 0; i < 6; i++)
        {
            _folder.Write($"logs/{i}.json", Logs.Wrap(Logs.Many(110, from: 1 + (100 * i))));
        }

        _folder.Write("logs/6.json", Logs.Wrap(Logs.Many(30).Select(r => r.Replace("StopInstances", "Other"))));
        TestCase.Load(_folder["case"], new LoadOptions { SegmentEvents = 100 }, _folder["logs"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Small_segments_become_one_that_says_the_same()
    {
        var before = CaseState.Of(_folder["case"], s_names);
        var plan = Pruning.Plan(_folder["case"]);
        Assert.InRange(plan.SegmentsBefore, 6, 12);
        Assert.Equal(1, plan.SegmentsAfter);
        Assert.Equal(before, CaseState.Of(_folder["case"], s_names));
        Assert.Equal(plan.SegmentsBefore, Names().Count);

        var pruned = Pruning.Prune(_folder["case"], CancellationToken.None);

        Assert.Equal(plan with { WrittenBytes = pruned.WrittenBytes }, pruned);
        Assert.Equal([$"000001-{plan.SegmentsBefore:d6}"], Names());
        Assert.True(pruned.WrittenBytes < plan.RewrittenBytes);
        Assert.Equal(before, CaseState.Of(_folder["case"], s_names));
        var again = Pruning.Prune(_folder["case"], CancellationToken.None);
        Assert.Equal((1, 1, 0L), (again.SegmentsBefore, again.SegmentsAfter, again.RewrittenBytes));
    }

    [Fact]
    public void Segments_keep_to_their_size_and_a_second_prune_does_nothing()
    {
        var before = CaseState.Of(_folder["case"], s_names);
        Pruning.Prune(_folder["case"], 250, CancellationToken.None);
        var names = Names();
        Assert.InRange(names.Count, 3, 5);
        using (var opened = Case.Open(_folder["case"]))
        {
            Assert.All(opened.Segments, s => Assert.InRange(s.Page.Events, 1, 250));
        }

        Pruning.Prune(_folder["case"], 250, CancellationToken.None);
        Assert.Equal(names, Names());
        Pruning.Prune(_folder["case"], CancellationToken.None);
        Assert.Single(Names());
        Assert.Equal(before, CaseState.Of(_folder["case"], s_names));
    }

    [Fact]
    public void Loading_goes_on_after_a_prune()
    {
        Pruning.Prune(_folder["case"], CancellationToken.None);
        var again = TestCase.Load(_folder["case"], _folder["logs"]);
        Assert.Equal((7L, 0L, 0L), (again.FilesKnown, again.Records, again.Events));
        _folder.Write("more.json", Logs.Wrap(Logs.Many(20, from: 605)));
        var more = TestCase.Load(_folder["case"], _folder["more.json"]);
        Assert.Equal((14L, 6L), (more.Events, more.Duplicates));
        Assert.Equal(2, Names().Count);
    }

    [Fact]
    public void Rows_that_gave_way_are_named_no_more()
    {
        // What is loaded first is slow to read, so that its copies are there before.
        byte[] slow =
        [
            .. Enumerable.Range(0, 300).SelectMany(i => Logs.Gzip(Logs.Lines(Logs.Many(10, from: 1 + (10 * i))))),
        ];
        _folder.Write("2/1_20240301T0000Z_slow.json.gz", slow);
        _folder.Write("2/2_20240301T0005Z_quick.json", Logs.Lines(Logs.Many(3000)));
        for (var tries = 0; tries < 10; tries++)
        {
            var name = $"dead{tries}";
            TestCase.Load(_folder[name], new LoadOptions { Threads = 2 }, _folder["2"]);
            var dead = Pruning.Plan(_folder[name]).DeadRows;
            var before = CaseState.Of(_folder[name], s_names);
            Pruning.Prune(_folder[name], CancellationToken.None);
            Assert.Equal(before, CaseState.Of(_folder[name], s_names));
            using var opened = Case.Open(_folder[name]);
            Assert.Equal(dead > 0, opened.Segments[0].Name.IsRange);
            Assert.True(dead == 0 || opened.Segments[0].Page.DeadRows.Count == 0);
        }
    }

    [Fact]
    public void What_was_left_behind_goes_and_a_dry_run_leaves_it()
    {
        Pruning.Prune(_folder["case"], CancellationToken.None);
        _folder.Write("case/segments/.unfinished-1/events.parquet", new byte[1000]);
        _folder.Write("case/temp/duckdb_temp_block-1.block", new byte[50]);
        _folder.Write("case/temp-4711/duckdb_temp_block-1.block", new byte[50]);
        var abandoned = _folder.Write("case/story.json.4711.tmp", new byte[10]);
        File.SetLastWriteTimeUtc(abandoned, DateTime.UtcNow.AddDays(-1));
        var young = _folder.Write("case/story.json.4712.tmp", new byte[10]);

        var plan = Pruning.Plan(_folder["case"]);
        Assert.Equal((4, 1110L), (plan.Left, plan.LeftBytes));
        Assert.True(File.Exists(abandoned));
        using (new CaseFolder(_folder["case"]).Lock())
        {
            // Who is at work comes back to it.
            Assert.Equal((0, 0L), (Pruning.Plan(_folder["case"]).Left, Pruning.Plan(_folder["case"]).LeftBytes));
        }

        using (Case.Open(_folder["case"]))
        {
            var some = Pruning.Prune(_folder["case"], CancellationToken.None);
            Assert.Equal((2, 1010L), (some.Left, some.LeftBytes));
        }

        Assert.Equal(2, Pruning.Prune(_folder["case"], CancellationToken.None).Left);
        Assert.False(Directory.Exists(_folder["case/segments/.unfinished-1"]));
        Assert.Empty(Directory.GetDirectories(_folder["case"], "temp*"));
        Assert.False(File.Exists(abandoned));
        Assert.True(File.Exists(young));
        Assert.Equal(0, Pruning.Plan(_folder["case"]).Left);
    }

    [Fact]
    public void What_has_no_index_stays_apart()
    {
        var unindexed = new LoadOptions { Index = false, SegmentEvents = 10 };
        TestCase.Load(_folder["case"], unindexed, _folder.Write("more.json", Logs.Wrap(Logs.Many(30, from: 700))));
        var before = CaseState.Of(_folder["case"], s_names);
        Pruning.Prune(_folder["case"], CancellationToken.None);
        Assert.Equal(2, Names().Count);
        Assert.Equal(before, CaseState.Of(_folder["case"], s_names));
    }

    [Fact]
    public void A_damaged_case_stays_as_it_is()
    {
        var file = _folder["case/segments/000003/events.parquet"];
        var content = File.ReadAllBytes(file);
        content[content.Length / 2] ^= 0x55;
        File.WriteAllBytes(file, content);
        var names = Names();
        Assert.Contains(
            "events.parquet",
            Assert.Throws<CaseException>(() => Pruning.Prune(_folder["case"], CancellationToken.None)).Message
        );
        Assert.Equal(names, Names());
    }

    [Fact]
    public void An_open_case_answers_on_and_its_segments_stay_until_it_is_closed()
    {
        var old = Names();
        using (var opened = Case.Open(_folder["case"]))
        {
            var stamp = Case.Stamp(_folder["case"]);
            Assert.Equal(old.Count, Pruning.Prune(_folder["case"], CancellationToken.None).InUse);
            Assert.NotEqual(stamp, Case.Stamp(_folder["case"]));
            Assert.Equal(
                640L,
                TestCase.Value(opened, "SELECT count(DISTINCT concat(eventid, eventname)) FROM cloudtrail_logs")
            );
            Assert.Single(opened.Find(Logs.Id(500)));
            Assert.Equal(old.Count + 1, Names().Count);
            using var newer = Case.Open(_folder["case"]);
            Assert.Single(newer.Segments);
            Assert.Equal(640L, TestCase.Value(newer, "SELECT count(*) FROM cloudtrail_logs"));
        }

        TestCase.Load(_folder["case"], _folder["logs"]);
        Assert.Single(Names());
    }

    private List<string> Names() =>
        [
            .. Directory
                .GetFileSystemEntries(_folder["case/segments"])
                .Select(f => Path.GetFileName(f))
                .Order(StringComparer.Ordinal),
        ];
}
