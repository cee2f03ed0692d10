namespace RecipePicks.DuckDb.Tests;

public sealed class TypeRoundTripTests(TypeRoundTripTests.Shared db) : IClassFixture<TypeRoundTripTests.Shared>
{
    [Theory]
    [MemberData(nameof(TypeSample.Numbers), MemberType = typeof(TypeSample))]
    public void A_literal_is_read_as_its_value(int number)
    {
        var sample = TypeSample.All[number];
        using var result = db.Connection.Query($"SELECT {sample.Literal} UNION ALL SELECT NULL");
        Assert.Equal(sample.Type, result.Columns[0].Type);
        AssertHolds(sample, result);
    }

    [Theory]
    [MemberData(nameof(TypeSample.Numbers), MemberType = typeof(TypeSample))]
    public void A_parameter_of_a_said_type_arrives_as_it_is(int number)
    {
        var sample = TypeSample.All[number];
        var parameters = new Dictionary<string, object?> { ["p"] = new DuckValue(sample.Type, sample.Value) };
        using var result = db.Connection.Query(
            $"SELECT $p AS p, $p IS NOT DISTINCT FROM {sample.Literal} AS same",
            parameters
        );
        Assert.Equal(sample.Type.IsJson ? DuckType.Varchar : sample.Type, result.Columns[0].Type);
        Assert.True(result.Read());
        Assert.Equal(sample.Value, result[0]);
        Assert.Equal(true, result[1]);
    }

    [Theory]
    [MemberData(nameof(TypeSample.Numbers), MemberType = typeof(TypeSample))]
    public void A_parameter_finds_its_type_by_its_value(int number)
    {
        var sample = TypeSample.All[number];
        // A DateTime is bound in microseconds, unless another type is said.
        var expected = sample.Value is DateTime time ? time.AddTicks(-(time.Ticks % 10)) : sample.Value;
        Assert.Equal(expected, db.Value($"SELECT CAST($1 AS {sample.Type})", sample.Value));
    }

    [Theory]
    [MemberData(nameof(TypeSample.Numbers), MemberType = typeof(TypeSample))]
    public void A_table_function_writes_it_and_takes_it_as_an_argument(int number)
    {
        var sample = TypeSample.All[number];
        db.Connection.Register(new Echo($"echo{number}", sample.Type));
        using var result = db.Connection.Query($"FROM echo{number}({sample.Literal})");
        Assert.Equal(sample.Type, result.Columns[0].Type);
        AssertHolds(sample, result);
    }

    [Theory]
    [MemberData(nameof(TypeSample.Numbers), MemberType = typeof(TypeSample))]
    public void A_scalar_function_reads_it_and_writes_it(int number)
    {
        var sample = TypeSample.All[number];
        db.Connection.Register(
            new DuckScalarFunction(
                $"same{number}",
                [sample.Type],
                sample.Type,
                (arguments, result, rows) =>
                {
                    for (var row = 0; row < rows; row++)
                    {
                        result.SetValue(row, arguments[0].GetValue(row));
                    }
                }
            )
        );
        // Rows of a table, for a constant would be computed once.
        db.Connection.Execute(
            $"""
            CREATE OR REPLACE TABLE t AS
            SELECT 2 * i AS i, {sample.Literal} AS x FROM range(2500) r(i) UNION ALL SELECT 2 * i + 1, NULL FROM range(2500) r(i)
            """
        );
        Assert.Equal(0L, db.Value($"SELECT count(*) FROM t WHERE same{number}(x) IS DISTINCT FROM x"));
        using var first = db.Connection.Query($"SELECT same{number}(x) FROM t ORDER BY i LIMIT 2");
        AssertHolds(sample, first);
        Assert.Equal(sample.Value, db.Value($"SELECT same{number}({sample.Literal})"));
        Assert.Null(db.Value($"SELECT same{number}(NULL)"));
    }

    [Theory]
    [MemberData(nameof(TypeSample.Numbers), MemberType = typeof(TypeSample))]
    public void A_type_in_SQL_is_that_type_again(int number)
    {
        var sample = TypeSample.All[number];
        using var result = db.Connection.Query($"SELECT CAST(NULL AS {sample.Type})");
        Assert.Equal(sample.Type, result.Columns[0].Type);
        Assert.Equal(sample.Type.GetHashCode(), result.Columns[0].Type.GetHashCode());
    }

    /// <summary>The result is two rows: the sample, then NULL.</summary>
    private static void AssertHolds(TypeSample sample, DuckResult result)
    {
        Assert.True(result.Read());
        Assert.False(result.IsNull(0));
        var value = result[0]!;
        Assert.Equal(sample.Value, value);
        if (value is DateTime time)
        {
            Assert.Equal(DateTimeKind.Utc, time.Kind);
        }
        else if (value is not System.Collections.IEnumerable || value is string or byte[])
        {
            Assert.Equal(sample.Value.GetType(), value.GetType());
        }
        Assert.True(result.Read());
        Assert.True(result.IsNull(0));
        Assert.Null(result[0]);
        Assert.False(result.Read());
    }

    /// <summary>One database for all samples: opening one for each takes most of the time.</summary>
    public sealed class Shared : IDisposable
    {
        private readonly Db _db = new();

        internal DuckConnection Connection => _db.Connection;

        internal object? Value(string sql, params object?[] positional) => _db.Value(sql, positional);

        public void Dispose() => _db.Dispose();
    }

    /// <summary>A table of two rows: its argument, then NULL.</summary>
    private sealed class Echo(string name, DuckType type) : DuckTableFunction
    {
        public override string Name => name;

        public override IReadOnlyList<DuckColumn> Columns => [new("x", type)];

        public override IReadOnlyList<DuckType> Parameters => [type];

        public override IDuckScan Bind(IReadOnlyList<object?> arguments) =>
            new OneFill(chunk =>
            {
                chunk[0].SetValue(0, arguments[0]);
                chunk[0].SetValue(1, null);
                return 2;
            });
    }
}
