using RecipePicks.Engines;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>SQL over a case reads the case and touches nothing else.</summary>
public sealed class SqlConfinementTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Case _case;

    public SqlConfinementTests()
    {
        _folder.Write("a.json", Logs.Wrap(Logs.Many(3)));
        _folder.Write("secret.txt", "secret");
        _folder.Write("secret.csv", "a,b\n1,2\n");
        TestCase.Load(_folder["case"], _folder["a.json"]);
        _case = Case.Open(_folder["case"]);
    }

    public void Dispose()
    {
        _case.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("SELECT count(*) FROM cloudtrail_logs")]
    [InlineData("SHOW COLUMNS FROM cloudtrail_logs")]
    [InlineData("WITH x AS (SELECT 1 AS a) SELECT a FROM x")]
    [InlineData("VALUES (1), (2)")]
    [InlineData("TABLE cloudtrail_logs")]
    [InlineData("DESCRIBE cloudtrail_logs")]
    [InlineData("CREATE VIEW v AS SELECT eventid FROM cloudtrail_logs; SELECT eventid FROM v")]
    [InlineData("SHOW FUNCTIONS")]
    [InlineData("SHOW TABLES")]
    [InlineData("EXPLAIN SELECT eventid FROM cloudtrail_logs")]
    [InlineData("SELECT 1; -- two\n SELECT count(*) FROM cloudtrail_logs;")]
    [InlineData("SELECT 'COPY x TO y', 'analyze'")]
    public void Statements_that_read_are_run(string sql) => Assert.NotEmpty(TestCase.Rows(_case, sql));

    [Theory]
    [InlineData("SELECT * FROM read_text('{0}/secret.txt')")]
    [InlineData("SELECT * FROM read_csv('{0}/secret.csv')")]
    [InlineData("SELECT * FROM '{0}/secret.csv'")]
    [InlineData("SELECT * FROM read_blob('/etc/passwd')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("SELECT * FROM read_text('{0}/case/segments/../../secret.txt')")]
    [InlineData("SELECT * FROM read_text('{0}/case/lock')")]
    [InlineData("SELECT * FROM parquet_metadata('{0}/case/../other.parquet')")]
    [InlineData("SELECT * FROM read_csv('https://example.com/x.csv')")]
    [InlineData("SELECT * FROM read_parquet('s3://bucket/x.parquet')")]
    [InlineData("COPY (SELECT 1) TO '{0}/out.csv'")]
    [InlineData("COPY (SELECT 1 AS a) TO '{0}/case/segments/000001/events.parquet' (FORMAT parquet)")]
    [InlineData("COPY (SELECT 1 AS a) TO '{0}/case/segments/new.csv'")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1 AS a) TO '{0}/case/segments/new.csv'")]
    [InlineData("EXPLAIN (ANALYZE) COPY (SELECT 1 AS a) TO '{0}/case/segments/new.csv'")]
    [InlineData("explain /**/ analyse SELECT 1")]
    [InlineData("SELECT 1; COPY (SELECT 1 AS a) TO '{0}/case/segments/new.csv'")]
    [InlineData("COPY cloudtrail_logs FROM '{0}/secret.csv'")]
    [InlineData("EXPORT DATABASE '{0}/case/segments/x'")]
    [InlineData("IMPORT DATABASE '{0}/case/segments/x'")]
    [InlineData("ATTACH '{0}/x.db' AS x")]
    [InlineData("ATTACH ':memory:' AS x")]
    [InlineData("DETACH memory")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("LOAD '{0}/secret.txt'")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("SET lock_configuration = false")]
    [InlineData("SET threads = 1")]
    [InlineData("RESET enable_external_access")]
    [InlineData("PRAGMA enable_external_access")]
    [InlineData("PRAGMA threads = 1")]
    [InlineData("CREATE TABLE x AS SELECT 1")]
    [InlineData("CREATE TEMP TABLE x AS SELECT 1")]
    [InlineData("CREATE OR REPLACE VIEW cloudtrail_logs AS SELECT 1")]
    [InlineData("CREATE MACRO f(x) AS x")]
    [InlineData("CREATE SECRET s (TYPE s3)")]
    [InlineData("DROP VIEW cloudtrail_logs")]
    [InlineData("INSERT INTO cloudtrail_logs SELECT * FROM cloudtrail_logs")]
    [InlineData("DELETE FROM cloudtrail_logs")]
    [InlineData("UPDATE cloudtrail_logs SET eventid = 'x'")]
    [InlineData("ALTER VIEW cloudtrail_logs RENAME TO x")]
    [InlineData("BEGIN")]
    [InlineData("CHECKPOINT")]
    [InlineData("VACUUM")]
    [InlineData("PREPARE p AS SELECT 1")]
    [InlineData("CALL pragma_version()")]
    [InlineData("SET VARIABLE a = 1")]
    [InlineData("USE memory")]
    [InlineData("")]
    [InlineData("SELEC")]
    public void Everything_else_is_refused_and_leaves_the_case_as_it_was(string sql)
    {
        var text = sql.Replace("{0}", _folder.Path);
        var files = Files();
        Assert.Throws<EngineException>(() => TestCase.Rows(_case, text));
        Assert.Throws<EngineException>(() =>
            _case.Engine.Query(text, new Dictionary<string, object?>(), CancellationToken.None)
        );
        // The second wall: what the compiler would let through by mistake, DuckDB itself refuses.
        Assert.ThrowsAny<Exception>(() => ((LocalEngine)_case.Engine).Connection.Query(text));
        Assert.Equal(files, Files());
        Assert.Equal(3L, TestCase.Value(_case, "SELECT count(*) FROM cloudtrail_logs"));
    }

    [Theory]
    [InlineData("FROM cloudtrail_logs SELECT eventid", "SELECT * FROM")]
    [InlineData("SUMMARIZE cloudtrail_logs", "a query is needed")]
    [InlineData("SELECT getenv('HOME')", "no function getenv")]
    [InlineData("SELECT current_setting('temp_directory')", "no function current_setting")]
    [InlineData("SELECT picks_row FROM cloudtrail_logs", "no column picks_row")]
    [InlineData("SELECT * FROM duckdb_settings()", "is no table")]
    [InlineData("SELECT * FROM information_schema.tables", "no table tables")]
    [InlineData("SELECT 'a' FROM cloudtrail_logs WHERE eventid = $1", "where")]
    public void What_is_DuckDBs_and_not_Athenas_is_refused_by_the_compiler(string sql, string why) =>
        Assert.Contains(why, Assert.Throws<EngineException>(() => TestCase.Rows(_case, sql)).Message);

    [Theory]
    [InlineData("SELECT from_unixtime(1715680800000)")]
    [InlineData("SELECT date '9999-12-31' + interval '1' day")]
    [InlineData("SELECT ARRAY[timestamp '9999-12-31 00:00:00' + interval '1' year]")]
    [InlineData("SELECT format_datetime(from_unixtime(1715680800000), 'yyyy')")]
    public void Times_beyond_the_year_9999_are_an_error_that_says_so(string sql) =>
        Assert.Contains("the years 1 to 9999", Assert.Throws<EngineException>(() => TestCase.Rows(_case, sql)).Message);

    [Fact]
    public void A_refusal_says_what_may_be_run()
    {
        var refused = Assert.Throws<EngineException>(() => TestCase.Rows(_case, "DELETE FROM cloudtrail_logs"));
        var created = Assert.Throws<EngineException>(() => TestCase.Rows(_case, "CREATE TABLE x (a INT)"));
        Assert.Contains("read", created.Message);
        Assert.NotEmpty(refused.Message);
    }

    [Fact]
    public void A_query_that_is_cancelled_stops_and_the_case_answers_on()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            using var rows = _case.Sql(
                "SELECT sum(a.x * b.x * c.x) FROM UNNEST(sequence(1, 9999)) a(x), UNNEST(sequence(1, 9999)) b(x), UNNEST(sequence(1, 9999)) c(x)",
                cancelled.Token
            );
            rows.Read();
        });
        Assert.Equal(3L, TestCase.Value(_case, "SELECT count(*) FROM cloudtrail_logs"));
    }

    private List<(string, long, DateTime)> Files() =>
        [
            .. new DirectoryInfo(_folder.Path)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(f => (f.FullName, f.Length, f.LastWriteTimeUtc))
                .Order(),
        ];
}
