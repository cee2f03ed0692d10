namespace RecipePicks.DuckDb.Tests;

public sealed class TableFunctionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Strings_point_into_the_worker_s_buffer_chunk_after_chunk(int threads)
    {
        using var db = new Db(threads);
        db.Connection.Register(new Lines(threads, 200_000));
        Assert.Equal(
            [
                [200_000L, 200_000L, 0L],
            ],
            db.Rows(
                "SELECT count(*), count(DISTINCT text), count(*) FILTER (text <> 'line ' || repeat('x', n % 40) || n) FROM lines()"
            )
        );
        db.Connection.Execute("CREATE TABLE kept AS FROM lines()");
        Assert.Equal(200_000L, db.Value("SELECT count(*) FROM kept WHERE text = 'line ' || repeat('x', n % 40) || n"));
        Assert.Equal(
            [
                [199_999, "line " + new string('x', 39) + "199999"],
            ],
            db.Rows("FROM lines() ORDER BY n DESC LIMIT 1")
        );
    }

    [Fact]
    public void Streamed_rows_keep_their_strings_although_the_buffer_is_used_again()
    {
        using var db = new Db();
        db.Connection.Register(new Lines(2, 50_000));
        using var result = db.Connection.Query("FROM lines()");
        var rows = 0;
        while (result.Read())
        {
            var n = result.Get<int>(0);
            Assert.Equal($"line {new string('x', n % 40)}{n}", result.Get<string>(1));
            rows++;
        }
        Assert.Equal(50_000, rows);
    }

    [Fact]
    public void Arguments_reach_the_function()
    {
        using var db = new Db();
        IReadOnlyList<object?>? seen = null;
        db.Connection.Register(
            new Table(
                "take",
                [new("x", DuckType.Integer)],
                arguments =>
                {
                    seen = arguments;
                    return new OneFill(_ => 0);
                }
            )
            {
                Arguments = [DuckType.Varchar, DuckType.BigInt, DuckType.List(DuckType.Varchar)],
            }
        );
        Assert.Empty(db.Rows("FROM take('a' || chr(0) || 'b', $1, ['x', NULL])", 42L));
        Assert.Equal(new object?[] { "a\0b", 42L, new object?[] { "x", null } }, seen);
        Assert.Empty(db.Rows("FROM take(NULL, 1, []::VARCHAR[])"));
        Assert.Equal(new object?[] { null, 1L, Array.Empty<object?>() }, seen);
        Assert.Throws<DuckDbException>(() => db.Rows("FROM take('too few')"));
    }

    [Fact]
    public void Every_worker_is_opened_and_closed_and_the_scan_too()
    {
        using var db = new Db(threads: 2);
        var scan = new Scan(workers: 2, chunks: 500);
        db.Connection.Register(new Table("numbers", [new("n", DuckType.BigInt)], _ => scan));
        Assert.Equal((Int128)124_750, db.Value("SELECT sum(n) FROM numbers()"));
        Assert.InRange(scan.Opened, 1, 2);
        Assert.Equal(scan.Opened, scan.Closed);
        Assert.True(scan.IsDisposed);
    }

    [Fact]
    public void Two_workers_fill_at_the_same_time()
    {
        using var db = new Db(threads: 2);
        using var both = new Barrier(2);
        var token = TestContext.Current.CancellationToken;
        // Each of the first two chunks waits for the other: one worker alone would wait for ever.
        var scan = new Scan(
            workers: 2,
            chunks: 100,
            number =>
            {
                if (number < 2)
                {
                    both.SignalAndWait(token);
                }
            }
        );
        db.Connection.Register(new Table("numbers", [new("n", DuckType.BigInt)], _ => scan));
        Assert.Equal(100L, db.Value("SELECT count(*) FROM numbers()"));
    }

    [Fact]
    public void Two_connections_scan_at_the_same_time()
    {
        using var db = new Db(threads: 2);
        db.Connection.Register(new Lines(2, 50_000));
        Parallel.For(
            0,
            4,
            _ =>
            {
                using var connection = db.Connect();
                using var result = connection.Query("SELECT count(*), sum(length(text)) FROM lines()");
                Assert.True(result.Read());
                Assert.Equal(50_000L, result[0]);
            }
        );
    }

    [Fact]
    public void A_function_may_be_used_twice_in_a_query()
    {
        using var db = new Db();
        db.Connection.Register(Functions.Numbers("numbers", 10));
        Assert.Equal(100L, db.Value("SELECT count(*) FROM numbers() a, numbers() b"));
        Assert.Equal(10L, db.Value("WITH x AS (FROM numbers()) SELECT count(*) FROM x JOIN x AS y USING (n)"));
    }

    [Fact]
    public void Rows_go_to_Parquet_and_back()
    {
        using var db = new Db();
        db.Connection.Register(new Lines(2, 30_000));
        var path = Path.Combine(Path.GetTempPath(), $"picks-{Guid.NewGuid():N}.parquet");
        try
        {
            Assert.Equal(
                30_000,
                db.Connection.Execute($"COPY (FROM lines()) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
            );
            Assert.Equal(
                30_000L,
                db.Value($"SELECT count(*) FROM '{path}' WHERE text = 'line ' || repeat('x', n % 40) || n")
            );
        }
        finally
        {
            File.Delete(path);
        }
    }
}
