using System.Diagnostics;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>A case on which two programs work at once, and one that is killed at it.</summary>
public sealed class TwoProgramsTests : IDisposable
{
    private const int Kills = 12;
    private readonly TempFolder _folder = new();

    public TwoProgramsTests()
    {
        for (var i = 0; i < 20; i++)
        {
            _folder.Write($"a/{i:d2}.json", Logs.Wrap(Logs.Many(60, from: 1 + (50 * i))));
            _folder.Write($"b/{i:d2}.json", Logs.Wrap(Logs.Many(60, from: 801 + (50 * i))));
        }

        // One file that spans segments.
        _folder.Write("b/long.json", Logs.Lines(Logs.Many(400, from: 3001)));
        var options = new LoadOptions { SegmentEvents = 100, Threads = 1 };
        TestCase.Load(_folder["one"], options, _folder["a"]);
        TestCase.Load(_folder["two"], options, _folder["b"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_reader_answers_the_same_while_others_merge_and_prune()
    {
        using var reader = OtherProgram.Start("read", _folder["one"]);
        var first = reader.StandardOutput.ReadLine();
        Assert.StartsWith("1010 1010 ", first);

        OtherProgram.Run(null, "prune", _folder["one"]);
        Assert.Equal(first, Ask(reader));
        OtherProgram.Run(null, "merge", _folder["two"], _folder["one"]);
        Assert.Equal(first, Ask(reader));
        OtherProgram.Run(null, "prune", _folder["one"]);
        Assert.Equal(first, Ask(reader));
        OtherProgram.Run(null, _folder["b"], _folder["one"], "100");
        Assert.Equal(first, Ask(reader));

        // Who opens it now sees what was added.
        using (var newer = Case.Open(_folder["one"]))
        {
            Assert.Equal(2210L, TestCase.Value(newer, "SELECT count(*) FROM cloudtrail_logs"));
        }

        Assert.True(Directory.GetDirectories(_folder["one/segments"]).Length > 1);
        reader.StandardInput.Close();
        reader.WaitForExit();
        Pruning.Prune(_folder["one"], CancellationToken.None);
        Assert.Single(Directory.GetDirectories(_folder["one/segments"]));
    }

    [Fact]
    public void A_reader_that_is_killed_holds_nothing()
    {
        using var reader = OtherProgram.Start("read", _folder["one"]);
        reader.StandardOutput.ReadLine();
        reader.Kill();
        reader.WaitForExit();
        Assert.Equal(0, Pruning.Prune(_folder["one"], CancellationToken.None).InUse);
        Assert.Single(Directory.GetDirectories(_folder["one/segments"]));
    }

    [Fact]
    public async Task Readers_that_come_and_go_while_segments_are_put_together_see_every_event_once()
    {
        using var stop = new CancellationTokenSource();
        var opened = 0;
        var readers = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    using var read = Case.Open(_folder["one"]);
                    Assert.Equal(1010L, TestCase.Value(read, "SELECT count(*) FROM cloudtrail_logs"));
                    Interlocked.Increment(ref opened);
                }
            },
            TestContext.Current.CancellationToken
        );
        for (var most = 200; most <= 1600; most += 200)
        {
            var seen = Volatile.Read(ref opened);
            Pruning.Prune(_folder["one"], most, CancellationToken.None);
            SpinWait.SpinUntil(() => Volatile.Read(ref opened) > seen || readers.IsCompleted, TimeSpan.FromMinutes(1));
        }

        await stop.CancelAsync();
        await readers;
        Pruning.Prune(_folder["one"], CancellationToken.None);
        Assert.Single(Directory.GetDirectories(_folder["one/segments"]));
    }

    [Fact]
    public void Merges_and_prunes_killed_anywhere_leave_the_case_whole_and_go_on()
    {
        Copy("one", "expected");
        var clock = Stopwatch.StartNew();
        OtherProgram.Run(null, "merge", _folder["two"], _folder["expected"]);
        var full = (int)clock.ElapsedMilliseconds;
        var expected = CaseState.Of(_folder["expected"], "user3", Logs.Id(900));
        var before = CaseState.Of(_folder["one"], "user3", Logs.Id(900));
        var killed = 0;
        for (var i = 0; i < Kills; i++)
        {
            var random = new Random(5 + i);
            var name = $"case{i}";
            Copy("one", name);
            Kill("merge", _folder["two"], _folder[name]);
            Verify(name);
            Merging.Merge(_folder["two"], _folder[name], null, CancellationToken.None);
            Assert.Equal(expected, CaseState.Of(_folder[name], "user3", Logs.Id(900)));

            Kill("prune", _folder[name]);
            Assert.Equal(expected, CaseState.Of(_folder[name], "user3", Logs.Id(900)));
            Pruning.Prune(_folder[name], CancellationToken.None);
            Assert.Equal(expected, CaseState.Of(_folder[name], "user3", Logs.Id(900)));
            Assert.Single(Directory.GetFileSystemEntries(_folder[$"{name}/segments"]));
            Directory.Delete(_folder[name], recursive: true);

            // How long a run takes changes with what else the machine does: one that was over before its end came too late.
            void Kill(params string[] arguments)
            {
                if (OtherProgram.Run(() => Thread.Sleep(random.Next(full / 4, full + 1)), arguments))
                {
                    killed++;
                }
                else
                {
                    full = full * 3 / 4;
                }
            }
        }

        Assert.NotEqual(expected, before);
        Assert.InRange(killed, Kills / 3, 2 * Kills);
    }

    private void Verify(string name)
    {
        Assert.Empty(CaseInfo.Verify(_folder[name], CancellationToken.None));
        using var opened = Case.Open(_folder[name]);
        Assert.Equal(
            TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"),
            TestCase.Value(opened, "SELECT count(DISTINCT eventid) FROM cloudtrail_logs")
        );
    }

    private static string? Ask(Process reader)
    {
        reader.StandardInput.WriteLine("again");
        return reader.StandardOutput.ReadLine();
    }

    private void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(_folder[from], "*", SearchOption.AllDirectories))
        {
            _folder.Write(Path.Combine(to, Path.GetRelativePath(_folder[from], file)), File.ReadAllBytes(file));
        }
    }
}
