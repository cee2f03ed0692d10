namespace RecipePicks.EndToEnd;

public sealed class AthenaTests
{
    [Fact]
    public void The_statement_that_setup_prints_is_read_by_picks_sql()
    {
        using var folder = new TemporaryFolder();
        Picks.With("load", Repository.Logs, "--case", folder.Path).Ok();
        var statement = Picks
            .With("athena", "setup", "s3://trail", "--accounts", "111122223333,444455556666", "--from", "2026-01-01")
            .Ok()
            .Out;

        var run = Picks.With(
            "sql",
            statement
                + "SELECT count(*) > 0 AS some FROM cloudtrail_logs WHERE \"timestamp\" = '2026/03/10' AND account = '111122223333'",
            "--case",
            folder.Path,
            "--format",
            "csv"
        );

        Assert.Equal("some\ntrue\n", run.Ok().Out.ReplaceLineEndings("\n"));
    }

    /// <summary>The program, signed requests, somebody else's server, and back: moto answers what was queued.</summary>
    [Fact]
    public void A_case_is_pulled_over_the_wire_and_investigated()
    {
        Assert.SkipUnless(Picks.Shell("command -v moto_server").Code == 0, "moto_server is not installed");
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "queued.json"), Queued);

        var run = Picks.Shell(
            """
            export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY AWS_REGION=eu-west-1
            port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
            moto_server -p $port > moto.log 2>&1 & trap "kill $!" EXIT
            until curl -sf http://127.0.0.1:$port/moto-api/data.json > /dev/null; do sleep 0.5; done
            curl -sf -X POST -d @queued.json http://127.0.0.1:$port/moto-api/static/athena/query-results
            $PICKS athena setup s3://trail --accounts 111122223333 --regions eu-west-1 > table.sql
            $PICKS investigate AKIAUSER0000000000AA --engine athena --table security.trail --definition table.sql --output s3://results/ \
              --from 2026-03-10 --to 2026-03-10 --endpoint-url http://127.0.0.1:$port --case case --format json
            """,
            folder.Path
        );

        Assert.Contains("\"CreateUser\"", run.Ok().Out);
        Assert.Contains("\"pulled\"", run.Out);
        Assert.Contains("ring 1: 1 event; scanned 0 B, $0.00005; query ", run.Err);
        Assert.Contains("rings: scanned 0 B", run.Err);
        Assert.Matches(
            "athena/[0-9a-f-]{36}\\.jsonl",
            Picks.With("coverage", "--case", Path.Combine(folder.Path, "case")).Ok().Out
        );
    }

    private const string Queued = """
        {"region": "eu-west-1", "results": [{
          "column_info": [
            {"Name": "eventname", "Type": "varchar"}, {"Name": "eventtime", "Type": "varchar"}, {"Name": "eventsource", "Type": "varchar"},
            {"Name": "eventid", "Type": "varchar"}, {"Name": "awsregion", "Type": "varchar"}, {"Name": "requestparameters", "Type": "varchar"},
            {"Name": "useridentity.type", "Type": "varchar"}, {"Name": "useridentity.arn", "Type": "varchar"},
            {"Name": "useridentity.accesskeyid", "Type": "varchar"}],
          "rows": [
            {"Data": [{"VarCharValue": "eventname"}, {"VarCharValue": "eventtime"}, {"VarCharValue": "eventsource"},
              {"VarCharValue": "eventid"}, {"VarCharValue": "awsregion"}, {"VarCharValue": "requestparameters"},
              {"VarCharValue": "useridentity.type"}, {"VarCharValue": "useridentity.arn"}, {"VarCharValue": "useridentity.accesskeyid"}]},
            {"Data": [{"VarCharValue": "CreateUser"}, {"VarCharValue": "2026-03-10T10:00:00Z"}, {"VarCharValue": "iam.amazonaws.com"},
              {"VarCharValue": "11111111-2222-3333-4444-555555555555"}, {"VarCharValue": "us-east-1"},
              {"VarCharValue": "{\"userName\":\"backup\"}"}, {"VarCharValue": "IAMUser"},
              {"VarCharValue": "arn:aws:iam::111122223333:user/mallory"}, {"VarCharValue": "AKIAUSER0000000000AA"}]}]}]}
        """;

    [Theory]
    [InlineData("athena", "drop", "s3://trail")]
    [InlineData("investigate", "x", "--table", "a.b")]
    [InlineData("investigate", "x", "--fresh")]
    [InlineData("investigate", "x", "--engine", "athena", "--table", "a.b", "--logs", "y")]
    [InlineData(
        "investigate",
        "x",
        "--engine",
        "athena",
        "--table",
        "a.b",
        "--region",
        "eu-west-1",
        "--max-scan",
        "much"
    )]
    [InlineData("sql", "SELECT 1", "--from", "2026-01-01")]
    [InlineData("sql", "SELECT 1", "--engine", "athena", "--format", "parquet")]
    [InlineData("sql", "SELECT 1", "--engine", "athena", "--case", "x")]
    public void Wrong_usage_is_2(params string[] arguments) => Assert.Empty(Picks.With(arguments).Is(2).Out);

    [Fact]
    public void What_is_no_bucket_is_1_and_says_so() =>
        Assert.Contains("s3://bucket", Picks.With("athena", "setup", "trail").Is(1).Err);
}
