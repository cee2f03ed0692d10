namespace RecipePicks.DuckDb.Tests;

public sealed class WritingTests
{
    [Fact]
    public void Only_what_is_set_is_there()
    {
        using var db = new Db();
        var type = DuckType.Struct(("a", DuckType.Varchar), ("inner", DuckType.Struct(("b", DuckType.Integer))));
        db.Connection.Register(
            new Table(
                "sparse",
                [new("s", type), new("l", DuckType.List(DuckType.Varchar)), new("n", DuckType.BigInt)],
                _ => new OneFill(chunk =>
                {
                    chunk[0].SetValid(1);
                    chunk[0].Field(0).SetString(1, "only a");
                    chunk[0].SetValid(2);
                    chunk[0].Field(1).SetValid(2);
                    chunk[0].Field(1).Field(0).SetInt32(2, 5);
                    chunk[1].SetValid(1);
                    chunk[1].AppendToList(2);
                    chunk[1].Child.SetString(chunk[1].AppendToList(2), "second");
                    chunk[2].SetInt64(0, 1);
                    return 3;
                })
            )
        );
        Assert.Equal(
            [
                [null, null, true, null, 1L],
                ["only a", null, true, Array.Empty<object?>(), null],
                [null, 5, false, new object?[] { null, "second" }, null],
            ],
            db.Rows("SELECT s.a, s.inner.b, s.inner IS NULL, l, n FROM sparse()")
        );
        Assert.Equal(
            [
                [true],
                [false],
                [false],
            ],
            db.Rows("SELECT s IS NULL FROM sparse()")
        );
    }

    [Fact]
    public void SetAllNull_forgets_what_was_set()
    {
        using var db = new Db();
        db.Connection.Register(
            new Table(
                "t",
                [new("s", DuckType.Struct(("a", DuckType.Varchar))), new("l", DuckType.List(DuckType.Varchar))],
                _ => new OneFill(chunk =>
                {
                    for (var row = 0; row < chunk.Capacity; row++)
                    {
                        chunk[0].SetValid(row);
                        chunk[0].Field(0).SetString(row, "a text that is forgotten");
                        chunk[1].Child.SetString(chunk[1].AppendToList(row), "an element that is forgotten");
                    }
                    chunk[0].SetAllNull();
                    chunk[1].SetAllNull();
                    chunk[0].SetValid(7);
                    chunk[1].Child.SetString(chunk[1].AppendToList(7), "an element that stays");
                    return chunk.Capacity;
                })
            )
        );
        Assert.Equal(
            [
                [2048L, 1L, 0L, 1L],
            ],
            db.Rows("SELECT count(*), count(s), count(s.a), count(l) FROM t()")
        );
        Assert.Equal(
            [
                [new object?[] { "an element that stays" }],
            ],
            db.Rows("SELECT l FROM t() WHERE l IS NOT NULL")
        );
    }

    [Fact]
    public void A_struct_that_is_NULL_has_no_fields()
    {
        using var db = new Db();
        db.Connection.Register(
            new Table(
                "t",
                [new("s", DuckType.Struct(("a", DuckType.Integer)))],
                _ => new OneFill(chunk =>
                {
                    chunk[0].SetValid(0);
                    chunk[0].Field(0).SetInt32(0, 1);
                    chunk[0].SetNull(0);
                    return 1;
                })
            )
        );
        Assert.Equal(
            [
                [null, null],
            ],
            db.Rows("SELECT s, s.a FROM t()")
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    public void Lists_grow_as_long_as_they_must_chunk_after_chunk(int length)
    {
        using var db = new Db();
        var type = DuckType.List(
            DuckType.Struct(
                ("s", DuckType.Varchar),
                ("l", DuckType.List(DuckType.Integer)),
                ("a", DuckType.Array(DuckType.Integer, 2))
            )
        );
        db.Connection.Register(
            new Table("lists", [new("n", DuckType.Integer), new("x", type)], _ => new ListScan(length))
        );
        Assert.Equal(
            [
                [6_000L, 0L, 0L],
            ],
            db.Rows(
                """
                SELECT count(*),
                       count(*) FILTER (len(x) <> n % $1 OR x IS NULL),
                       count(*) FILTER (x IS DISTINCT FROM [
                         CASE WHEN e % 5 <> 4 THEN {'s': CASE WHEN e % 3 <> 2 THEN 'element ' || e || ' of row ' || n END,
                              'l': CASE WHEN e % 2 = 0 THEN [n, e] END, 'a': [n, NULL]} END
                         FOR e IN range(n % $1)])
                FROM lists()
                """,
                length
            )
        );
    }

    [Fact]
    public void Lists_out_of_turn_are_an_error()
    {
        using var db = new Db();
        db.Connection.Register(
            new Table(
                "t",
                [new("l", DuckType.List(DuckType.Integer))],
                _ => new OneFill(chunk =>
                {
                    chunk[0].AppendToList(0);
                    chunk[0].AppendToList(1);
                    chunk[0].AppendToList(0);
                    return 2;
                })
            )
        );
        var error = Assert.Throws<DuckDbException>(() => db.Rows("FROM t()"));
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    [Fact]
    public void Writing_outside_of_Fill_is_an_error()
    {
        using var db = new Db();
        DuckChunkWriter? kept = null;
        db.Connection.Register(
            new Table(
                "t",
                [new("x", DuckType.Struct(("l", DuckType.List(DuckType.Integer))))],
                _ => new OneFill(chunk =>
                {
                    kept = chunk;
                    return 1;
                })
            )
        );
        db.Rows("FROM t()");
        Assert.Throws<ArgumentOutOfRangeException>(() => kept![0].SetValid(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => kept![0].SetNull(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => kept![0].Field(0).AppendToList(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => kept![0].Field(0).Child.SetInt32(0, 1));
    }

    [Fact]
    public void A_text_that_is_no_UTF8_is_refused_when_it_is_copied()
    {
        using var db = new Db();
        db.Connection.Register(
            new Table(
                "t",
                [new("x", DuckType.Varchar)],
                _ => new OneFill(chunk =>
                {
                    chunk[0].SetString(0, [0x61, 0xFF, 0x62]);
                    return 1;
                })
            )
        );
        var error = Assert.Throws<DuckDbException>(() => db.Rows("FROM t()"));
        Assert.Contains("UTF-8", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_is_no_UTF8_is_read_back_byte_by_byte_when_it_was_not_copied()
    {
        using var db = new Db();
        using var buffer = new NativeBuffer(3);
        new byte[] { 0x61, 0xFF, 0x62 }.CopyTo(buffer.Span);
        db.Connection.Register(
            new Table(
                "t",
                [new("x", DuckType.Varchar)],
                _ => new OneFill(chunk =>
                {
                    chunk[0].SetString(0, buffer, 0, 3);
                    return 1;
                })
            )
        );
        using var result = db.Connection.Query("FROM t()");
        Assert.True(result.Read());
        Assert.Equal([0x61, 0xFF, 0x62], result.GetUtf8(0).ToArray());
        Assert.Equal("a\uFFFDb", result[0]);
    }

    /// <summary>6,000 rows in chunks of 1,000, with lists of 0 to length - 1 elements of everything.</summary>
    private sealed class ListScan(int length) : IDuckScan, IDuckScanWorker
    {
        private int _n;

        public int MaxThreads => 1;

        public IDuckScanWorker OpenWorker() => this;

        public int Fill(DuckChunkWriter chunk)
        {
            if (_n == 6_000)
            {
                return 0;
            }
            var list = chunk[1];
            for (var row = 0; row < 1_000; row++, _n++)
            {
                chunk[0].SetInt32(row, _n);
                list.SetValid(row);
                for (var e = 0; e < _n % length; e++)
                {
                    var i = list.AppendToList(row);
                    if (e % 5 == 4)
                    {
                        continue;
                    }
                    list.Child.SetValid(i);
                    if (e % 3 != 2)
                    {
                        list.Child.Field(0).SetString(i, $"element {e} of row {_n}");
                    }
                    if (e % 2 == 0)
                    {
                        var inner = list.Child.Field(1);
                        inner.Child.SetInt32(inner.AppendToList(i), _n);
                        inner.Child.SetInt32(inner.AppendToList(i), e);
                    }
                    list.Child.Field(2).SetValid(i);
                    list.Child.Field(2).Child.SetInt32(2 * i, _n);
                }
            }
            return 1_000;
        }

        public void Dispose() { }
    }
}
