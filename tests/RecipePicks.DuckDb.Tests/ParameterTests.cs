namespace RecipePicks.DuckDb.Tests;

public sealed class ParameterTests
{
    [Fact]
    public void Parameters_have_names_or_numbers()
    {
        using var db = new Db();
        var named = new Dictionary<string, object?>
        {
            ["from"] = 1,
            ["to"] = 3,
            ["not used"] = "x",
        };
        using var result = db.Connection.Query("SELECT $to - $from, $to", named);
        Assert.True(result.Read());
        Assert.Equal(2, result.Get<int>(0));
        Assert.Equal(3, result.Get<int>(1));
        Assert.Equal(
            [
                ["b", "a"],
            ],
            db.Rows("SELECT $2, $1", "a", "b")
        );
        Assert.Equal(
            [
                ["a", "b"],
            ],
            db.Rows("SELECT ?, ?", "a", "b")
        );
    }

    [Fact]
    public void All_statements_draw_on_the_same_parameters()
    {
        using var db = new Db();
        var parameters = new Dictionary<string, object?> { ["a"] = "x", ["b"] = "y" };
        db.Connection.Execute(
            "CREATE TABLE t(s VARCHAR); INSERT INTO t VALUES ($a); INSERT INTO t VALUES ($b || $a)",
            parameters
        );
        Assert.Equal(
            [
                ["x"],
                ["yx"],
            ],
            db.Rows("FROM t")
        );
    }

    [Fact]
    public void A_parameter_without_a_value_is_named()
    {
        using var db = new Db();
        var error = Assert.Throws<ArgumentException>(() => db.Connection.Query("SELECT $address"));
        Assert.Contains("$address", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_DuckDB_has_no_type_for_is_named()
    {
        using var db = new Db();
        var parameters = new Dictionary<string, object?> { ["p"] = new Version(1, 2) };
        var error = Assert.Throws<ArgumentException>(() => db.Connection.Query("SELECT $p", parameters));
        Assert.Contains("$p", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.Version", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_is_never_SQL()
    {
        using var db = new Db();
        db.Connection.Execute("CREATE TABLE t(x INTEGER)");
        const string hostile = "x'; DROP TABLE t; --";
        Assert.Equal(hostile, db.Value("SELECT $1", hostile));
        Assert.Equal(0L, db.Value("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Null_is_a_value()
    {
        using var db = new Db();
        Assert.Null(db.Value("SELECT $1::INTEGER", [null]));
        Assert.Null(db.Value("SELECT $1", new DuckValue(DuckType.Timestamp, null)));
        Assert.Equal(
            [
                [true],
            ],
            db.Rows("SELECT $1 IS NULL", [null])
        );
    }

    [Fact]
    public void Lists_bring_their_type()
    {
        using var db = new Db();
        Assert.Equal(new object?[] { "a", null }, db.Value("SELECT $1", (object)new[] { "a", null }));
        Assert.Equal(new object?[] { 1L, 2L }, db.Value("SELECT $1", new List<long> { 1, 2 }));
        Assert.Equal(Array.Empty<object?>(), db.Value("SELECT $1::INTEGER[]", (object)Array.Empty<string>()));
        using var empty = db.Connection.Query(
            "SELECT $1",
            new Dictionary<string, object?> { ["1"] = Array.Empty<long>() }
        );
        Assert.Equal(DuckType.List(DuckType.BigInt), empty.Columns[0].Type);
        Assert.Equal(
            2L,
            db.Value("SELECT count(*) FROM range(10) t(i) WHERE list_contains($1, i)", (object)new[] { 3L, 4L, 11L })
        );
    }

    [Fact]
    public void Decimals_in_a_list_find_a_type_for_all()
    {
        using var db = new Db();
        Assert.Equal(
            [
                [new object?[] { 1.5m, 1000.25m, 7m }, "DECIMAL(6,2)[]"],
            ],
            db.Rows("SELECT $1, typeof($1)", (object)new[] { 1.5m, 1000.25m, 7m })
        );
        Assert.Equal(
            [
                [0m, "DECIMAL(1,0)"],
            ],
            db.Rows("SELECT $1, typeof($1)", 0m)
        );
        Assert.Equal(
            [
                [0.001m, "DECIMAL(3,3)"],
            ],
            db.Rows("SELECT $1, typeof($1)", 0.001m)
        );
        Assert.Equal(decimal.MaxValue, db.Value("SELECT $1", decimal.MaxValue));
    }

    [Fact]
    public void A_local_time_becomes_UTC_and_a_time_of_no_kind_is_UTC()
    {
        using var db = new Db();
        var utc = new DateTime(2024, 5, 1, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(utc, db.Value("SELECT $1", utc));
        Assert.Equal(utc, db.Value("SELECT $1", utc.ToLocalTime()));
        Assert.Equal(utc, db.Value("SELECT $1", DateTime.SpecifyKind(utc, DateTimeKind.Unspecified)));
        var elsewhere = new DateTimeOffset(2024, 5, 1, 14, 0, 0, TimeSpan.FromHours(2));
        var back = Assert.IsType<DateTimeOffset>(db.Value("SELECT $1", elsewhere));
        Assert.Equal(elsewhere, back);
        Assert.Equal(TimeSpan.Zero, back.Offset);
    }

    [Fact]
    public void Texts_and_spans_and_enums_have_a_type()
    {
        using var db = new Db();
        Assert.Equal("Monday", db.Value("SELECT $1", DayOfWeek.Monday));
        Assert.Equal("c", db.Value("SELECT $1", 'c'));
        Assert.Equal(
            new DuckInterval(0, 1, 500_000),
            db.Value("SELECT $1", TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(500))
        );
        Assert.Equal("a\0b", db.Value("SELECT $1", "a\0b"));
    }

    [Fact]
    public void Half_a_surrogate_pair_is_an_error_and_not_another_text()
    {
        using var db = new Db();
        var error = Assert.Throws<ArgumentException>(() => db.Value("SELECT $1", "\ud83d"));
        Assert.Contains("surrogate", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Throws<ArgumentException>(() => db.Value("SELECT '\ud83d'"));
    }

    [Fact]
    public void A_value_that_does_not_fit_its_said_type_is_refused()
    {
        using var db = new Db();
        Refused(new(DuckType.TinyInt, 128));
        Refused(new(DuckType.UBigInt, -1));
        Refused(new(DuckType.Integer, "1"));
        Refused(new(DuckType.Varchar, 1));
        Refused(new(DuckType.Decimal(3, 1), 100m));
        Refused(new(DuckType.Decimal(3, 1), 1.23m));
        Refused(new(DuckType.Enum("a"), "b"));
        Refused(new(DuckType.Array(DuckType.Integer, 2), new[] { 1 }));
        Refused(new(DuckType.Struct(("a", DuckType.Integer)), new Dictionary<string, object?> { ["b"] = 1 }));
        Refused(new(DuckType.TimestampNs, DateTime.MaxValue));

        void Refused(DuckValue value) => Assert.Throws<ArgumentException>(() => db.Value("SELECT $1", value));
    }

    [Fact]
    public void A_long_text_and_a_long_list_pass()
    {
        using var db = new Db();
        var text = new string('ü', 1_000_000);
        Assert.Equal(text, db.Value("SELECT $1", text));
        Assert.Equal(100_000L, db.Value("SELECT len($1)", Enumerable.Range(0, 100_000).ToArray()));
    }
}
