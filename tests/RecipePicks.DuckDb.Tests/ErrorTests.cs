namespace RecipePicks.DuckDb.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("SELEC 1", DuckErrorType.Parser, "syntax error at or near \"SELEC\"")]
    [InlineData("SELECT nothing", DuckErrorType.Binder, "Referenced column \"nothing\" was not found")]
    [InlineData("FROM nowhere", DuckErrorType.Catalog, "Table with name nowhere does not exist")]
    [InlineData("SELECT 'x'::INTEGER", DuckErrorType.Conversion, "Could not convert string 'x' to INT32")]
    [InlineData("SELECT error('%s %d own words')", DuckErrorType.InvalidInput, "%s %d own words")]
    [InlineData("FROM 'missing.csv'", DuckErrorType.IO, "No files found")]
    [InlineData("SELECT 1; SELECT x", DuckErrorType.Binder, "\"x\" was not found")]
    public void DuckDB_speaks_for_itself(string sql, DuckErrorType type, string words)
    {
        using var db = new Db();
        var error = Assert.Throws<DuckDbException>(() => db.Rows(sql));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(type, error.ErrorType);
        Assert.False(error.IsInterrupt);
        Assert.Null(error.InnerException);
        error = Assert.Throws<DuckDbException>(() => db.Connection.Execute(sql));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_the_middle_of_the_rows_is_not_their_end()
    {
        using var db = new Db(threads: 1);
        using var result = db.Connection.Query(
            "SELECT CASE WHEN range < 300000 THEN range ELSE error('too far') END FROM range(1000000)"
        );
        Assert.True(result.Read());
        var error = Assert.Throws<DuckDbException>(() => result.Rows().Count());
        Assert.Contains("too far", error.Message, StringComparison.Ordinal);
        Assert.Equal(DuckErrorType.InvalidInput, error.ErrorType);
        Assert.False(result.Read());
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void Statements_before_the_wrong_one_have_run()
    {
        using var db = new Db();
        Assert.Throws<DuckDbException>(() =>
            db.Connection.Execute("CREATE TABLE t(x INTEGER); INSERT INTO t VALUES ('no')")
        );
        Assert.Equal(0L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named()
    {
        var path = Path.Combine(Path.GetTempPath(), "no such folder", "x.duckdb");
        var error = Assert.Throws<DuckDbException>(() => DuckDatabase.Open(path));
        Assert.Contains("no such folder", error.Message, StringComparison.Ordinal);
        Assert.Equal(DuckErrorType.IO, error.ErrorType);
    }

    [Theory]
    [InlineData("no_such_setting", "1")]
    [InlineData("threads", "many")]
    [InlineData("memory_limit", "lots")]
    public void A_setting_that_DuckDB_does_not_take_is_named(string name, string value)
    {
        var settings = new Dictionary<string, string> { [name] = value };
        var error = Assert.Throws<DuckDbException>(() => DuckDatabase.Open(settings: settings));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_is_in_force()
    {
        var settings = new Dictionary<string, string> { ["threads"] = "3", ["default_null_order"] = "nulls_first" };
        using var database = DuckDatabase.Open(settings: settings);
        using var connection = database.Connect();
        using var result = connection.Query("SELECT current_setting('threads'), current_setting('default_null_order')");
        Assert.True(result.Read());
        Assert.Equal(3, result.Get<int>(0));
        Assert.Equal("nulls_first", result.Get<string>(1).ToLowerInvariant());
    }

    [Fact]
    public void SQL_without_a_statement_has_no_rows_to_give()
    {
        using var db = new Db();
        Assert.Throws<ArgumentException>(() => db.Connection.Query("-- nothing"));
        Assert.Throws<ArgumentException>(() => db.Connection.Query("SELECT '\0'"));
    }
}
