using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RecipePicks.Athena;
using RecipePicks.Cases;
using RecipePicks.Cases.Pulling;
using RecipePicks.Engines;
using RecipePicks.Store;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Athena;

/// <summary>A case is pulled out of a lake ring by ring, and is whole whatever goes wrong.</summary>
public sealed class PullTests : IDisposable
{
    private const string Key = "AKIAUSER0000000000AA";
    private const string Issued = "ASIAISSUED00000000AA";

    /// <summary>A user's key becomes a session, and the session calls; others call as well.</summary>
    private static readonly string[] s_records =
    [
        SmallCase.Record("CreateUser", "2026-03-10T10:00:00Z", SmallCase.User("mallory", Key)),
        SmallCase.Record("GetUser", "2026-03-10T10:30:00Z", SmallCase.User("mallory", "AKIAOTHER000000000AA")),
        SmallCase.Record(
            "AssumeRole",
            "2026-03-10T11:00:00Z",
            SmallCase.User("mallory", Key),
            $$$"""
            {"eventSource":"sts.amazonaws.com",
             "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/Admin","roleSessionName":"s"},
             "responseElements":{"credentials":{"accessKeyId":"{{{Issued}}}","expiration":"Mar 10, 2026, 12:00:00 PM"},
               "assumedRoleUser":{"assumedRoleId":"AROAEXAMPLEEXAMPLE00:s","arn":"arn:aws:sts::111122223333:assumed-role/Admin/s"} } }
            """
        ),
        SmallCase.Record("DeleteTrail", "2026-03-10T11:10:00Z", SmallCase.Session("Admin", "s", Issued)),
        SmallCase.Record("ListUsers", "2026-03-10T11:20:00Z", SmallCase.User("bob", "AKIABOB0000000000000")),
        SmallCase.Record("ListUsers", "2026-01-01T11:20:00Z", SmallCase.User("mallory", Key)),
    ];

    private readonly TempFolder _folder = new();
    private readonly SimulatedLake _table = new(s_records);
    private readonly AthenaServer _server;
    private readonly ConcurrentQueue<string> _news = new();

    public PullTests() => _server = AthenaServer.Of(_table);

    [Fact]
    public void The_rings_bring_what_names_the_lead_then_its_identities_then_what_they_issued()
    {
        var outcome = Pulled();

        Assert.Null(outcome.Left);
        Assert.Equal(["AssumeRole", "CreateUser", "DeleteTrail", "GetUser"], Names());
        Assert.Equal([1, 2], outcome.Rings.Select(r => r.Number));
        Assert.All(outcome.Rings, r => Assert.True(r.Scanned > 0 && r.Dollars == 0.00005m));
    }

    [Fact]
    public void What_comes_back_is_evidence_whose_file_is_the_query()
    {
        var outcome = Pulled();

        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(
            outcome.Rings.Select(r => $"athena/{r.Query}.jsonl").Order(StringComparer.Ordinal),
            opened.Ledger().Select(f => f.File).Order(StringComparer.Ordinal)
        );
        var gap = Assert.Single(opened.Coverage(TestContext.Current.CancellationToken).Gaps, g => g.Kind == "pulled");
        Assert.Contains("not asked for", gap.Text);
        Assert.DoesNotContain(
            opened.Coverage(TestContext.Current.CancellationToken).Gaps,
            g => g.Kind is "missing-hours" or "writes-only"
        );
    }

    [Fact]
    public void A_record_comes_back_as_it_was_logged()
    {
        Pulled();

        using var opened = Case.Open(_folder["case"]);
        foreach (var record in s_records.Take(4).Select(r => JsonNode.Parse(r)!))
        {
            var stored = Assert.Single(opened.Find((string)record["eventID"]!));
            Assert.True(JsonNode.DeepEquals(record, JsonNode.Parse(stored.Json)), stored.Json);
        }
    }

    [Fact]
    public void Before_a_ring_it_says_what_will_be_scanned_and_after_it_what_was()
    {
        Pulled();

        Assert.Contains(
            _news,
            n => n.StartsWith("ring 1: how much it will scan is not known: S3 does not list", StringComparison.Ordinal)
        );
        Assert.Contains(_news, n => n.Contains("scanned") && n.Contains("$0.00005"));
        Assert.Contains(_news, n => n.StartsWith("ring 2 will scan about", StringComparison.Ordinal));
        Assert.Contains(_news, n => n.Contains("2026/03/10 to 2026/03/10"));
    }

    [Fact]
    public void The_files_under_the_windows_partitions_tell_what_the_first_ring_will_scan()
    {
        const string Day = "AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/10/";
        _server.Files = new Dictionary<string, long>
        {
            [Day + "a.json.gz"] = 1_000_000,
            [Day + "b.json.gz"] = 2_000_000,
            [Day + "c.json.gz"] = 3_000_000,
            [Day.Replace("10/", "09/") + "d.json.gz"] = 9_000_000,
        };

        var outcome = Pulled(r => r with { MaxScan = 5_000_000 });

        Assert.Contains(
            _news,
            n => n.StartsWith("ring 1 will scan about 6 MB, $0.00005 (3 files lie under", StringComparison.Ordinal)
        );
        Assert.Contains("ring 1 was not pulled: it would scan about 6 MB, and 5 MB are left", outcome.Left);
        Assert.Empty(_server.Queries);
        Assert.Null(Pulled(r => r with { MaxScan = 7_000_000 }).Left);
    }

    [Fact]
    public void What_was_pulled_is_not_pulled_again()
    {
        Pulled();
        var starts = _server.Starts.Count;

        var again = Pulled();

        Assert.Equal(starts, _server.Starts.Count);
        Assert.Equal(2, again.Rings.Count);
        Pulled(r => r with { Fresh = true });
        Assert.Equal(starts * 2, _server.Starts.Count);
        Assert.Equal(4, Names().Count);
    }

    [Fact]
    public void A_query_whose_answer_was_lost_is_not_started_twice()
    {
        // The answer to the first start is lost on the way.
        _server.Refuses = (operation, n) =>
            operation == "GetQueryExecution" && n == 1
                ? (400, "ExpiredTokenException", "The security token has expired")
                : null;
        Assert.Contains("expired", Assert.Throws<EngineException>(() => Pulled()).Message);

        var outcome = Pulled();

        Assert.Equal(outcome.Rings.Count, _server.Queries.Count);
        Assert.Contains(_news, n => n.Contains("taken up again"));
        Assert.Equal(4, Names().Count);
    }

    [Fact]
    public void A_ring_that_would_go_beyond_the_budget_is_not_started()
    {
        var whole = Pulled().Rings[0].Scanned;
        using var other = new TempFolder();

        var outcome = Pulled(r => r with { MaxScan = whole + 10 }, other["case"]);

        Assert.Equal(1, Assert.Single(outcome.Rings).Number);
        Assert.Contains("ring 2 was not pulled: it would scan about", outcome.Left);
        using var opened = Case.Open(other["case"]);
        Assert.Equal(2, opened.Coverage(TestContext.Current.CancellationToken).Events);
    }

    [Fact]
    public void A_query_that_goes_beyond_the_budget_is_stopped()
    {
        _server.Looks = 5;

        var outcome = Pulled(r => r with { MaxScan = 100 });

        Assert.Empty(outcome.Rings);
        Assert.Contains("ring 1", outcome.Left);
        Assert.True(Assert.Single(_server.Queries).Stopped);
        Assert.True(Assert.Single(_server.Queries).Looks < 5);
    }

    [Fact]
    public void An_interruption_stops_the_query_and_leaves_the_case_whole()
    {
        using var stop = new CancellationTokenSource();
        _server.Looks = int.MaxValue;
        _server.Refuses = (operation, n) =>
        {
            if (operation == "GetQueryExecution" && n == 3)
            {
                stop.Cancel();
            }

            return null;
        };

        Assert.ThrowsAny<OperationCanceledException>(() => Pulled(stop: stop));

        Assert.True(Assert.Single(_server.Queries).Stopped);
        (_server.Looks, _server.Refuses) = (1, (_, _) => null);
        Assert.Null(Pulled().Left);
        Assert.Equal(4, Names().Count);
    }

    [Theory]
    [InlineData("SYNTAX_ERROR: line 1:8: mismatched input 'x'", "line 1:8", "")]
    [InlineData(
        "SYNTAX_ERROR: line 2:6: Table 'awsdatacatalog.security.logs' does not exist",
        "does not exist",
        "picks athena setup"
    )]
    [InlineData("Access denied when writing output to url: s3://results/x.csv", "s3://results", "s3:PutObject")]
    [InlineData("Query exhausted resources at this scale factor", "exhausted", "narrow --from")]
    [InlineData("Bytes scanned limit was exceeded", "limit", "workgroup's own limit")]
    public void A_query_that_fails_says_why_and_what_to_do_and_leaves_the_case_whole(
        string reason,
        string said,
        string hint
    )
    {
        Pulled();
        using var failing = new AthenaServer((id, text) => new ServedQuery(id, text) { Failure = reason });

        var error = Assert.Throws<EngineException>(() => Pulled(r => r with { Fresh = true }, server: failing));

        Assert.Contains(said, error.Message);
        Assert.Contains(hint, error.Message);
        Assert.Equal(4, Names().Count);
    }

    [Theory]
    [InlineData(400, "ThrottlingException", "Rate exceeded", "keeps throttling")]
    [InlineData(400, "TooManyRequestsException", "You have exceeded the limit", "keeps throttling")]
    [InlineData(400, "ExpiredTokenException", "The security token included in the request is expired", "renew them")]
    [InlineData(
        400,
        "AccessDeniedException",
        "not authorized to perform: athena:StartQueryExecution",
        "not authorized"
    )]
    [InlineData(400, "InvalidRequestException", "WorkGroup sec is not found.", "--workgroup")]
    [InlineData(400, "InvalidRequestException", "No output location provided.", "--output")]
    [InlineData(400, "InvalidRequestException", "Unable to verify/create output bucket results", "s3:PutObject")]
    public void A_call_that_is_refused_says_why_and_what_to_do(int status, string code, string message, string said)
    {
        _server.Refuses = (operation, _) => operation == "StartQueryExecution" ? (status, code, message) : null;

        var error = Assert.Throws<EngineException>(() => Pulled());

        Assert.Contains(message, error.Message);
        Assert.Contains(said, error.Message);
    }

    [Fact]
    public void A_throttled_call_is_made_again()
    {
        _server.Refuses = (_, n) => n % 2 == 1 ? (400, "ThrottlingException", "Rate exceeded") : null;

        Assert.Equal(2, Pulled().Rings.Count);
    }

    [Fact]
    public void A_result_is_fetched_page_by_page()
    {
        _server.PageSize = 2;

        Pulled();

        Assert.Equal(4, Names().Count);
        Assert.True(_server.Calls.Count(c => c == "GetQueryResults") > 3);
    }

    [Fact]
    public void A_lead_that_nothing_names_makes_an_empty_case()
    {
        var outcome = Pulled(r => r with { Leads = ["i-0123456789abcdef0"] });

        Assert.Equal(0, Assert.Single(outcome.Rings).Events);
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(0, opened.Coverage(TestContext.Current.CancellationToken).Events);
    }

    [Fact]
    public void A_table_that_the_catalog_does_not_have_is_said()
    {
        using var lake = _server.Lake(null);

        Assert.Contains("--table", Assert.Throws<EngineException>(() => Pulled(lake: lake)).Message);
    }

    public void Dispose()
    {
        _server.Dispose();
        _table.Dispose();
        _folder.Dispose();
    }

    private PullOutcome Pulled(
        Func<PullRequest, PullRequest>? how = null,
        string? directory = null,
        AthenaServer? server = null,
        AthenaLake? lake = null,
        CancellationTokenSource? stop = null
    )
    {
        using var own = lake is null ? (server ?? _server).Lake(_table.Ddl) : null;
        var request = new PullRequest
        {
            Leads = [Key],
            Scope = new LakeScope
            {
                Window = new TimeWindow(
                    new(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc),
                    new(2026, 3, 10, 20, 0, 0, DateTimeKind.Utc)
                ),
            },
            News = new Said(_news),
        };
        return Pull.Run(
            lake ?? own!,
            directory ?? _folder["case"],
            how?.Invoke(request) ?? request,
            stop?.Token ?? TestContext.Current.CancellationToken
        );
    }

    private IReadOnlyList<string> Names()
    {
        using var opened = Case.Open(_folder["case"]);
        return
        [
            .. TestCase.Rows(opened, "SELECT eventname FROM cloudtrail_logs ORDER BY 1").Select(r => (string)r[0]!),
        ];
    }

    private sealed class Said(ConcurrentQueue<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Enqueue(value);
    }
}
