using System.Text;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>A case that is damaged, newer, in use or half written.</summary>
public sealed class DamagedCaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public DamagedCaseTests()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(50)));
        TestCase.Load(_folder["case"], _folder["a.json"]);
    }

    private string Segment => _folder["case/segments/000001"];

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Files => ["segment.json", "events.ids", "identifiers-1-0.idx", "events.parquet"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_missing_or_empty_or_noise_is_told_with_its_name(string name)
    {
        var path = Directory.GetFiles(Segment, name.Replace("1-0", "*")).Single();
        foreach (var content in new[] { [], new byte[7], new byte[4096], Encoding.UTF8.GetBytes("null") })
        {
            File.WriteAllBytes(path, content);
            Assert.Contains(Path.GetFileName(path), Refusal().Message);
        }

        File.Delete(path);
        Assert.Contains(Path.GetFileName(path), Refusal().Message);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_cut_short_is_told(string name)
    {
        var path = Directory.GetFiles(Segment, name.Replace("1-0", "*")).Single();
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 1 + (whole.Length / 40))
        {
            File.WriteAllBytes(path, whole[..length]);
            Refusal();
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_with_a_wrong_byte_is_no_crash(string name)
    {
        var path = Directory.GetFiles(Segment, name.Replace("1-0", "*")).Single();
        var whole = File.ReadAllBytes(path);
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var damaged = (byte[])whole.Clone();
            damaged[i < 30 ? i % whole.Length : random.Next(whole.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, damaged);
            try
            {
                using var opened = Case.Open(_folder["case"]);
                opened.Find(Logs.Id(7));
                TestCase.Index(opened).Describe("user3");
                TestCase.Fetch(opened, "user3", "eventid");
                TestCase.Coverage(opened);
                TestCase.Locate(opened, Logs.Id(7));
            }
            catch (Exception e) when (e is CaseException or RecipePicks.Engines.EngineException) { }
        }
    }

    [Fact]
    public void A_case_of_a_newer_program_is_refused_and_not_written_to()
    {
        var page = Path.Combine(Segment, "segment.json");
        File.WriteAllText(page, File.ReadAllText(page).Replace("\"format\": 1", "\"format\": 99"));
        Assert.Contains("newer version", Assert.Throws<CaseException>(() => Case.Open(_folder["case"])).Message);
        _folder.Write("b.json", Logs.Record(99));
        Assert.Throws<CaseException>(() => TestCase.Load(_folder["case"], _folder["b.json"]));
        Assert.Single(Directory.GetDirectories(_folder["case/segments"]));
    }

    [Fact]
    public void A_folder_that_is_no_case_is_told_and_how_to_make_one() =>
        Assert.Contains("picks load", Assert.Throws<CaseException>(() => Case.Open(_folder["none"])).Message);

    [Fact]
    public void A_case_cannot_be_made_where_a_file_is() =>
        Assert.Contains(
            "a.json",
            Assert.Throws<CaseException>(() => TestCase.Load(_folder["a.json"], _folder["a.json"])).Message
        );

    [Fact]
    public void A_folder_that_is_no_segment_is_told()
    {
        Directory.CreateDirectory(_folder["case/segments/copy of 1"]);
        Refusal();
    }

    [Fact]
    public void A_load_that_is_running_keeps_a_second_one_out_and_readers_in()
    {
        var folder = new CaseFolder(_folder["case"]);
        using (folder.Lock())
        {
            Assert.Contains(
                "another load",
                Assert.Throws<CaseException>(() => TestCase.Load(_folder["case"], _folder["a.json"])).Message
            );
            using var opened = Case.Open(_folder["case"]);
            Assert.Single(opened.Find(Logs.Id(1)));
        }

        Assert.Equal(1, TestCase.Load(_folder["case"], _folder["a.json"]).FilesKnown);
    }

    [Fact]
    public void What_a_killed_load_left_behind_is_not_in_the_case_and_goes_with_the_next_load()
    {
        var left = Directory.CreateDirectory(_folder["case/segments/.unfinished-1"]).FullName;
        File.Copy(Path.Combine(Segment, "events.parquet"), Path.Combine(left, "events.parquet"));
        using (var opened = Case.Open(_folder["case"]))
        {
            Assert.Equal(50L, TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        }

        TestCase.Load(_folder["case"], _folder["a.json"]);
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public void A_case_without_events_can_be_asked()
    {
        _folder.Write("words.txt", "words");
        TestCase.Load(_folder["empty"], _folder["words.txt"]);
        using var opened = Case.Open(_folder["empty"]);
        Assert.Equal(0L, TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs"));
        Assert.Empty(opened.Find("x"));
        Assert.Empty(TestCase.Index(opened).Describe("x"));
        Assert.Contains(TestCase.Coverage(opened).Gaps, g => g.Kind == "no-events");
    }

    [Fact]
    public void A_load_that_is_stopped_leaves_the_case_whole_and_the_next_goes_on()
    {
        for (var i = 0; i < 40; i++)
        {
            _folder.Write($"logs/{i:d2}.json", Logs.Wrap(Logs.Many(100, from: 1000 + (100 * i))));
        }

        using var stop = new CancellationTokenSource();
        var options = new LoadOptions { SegmentEvents = 500, ReportEvery = TimeSpan.Zero };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Loading.Load([_folder["logs"]], _folder["case"], options, new StopAt(1500, stop), stop.Token)
        );
        Assert.Empty(Directory.GetDirectories(_folder["case/segments"], ".unfinished-*"));
        using (var opened = Case.Open(_folder["case"]))
        {
            var events = (long)TestCase.Value(opened, "SELECT count(*) FROM cloudtrail_logs")!;
            Assert.InRange(events, 550, 4049);
            Assert.Equal(events, opened.Ledger().Sum(e => e.Events));
        }

        TestCase.Load(_folder["case"], options, _folder["logs"]);
        using var whole = Case.Open(_folder["case"]);
        Assert.Equal(4050L, TestCase.Value(whole, "SELECT count(DISTINCT eventid) FROM cloudtrail_logs"));
        Assert.Equal(
            (4050L, 4050L, 0L),
            (
                whole.Ledger().Sum(e => e.Events),
                whole.Ledger().Sum(e => e.Records),
                whole.Ledger().Sum(e => e.Duplicates)
            )
        );
    }

    private CaseException Refusal() =>
        Assert.Throws<CaseException>(() =>
        {
            using var opened = Case.Open(_folder["case"]);
            TestCase.Index(opened).Describe("user3");
        });
}
