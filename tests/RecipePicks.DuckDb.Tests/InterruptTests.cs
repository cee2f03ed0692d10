namespace RecipePicks.DuckDb.Tests;

public sealed class InterruptTests
{
    [Fact]
    public void An_interrupted_query_says_that_it_was()
    {
        using var db = new Db();
        db.Connection.Register(Table(db.Connection.Interrupt));
        var error = Assert.Throws<DuckDbException>(() => db.Value("SELECT sum(n) FROM numbers()"));
        Assert.True(error.IsInterrupt);
        Assert.Equal(DuckErrorType.Interrupt, error.ErrorType);
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void A_result_is_interrupted_between_its_rows()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT range FROM range(100000000)");
        Assert.True(result.Read());
        db.Connection.Interrupt();
        var error = Assert.Throws<DuckDbException>(() => result.Rows().Count());
        Assert.True(error.IsInterrupt);
    }

    [Fact]
    public async Task Another_thread_interrupts()
    {
        using var db = new Db();
        using var started = new ManualResetEventSlim();
        db.Connection.Register(Table(started.Set));
        var query = Task.Run(
            () => Assert.Throws<DuckDbException>(() => db.Value("SELECT sum(n) FROM numbers()")),
            TestContext.Current.CancellationToken
        );
        started.Wait(TestContext.Current.CancellationToken);
        db.Connection.Interrupt();
        Assert.True((await query).IsInterrupt);
    }

    [Fact]
    public void One_connection_does_not_interrupt_another()
    {
        using var db = new Db();
        using var other = db.Connect();
        other.Register(Functions.Numbers("few", 10));
        using var result = db.Connection.Query("SELECT sum(n) FROM few()");
        other.Interrupt();
        Assert.True(result.Read());
        Assert.Equal((Int128)45, result[0]);
    }

    /// <summary>Numbers without end, with an action at the tenth.</summary>
    private static Table Table(Action atTen) =>
        new(
            "numbers",
            [new("n", DuckType.BigInt)],
            _ => new Scan(
                workers: 2,
                chunks: int.MaxValue,
                number =>
                {
                    if (number == 10)
                    {
                        atTen();
                    }
                }
            )
        );
}
