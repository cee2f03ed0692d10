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
            statement + "SELECT count(*) > 0 AS some FROM cloudtrail_logs WHERE \"timestamp\" = '2026/03/10' AND account = '111122223333'",
            "--case",
            folder.Path,
            "--format",
            "csv"
        );

        Assert.Equal("some\ntrue\n", run.Ok().Out.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("athena", "drop", "s3://trail")]
    [InlineData("investigate", "x", "--table", "a.b")]
    [InlineData("investigate", "x", "--fresh")]
    [InlineData("investigate", "x", "--engine", "athena", "--table", "a.b", "--logs", "y")]
    [InlineData("investigate", "x", "--engine", "athena", "--table", "a.b", "--region", "eu-west-1", "--max-scan", "much")]
    [InlineData("sql", "SELECT 1", "--from", "2026-01-01")]
    [InlineData("sql", "SELECT 1", "--engine", "athena", "--format", "parquet")]
    [InlineData("sql", "SELECT 1", "--engine", "athena", "--case", "x")]
    public void Wrong_usage_is_2(params string[] arguments) => Assert.Empty(Picks.With(arguments).Is(2).Out);

    [Fact]
    public void What_is_no_bucket_is_1_and_says_so() =>
        Assert.Contains("s3://bucket", Picks.With("athena", "setup", "trail").Is(1).Err);
}
