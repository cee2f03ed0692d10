using RecipePicks.Sources;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>A case taken into another is what loading the logs of both would have given.</summary>
public sealed class MergeTests : IDisposable
{
    private static readonly string[] s_names =
    [
        "user3",
        "AKIAEXAMPLEKEY01",
        .. Enumerable.Range(1, 12).Select(n => $"i-{n * 7:x17}"),
        .. Enumerable.Range(1, 40).Select(n => Logs.Id(n * 3)),
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Files of records that are drawn from a few, so that most come twice: within a file, within a case and in both; now and
    /// then with other content, with other white space, broken, or as an archive.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void It_answers_as_the_logs_of_both_would(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 12; i++)
        {
            WriteLog(random, i < 6 ? "a" : "b", i);
        }

        File.Copy(Directory.GetFiles(_folder["a"])[0], _folder["b/zz-the-same.log"]);
        var options = new LoadOptions { SegmentEvents = random.Next(20, 120), Threads = 1 };
        TestCase.Load(_folder["one"], options, _folder["a"]);
        TestCase.Load(_folder["two"], options, _folder["b"]);
        TestCase.Load(_folder["both"], options, _folder["a"]);
        TestCase.Load(_folder["both"], options, _folder["b"]);
        var (one, two) = (Bytes("one"), Bytes("two"));

        Merge("one", "merged");
        Merge("two", "merged");

        var expected = CaseState.Of(_folder["both"], s_names);
        Assert.Equal(expected, CaseState.Of(_folder["merged"], s_names));
        Assert.Equal((one, two), (Bytes("one"), Bytes("two")));

        // Nothing is new to it now: neither the cases nor the logs that they were made from.
        var twice = Merge("two", "merged");
        Assert.Equal((0L, 0L, 0L, 0L), (twice.Files, twice.Events, twice.Items, twice.ConflictingDuplicates));
        var again = TestCase.Load(_folder["merged"], _folder["a"], _folder["b"]);
        Assert.Equal((0L, 0L, 0L), (again.Records, again.Events, again.Rejected));
        Assert.Equal(expected, CaseState.Of(_folder["merged"], s_names));

        Pruning.Prune(_folder["merged"], CancellationToken.None);
        Assert.Equal(expected, CaseState.Of(_folder["merged"], s_names));
    }

    [Fact]
    public void Two_halves_of_an_incident_are_investigated_as_the_whole()
    {
        const string Lead = "AKIAMKTP7DRBKEXAMPLE";
        var files = Directory
            .GetFiles(BundledIncident.Folder("AWSLogs"), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < files.Count; i++)
        {
            // Every tenth file is in both halves.
            var name = Path.GetRelativePath(BundledIncident.Root, files[i]);
            foreach (var half in i % 10 == 0 ? new[] { "a", "b" } : [i % 2 == 0 ? "a" : "b"])
            {
                _folder.Write($"{half}/{name}", File.ReadAllBytes(files[i]));
            }
        }

        var options = new LoadOptions { SegmentEvents = 600 };
        TestCase.Load(_folder["one"], options, _folder["a"]);
        TestCase.Load(_folder["two"], options, _folder["b"]);
        TestCase.Load(_folder["both"], options, _folder["a"]);
        TestCase.Load(_folder["both"], options, _folder["b"]);

        Merge("one", "merged");
        Merge("two", "merged");

        var expected = CaseState.Investigate(_folder["both"], Lead);
        Assert.Contains("ci-publisher", expected);
        Assert.Equal(expected, CaseState.Investigate(_folder["merged"], Lead));
        Pruning.Prune(_folder["merged"], CancellationToken.None);
        Assert.Single(Directory.GetDirectories(_folder["merged/segments"]));
        Assert.Equal(expected, CaseState.Investigate(_folder["merged"], Lead));
    }

    [Fact]
    public void The_same_eventID_with_other_content_stays_two_events_and_is_told()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(3)));
        _folder.Write("b.json", Logs.Wrap(Logs.Record(2).Replace("StopInstances", "StartInstances"), Logs.Record(3)));
        TestCase.Load(_folder["one"], _folder["a.json"]);
        TestCase.Load(_folder["two"], _folder["b.json"]);

        var summary = Merge("two", "one");

        Assert.Equal((1L, 1L, 1L), (summary.Events, summary.Duplicates, summary.ConflictingDuplicates));
        using var opened = Case.Open(_folder["one"]);
        Assert.Equal(["a.json", "b.json"], opened.Find(Logs.Id(2)).Select(f => f.Where.File));
        Assert.Equal(1, TestCase.Coverage(opened).ConflictingDuplicates);
        Assert.Equal(
            (2L, 1L, 1L),
            opened.Ledger().Where(e => e.File == "b.json").Select(e => (e.Records, e.Events, e.Duplicates)).Single()
        );
    }

    [Fact]
    public void A_file_that_one_case_holds_in_part_is_not_counted_twice()
    {
        _folder.Write("logs/a.json", Logs.Lines(Logs.Many(300)));
        using var stop = new CancellationTokenSource();
        var options = new LoadOptions
        {
            SegmentEvents = 100,
            Threads = 1,
            ReportEvery = TimeSpan.Zero,
        };
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Loading.Load([_folder["logs"]], _folder["part"], options, new StopAt(150, stop), stop.Token)
        );
        TestCase.Load(_folder["whole"], options, _folder["logs"]);

        Merge("whole", "part");

        Assert.Equal(CaseState.Of(_folder["whole"], s_names), CaseState.Of(_folder["part"], s_names));
    }

    [Fact]
    public void A_case_is_not_taken_into_itself_by_whatever_path()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(3)));
        TestCase.Load(_folder["case"], _folder["a.json"]);
        Directory.CreateSymbolicLink(_folder["link"], _folder["case"]);
        foreach (var (source, into) in new[] { ("case", "case"), ("link", "case"), ("case", "link") })
        {
            Assert.Contains("is the case that", Assert.Throws<CaseException>(() => Merge(source, into)).Message);
        }

        Assert.Equal(3, TestCase.Load(_folder["again"], _folder["a.json"]).Events);
        Assert.Single(Directory.GetFileSystemEntries(_folder["case/segments"]));
    }

    [Fact]
    public void What_may_only_be_read_is_taken_and_may_be_written_there()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(50)));
        TestCase.Load(_folder["case"], _folder["a.json"]);
        foreach (var file in Directory.GetFiles(_folder["case/segments/000001"]))
        {
            File.SetAttributes(file, FileAttributes.ReadOnly);
        }

        Assert.Equal(50, Merge("case", "into").Events);
        Assert.All(
            Directory.GetFiles(_folder["into/segments/000001"]),
            f => Assert.False(File.GetAttributes(f).HasFlag(FileAttributes.ReadOnly))
        );
    }

    [Fact]
    public void An_object_that_is_only_begun_is_not_said_to_be_held()
    {
        var known = new KnownFiles();
        known.Remember([Object("o", records: 10)]);
        known.Remember([Object("done", records: 10) with { Complete = true, Last = true }]);
        var ledger = new MergedLedger(known, new HashSet<(string, string)>());

        ledger.Begin(
            new SegmentPage
            {
                Files = [Object("o", records: 10), Object("done", 10) with { Complete = true, Last = true }],
            }
        );

        foreach (var name in new[] { "o", "done" })
        {
            for (var record = 1; record <= 10; record++)
            {
                ledger.Lose(name, record);
            }
        }

        Assert.Equal(["s3://bucket/done"], ledger.Same().Select(o => o.Url));
        Assert.Empty(ledger.Entries());
    }

    [Fact]
    public void What_is_wrong_with_a_file_as_a_whole_is_kept_where_only_its_beginning_was_known()
    {
        var known = new KnownFiles();
        known.Remember([Object("o", records: 4)]);
        var ledger = new MergedLedger(known, new HashSet<(string, string)>());
        var others = new Dictionary<string, long> { ["CloudTrail digest"] = 1 };

        ledger.Begin(
            new SegmentPage
            {
                Files =
                [
                    Object("o", records: 10) with
                    {
                        Complete = true,
                        Last = true,
                        Rejected = 2,
                        Rejects = [new("o", 2, 20, "broken"), new("o", null, 99, "cut short")],
                        Others = others,
                    },
                ],
            }
        );
        for (var record = 1; record <= 4; record++)
        {
            ledger.Lose("o", record);
        }

        var entry = Assert.Single(ledger.Entries());
        Assert.Equal((6L, 6L, 1L), (entry.Records, entry.Events, entry.Rejected));
        Assert.Equal("cut short", Assert.Single(entry.Rejects).Reason);
        Assert.Equal(others, entry.Others);
    }

    private static LedgerEntry Object(string name, long records) =>
        new()
        {
            File = name,
            Sha256 = name,
            Status = "loaded",
            Version = "1",
            Records = records,
            Events = records,
            Object = new RemoteObject($"s3://bucket/{name}", "e"),
        };

    [Theory]
    [InlineData("segment.json")]
    [InlineData("events.ids")]
    [InlineData("events.parquet")]
    [InlineData("identifiers-1-0.idx")]
    public void A_damaged_case_is_refused_and_the_other_is_not_made(string name)
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(50)));
        TestCase.Load(_folder["case"], _folder["a.json"]);
        var file = Directory.GetFiles(_folder["case/segments/000001"], name.Replace("1-0", "*")).Single();
        var content = File.ReadAllBytes(file);
        content[content.Length / 2] ^= 0x55;
        File.WriteAllBytes(file, name == "segment.json" ? content[..^20] : content);

        Assert.Contains(Path.GetFileName(file), Assert.Throws<CaseException>(() => Merge("case", "into")).Message);
        Assert.False(Directory.Exists(_folder["into"]));
    }

    private MergeSummary Merge(string source, string into) =>
        Merging.Merge(_folder[source], _folder[into], progress: null, CancellationToken.None);

    private string Bytes(string name) =>
        string.Join(
            '\n',
            Directory
                .GetFiles(_folder[name], "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(f => $"{f} {SegmentPart.Hash(f)}")
        );

    private void WriteLog(Random random, string folder, int number)
    {
        var records = Enumerable
            .Range(0, random.Next(5, 60))
            .Select(_ => Logs.Record(random.Next(1, 130)))
            .Select(r =>
                random.Next(12) switch
                {
                    0 => r.Replace("StopInstances", "StartInstances"),
                    1 => r.Replace("\"eventVersion\":\"1.08\",", "\"eventVersion\" : \"1.08\", "),
                    2 => r.Replace("i-000", "\\u0069-000"),
                    _ => r,
                }
            )
            .ToList();
        var name = $"{folder}/{number:d2}";
        switch (random.Next(5))
        {
            case 0:
                _folder.Write($"{name}.json.gz", Logs.Gzip(Logs.Wrap(records)));
                break;
            case 1:
                var half = records.Count / 2;
                _folder.Write(
                    $"{name}.zip",
                    Logs.Zip(
                        ("x.json", Logs.Utf8(Logs.Wrap(records.Take(half)))),
                        ("y.json", Logs.Utf8(Logs.Lines(records.Skip(half))))
                    )
                );
                break;
            case 2:
                _folder.Write(
                    $"{name}.json",
                    Logs.Lines(records) + "{\"broken\n" + Logs.Lines(Logs.Many(3, from: number))
                );
                break;
            case 3:
                _folder.Write($"{name}.json", Logs.Wrap(records));
                _folder.Write($"{name}.txt", $"words {number % 2}");
                _folder.Write($"{name}-groups.json", Groups(number % 3));
                break;
            default:
                _folder.Write($"{name}.json", Logs.Wrap(records));
                break;
        }
    }

    /// <summary>What the AWS CLI printed: states, some of which both cases have.</summary>
    private static string Groups(int n) =>
        $$"""{"SecurityGroups":[{"GroupId":"sg-{{n}}","GroupName":"a"},{"GroupId":"sg-all"}]}""";
}
