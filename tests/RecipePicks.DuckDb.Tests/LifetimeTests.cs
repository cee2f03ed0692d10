namespace RecipePicks.DuckDb.Tests;

public sealed class LifetimeTests
{
    [Fact]
    public void A_disposed_connection_refuses_every_call()
    {
        using var db = new Db();
        var connection = db.Connect();
        connection.Dispose();
        connection.Dispose();

        Assert.Throws<ObjectDisposedException>(() => connection.Query("SELECT 1"));
        Assert.Throws<ObjectDisposedException>(() => connection.Execute("SELECT 1"));
        Assert.Throws<ObjectDisposedException>(() => connection.Register(Functions.Plus()));
        Assert.Throws<ObjectDisposedException>(() => connection.Register(Functions.Numbers("n", 1)));
    }

    [Fact]
    public void A_disposed_connection_has_nothing_to_interrupt_and_no_progress()
    {
        using var db = new Db();
        var connection = db.Connect();
        connection.Dispose();

        connection.Interrupt();
        Assert.Equal(DuckProgress.Unknown, connection.Progress);
    }

    [Fact]
    public void A_disposed_database_gives_no_connection()
    {
        var database = DuckDatabase.Open();
        database.Dispose();
        database.Dispose();
        Assert.Throws<ObjectDisposedException>(database.Connect);
    }

    [Fact]
    public void A_connection_outlives_its_database_object()
    {
        var database = DuckDatabase.Open();
        using var connection = database.Connect();
        connection.Execute("CREATE TABLE t AS SELECT 7 AS x");
        database.Dispose();
        using var result = connection.Query("FROM t");
        Assert.True(result.Read());
        Assert.Equal(7, result[0]);
    }

    [Fact]
    public void A_file_is_let_go_with_the_last_connection()
    {
        var path = Path.Combine(Path.GetTempPath(), $"picks-{Guid.NewGuid():N}.duckdb");
        try
        {
            var database = DuckDatabase.Open(path);
            var connection = database.Connect();
            connection.Execute("CREATE TABLE t AS SELECT 7 AS x");
            database.Dispose();
            using (var unread = connection.Query("FROM range(1000000)"))
            {
                Assert.True(unread.Read());
                connection.Dispose();
            }
            File.Move(path, path + ".moved");
            File.Move(path + ".moved", path);

            using var again = DuckDatabase.Open(path, new Dictionary<string, string> { ["access_mode"] = "READ_ONLY" });
            using var reader = again.Connect();
            using var result = reader.Query("SELECT x FROM t");
            Assert.True(result.Read());
            Assert.Equal(7, result[0]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_disposed_result_refuses_every_call()
    {
        using var db = new Db();
        var result = db.Connection.Query("SELECT 'x'");
        Assert.True(result.Read());
        result.Dispose();
        result.Dispose();
        Assert.Throws<ObjectDisposedException>(() => result.Read());
        Assert.Throws<ObjectDisposedException>(() => result[0]);
        Assert.Throws<ObjectDisposedException>(() => result.Get<string>(0));
        Assert.Throws<ObjectDisposedException>(() => result.IsNull(0));
        Assert.Throws<ObjectDisposedException>(() => result.GetUtf8(0).Length);
        Assert.Throws<ObjectDisposedException>(() => result.Rows().Count());
        Assert.Equal("'x'", result.Columns[0].Name);
    }

    [Fact]
    public void A_result_ends_with_its_connection()
    {
        using var db = new Db();
        var connection = db.Connect();
        using var result = connection.Query("FROM range(100000)");
        Assert.True(result.Read());
        connection.Dispose();
        Assert.Throws<ObjectDisposedException>(() => result.Read());
        Assert.Throws<ObjectDisposedException>(() => result[0]);
    }

    [Fact]
    public void A_result_may_be_disposed_after_its_connection_and_database()
    {
        var database = DuckDatabase.Open();
        var connection = database.Connect();
        var result = connection.Query("SELECT range, 'a text of some length ' || range FROM range(100000)");
        Assert.True(result.Read());
        database.Dispose();
        connection.Dispose();
        result.Dispose();
    }

    [Fact]
    public void Another_statement_cuts_a_result_off_and_says_so()
    {
        using var db = new Db();
        using var result = db.Connection.Query("FROM range(3)");
        Assert.True(result.Read());
        db.Connection.Execute("SELECT 1");
        var error = Assert.Throws<InvalidOperationException>(() => result.Read());
        Assert.Contains("second connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_was_read_to_its_end_is_not_cut_off()
    {
        using var db = new Db();
        using var result = db.Connection.Query("FROM range(3)");
        Assert.Equal(3, result.Rows().Count());
        db.Connection.Execute("SELECT 1");
        Assert.False(result.Read());
    }

    [Fact]
    public void A_result_cut_off_does_not_end_the_query_that_came_after()
    {
        using var db = new Db();
        var first = db.Connection.Query("FROM range(100000)");
        Assert.True(first.Read());
        using var second = db.Connection.Query("FROM range(100000)");
        Assert.True(second.Read());
        first.Dispose();
        Assert.Equal(99_999, second.Rows().Count());
    }

    [Fact]
    public void A_result_left_early_ends_its_query_at_once()
    {
        using var db = new Db();
        var scan = new Scan(workers: 2, chunks: 1_000);
        db.Connection.Register(new Table("numbers", [new("n", DuckType.BigInt)], _ => scan));
        using (var result = db.Connection.Query("SELECT n FROM numbers()"))
        {
            Assert.True(result.Read());
        }
        Assert.NotEqual(0, scan.Opened);
        Assert.Equal(scan.Opened, scan.Closed);
        Assert.True(scan.IsDisposed);
    }

    [Fact]
    public void A_function_registered_beside_an_unread_result_stays_registered()
    {
        using var db = new Db();
        var result = db.Connection.Query("FROM range(100000)");
        Assert.True(result.Read());
        db.Connection.Register(Functions.Numbers("numbers", 1));
        db.Connection.Register(Functions.Plus());
        Assert.Throws<InvalidOperationException>(() => result.Read());
        result.Dispose();
        Assert.Equal(1L, db.Value("SELECT count(*) FROM numbers()"));
        Assert.Equal(3L, db.Value("SELECT plus(1, 2)"));
    }

    [Fact]
    public void An_unread_result_does_not_break_its_transaction()
    {
        using var db = new Db();
        db.Connection.Execute("CREATE TABLE t(x INTEGER); BEGIN; INSERT INTO t VALUES (1)");
        using (var result = db.Connection.Query("FROM range(100000)"))
        {
            Assert.True(result.Read());
        }
        db.Connection.Execute("COMMIT");
        Assert.Equal(1L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Nobody_needs_to_dispose_anything_for_the_process_to_live()
    {
        Leak();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        static void Leak()
        {
            var connection = DuckDatabase.Open().Connect();
            connection.Register(Functions.Numbers("numbers", 100));
            var result = connection.Query("SELECT n, n::VARCHAR || ' and some more text' FROM numbers()");
            Assert.True(result.Read());
        }
    }

    [Fact]
    public async Task Interrupt_and_Dispose_may_race()
    {
        using var db = new Db();
        for (var round = 0; round < 50; round++)
        {
            var connection = db.Connect();
            using var ready = new Barrier(3);
            var token = TestContext.Current.CancellationToken;
            var interrupts = Task.Run(
                () =>
                {
                    ready.SignalAndWait(token);
                    for (var i = 0; i < 200; i++)
                    {
                        connection.Interrupt();
                        _ = connection.Progress;
                    }
                },
                token
            );
            var query = Task.Run(
                () =>
                {
                    ready.SignalAndWait(token);
                    try
                    {
                        using var result = connection.Query("SELECT count(*) FROM range(100000)");
                        while (result.Read()) { }
                    }
                    catch (Exception error)
                        when (error is ObjectDisposedException or DuckDbException { IsInterrupt: true })
                    {
                        // Either may come first.
                    }
                },
                token
            );
            ready.SignalAndWait(token);
            connection.Dispose();
            await Task.WhenAll(interrupts, query);
        }
        Assert.Equal(1, db.Value("SELECT 1"));
    }
}
