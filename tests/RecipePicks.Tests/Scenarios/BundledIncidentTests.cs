using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Scenarios;

/// <summary>The bundled incident, loaded once.</summary>
public sealed class LoadedIncident : IDisposable
{
    private readonly TempFolder _folder = new();

    public LoadedIncident()
    {
        Summary = TestCase.Load(_folder["case"], BundledIncident.Folder(""));
        Case = Case.Open(_folder["case"]);
    }

    internal LoadSummary Summary { get; }

    internal Case Case { get; }

    public void Dispose()
    {
        Case.Dispose();
        _folder.Dispose();
    }
}

/// <summary>What samples/README.md says of the bundled incident is so.</summary>
public sealed partial class BundledIncidentTests(LoadedIncident incident) : IClassFixture<LoadedIncident>
{
    public static TheoryData<string, string, string> Truth =>
        new(Table("truth").Select(cells => (cells[0], cells[1].Trim('`'), cells[2])));

    [Theory]
    [MemberData(nameof(Truth))]
    public void The_truth_is_what_the_query_finds(string fact, string query, string answer) =>
        Assert.Equal((fact, answer), (fact, $"{TestCase.Value(incident.Case, query)}"));

    [Fact]
    public void There_is_a_truth() => Assert.InRange(Truth.Count, 50, 500);

    [Fact]
    public void The_timeline_s_events_are_there_at_their_times()
    {
        var timeline = Table("timeline").ToList();
        Assert.InRange(timeline.Count, 20, 100);
        foreach (var row in timeline)
        {
            var id = row[2].Trim('`');
            var times = TestCase.Rows(incident.Case, $"SELECT eventtime FROM cloudtrail_logs WHERE eventid = '{id}'");
            Assert.NotEmpty(times);
            Assert.All(times, t => Assert.Equal($"2026-03-{row[0].Replace(' ', 'T')}Z", t[0]));
        }
    }

    [Fact]
    public void Loading_it_gives_what_the_README_says()
    {
        var facts = Table("loading").ToDictionary(row => row[0], row => row[1]);
        var (summary, coverage) = (incident.Summary, TestCase.Coverage(incident.Case));
        var ledger = incident.Case.Ledger();
        var logs = ledger.Where(e => e.File.StartsWith("incident/AWSLogs/", StringComparison.Ordinal)).ToList();
        Assert.Equal(facts["files below AWSLogs"], $"{logs.Count}");
        Assert.Equal(facts["log files"], $"{logs.Count(e => e.Status == "loaded")}");
        Assert.Equal(
            facts["digest files"],
            $"{logs.Count(e => e.Others.Keys.Any(k => k.Contains("digest", StringComparison.Ordinal)))}"
        );
        Assert.Equal(
            facts["Insight files"],
            $"{logs.Count(e => e.Others.Keys.Any(k => k.Contains("Insight", StringComparison.Ordinal)))}"
        );
        Assert.Equal(facts["records in log files"], $"{summary.Records}");
        Assert.Equal(facts["events: different contents"], $"{summary.Events}");
        Assert.Equal(
            facts["different eventIDs"],
            $"{TestCase.Value(incident.Case, "SELECT count(DISTINCT eventid) FROM cloudtrail_logs")}"
        );
        Assert.Equal(facts["duplicates: records that repeat an event, content and all"], $"{summary.Duplicates}");
        Assert.Equal(facts["conflicting duplicates: eventIDs with two contents"], $"{summary.ConflictingDuplicates}");
        Assert.Equal(facts["first event"], TimeWindow.Format(coverage.From!.Value));
        Assert.Equal(facts["last event"], TimeWindow.Format(coverage.To!.Value));
        Assert.Equal(facts["accounts"], string.Join(", ", coverage.Accounts));
        Assert.Equal(facts["regions"], string.Join(", ", coverage.Regions));
        Assert.Equal(0, summary.Rejected);
        Assert.All(ledger.Except(logs), e => Assert.Equal("loaded", e.Status));
        Assert.Equal(155, summary.Items);
    }

    [Fact]
    public void Every_record_comes_back_deep_equal()
    {
        var compared = 0;
        foreach (var (_, json) in BundledIncident.Records().Where((_, i) => i % 8 == 0))
        {
            var id = EventId().Match(json).Groups["id"].Value;
            Assert.Contains(CanonicalJson.Of(json), incident.Case.Find(id).Select(f => CanonicalJson.Of(f.Json)));
            compared++;
        }

        Assert.InRange(compared, 500, 600);
    }

    [Fact]
    public void Coverage_tells_when_the_trails_did_not_log()
    {
        var gaps = TestCase.Coverage(incident.Case).Gaps;
        var stopped = Assert.Single(gaps, g => g.Kind == "logging-stopped");
        Assert.Contains("production-eu-trail", stopped.Text);
        Assert.Equal(new DateTime(2026, 3, 10, 23, 31, 40, DateTimeKind.Utc), stopped.From);
        Assert.Equal(new DateTime(2026, 3, 11, 8, 47, 25, DateTimeKind.Utc), stopped.To);
        var narrowed = Assert.Single(gaps, g => g.Kind == "event-selectors");
        Assert.Contains("production-trail", narrowed.Text);
        Assert.Equal(new DateTime(2026, 3, 10, 23, 24, 17, DateTimeKind.Utc), narrowed.From);
        Assert.Equal(new DateTime(2026, 3, 11, 8, 52, 10, DateTimeKind.Utc), narrowed.To);
    }

    [Theory]
    [InlineData("snap-0029bf37d298c8516", "EXTERNAL", "999988887777", "2026-03-10T22:58:03Z", "2026-03-11T09:05:44Z")]
    [InlineData("image-resizer", "PUBLIC", "everyone", "2026-03-10T23:00:27Z", null)]
    [InlineData(
        "arn:aws:iam::111122223333:role/orders-report",
        "EXTERNAL",
        "999988887777",
        "2026-03-10T23:38:19Z",
        null
    )]
    [InlineData("larkspur-customer-data", "EXTERNAL", "999988887777", "2026-03-11T06:15:08Z", null)]
    public void What_the_attacker_opened_is_an_interval(
        string lead,
        string verdict,
        string to,
        string from,
        string? until
    )
    {
        var exposures = Investigate(lead)
            .Letters.Single(l => l.Key == "public")
            .Tables.Single(t => t.Name == "exposures");
        Assert.Contains(
            exposures.Rows,
            r =>
                (string?)r[1] == verdict
                && ((string?)r[6])!.Contains(to)
                && (string?)r[3] == from
                && (string?)r[4] == until
        );
    }

    [Fact]
    public void All_of_it_is_told_of_the_session_that_opened_it_and_port_22_too()
    {
        var said = Investigate("arn:aws:iam::111122223333:role/deploy-production")
            .Letters.Single(l => l.Key == "public");
        var rows = said.Tables.Single(t => t.Name == "exposures").Rows;
        Assert.Contains(
            rows,
            r =>
                (string?)r[3] == "2026-03-10T23:41:05Z"
                && (string?)r[1] == "PUBLIC"
                && ((string)r[2]!).Contains("tcp 22")
        );
        Assert.Contains(rows, r => (string?)r[0] == "snap-0029bf37d298c8516");
        Assert.Contains(
            said.Findings,
            f => f.Text.Contains("snap-0029bf37d298c8516") && f.Text.Contains("In that time 1 call")
        );
    }

    [Fact]
    public void An_answer_over_hours_that_were_not_recorded_says_so()
    {
        var said = Investigate("larkspur-customer-data").Letters.Single(l => l.Key == "events");
        Assert.Equal(AnswerStatus.Partial, said.Status);
        Assert.Contains(said.Gaps, g => g.Contains("production-trail") && g.Contains("2026-03-10T23:24:17Z"));
    }

    private Investigated Investigate(params IReadOnlyList<string> leads) =>
        global::RecipePicks.Cases.Investigation.Run(
            incident.Case.Engine,
            TestCase.Coverage(incident.Case),
            new global::RecipePicks.Cases.InvestigationRequest { Leads = leads },
            TestContext.Current.CancellationToken
        );

    [Fact]
    public void Its_generator_makes_the_same_again()
    {
        using var folder = new TempFolder();
        var samples = Path.Combine(BundledIncident.Root, "samples");
        folder.Write("README.md", File.ReadAllBytes(Path.Combine(samples, "README.md")));
        var generator = typeof(BundledIncidentTests).Assembly.Location.Replace(
            "RecipePicks.Tests.dll",
            "IncidentGenerator.dll"
        );
        using var run = Process.Start(
            new ProcessStartInfo("dotnet", [generator, folder.Path])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var errors = run.StandardError.ReadToEnd();
        run.WaitForExit();
        Assert.Equal((0, ""), (run.ExitCode, errors));
        Assert.Equal(Contents(samples), Contents(folder.Path));
        Assert.Equal(File.ReadAllText(Path.Combine(samples, "README.md")), File.ReadAllText(folder["README.md"]));
    }

    private static List<string> Contents(string root) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(root, "incident"), "*", SearchOption.AllDirectories)
                .Select(f => $"{Path.GetRelativePath(root, f)} {Hash(f)}")
                .Order(StringComparer.Ordinal),
        ];

    private static string Hash(string file)
    {
        using Stream content = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress)
            : File.OpenRead(file);
        return Convert.ToHexString(SHA256.HashData(content));
    }

    /// <summary>The rows of a table that stands between comments in samples/README.md.</summary>
    private static IEnumerable<string[]> Table(string name)
    {
        var readme = File.ReadAllText(Path.Combine(BundledIncident.Root, "samples", "README.md"));
        var from = readme.IndexOf($"<!-- {name} -->", StringComparison.Ordinal);
        var to = readme.IndexOf($"<!-- /{name} -->", StringComparison.Ordinal);
        return readme[from..to]
            .Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Skip(2)
            .Select(line => line.Trim().Trim('|').Split(" | ").Select(cell => cell.Trim()).ToArray());
    }

    [GeneratedRegex("\"eventID\":\\s*\"(?<id>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EventId();
}
