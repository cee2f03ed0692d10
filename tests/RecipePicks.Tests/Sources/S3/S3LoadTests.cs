using RecipePicks.Aws;
using RecipePicks.Sources.S3;
using RecipePicks.Sources.Trails;
using RecipePicks.Store;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sources.S3;

/// <summary>Logs taken from a bucket, as well as it goes and when it goes wrong.</summary>
public sealed class S3LoadTests : IDisposable
{
    private const string Bucket = "trail-logs";
    private const int Days = 10;
    private const int PerFile = 20;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bucket_loads_as_its_files_do_and_only_what_is_needed_is_listed()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);

        var summary = Load(proxy, "case", Scope("2024-03-03", "2024-03-03T23:59:59Z"));

        Assert.Empty(summary.Rejects);
        Assert.Equal(3 * PerFile, summary.Events);
        Assert.Equal(
            [
                "",
                "AWSLogs/",
                "AWSLogs/111122223333/",
                "AWSLogs/111122223333/CloudTrail/",
                "AWSLogs/111122223333/CloudTrail/eu-west-1/",
                "AWSLogs/111122223333/CloudTrail/eu-west-1/2024/",
                "AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/",
                "AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/02/",
                "AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/03/",
                "AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/04/",
            ],
            proxy.Listed.Order(StringComparer.Ordinal)
        );
        // Of the next day what was delivered late, of the day before nothing.
        Assert.Equal([Key(2, 0), Key(2, 12), Key(3, 0)], proxy.Got.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Moto_gives_the_same_as_a_disk()
    {
        using var server = S3Server.Moto();
        using var proxy = Filled(server);
        Load(proxy, "case", new TrailScope());
        TestCase.Load(_folder["local"], _folder["disk"]);
        Assert.Equal(Ids("local"), Ids("case"));
    }

    [Fact]
    public void What_was_taken_is_not_fetched_again_even_when_it_came_from_disk()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        TestCase.Load(_folder["case"], _folder["disk"]);
        Assert.Equal(2 * Days, Load(proxy, "case", new TrailScope()).FilesKnown);
        proxy.Requests.Clear();

        var again = Load(proxy, "case", new TrailScope());

        Assert.Equal(2 * Days, again.FilesKnown);
        Assert.Empty(proxy.Got);
        server.Put(Bucket, Key(0, 0), Logs.Gzip(Logs.Wrap(Logs.Many(3, from: 100_000))));
        Assert.Equal(3, Load(proxy, "case", new TrailScope()).Events);
        Assert.Equal([Key(0, 0)], proxy.Got);
    }

    [Fact]
    public void A_case_that_an_older_program_made_takes_objects_too()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        TestCase.Load(_folder["case"], _folder["disk"]);
        var page = _folder["case/segments/000001/segment.json"];
        File.WriteAllText(page, File.ReadAllText(page).Replace("\"same\"", "\"unknown\""));
        Assert.Equal(2 * Days, Load(proxy, "case", new TrailScope()).FilesKnown);
    }

    [Fact]
    public void Throttling_and_dropped_connections_lose_and_double_nothing()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        var random = new Random(5);
        proxy.Trouble = _ =>
            random.Next(5) switch
            {
                0 => new Trouble(503, "SlowDown"),
                1 => new Trouble(CutAfter: random.Next(400)),
                2 => new Trouble(500, "InternalError"),
                _ => null,
            };

        var summary = Load(proxy, "case", new TrailScope());

        Assert.Empty(summary.Rejects);
        Assert.Equal(2 * Days * PerFile, summary.Events);
        Assert.Equal(0, summary.Duplicates);
        Assert.Contains(proxy.Requests, r => r.Range is not null);
        TestCase.Load(_folder["local"], _folder["disk"]);
        Assert.Equal(Ids("local"), Ids("case"));
    }

    [Fact]
    public void A_connection_that_always_drops_gives_no_half_object()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        proxy.Trouble = r => r.Key == Key(4, 0) ? new Trouble(CutAfter: 10) : null;

        var summary = Load(proxy, "case", new TrailScope());

        var lost = Assert.Single(summary.Unfetched);
        Assert.Equal($"s3://{Bucket}/{Key(4, 0)}", lost.File);
        Assert.Equal((2 * Days - 1) * PerFile, summary.Events);
        proxy.Trouble = _ => null;
        Assert.Equal(PerFile, Load(proxy, "case", new TrailScope()).Events);
        using var opened = Case.Open(_folder["case"]);
        Assert.DoesNotContain(opened.Ledger(), e => e.Rejected > 0);
    }

    [Fact]
    public void What_is_denied_is_named_with_the_reason_and_the_rest_is_loaded()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        const string Day = "AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/05/";
        proxy.Trouble = r => r.Key == Day || r.Key == Key(1, 0) ? new Trouble(403, "AccessDenied") : null;

        var summary = Load(proxy, "case", Scope("2024-03-01", "2024-03-10T23:59:59Z"));

        Assert.Equal((2 * Days - 3) * PerFile, summary.Events);
        Assert.Equal([$"s3://{Bucket}/{Key(1, 0)}", $"s3://{Bucket}/{Day}"], summary.Unfetched.Select(r => r.File));
        Assert.All(summary.Unfetched, r => Assert.Contains("AccessDenied: It is so.", r.Reason));
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(2, opened.Ledger().Count(e => e.Status == "rejected"));
        proxy.Trouble = _ => null;
        Assert.Empty(Load(proxy, "case", Scope("2024-03-01", "2024-03-10T23:59:59Z")).Unfetched);
        using var later = Case.Open(_folder["case"]);
        Assert.DoesNotContain(later.Ledger(), e => e.Status == "rejected");
    }

    [Fact]
    public void Fifty_interruptions_anywhere_and_resumed_give_every_event_once()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        TestCase.Load(_folder["local"], _folder["disk"]);
        var expected = Ids("local");
        var options = Options(proxy, new TrailScope()) with { SegmentEvents = 70, Threads = 2 };
        options = options with { S3 = options.S3 with { AtOnce = 2 } };
        var refetched = 0;
        for (var i = 0; i < 50; i++)
        {
            var name = $"case{i}";
            using var stop = new CancellationTokenSource();
            var left = new Random(i).Next(1, (2 * Days) + 12);
            proxy.Trouble = _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    stop.Cancel();
                }

                return null;
            };
            try
            {
                Loading.Load([$"s3://{Bucket}"], _folder[name], options, null, stop.Token);
            }
            catch (OperationCanceledException)
            {
                // As it should.
            }

            proxy.Trouble = _ => null;
            var taken = Taken(name);
            proxy.Requests.Clear();
            Loading.Load([$"s3://{Bucket}"], _folder[name], options, null, CancellationToken.None);
            Assert.Empty(proxy.Got.Intersect(taken));
            refetched += taken.Count > 0 ? 1 : 0;
            Assert.Equal(expected, Ids(name));
            Directory.Delete(_folder[name], recursive: true);
        }

        Assert.True(refetched > 5, $"only {refetched} loads were interrupted after their first segment");
    }

    [Fact]
    public void A_redirect_to_another_host_is_not_followed()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        using var elsewhere = new Proxy(server, Bucket);
        proxy.Trouble = _ => new Trouble(
            307,
            "TemporaryRedirect",
            Location: $"http://localhost:{elsewhere.Address.Port}/x"
        );

        var summary = Load(proxy, "case", new TrailScope());

        Assert.Contains("redirect", Assert.Single(summary.Unfetched).Reason);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public void Who_asks_to_pay_pays()
    {
        using var server = S3Server.S3rver();
        using var proxy = Filled(server);
        var options = Options(proxy, new TrailScope());
        Loading.Load(
            [$"s3://{Bucket}/AWSLogs"],
            _folder["case"],
            options with
            {
                S3 = options.S3 with { RequesterPays = true },
            },
            null,
            CancellationToken.None
        );
        Assert.All(proxy.Requests, r => Assert.Equal("requester", r.Payer));
    }

    [Fact]
    public void Kept_objects_lie_in_their_folder_and_strange_keys_do_not_leave_it()
    {
        using var server = S3Server.Moto();
        server.Bucket(Bucket);
        string[] keys = ["a/CON.json", "a b/%2e%2e/x.json", "ü/…json", "a//b.json", "end./x.json"];
        for (var i = 0; i < keys.Length; i++)
        {
            server.Put(Bucket, keys[i], Logs.Utf8(Logs.Wrap(Logs.Many(1, from: i))));
        }

        using var proxy = new Proxy(server, Bucket);
        var options = Options(proxy, new TrailScope());
        var summary = Loading.Load(
            [$"s3://{Bucket}/"],
            _folder["case"],
            options with
            {
                S3 = options.S3 with { Keep = _folder["kept"] },
            },
            null,
            CancellationToken.None
        );

        Assert.Empty(summary.Rejects);
        Assert.Equal(keys.Length, summary.Events);
        var kept = Directory.GetFiles(_folder["kept"], "*", SearchOption.AllDirectories);
        Assert.Equal(keys.Length, kept.Length);
        TestCase.Load(_folder["again"], _folder["kept"]);
        Assert.Equal(Ids("case"), Ids("again"));
    }

    /// <summary>Two files a day of an account and region, the same on disk and in the bucket; beside them what is not wanted.</summary>
    private Proxy Filled(S3Server server)
    {
        server.Bucket(Bucket);
        for (var day = 0; day < Days; day++)
        {
            foreach (var hour in (int[])[0, 12])
            {
                // Each holds the minutes before it.
                var first = (day * 1440) + (hour * 60) - PerFile;
                var content = Logs.Gzip(Logs.Wrap(Logs.Many(PerFile, from: first)));
                _folder.Write($"disk/{Key(day, hour)}", content);
                server.Put(Bucket, Key(day, hour), content);
            }
        }

        foreach (
            var other in (string[])
                [
                    "AWSLogs/111122223333/CloudTrail-Digest/eu-west-1/2024/03/03/d.json.gz",
                    "AWSLogs/111122223333/vpcflowlogs/eu-west-1/2024/03/03/f.log",
                ]
        )
        {
            server.Put(Bucket, other, [1, 2, 3]);
        }

        return new Proxy(server, Bucket);
    }

    private static string Key(int day, int hour) =>
        $"AWSLogs/111122223333/CloudTrail/eu-west-1/2024/03/{day + 1:d2}/"
        + $"111122223333_CloudTrail_eu-west-1_202403{day + 1:d2}T{hour:d2}05Z_abcdefghijklmnop.json.gz";

    private static TrailScope Scope(string from, string to) =>
        new()
        {
            Accounts = ["111122223333"],
            Regions = ["eu-west-1"],
            Window = new TimeWindow(TimeWindow.Parse(from), TimeWindow.Parse(to)),
        };

    private static LoadOptions Options(Proxy proxy, TrailScope scope) =>
        new()
        {
            S3 = new S3Options
            {
                Aws = new AwsOptions
                {
                    Endpoint = proxy.Address,
                    Region = "us-east-1",
                    Credentials = proxy.Credentials,
                    Pause = TimeSpan.FromMilliseconds(2),
                    LongestPause = TimeSpan.FromMilliseconds(10),
                    Attempts = 30,
                },
                Scope = scope,
            },
        };

    private LoadSummary Load(Proxy proxy, string name, TrailScope scope) =>
        Loading.Load([$"s3://{Bucket}"], _folder[name], Options(proxy, scope), null, CancellationToken.None);

    private List<string> Ids(string name)
    {
        using var opened = Case.Open(_folder[name]);
        return [.. TestCase.Rows(opened, "SELECT eventid FROM cloudtrail_logs ORDER BY 1").Select(r => (string)r[0]!)];
    }

    private HashSet<string> Taken(string name)
    {
        if (!Directory.Exists(_folder[$"{name}/segments"]))
        {
            return [];
        }

        using var opened = Case.Open(_folder[name]);
        return
        [
            .. opened
                .Ledger()
                .Where(e => e.Last && e.Object is not null)
                .Select(e => e.File[$"s3://{Bucket}/".Length..]),
        ];
    }
}
