using System.Net;
using System.Text.Json;
using RecipePicks.Cases;
using RecipePicks.Store;

namespace RecipePicks.Web.Tests;

/// <summary>What the page asks of its host.</summary>
public sealed class PageHostTests(IncidentFixture incident)
{
    private const string Endless =
        "SELECT count(*) FROM cloudtrail_logs a, cloudtrail_logs b, cloudtrail_logs c, cloudtrail_logs d WHERE a.eventid || b.eventid || c.eventid <> d.eventid";

    [Fact]
    public async Task An_investigation_is_the_contracts_document_and_is_made_once_for_two_tabs()
    {
        await using var served = await Served.Start(incident.Case);
        var path = $"/api/investigation?lead={IncidentFixture.Key}";
        var both = await Task.WhenAll(served.Get(path), served.Get(path));

        Assert.Equal(both[0].GetRawText(), both[1].GetRawText());
        Assert.Equal(11, both[0].GetProperty("investigation").GetProperty("letters").GetArrayLength());
        Assert.True(both[0].GetProperty("activity").GetProperty("events").GetInt64() > 103);
    }

    [Fact]
    public async Task A_record_comes_whole_with_its_place_and_hash()
    {
        await using var served = await Served.Start(incident.Case);
        var records = await served.Get("/api/event?id=a4cde2e6-42ee-42f3-af09-47c9d7b197e6");

        Assert.Equal(2, records.GetArrayLength());
        Assert.Matches("^[0-9a-f]{64}$", records[0].GetProperty("sha256").GetString());
    }

    [Theory]
    [InlineData("COPY cloudtrail_logs TO '/tmp/picks-out.csv'")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM '/etc/passwd'")]
    [InlineData("CREATE TABLE t AS SELECT 1")]
    [InlineData("ATTACH '/tmp/x.db'")]
    [InlineData("INSTALL httpfs")]
    [InlineData("DROP VIEW cloudtrail_logs")]
    [InlineData("SET threads = 1")]
    [InlineData("")]
    public async Task Sql_that_would_write_or_read_files_is_refused(string sql)
    {
        await using var served = await Served.Start(incident.Case);
        using var answer = await served.Sql(sql, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Rows_end_where_the_bound_is()
    {
        await using var served = await Served.Start(incident.Case, o => o with { MostRows = 10 });
        using var answer = await served.Sql(
            "SELECT eventname, 1 AS one FROM cloudtrail_logs",
            TestContext.Current.CancellationToken
        );
        var rows = await Served.Json(answer);

        Assert.Equal(10, rows.GetProperty("rows").GetArrayLength());
        Assert.True(rows.GetProperty("cut").GetBoolean());
        Assert.Equal("eventname", rows.GetProperty("columns")[0].GetString());
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_stopped()
    {
        await using var served = await Served.Start(
            incident.Case,
            o => o with { QueryLimit = TimeSpan.FromSeconds(1) }
        );
        using var answer = await served.Sql(Endless, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(
            "stopped after 1 second",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task Who_asked_can_stop_and_the_next_question_is_answered()
    {
        await using var served = await Served.Start(incident.Case);
        using var stop = new CancellationTokenSource();
        var endless = served.Sql(Endless, stop.Token);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        using var next = await served.Sql(
            "SELECT count(*) FROM cloudtrail_logs",
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task A_timeline_counts_every_call_of_its_span_once_whatever_parts_it()
    {
        await using var served = await Served.Start(incident.Case);
        var counts = new List<long>();
        foreach (var lane in new[] { "identity", "address", "service" })
        {
            var activity = await served.Get(
                $"/api/activity?lane={lane}&who=all&from=2026-03-10T22:00:00Z&to=2026-03-10T23:00:00Z"
            );
            counts.Add(activity.GetProperty("cells").EnumerateArray().Sum(cell => cell[7].GetInt64()));
        }

        using var answer = await served.Sql(
            "SELECT count(*) FROM cloudtrail_logs WHERE eventtime BETWEEN '2026-03-10T22:00:00Z' AND '2026-03-10T23:00:00Z'",
            TestContext.Current.CancellationToken
        );
        var expected = (await Served.Json(answer)).GetProperty("rows")[0][0].GetInt64();
        Assert.All(counts, count => Assert.Equal(expected, count));
    }

    [Fact]
    public async Task A_story_is_saved_in_the_case_and_who_was_overtaken_is_told()
    {
        using var folder = new CopiedCase(incident.Case);
        await using (var served = await Served.Start(folder.Path))
        {
            var mine = new { revision = 0, pins = new[] { Pin("the key") } };
            using var saved = await served.Post("/api/story", mine, TestContext.Current.CancellationToken);
            using var late = await served.Post(
                "/api/story",
                new { revision = 0, pins = Array.Empty<object>() },
                TestContext.Current.CancellationToken
            );

            Assert.True((await Served.Json(saved)).GetProperty("saved").GetBoolean());
            Assert.False((await Served.Json(late)).GetProperty("saved").GetBoolean());
        }

        await using var again = await Served.Start(folder.Path);
        var story = await again.Get("/api/story");
        Assert.Equal(1, story.GetProperty("revision").GetInt64());
        Assert.Equal("the key", story.GetProperty("pins")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_story_as_markdown_holds_no_markup_of_the_log()
    {
        await using var served = await Served.Start(incident.Case);
        using var answer = await served.Post(
            "/api/story/markdown",
            new { revision = 0, pins = new[] { Pin("[x](http://evil.example) <img src=x>") } },
            TestContext.Current.CancellationToken
        );
        var text = (await Served.Json(answer)).GetProperty("text").GetString()!;

        var outside = System.Text.RegularExpressions.Regex.Replace(text, "`[^`]*`", "");
        Assert.StartsWith("# Story\n", text);
        Assert.DoesNotContain("<img", outside);
        Assert.DoesNotContain("http", outside);
    }

    [Fact]
    public async Task What_a_load_adds_is_seen_by_the_next_question()
    {
        using var folder = new CopiedCase(incident.Case);
        await using var served = await Served.Start(folder.Path);
        var before = await Count(served);
        var log = System.IO.Path.Combine(folder.Path, "..", "more.json");
        await File.WriteAllTextAsync(
            log,
            """{"Records":[{"eventVersion":"1.08","eventTime":"2026-03-11T13:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets","awsRegion":"us-east-1","eventID":"00000000-0000-4000-8000-00000000a001","eventType":"AwsApiCall","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/x"}}]}""",
            TestContext.Current.CancellationToken
        );
        Loading.Load([log], folder.Path, new LoadOptions(), null, TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, await Count(served));
    }

    [Fact]
    public async Task Progress_tells_how_the_lead_was_read_and_each_answer_as_it_comes()
    {
        await using var served = await Served.Start(incident.Case, Asking());
        using var stream = await Listen(served);
        var asked = served.Get("/api/investigation?lead=backup-sync");
        var told = new List<JsonElement>();
        while (told.Count == 0 || told[^1].GetProperty("asking").GetString() != "forensics")
        {
            told.Add(await Told(stream));
        }

        var letters = (await asked).GetProperty("investigation").GetProperty("letters").EnumerateArray().ToList();
        Assert.All(told, t => Assert.Equal("backup-sync", t.GetProperty("leads")[0].GetString()));
        Assert.All(told, t => Assert.NotEqual(0, t.GetProperty("reading").GetArrayLength()));
        Assert.Equal(Enumerable.Range(0, 11).Prepend(0), told.Select(t => t.GetProperty("letters").GetArrayLength()));
        Assert.Equal(
            letters.SkipLast(1).Select(l => l.GetProperty("headline").GetString()),
            told[^1].GetProperty("letters").EnumerateArray().Select(l => l.GetProperty("headline").GetString())
        );
    }

    [Fact]
    public async Task A_page_that_comes_later_is_told_how_far_a_question_is_until_it_is_answered()
    {
        await using var pool = new CasePool(incident.Case);
        var news = new News(pool);
        news.Tell("asked", "one", "first");
        news.Tell("asked", "one", "second");
        news.Tell("asked", "other", "gone");
        news.Over("other");
        news.Tell("asked", "last", "end");

        using var end = new CancellationTokenSource();
        var told = new List<string>();
        await foreach (var item in news.Listen(end.Token))
        {
            told.Add(item.Data);
            if (item.Data == "end")
            {
                break;
            }
        }

        Assert.Equal(["listening", "second", "end"], told);
    }

    [Fact]
    public async Task Before_anything_is_asked_the_case_tells_what_it_holds_and_counts_every_call()
    {
        await using var served = await Served.Start(incident.Case, Asking());
        var overview = await served.Get("/api/overview");
        var expected = await served.Get("/api/activity?lane=identity&who=all");
        var strip = overview.GetProperty("strip");
        static IEnumerable<(int Outcome, long Calls)> Outcomes(JsonElement activity) =>
            activity
                .GetProperty("cells")
                .EnumerateArray()
                .GroupBy(c => c[6].GetInt32(), c => c[7].GetInt64())
                .OrderBy(g => g.Key)
                .Select(g => (g.Key, g.Sum()));

        var events = expected.GetProperty("events").GetInt64();
        Assert.Equal(events, overview.GetProperty("coverage").GetProperty("events").GetInt64());
        Assert.Equal(events, strip.GetProperty("events").GetInt64());
        Assert.Equal(3, Outcomes(strip).Count());
        Assert.Equal(Outcomes(expected), Outcomes(strip));
        Assert.InRange(strip.GetProperty("cells").GetArrayLength(), 2, 2000);
    }

    [Fact]
    public async Task The_editor_is_told_columns_struct_fields_and_functions()
    {
        await using var served = await Served.Start(incident.Case);
        var words = await served.Get("/api/words");
        var columns = words
            .GetProperty("tables")[0]
            .GetProperty("columns")
            .EnumerateArray()
            .Select(c => c.GetProperty("name").GetString());

        Assert.Contains("useridentity.sessioncontext.sessionissuer.arn", columns);
        Assert.Contains(
            words.GetProperty("functions").EnumerateArray(),
            f => f.GetProperty("name").GetString() == "json_extract_scalar"
        );
    }

    private static async Task<long> Count(Served served)
    {
        using var answer = await served.Sql(
            "SELECT count(*) FROM cloudtrail_logs",
            TestContext.Current.CancellationToken
        );
        return (await Served.Json(answer)).GetProperty("rows")[0][0].GetInt64();
    }

    private static object Pin(string text) =>
        new
        {
            id = text,
            mark = "K",
            text,
            note = "",
            time = (string?)null,
            eventIds = new[] { IncidentFixture.HostileEvent },
        };

    private static Func<ServeOptions, ServeOptions> Asking(params string[] leads) =>
        o => o with { Begin = new InvestigationRequest { Leads = leads } };

    private static async Task<StreamReader> Listen(Served served)
    {
        var stream = new StreamReader(
            await served.Browser.GetStreamAsync("/api/progress", TestContext.Current.CancellationToken)
        );
        await stream.ReadLineAsync(TestContext.Current.CancellationToken);
        return stream;
    }

    private static async Task<JsonElement> Told(StreamReader stream)
    {
        while (await stream.ReadLineAsync(TestContext.Current.CancellationToken) != "event: asked") { }

        var line = await stream.ReadLineAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(line!["data: ".Length..]).RootElement;
    }
}
