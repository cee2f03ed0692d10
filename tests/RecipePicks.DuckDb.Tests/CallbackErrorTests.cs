namespace RecipePicks.DuckDb.Tests;

public sealed class CallbackErrorTests
{
    [Theory]
    [InlineData("bind")]
    [InlineData("threads")]
    [InlineData("open")]
    [InlineData("fill")]
    [InlineData("later")]
    [InlineData("dispose")]
    public void A_callback_that_throws_becomes_an_error_of_the_query(string where)
    {
        using var db = new Db();
        var fault = new InvalidDataException("broken at 50% of %s\0 in " + where);
        db.Connection.Register(new Faulty(where, fault));
        if (where == "dispose")
        {
            // A dispose has nobody to tell: the query is over.
            Assert.Equal(10L, db.Value("SELECT count(*) FROM faulty()"));
        }
        else
        {
            var error = Assert.Throws<DuckDbException>(() => db.Rows("SELECT count(*) FROM faulty()"));
            Assert.Contains("broken at 50% of %s", error.Message, StringComparison.Ordinal);
            Assert.Contains($"in {where}", error.Message, StringComparison.Ordinal);
            Assert.Contains("faulty", error.Message, StringComparison.Ordinal);
            Assert.Same(fault, error.InnerException);
        }
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void A_scan_that_never_runs_is_disposed()
    {
        using var db = new Db();
        var scan = new Scan(workers: 1, chunks: 1);
        db.Connection.Register(new Table("numbers", [new("n", DuckType.BigInt)], _ => scan));
        Assert.Throws<DuckDbException>(() => db.Rows("SELECT no_such_column FROM numbers()"));
        Assert.True(scan.IsDisposed);
        Assert.Equal(0, scan.Opened);
    }

    [Fact]
    public void A_type_that_cannot_be_written_is_refused_when_the_function_is_registered()
    {
        using var db = new Db();
        using var union = db.Connection.Query("SELECT union_value(a := 1)");
        var type = union.Columns[0].Type;
        Assert.Equal(DuckTypeKind.Union, type.Kind);
        Assert.Throws<NotSupportedException>(() =>
            db.Connection.Register(new Table("t", [new("x", type)], _ => new OneFill(_ => 0)))
        );
        Assert.Throws<NotSupportedException>(() =>
            db.Connection.Register(new DuckScalarFunction("s", [], type, (_, _, _) => { }))
        );
    }

    [Fact]
    public void An_error_that_TRY_swallows_is_no_error()
    {
        using var db = new Db();
        db.Connection.Register(
            new DuckScalarFunction(
                "fail",
                [DuckType.BigInt],
                DuckType.BigInt,
                (_, _, _) => throw new InvalidDataException("swallowed")
            )
        );
        Assert.Null(db.Value("SELECT TRY(fail(i)) FROM range(1) t(i)"));
        var error = Assert.Throws<DuckDbException>(() => db.Value("SELECT error('another')"));
        Assert.Null(error.InnerException);
    }

    [Fact]
    public void Two_connections_get_each_its_own_exception()
    {
        using var db = new Db();
        using var other = db.Connect();
        db.Connection.Register(
            new Table(
                "fails",
                [new("x", DuckType.Integer)],
                arguments => throw new InvalidDataException($"no {arguments[0]}")
            )
            {
                Arguments = [DuckType.Varchar],
            }
        );
        var first = Assert.Throws<DuckDbException>(() => db.Connection.Query("FROM fails('one')"));
        var second = Assert.Throws<DuckDbException>(() => other.Query("FROM fails('two')"));
        Assert.Equal("no one", first.InnerException!.Message);
        Assert.Equal("no two", second.InnerException!.Message);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2049)]
    public void A_number_of_rows_that_cannot_be_is_an_error(int rows)
    {
        using var db = new Db();
        db.Connection.Register(new Table("t", [new("x", DuckType.Integer)], _ => new OneFill(_ => rows)));
        Assert.Throws<DuckDbException>(() => db.Rows("FROM t()"));
    }

    /// <summary>Ten rows, and an exception at one place.</summary>
    private sealed class Faulty(string where, Exception fault) : DuckTableFunction, IDuckScan, IDuckScanWorker
    {
        private int _rows;

        public override string Name => "faulty";

        public override IReadOnlyList<DuckColumn> Columns => [new("x", DuckType.Integer)];

        public int MaxThreads
        {
            get
            {
                At("threads");
                return 2;
            }
        }

        public override IDuckScan Bind(IReadOnlyList<object?> arguments)
        {
            At("bind");
            return this;
        }

        public IDuckScanWorker OpenWorker()
        {
            At("open");
            return this;
        }

        public int Fill(DuckChunkWriter chunk)
        {
            At("fill");
            var row = Interlocked.Increment(ref _rows);
            if (row == 5)
            {
                At("later");
            }
            chunk[0].SetInt32(0, row);
            return row <= 10 ? 1 : 0;
        }

        public void Dispose() => At("dispose");

        private void At(string place)
        {
            if (place == where)
            {
                throw fault;
            }
        }
    }
}
