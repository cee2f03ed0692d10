namespace RecipePicks.DuckDb.Tests;

public sealed class ProgressTests
{
    [Fact]
    public void A_connection_at_rest_knows_no_progress()
    {
        using var db = new Db();
        Assert.Equal(-1, db.Connection.Progress.Percentage);
    }

    [Fact]
    public void A_running_query_tells_how_far_it_is()
    {
        using var db = new Db(threads: 1);
        db.Connection.Execute("CREATE TABLE t AS SELECT range AS n FROM range(2000000)");
        var seen = new List<DuckProgress>();
        db.Connection.Register(
            new DuckScalarFunction(
                "watch",
                [DuckType.BigInt],
                DuckType.BigInt,
                (arguments, result, rows) =>
                {
                    seen.Add(db.Connection.Progress);
                    for (var row = 0; row < rows; row++)
                    {
                        result.SetInt64(row, arguments[0].GetInt64(row));
                    }
                }
            )
        );
        Assert.Equal((Int128)1_999_999_000_000, db.Value("SELECT sum(watch(n)) FROM t"));
        Assert.All(seen, progress => Assert.InRange(progress.Percentage, -1, 100));
        Assert.Contains(seen, progress => progress.Percentage is > 0 and < 100 && progress.TotalRows >= 2_000_000);
    }
}
