using System.Diagnostics;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Loads that are killed, each followed by one that goes on.</summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 100;
    private const int Events = 3000;
    private const int SegmentEvents = 250;
    private readonly TempFolder _folder = new();

    public KillTests()
    {
        // 60 files of 50 events and copies of 10 of the file before, one archive over several segments, one broken file.
        for (var i = 0; i < 48; i++)
        {
            var records = Logs.Many(50, from: 1 + (50 * i)).Concat(i == 0 ? [] : Logs.Many(10, from: (50 * i) - 20));
            _folder.Write($"logs/{i:d2}.json.gz", Logs.Gzip(Logs.Wrap(records)));
        }

        _folder.Write(
            "logs/48.zip",
            Logs.Zip(
                Enumerable
                    .Range(48, 6)
                    .Select(i => ($"{i}.json", Logs.Utf8(Logs.Wrap(Logs.Many(50, from: 1 + (50 * i))))))
            )
        );
        _folder.Write(
            "logs/54.json",
            Logs.Lines(Logs.Many(150, from: 2701)) + "{\"broken\n" + Logs.Lines(Logs.Many(150, from: 2851))
        );
        _folder.Write("logs/README", "words");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_hundred_loads_killed_anywhere_and_resumed_give_every_event_once()
    {
        Run("whole", kill: null);
        var clock = Stopwatch.StartNew();
        Run("again", kill: null);
        var full = clock.ElapsedMilliseconds;
        var expected = State("whole");
        Assert.Equal(Events, expected.Ids.Count);
        var (killed, between) = (0, 0);
        var two = new ParallelOptions { MaxDegreeOfParallelism = 2 };
        Parallel.For(
            0,
            Kills,
            two,
            i =>
            {
                // Every other kill comes at a time, the rest soon after a certain segment is there.
                var random = new Random(11 + i);
                var name = $"case{i}";
                var (segment, wait) =
                    i % 2 == 0 ? (0, 50 + random.Next((int)full)) : (random.Next(12), random.Next(30));
                Interlocked.Add(ref killed, Run(name, () => WaitFor(name, segment, wait)) ? 1 : 0);
                Interlocked.Add(ref between, Segments(name) is > 0 and < Events / SegmentEvents ? 1 : 0);
                TestCase.Load(_folder[name], _folder["logs"]);
                var state = State(name);
                Assert.Equal(expected.Ids, state.Ids);
                Assert.Equal(expected.Sums, state.Sums);
                Assert.Equal(expected.Files, state.Files);
                Assert.Empty(Directory.GetDirectories(_folder[$"{name}/segments"], ".*"));
                Directory.Delete(_folder[name], recursive: true);
            }
        );

        Assert.InRange(killed, Kills / 2, Kills);
        Assert.True(between > Kills / 10, $"{killed} loads were killed, only {between} of them between segments");
    }

    private void WaitFor(string name, int segment, int milliseconds)
    {
        var clock = Stopwatch.StartNew();
        while (Segments(name) < segment && clock.Elapsed < TimeSpan.FromSeconds(30))
        {
            Thread.Sleep(1);
        }

        Thread.Sleep(milliseconds);
    }

    private int Segments(string name) =>
        Directory.Exists(_folder[$"{name}/segments"])
            ? Directory.GetDirectories(_folder[$"{name}/segments"], "0*").Length
            : 0;

    /// <summary>Runs a load in a program of its own.</summary>
    /// <returns>Whether it was killed before its end.</returns>
    private bool Run(string name, Action? kill) =>
        OtherProgram.Run(kill, _folder["logs"], _folder[name], $"{SegmentEvents}");

    private (List<string> Ids, (long, long, long, long) Sums, string Files) State(string name)
    {
        using var opened = Case.Open(_folder[name]);
        var ledger = opened.Ledger();
        Assert.Equal(ledger.Sum(e => e.Events), TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        return (
            [.. TestCase.Rows(opened, "SELECT eventid FROM cloudtrail_logs ORDER BY 1").Select(r => (string)r[0]!)],
            (
                ledger.Sum(e => e.Records),
                ledger.Sum(e => e.Events),
                ledger.Sum(e => e.Duplicates),
                ledger.Sum(e => e.Rejected)
            ),
            string.Join(
                "\n",
                ledger
                    .OrderBy(e => e.File, StringComparer.Ordinal)
                    .Select(e => $"{e.File} {e.Sha256} {e.Status} {e.Records} {e.Rejected}")
            )
        );
    }
}
