using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary>What the program prints of the bundled incident.</summary>
public sealed class OutputTests(IncidentCase incident) : IClassFixture<IncidentCase>
{
    [Fact]
    public void A_load_is_summed_up_and_a_second_one_adds_nothing()
    {
        Assert.Contains("files                  239", incident.Loaded.Out);
        Assert.Contains("events               4,110", incident.Loaded.Out);
        Assert.Contains("conflicts                1", incident.Loaded.Out);
        Assert.Contains("events                   0", incident.Ask("load", Repository.Logs).Ok().Out);
    }

    [Fact]
    public void A_missing_path_is_1_and_the_rest_is_loaded()
    {
        using var folder = new TemporaryFolder();
        var run = Picks.With("load", incident.HostileLog, "/nowhere", "--case", folder.Path).Is(1);

        Assert.Contains("/nowhere: no such file or folder", run.Err);
        Assert.Equal(
            "1\n",
            Picks
                .With("sql", "SELECT count(*) n FROM cloudtrail_logs", "--case", folder.Path, "--format", "csv")
                .Ok()
                .Out[2..]
        );
    }

    [Fact]
    public void Rejects_are_told_and_are_no_failure()
    {
        using var folder = new TemporaryFolder();
        var broken = Path.Combine(folder.Path, "broken\e.json");
        var log = File.ReadAllText(incident.HostileLog);
        File.WriteAllText(broken, log[..^2] + ",{\"eventID\": \"cut");
        var run = Picks.With("load", broken, "--case", Path.Combine(folder.Path, "case")).Ok();

        Assert.Contains("broken\\u001b.json: record 2, byte", run.Err);
        Assert.Contains("rejects                  1", run.Out);
    }

    [Fact]
    public void Json_is_one_document_and_nothing_else()
    {
        var first = incident.Ask("investigate", "203.0.113.77", "--format", "json").Ok();
        var second = incident.Ask("investigate", "203.0.113.77", "--format", "json").Ok();

        using var json = JsonDocument.Parse(first.Out);
        Assert.Equal(
            "RECIPEPICKS",
            string.Concat(json.RootElement.GetProperty("letters").EnumerateArray().Select(l => l.GetProperty("mark")))
        );
        Assert.Equal(first.Out, second.Out);
        Assert.Empty(first.Err);
    }

    [Fact]
    public void Logs_are_investigated_without_a_case_and_answer_alike()
    {
        using var folder = new TemporaryFolder();
        var run = Picks.In(folder.Path, "investigate", "evil", "--logs", incident.HostileLog, "--format", "json").Ok();

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(1, json.RootElement.GetProperty("coverage").GetProperty("events").GetInt64());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_pipe_gets_plain_text()
    {
        var text = incident.Ask("investigate", "AKIAMKTP7DRBKEXAMPLE").Ok().Out;

        Assert.DoesNotContain('\e', text);
        Assert.DoesNotContain('─', text);
        Assert.Contains("more rows: --format json", text);
    }

    [Fact]
    public void A_window_reaches_from_a_date_to_the_end_of_a_date()
    {
        var run = incident
            .Ask("investigate", "203.0.113.77", "--from", "2026-03-10", "--to", "2026-03-10", "--format", "json")
            .Ok();

        using var json = JsonDocument.Parse(run.Out);
        var window = json.RootElement.GetProperty("window");
        Assert.Equal("2026-03-10T00:00:00Z", window.GetProperty("from").GetString());
        Assert.Equal("2026-03-10T23:59:59Z", window.GetProperty("to").GetString());
    }

    [Fact]
    public void A_document_goes_into_a_file_whole()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "report.md");
        var run = incident.Ask("investigate", "203.0.113.77", "--format", "markdown", "--out", file).Ok();

        Assert.Empty(run.Out);
        Assert.StartsWith("# RECIPE PICKS: `203.0.113.77`\n", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Rows_come_in_every_format()
    {
        const string query =
            "SELECT 1 AS n, 'a' AS t, NULL AS e, ARRAY[1, 2] AS l, CAST(ROW('v') AS ROW(k varchar)) AS s";

        Assert.Equal(
            "[\n{\"n\": 1, \"t\": \"a\", \"e\": null, \"l\": [1, 2], \"s\": {\"k\": \"v\"}}\n]\n",
            incident.Ask("sql", query, "--format", "json").Ok().Out
        );
        Assert.Equal(
            "{\"n\": 1, \"t\": \"a\", \"e\": null, \"l\": [1, 2], \"s\": {\"k\": \"v\"}}\n",
            incident.Ask("sql", query, "--format", "ndjson").Ok().Out
        );
        Assert.Equal(
            "n,t,e,l,s\n1,a,,\"[1, 2]\",\"{\"\"k\"\": \"\"v\"\"}\"\n",
            incident.Ask("sql", query, "--format", "csv").Ok().Out
        );
        Assert.Equal(
            "n  t  e  l       s\n-  -  -  ------  ----------\n1  a     [1, 2]  {\"k\": \"v\"}\n",
            incident.Ask("sql", query).Ok().Out
        );
    }

    [Fact]
    public void A_query_comes_from_a_file_or_from_standard_input()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "q.sql"), "-- a comment\nSELECT 7 AS n");

        Assert.Equal(
            "n\n7\n",
            Picks.In(folder.Path, "sql", "--file", "q.sql", "--case", incident.Folder, "--format", "csv").Ok().Out
        );
        Assert.Equal(
            "n\n7\n",
            Picks.Shell($"$PICKS sql - --case '{incident.Folder}' --format csv <q.sql", folder.Path).Ok().Out
        );
    }

    [Fact]
    public void A_query_takes_parameters_and_several_statements_and_explains_itself()
    {
        Assert.Equal(
            "a,b\nx,y\n",
            incident
                .Ask("sql", "SELECT :a AS a, ? AS b", "--parameter", "a=x", "--parameter", "y", "--format", "csv")
                .Ok()
                .Out
        );
        Assert.Equal(
            "n\n1\n\nn\n2\n",
            incident
                .Ask(
                    "sql",
                    "CREATE VIEW v AS SELECT 1 AS n; SELECT n FROM v; SELECT n + 1 AS n FROM v",
                    "--format",
                    "csv"
                )
                .Ok()
                .Out
        );
        Assert.Contains(
            "from_iso8601",
            incident.Ask("sql", "SELECT from_iso8601_timestamp(eventtime) FROM cloudtrail_logs", "--explain").Ok().Out
        );
    }

    [Fact]
    public void A_query_as_a_web_page_prints_it_runs_where_that_is_asked()
    {
        var run = incident
            .Ask(
                "sql",
                "SELECT count(*) AS n FROM WHERE eventName == “GetObject” AND requestParameters.bucketName LIKE ‘%’",
                "--lenient",
                "--format",
                "csv"
            )
            .Ok();

        Assert.NotEqual("n\n0\n", run.Out);
        Assert.Contains("typographic quotes", run.Err);
        Assert.Contains("json_extract_scalar", run.Err);
    }

    [Fact]
    public void A_mistake_is_shown_with_a_caret()
    {
        var run = incident.Ask("sql", "SELECT eventnme FROM cloudtrail_logs").Is(1);

        Assert.Empty(run.Out);
        Assert.Contains("line 1, column 8: there is no column eventnme", run.Err);
        Assert.Contains("^", run.Err);
        Assert.Contains("Did you mean eventname?", run.Err);
    }

    [Fact]
    public void Rows_go_into_a_Parquet_file()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "rows.parquet");
        Assert.Empty(
            incident
                .Ask(
                    "sql",
                    "SELECT eventname, now() AS t, resources, count(*) AS n FROM cloudtrail_logs GROUP BY 1, 2, 3",
                    "--format",
                    "parquet",
                    "--out",
                    file
                )
                .Ok()
                .Out
        );

        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(file)[..4]);
        Assert.Equal([file], Directory.GetFiles(folder.Path));
        Assert.Contains("--out", incident.Ask("sql", "SELECT 1", "--format", "parquet").Is(2).Err);
    }

    [Fact]
    public void A_query_cannot_leave_the_case()
    {
        var run = incident.Ask("sql", "SELECT * FROM read_csv('/etc/passwd')").Is(1);

        Assert.Empty(run.Out);
        Assert.Contains("read_csv(…) is no table", run.Err);
    }

    [Fact]
    public void A_pipe_that_Parquet_goes_to_stays_one()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "mkfifo is not on Windows");
        using var folder = new TemporaryFolder();
        var run = Picks.Shell(
            $"cd '{folder.Path}'; mkfifo p; cat p > rows.parquet & $PICKS sql 'SELECT 1 AS n' --case '{incident.Folder}' --format parquet --out p; wait; test -p p && tail -c 4 rows.parquet"
        );

        Assert.Equal("PAR1", run.Out);
        Assert.Equal(0, run.Code);
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void A_reader_that_has_seen_enough_is_no_error()
    {
        var run = Picks.Shell(
            $"$PICKS sql 'SELECT * FROM cloudtrail_logs, UNNEST(sequence(1, 9999)) AS t(n)' --case '{incident.Folder}' --format csv | head -1; echo ${{PIPESTATUS[0]}}"
        );

        Assert.EndsWith("\n0\n", run.Out);
        Assert.Empty(run.Err);
    }

    [Fact]
    public void Coverage_lists_every_file()
    {
        using var json = JsonDocument.Parse(incident.Ask("coverage", "--format", "json").Ok().Out);

        Assert.Equal(4110, json.RootElement.GetProperty("coverage").GetProperty("events").GetInt64());
        Assert.Equal(241, json.RootElement.GetProperty("ledger").GetArrayLength());
        Assert.Contains("hostile.json", incident.Ask("coverage").Ok().Out);
    }

    [Fact]
    public void The_cheat_sheet_fills_in_the_lead()
    {
        Assert.Contains("198.51.100.99", Picks.With("cheatsheet", "198.51.100.99").Ok().Out);
        Assert.Contains("LIKE '%Denied%'", Picks.With("cheatsheet").Ok().Out, StringComparison.OrdinalIgnoreCase);
    }
}
