namespace RecipePicks.DuckDb.Tests;

public sealed class QueryTests
{
    [Fact]
    public void The_library_beside_the_program_tells_its_version() =>
        Assert.StartsWith("v1.5.", DuckDatabase.LibraryVersion, StringComparison.Ordinal);

    [Fact]
    public void A_query_gives_its_columns_and_rows()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 42 AS answer, 'text' AS word, NULL::BIGINT AS nothing");

        Assert.Equal(
            [new("answer", DuckType.Integer), new("word", DuckType.Varchar), new("nothing", DuckType.BigInt)],
            result.Columns
        );
        Assert.True(result.Read());
        Assert.Equal(42, result[0]);
        Assert.Equal("text", result.Get<string>(1));
        Assert.True(result.IsNull(2));
        Assert.Null(result[2]);
        Assert.False(result.Read());
        Assert.False(result.Read());
    }

    [Fact]
    public void A_result_of_many_chunks_comes_in_order()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT range FROM range(100000)");
        var expected = 0L;
        while (result.Read())
        {
            Assert.Equal(expected++, result.Get<long>(0));
        }
        Assert.Equal(100_000, expected);
    }

    [Fact]
    public void Several_statements_run_one_after_another_and_the_last_gives_the_rows()
    {
        using var db = new Db();
        Assert.Equal(
            [
                ["a"],
                ["b"],
            ],
            db.Rows("CREATE TABLE t(x VARCHAR); INSERT INTO t VALUES ('a'), ('b'); FROM t ORDER BY x;")
        );
    }

    [Fact]
    public void Execute_tells_how_many_rows_changed()
    {
        using var db = new Db();
        Assert.Equal(0, db.Connection.Execute("CREATE TABLE t(x INTEGER)"));
        Assert.Equal(3, db.Connection.Execute("INSERT INTO t VALUES (1), (2), (3)"));
        Assert.Equal(2, db.Connection.Execute("UPDATE t SET x = 9 WHERE x > 1"));
        Assert.Equal(1, db.Connection.Execute("INSERT INTO t VALUES (4); DELETE FROM t WHERE x = 1"));
        Assert.Equal(0, db.Connection.Execute("FROM t"));
        Assert.Equal(0, db.Connection.Execute(" ; -- nothing"));
    }
}
