using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Many small segments give the same case as one.</summary>
public sealed class SegmentTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public SegmentTests()
    {
        // Files that span several segments, archives too, with copies far apart and near, conflicts, noise and damage.
        _folder.Write("logs/1.json", Logs.Wrap(Logs.Many(350)));
        _folder.Write(
            "logs/2.zip",
            Logs.Zip(
                ("a.json", Logs.Utf8(Logs.Wrap(Logs.Many(250, from: 301)))),
                ("a.json", Logs.Utf8(Logs.Lines(Logs.Many(120, from: 540)))),
                ("note.txt", Logs.Utf8("words"))
            )
        );
        _folder.Write(
            "logs/3.json.gz",
            Logs.Gzip(Logs.Lines(Logs.Many(200, from: 1)) + "{\"broken\n" + Logs.Lines(Logs.Many(205, from: 660)))
        );
        _folder.Write("logs/4.json", Logs.Wrap(Logs.Many(40).Select(r => r.Replace("StopInstances", "Other"))));
        _folder.Write("logs/5.json", "{\"x\" : \n" + Logs.Lines(Logs.Many(300, from: 900)));
        _folder.Write("logs/6.json", Logs.Wrap(Logs.Many(350)));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(100, 2)]
    [InlineData(350, 1)]
    [InlineData(700, 2)]
    [InlineData(2048, 2)]
    public void The_sums_are_those_of_one_segment(int segmentEvents, int threads)
    {
        var one = Load("one", new LoadOptions { Threads = 1 });
        var options = new LoadOptions { SegmentEvents = segmentEvents, Threads = threads };
        if (segmentEvents == 1)
        {
            // A segment an event: a few files are enough.
            File.Delete(_folder["logs/1.json"]);
            File.Delete(_folder["logs/2.zip"]);
            File.Delete(_folder["logs/3.json.gz"]);
            File.Delete(_folder["logs/5.json"]);
            File.Delete(_folder["logs/6.json"]);
            one = Load("four", new LoadOptions { Threads = 1 });
        }

        var many = Load("many", options);
        Assert.Equal(one, many);
        var segments = Directory.GetDirectories(_folder["many/segments"]).Length;
        Assert.InRange(segments, one.Events / segmentEvents, (one.Events / segmentEvents) + 3);
        var again = TestCase.Load(_folder["many"], options, _folder["logs"]);
        Assert.Equal((0L, 0L, 0L), (again.Records, again.Rejected, (long)again.Skipped.Count));
    }

    [Fact]
    public void Every_event_is_found_and_named_once_over_all_segments()
    {
        TestCase.Load(_folder["case"], new LoadOptions { SegmentEvents = 100 }, _folder["logs"]);
        using var opened = Case.Open(_folder["case"]);
        var index = TestCase.Index(opened);
        for (var n = 1; n < 1200; n += 7)
        {
            var found = opened.Find(Logs.Id(n));
            var expected = n <= 40 ? 2 : 1;
            Assert.Equal(n is > 864 and < 900 ? 0 : expected, found.Count);
            Assert.Equal(found.Count, index.Describe($"i-{n:x17}").Sum(d => d.Events));
            Assert.Equal(found.Count, TestCase.Fetch(opened, $"i-{n:x17}", "eventid").Count);
            Assert.All(
                found,
                f =>
                    Assert.Equal(
                        CanonicalJson.Of(
                            n <= 40 && f.Json.Contains("Other")
                                ? Logs.Record(n).Replace("StopInstances", "Other")
                                : Logs.Record(n)
                        ),
                        CanonicalJson.Of(f.Json)
                    )
            );
        }
    }

    private (long, long Events, long, long, long, string, string) Load(string name, LoadOptions options)
    {
        var summary = TestCase.Load(_folder[name], options, _folder["logs"]);
        using var opened = Case.Open(_folder[name]);
        var ledger = opened.Ledger();
        var coverage = TestCase.Coverage(opened);
        Assert.Equal(summary.Events, TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        Assert.Equal(
            (summary.Records, summary.Events, summary.Duplicates, summary.Rejected, summary.ConflictingDuplicates),
            (coverage.Records, coverage.Events, coverage.Duplicates, coverage.Rejected, coverage.ConflictingDuplicates)
        );
        Assert.Equal((summary.Events, summary.Duplicates), (ledger.Sum(e => e.Events), ledger.Sum(e => e.Duplicates)));
        Assert.Equal(summary.Files, ledger.Count(e => e.Status == "loaded"));
        return (
            summary.Records,
            summary.Events,
            summary.Duplicates,
            summary.Rejected,
            summary.ConflictingDuplicates,
            string.Join(
                "\n",
                ledger
                    .OrderBy(e => e.File, StringComparer.Ordinal)
                    .Select(e => $"{e.File} {e.Status} {e.Reason} {e.Records} {e.Rejected} {e.Bytes} {e.Complete}")
            ),
            string.Join(
                "\n",
                TestCase
                    .Rows(opened, "SELECT eventid, eventname FROM cloudtrail_logs ORDER BY 1, 2")
                    .Select(r => $"{r[0]} {r[1]}")
            )
        );
    }
}
