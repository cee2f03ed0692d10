namespace RecipePicks.DuckDb.Tests;

public sealed class TypeTests
{
    [Fact]
    public void Types_of_the_same_SQL_are_equal()
    {
        Assert.Equal(
            DuckType.List(DuckType.Struct(("a", DuckType.Integer))),
            DuckType.List(DuckType.Struct(("a", DuckType.Integer)))
        );
        Assert.NotEqual(DuckType.Json, DuckType.Varchar);
        Assert.NotEqual(DuckType.Decimal(5, 1), DuckType.Decimal(5, 2));
        Assert.NotEqual(DuckType.Array(DuckType.Integer, 2), DuckType.Array(DuckType.Integer, 3));
        Assert.False(DuckType.Integer.Equals(null));
    }

    [Fact]
    public void A_type_reads_as_SQL()
    {
        Assert.Equal(
            """STRUCT("type" VARCHAR, "tags" MAP(VARCHAR, DECIMAL(10,2))[])""",
            DuckType
                .Struct(
                    ("type", DuckType.Varchar),
                    ("tags", DuckType.List(DuckType.Map(DuckType.Varchar, DuckType.Decimal(10, 2))))
                )
                .ToString()
        );
        Assert.Equal("ENUM('a', 'it''s')[2]", DuckType.Array(DuckType.Enum("a", "it's"), 2).ToString());
        Assert.Equal("TIMESTAMP WITH TIME ZONE", DuckType.TimestampTz.ToString());
    }

    [Fact]
    public void A_type_that_cannot_be_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DuckType.Decimal(39, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => DuckType.Decimal(3, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => DuckType.Array(DuckType.Integer, 0));
        Assert.Throws<ArgumentException>(() => DuckType.Struct());
        Assert.Throws<ArgumentException>(() => DuckType.Enum());
    }

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    public void An_enum_may_have_many_values(int count)
    {
        using var db = new Db();
        var type = DuckType.Enum([.. Enumerable.Range(0, count).Select(i => $"v{i}")]);
        var last = $"v{count - 1}";
        db.Connection.Register(
            new Table(
                "one",
                [new("x", type)],
                _ => new OneFill(chunk =>
                {
                    chunk[0].SetString(0, last);
                    chunk[0].SetString(1, "v0");
                    return 2;
                })
            )
        );
        Assert.Equal(
            [
                [last],
                ["v0"],
            ],
            db.Rows("FROM one()")
        );
        Assert.Equal(last, db.Value("SELECT $1", new DuckValue(type, last)));
    }

    [Fact]
    public void A_decimal_too_long_for_dotnet_keeps_its_digits()
    {
        using var db = new Db();
        var value = (DuckDecimal)db.Value("SELECT '-0.00000000000000000000000000000000000001'::DECIMAL(38, 38)")!;
        Assert.Equal("-0.00000000000000000000000000000000000001", value.ToString());
        Assert.Equal(-1e-38, value.ToDouble());
        Assert.Equal("123", new DuckDecimal(123, 0).ToString());
        Assert.Equal("-1.23", new DuckDecimal(-123, 2).ToString());
    }

    [Fact]
    public void A_union_is_read_as_its_member()
    {
        using var db = new Db();
        Assert.Equal(
            [
                ["text"],
                [7],
                [null],
            ],
            db.Rows(
                "SELECT x::UNION(n INTEGER, s VARCHAR) FROM (VALUES (1, union_value(s := 'text')), (2, NULL)) t(i, x) WHERE i = 1 UNION ALL SELECT union_value(n := 7)::UNION(n INTEGER, s VARCHAR) UNION ALL SELECT NULL"
            )
        );
    }

    [Theory]
    [InlineData("'101'::BIT", "101")]
    [InlineData("'12:00:00+02'::TIMETZ", "12:00:00+02")]
    [InlineData("'123456789012345678901234567890123456789012'::BIGNUM", "123456789012345678901234567890123456789012")]
    public void A_type_that_is_not_read_says_so_and_its_text_is_read(string sql, string text)
    {
        using var db = new Db();
        var error = Assert.Throws<NotSupportedException>(() => db.Value($"SELECT {sql}"));
        Assert.Contains("VARCHAR", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, db.Value($"SELECT ({sql})::VARCHAR"));
    }

    [Fact]
    public void Fields_without_names_are_numbered()
    {
        using var db = new Db();
        var row = Assert.IsType<IReadOnlyDictionary<string, object?>>(
            db.Value("SELECT row(1, 'x')"),
            exactMatch: false
        );
        Assert.Equal(new Dictionary<string, object?> { ["1"] = 1, ["2"] = "x" }, row);
    }
}
