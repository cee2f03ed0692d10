using System.Security.Cryptography;
using System.Text.Json.Nodes;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Loading again, loading more, and events that come twice.</summary>
public sealed class ReloadTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Loading_again_adds_nothing_wherever_the_files_lie_now()
    {
        _folder.Write("logs/a.json", Logs.Wrap(Logs.Many(5)));
        _folder.Write("logs/b.json.gz", Logs.Gzip(Logs.Wrap(Logs.Many(5, from: 6))));
        _folder.Write("logs/c.zip", Logs.Zip(("x.json", Logs.Utf8(Logs.Wrap(Logs.Many(5, from: 11))))));
        _folder.Write("logs/LICENSE", "words");
        _folder.Write("logs/broken.json", "{\"Records\":[");
        Assert.Equal(15, TestCase.Load(_folder["case"], _folder["logs"]).Events);
        var ledger = Ledger();
        var again = TestCase.Load(_folder["case"], _folder["logs"]);
        Assert.Equal((0L, 0L, 5L), (again.Records, again.Events, again.FilesKnown));
        Directory.Move(_folder["logs"], _folder["moved"]);
        Assert.Equal(5, TestCase.Load(_folder["case"], _folder["moved"]).FilesKnown);
        Assert.Equal(ledger, Ledger());
        Assert.Single(Directory.GetDirectories(_folder["case/segments"]));
    }

    [Fact]
    public void Loading_a_folder_that_overlaps_adds_what_is_new()
    {
        _folder.Write("logs/a.json", Logs.Wrap(Logs.Many(5)));
        TestCase.Load(_folder["case"], _folder["logs"]);
        _folder.Write("logs/b.json", Logs.Wrap(Logs.Many(5, from: 4)));
        var more = TestCase.Load(_folder["case"], _folder["logs"]);
        Assert.Equal((5L, 3L, 2L, 1L), (more.Records, more.Events, more.Duplicates, more.FilesKnown));
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(8L, TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        Assert.Equal(8L, TestCase.Value(opened, "SELECT count(DISTINCT eventid) FROM cloudtrail_logs"));
        Assert.Equal("logs/a.json", Assert.Single(opened.Find(Logs.Id(5))).Where.File);
    }

    [Fact]
    public void The_same_event_in_two_shapes_is_one_and_says_where_it_came_from_first()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(3)));
        _folder.Write(
            "b.json",
            Logs.Lines(Logs.Many(3).Reverse().Select(r => $"{{\"CloudTrailEvent\":{Logs.Quote(r)}}}"))
        );
        _folder.Write("c.json", JsonNode.Parse(Logs.Wrap(Logs.Many(3)))!.ToJsonString(new() { WriteIndented = true }));
        var summary = TestCase.Load(_folder["case"], _folder["*.json"]);
        Assert.Equal(
            (9L, 3L, 6L, 0L),
            (summary.Records, summary.Events, summary.Duplicates, summary.ConflictingDuplicates)
        );
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal("a.json", Assert.Single(opened.Find(Logs.Id(2))).Where.File);
        Assert.Equal(new EvidenceRef(Logs.Id(2), "a.json", 2), TestCase.Locate(opened, Logs.Id(2)));
    }

    [Fact]
    public void The_same_eventID_with_other_content_stays_two_events_and_is_told()
    {
        var other = Logs.Record(2).Replace("StopInstances", "StartInstances");
        _folder.Write("a.json", Logs.Wrap(Logs.Many(3)));
        _folder.Write("b.json", Logs.Wrap(other));
        var summary = TestCase.Load(_folder["case"], _folder["*.json"]);
        Assert.Equal((4L, 0L, 1L), (summary.Events, summary.Duplicates, summary.ConflictingDuplicates));
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(["a.json", "b.json"], opened.Find(Logs.Id(2)).Select(f => f.Where.File));
        Assert.Equal(
            ["a.json", "b.json"],
            opened.Engine.Locate([Logs.Id(2)], CancellationToken.None)[Logs.Id(2)].Select(e => e.File)
        );
        Assert.Equal(1, TestCase.Coverage(opened).ConflictingDuplicates);
        Assert.Contains("StartInstances", opened.Find(Logs.Id(2))[1].Json);
    }

    [Theory]
    [InlineData("ABC")]
    [InlineData("A B C")]
    [InlineData("AB C")]
    [InlineData("A BC")]
    [InlineData("A A BA CB")]
    public void Three_contents_of_one_eventID_are_two_conflicts_however_they_are_loaded(string order)
    {
        var loads = order.Split(' ');
        for (var i = 0; i < loads.Length; i++)
        {
            _folder.Write(
                $"{i}.json",
                Logs.Wrap(loads[i].Select(c => Logs.Record(1).Replace("StopInstances", $"{c}")))
            );
            TestCase.Load(_folder["case"], _folder[$"{i}.json"]);
        }

        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(3, opened.Find(Logs.Id(1)).Count);
        Assert.Equal(2, TestCase.Coverage(opened).ConflictingDuplicates);
    }

    [Fact]
    public void Of_two_copies_the_one_in_the_earlier_file_stays_whichever_thread_is_first()
    {
        // The first file is slow to read (it comes in small gzip members) and the second is quick.
        byte[] slow =
        [
            .. Enumerable.Range(0, 300).SelectMany(i => Logs.Gzip(Logs.Lines(Logs.Many(10, from: 1 + (10 * i))))),
        ];
        _folder.Write("1_20240301T0000Z_slow.json.gz", slow);
        _folder.Write("2_20240301T0005Z_quick.json", Logs.Lines(Logs.Many(3000, from: 501)));
        for (var i = 0; i < 10; i++)
        {
            var summary = TestCase.Load(_folder[$"case{i}"], new LoadOptions { Threads = 2 }, _folder["*.json*"]);
            Assert.Equal((6000L, 3500L, 2500L), (summary.Records, summary.Events, summary.Duplicates));
            using var opened = Case.Open(_folder[$"case{i}"]);
            var rows = TestCase.Rows(
                opened,
                "SELECT picks_file, count(*), min(picks_record) FROM cloudtrail_logs GROUP BY 1 ORDER BY 1"
            );
            Assert.Equal(["1_20240301T0000Z_slow.json.gz", 3000L, 1L], rows[0]);
            Assert.Equal(["2_20240301T0005Z_quick.json", 500L, 2501L], rows[1]);
            Assert.Equal([3000L, 500L], opened.Ledger().Select(e => e.Events));
            var index = TestCase.Index(opened);
            Assert.Equal(1, index.Describe($"i-{700:x17}").Sum(n => n.Events));
            Assert.Equal(
                "1_20240301T0000Z_slow.json.gz",
                Assert.Single(TestCase.Fetch(opened, $"i-{700:x17}", "picks_file"))
            );
        }
    }

    [Fact]
    public void The_ledger_says_of_every_file_what_came_of_it()
    {
        var before = DateTime.UtcNow;
        var good = Logs.Gzip(Logs.Wrap(Logs.Many(5)));
        _folder.Write("logs/a.json.gz", good);
        _folder.Write("logs/b.json", Logs.Wrap(Logs.Record(1), "{\"bad\"}", Logs.Record(6)));
        _folder.Write("logs/c.txt", "words");
        _folder.Write("logs/d.json.gz", good[..30]);
        TestCase.Load(_folder["case"], _folder["logs"]);
        using var opened = Case.Open(_folder["case"]);
        var ledger = opened.Ledger();
        Assert.Equal(["logs/a.json.gz", "logs/b.json", "logs/c.txt", "logs/d.json.gz"], ledger.Select(e => e.File));
        Assert.Equal(["loaded", "loaded", "skipped", "rejected"], ledger.Select(e => e.Status));
        Assert.Equal([5L, 2L, 0L, 0L], ledger.Select(e => e.Records));
        Assert.Equal([5L, 1L, 0L, 0L], ledger.Select(e => e.Events));
        Assert.Equal([0L, 1L, 0L, 0L], ledger.Select(e => e.Duplicates));
        Assert.Equal([0L, 1L, 0L, 1L], ledger.Select(e => e.Rejected));
        Assert.Equal([true, true, false, false], ledger.Select(e => e.Reason is null));
        foreach (var entry in ledger)
        {
            var content = File.ReadAllBytes(_folder[entry.File]);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), entry.Sha256);
            Assert.Equal(content.Length, entry.Bytes);
            Assert.Equal(Product.Version, entry.Version);
            Assert.Equal(DateTimeKind.Utc, entry.LoadedAt.Kind);
            Assert.InRange(entry.LoadedAt, before.AddSeconds(-1), DateTime.UtcNow.AddSeconds(1));
        }

        var reject = Assert.Single(ledger[1].Rejects);
        Assert.Equal(("logs/b.json", 2L), (reject.File, reject.Record));
        Assert.Equal(Logs.Wrap(Logs.Record(1)).Length - 1, reject.Offset);
    }

    [Fact]
    public void Two_files_of_the_same_content_are_one_in_events_and_two_in_the_ledger()
    {
        _folder.Write("logs/a.json", Logs.Wrap(Logs.Many(5)));
        _folder.Write("logs/b.json", Logs.Wrap(Logs.Many(5)));
        var summary = TestCase.Load(_folder["case"], _folder["logs"]);
        Assert.Equal((2L, 10L, 5L, 5L), (summary.Files, summary.Records, summary.Events, summary.Duplicates));
    }

    [Fact]
    public void A_case_among_its_logs_does_not_load_itself()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(5)));
        TestCase.Load(_folder["case"], _folder.Path);
        var again = TestCase.Load(_folder["case"], _folder.Path);
        Assert.Equal((1L, 0L), (again.FilesKnown, (long)again.Skipped.Count));
    }

    private List<(string, string, long, long, DateTime)> Ledger()
    {
        using var opened = Case.Open(_folder["case"]);
        return [.. opened.Ledger().Select(e => (e.File, e.Status, e.Records, e.Rejected, e.LoadedAt))];
    }
}
