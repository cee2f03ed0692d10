using System.Reflection;
using System.Text.RegularExpressions;
using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Telling events lie together, and a question about them alone misses nothing.</summary>
public sealed partial class TellingEventsTests : IDisposable
{
    private static readonly IReadOnlyList<Question> Asked =
    [
        .. typeof(Question)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(".sql", StringComparison.Ordinal))
            .Select(n => Question.Load(n.Replace('\\', '/')[..^4]))
            .Where(q => q.Reads == "telling"),
    ];

    private static readonly IReadOnlyList<Question> OfCoverage =
    [
        Question.Parse("Coverage/trails.sql", $"-- asks: ?\n-- needs: nothing\n{TrailHistory.Query}"),
        Question.Parse("Coverage/other-records.sql", $"-- asks: ?\n-- needs: nothing\n{OtherRecords.Query}"),
        Question.Parse("Coverage/of-others.sql", $"-- asks: ?\n-- needs: nothing\n{CoverageReader.StrangersQuery}"),
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_question_about_them_finds_what_it_finds_in_the_whole_of_the_incident()
    {
        TestCase.Load(_folder["case"], BundledIncident.Folder("AWSLogs"));
        var found = FindsTheSame();

        Assert.True(Asked.Count >= 12);
        Assert.All(
            found,
            f =>
                Assert.True(
                    f.Rows > 0 || f.Question is "session-policies" or "callers-of" or "other-records" or "renames",
                    f.Question
                )
        );
    }

    [Theory]
    [MemberData(nameof(RealLogsTests.Folders), MemberType = typeof(RealLogsTests))]
    public void A_question_about_them_finds_what_it_finds_in_the_whole_of_real_logs(string folder)
    {
        Assert.SkipWhen(RealLogsTests.Folder(folder) is null, RealLogsTests.Missing);
        TestCase.Load(_folder["case"], RealLogsTests.Folder(folder)!);
        FindsTheSame();
    }

    [Fact]
    public void A_call_of_any_name_that_a_question_asks_for_is_one()
    {
        var names = Asked
            .Concat(OfCoverage)
            .SelectMany(q => Named().Matches(q.Sql.Text))
            .SelectMany(m => m.Groups[1].Value.Split('\'').Where((_, i) => i % 2 == 1))
            .Concat(StateRows.Calls)
            .Distinct();
        var calls = names.Select((name, i) => (Name: name.Replace("%", "Anything"), Number: i + 1)).ToList();
        Assert.True(calls.Count > 250);
        _folder.Write(
            "calls.json",
            Logs.Wrap(calls.Select(c => Call(c.Number, c.Name, "\"x\":\"public-read \\\"policy\\\"\"")))
        );
        TestCase.Load(_folder["case"], _folder["calls.json"]);
        FindsTheSame();
        using var opened = Case.Open(_folder["case"]);

        Assert.Equal((long)calls.Count, Count(Telling(opened)));
    }

    [Fact]
    public void A_question_about_them_finds_what_it_finds_among_odd_records()
    {
        var random = new RandomRecords(11);
        var names = new[]
        {
            "AssumeRole",
            "PutObject",
            "CreateFunction20150331v2",
            "ModifySnapshotAttribute",
            "DescribeX",
        };
        var records = Enumerable
            .Range(1, 3000)
            .Select(n => random.Write(random.Record(Logs.Id(n)), plainly: true))
            .Select((r, i) => r.Replace("RunInstances", names[i % names.Length]));
        _folder.Write("odd.json", Logs.Wrap(records));
        TestCase.Load(_folder["case"], _folder["odd.json"]);

        Assert.All(FindsTheSame().Where(f => f.Question is "strangers" or "callers-of"), f => Assert.True(f.Rows > 0));
    }

    [Fact]
    public void They_lie_in_row_groups_of_their_own()
    {
        var calls = Enumerable
            .Range(1, 30_000)
            .Select(n => Call(n, n % 5 == 0 ? "StopInstances" : "DescribeInstances", ""));
        foreach (var (some, i) in calls.Chunk(700).Select((c, i) => (c, i)))
        {
            _folder.Write($"logs/{i:d3}.json", Logs.Wrap(some));
        }

        TestCase.Load(_folder["case"], new LoadOptions { Threads = 1 }, _folder["logs"]);
        using var opened = Case.Open(_folder["case"]);
        var groups = TestCase
            .RowsByHand(
                opened,
                $"""
                SELECT row_group_num_rows, stats_min_value, stats_max_value
                FROM parquet_metadata({SegmentRows.Quoted(opened.Segments[0].EventsPath)})
                WHERE path_in_schema = '{TellingEvents.Column}'
                """
            )
            .Select(r => (Rows: (long)r[0]!, From: r[1], To: r[2]))
            .ToList();

        Assert.Equal(30_000, groups.Sum(g => g.Rows));
        Assert.Equal(7, groups.Count);
        Assert.Single(groups, g => g.From!.Equals("true"));
        Assert.Single(groups, g => !g.From!.Equals(g.To));
        Assert.Equal(6000L, Count(Telling(opened)));
    }

    [Theory]
    [InlineData(20_000, 10)]
    [InlineData(5_000, 6_000)]
    public void However_many_and_however_long_they_are_none_is_lost(int count, int length)
    {
        var request = $"\"x\":\"{new string('y', length)}\"";
        _folder.Write("all.json", Logs.Wrap(Enumerable.Range(1, count).Select(n => Call(n, "StopInstances", request))));
        var summary = TestCase.Load(_folder["case"], new LoadOptions { Threads = 1 }, _folder["all.json"]);
        using var opened = Case.Open(_folder["case"]);

        Assert.Equal((long)count, summary.Events);
        Assert.Equal((long)count, Count(Telling(opened)));
        Assert.Equal(
            [(long)count, (long)count, (long)count * (length + 8)],
            TestCase
                .Rows(
                    opened,
                    "SELECT count(DISTINCT eventid), count(DISTINCT picks_record), sum(length(requestparameters)) FROM cloudtrail_logs"
                )[0]
                .Select(Convert.ToInt64)
        );
        Assert.Equal(
            CanonicalJson.Of(Call(count / 2, "StopInstances", request)),
            CanonicalJson.Of(Assert.Single(opened.Find(Logs.Id(count / 2))).Json)
        );
    }

    [Fact]
    public void A_case_that_was_marked_by_another_rule_in_part_answers_from_all_events_until_it_is_whole()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(10)));
        _folder.Write("b.json", Logs.Wrap(Logs.Many(10, from: 11)));
        TestCase.Load(_folder["case"], _folder["a.json"]);
        TestCase.Load(_folder["case"], _folder["b.json"]);
        using (var opened = Case.Open(_folder["case"]))
        {
            Assert.Equal(20L, Count(Telling(opened)));
        }

        var page = Path.Combine(_folder["case"], "segments", "000002", "segment.json");
        File.WriteAllText(page, File.ReadAllText(page).Replace(TellingEvents.Definition, "0-earlier"));
        using (var opened = Case.Open(_folder["case"]))
        {
            Assert.Null(((ISetAside)opened.Engine).Telling);
        }

        // Put into one segment, they are still marked by two rules.
        Pruning.Prune(_folder["case"], TestContext.Current.CancellationToken);
        using var pruned = Case.Open(_folder["case"]);
        Assert.Single(pruned.Segments);
        Assert.Null(((ISetAside)pruned.Engine).Telling);
    }

    [Fact]
    public void Segments_that_become_one_keep_their_marks()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(10)));
        _folder.Write("b.json", Logs.Wrap(Call(11, "DescribeInstances", "")));
        TestCase.Load(_folder["case"], _folder["a.json"]);
        TestCase.Load(_folder["case"], _folder["b.json"]);
        Pruning.Prune(_folder["case"], TestContext.Current.CancellationToken);
        using var pruned = Case.Open(_folder["case"]);

        Assert.Single(pruned.Segments);
        Assert.Equal(10L, Count(Telling(pruned)));
    }

    private static string Call(int number, string name, string request) =>
        Logs.Record(number)
            .Replace("\"StopInstances\"", $"\"{name}\"")
            .Replace(
                Logs.Record(number).Split("\"requestParameters\":")[1].Split(",\"force\"")[0] + ",\"force\":false}",
                $"{{{request}}}"
            );

    private static IEngine Telling(Case opened) => ((ISetAside)opened.Engine).Telling!;

    private static long Count(IEngine engine) =>
        engine
            .Query("SELECT count(*) AS n FROM cloudtrail_logs", new Dictionary<string, object?>(), Stop)
            .Rows.First()
            .Count("n");

    /// <summary>Asks each question about everybody and everything.</summary>
    private List<(string Question, int Rows)> FindsTheSame()
    {
        using var opened = Case.Open(_folder["case"]);
        if (TestCase.Coverage(opened).Events == 0)
        {
            return [];
        }

        List<string> All(string column) =>
            [
                .. TestCase
                    .Rows(opened, $"SELECT DISTINCT {column} FROM cloudtrail_logs WHERE {column} <> ''")
                    .Select(r => (string)r[0]!),
            ];
        var values = Inquiry.Bounds(TimeWindow.All).ToDictionary(b => b.Key, b => b.Value);
        values["state_calls"] = StateRows.Calls;
        values["arns"] = All("useridentity.arn");
        values["roles"] = values["names"] = All("useridentity.sessioncontext.sessionissuer.arn");
        values["principals"] = All("useridentity.principalid");
        values["keys"] = All("useridentity.accesskeyid");
        values["addresses"] = All("sourceipaddress");
        values["accounts"] = All("useridentity.accountid");
        values["resource"] = values["resource_json"] = "";
        values["resource_like"] = "%";
        // An eventID names one event, but in records that somebody made up.
        var once = TestCase
            .Rows(opened, "SELECT eventid FROM cloudtrail_logs GROUP BY 1 HAVING count(*) = 1")
            .Select(r => (string?)r[0]);
        var (calls, bound) = Question.Load("Track/calls").Sql.Bind(values);
        values["events"] = opened
            .Engine.Query(calls, bound, Stop)
            .Rows.Select(r => r.Text("eventid")!)
            .Intersect(once)
            .ToList();
        return
        [
            .. Asked
                .Concat(OfCoverage)
                .Select(question =>
                {
                    var (sql, parameters) = question.Sql.Bind(values);
                    var all = Cells(opened.Engine.Query(sql, parameters, Stop));
                    var few = Cells(Telling(opened).Query(sql, parameters, Stop));
                    Assert.True(all.SequenceEqual(few), $"{question.Name}: {string.Join("\n", all.Except(few))}");
                    return (question.Name, all.Count);
                }),
        ];
    }

    private static List<string> Cells(QueryRows rows) =>
        [
            .. rows
                .Rows.Select(r =>
                    string.Join(
                        '|',
                        r.Cells.Select(c =>
                            c is List<object?> list ? string.Join(',', list.Select(i => $"{i}").Order()) : $"{c}"
                        )
                    )
                )
                .Order(StringComparer.Ordinal),
        ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [GeneratedRegex(@"eventname (?:IN \(|LIKE )(('[^']*'[,\s]*)+)")]
    private static partial Regex Named();
}
