using System.Text;

namespace RecipePicks.DuckDb.Tests;

public sealed class ReadingTests
{
    [Fact]
    public void A_number_is_read_as_another_that_holds_it()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 7::BIGINT, 7::UTINYINT, sum(7), 7.0::DECIMAL(5,1), 0.5::FLOAT");
        Assert.True(result.Read());
        Assert.Equal(7, result.Get<int>(0));
        Assert.Equal(7u, result.Get<uint>(0));
        Assert.Equal(7.0, result.Get<double>(0));
        Assert.Equal(7m, result.Get<decimal>(0));
        Assert.Equal(7L, result.Get<long>(1));
        Assert.Equal(7L, result.Get<long>(2));
        Assert.Equal(7, result.Get<int?>(2));
        Assert.Equal(7, result.Get<int>(3));
        Assert.Equal(7.0, result.Get<double>(3));
        Assert.Equal(0.5, result.Get<double>(4));
        Assert.Equal(7L, Assert.IsType<long>(result.Get<object>(0)));
    }

    [Fact]
    public void A_number_that_does_not_fit_is_an_error()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 5000000000, -1, 1.5::DECIMAL(5,1), 1.5::DOUBLE");
        Assert.True(result.Read());
        Assert.Throws<OverflowException>(() => result.Get<int>(0));
        Assert.Throws<OverflowException>(() => result.Get<ulong>(1));
        Assert.Throws<InvalidCastException>(() => result.Get<int>(2));
        Assert.Throws<InvalidCastException>(() => result.Get<int>(3));
    }

    [Fact]
    public void A_value_of_another_kind_is_an_error_that_names_both()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 'x', 1");
        Assert.True(result.Read());
        var error = Assert.Throws<InvalidCastException>(() => result.Get<int>(0));
        Assert.Contains("VARCHAR", error.Message, StringComparison.Ordinal);
        Assert.Contains("Int32", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidCastException>(() => result.Get<string>(1));
        Assert.Throws<InvalidCastException>(() => result.GetUtf8(1).Length);
        Assert.Throws<IndexOutOfRangeException>(() => result[2]);
    }

    [Fact]
    public void NULL_needs_a_type_that_can_be_null()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT NULL::INTEGER, NULL::VARCHAR, NULL");
        Assert.True(result.Read());
        Assert.Null(result.Get<int?>(0));
        Assert.Null(result.Get<string?>(1));
        Assert.Null(result[2]);
        Assert.True(result.GetUtf8(1).IsEmpty);
        Assert.Throws<InvalidCastException>(() => result.Get<int>(0));
    }

    [Fact]
    public void Times_are_read_with_and_without_an_offset()
    {
        using var db = new Db();
        using var result = db.Connection.Query(
            "SELECT TIMESTAMP '2024-01-02 03:04:05', TIMESTAMPTZ '2024-01-02 03:04:05Z'"
        );
        Assert.True(result.Read());
        var utc = new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        for (var column = 0; column < 2; column++)
        {
            Assert.Equal(utc, result.Get<DateTime>(column));
            Assert.Equal(DateTimeKind.Utc, result.Get<DateTime>(column).Kind);
            Assert.Equal(new DateTimeOffset(utc), result.Get<DateTimeOffset>(column));
        }
    }

    [Fact]
    public void A_text_is_read_as_an_enum()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 'friday', 'Someday'");
        Assert.True(result.Read());
        Assert.Equal(DayOfWeek.Friday, result.Get<DayOfWeek>(0));
        Assert.Throws<InvalidCastException>(() => result.Get<DayOfWeek>(1));
    }

    [Theory]
    [InlineData("'infinity'::TIMESTAMP")]
    [InlineData("'-infinity'::TIMESTAMPTZ")]
    [InlineData("'infinity'::DATE")]
    [InlineData("'10000-01-01'::TIMESTAMP")]
    [InlineData("'10000-01-01'::TIMESTAMP_S")]
    [InlineData("'4000-01-01 (BC)'::DATE")]
    [InlineData("'24:00:00'::TIME")]
    public void A_time_that_dotnet_cannot_hold_is_an_error_of_the_cell_alone(string sql)
    {
        using var db = new Db();
        using var result = db.Connection.Query($"SELECT {sql}, 1, ({sql})::VARCHAR");
        Assert.True(result.Read());
        Assert.Throws<OverflowException>(() => result[0]);
        Assert.Equal(1, result[1]);
        Assert.IsType<string>(result[2]);
    }

    [Fact]
    public void The_bytes_of_a_text_are_read_without_a_copy()
    {
        using var db = new Db();
        using var result = db.Connection.Query(
            "SELECT 'short' UNION ALL SELECT 'longer than twelve bytes' ORDER BY 1 DESC"
        );
        Assert.True(result.Read());
        Assert.True(result.GetUtf8(0).SequenceEqual("short"u8));
        Assert.True(result.Read());
        Assert.Equal("longer than twelve bytes", Encoding.UTF8.GetString(result.GetUtf8(0)));
    }

    [Fact]
    public void There_is_no_row_before_the_first_and_after_the_last()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 1");
        Assert.Throws<InvalidOperationException>(() => result[0]);
        Assert.True(result.Read());
        Assert.False(result.Read());
        Assert.Throws<InvalidOperationException>(() => result[0]);
    }

    [Fact]
    public void A_result_without_rows_still_has_columns()
    {
        using var db = new Db();
        using var result = db.Connection.Query("SELECT 1 AS one WHERE false");
        Assert.Equal("one", Assert.Single(result.Columns).Name);
        Assert.Empty(result.Rows());
    }

    [Fact]
    public void Nested_values_survive_chunk_after_chunk()
    {
        using var db = new Db();
        using var result = db.Connection.Query(
            """
            SELECT i, [{'k': i, 'l': ['text number ' || i, NULL]}, NULL] AS x
            FROM range(10000) t(i) ORDER BY i
            """
        );
        var rows = 0L;
        foreach (var row in result.Rows())
        {
            Assert.Equal(rows, row[0]);
            var list = (IReadOnlyList<object?>)row[1]!;
            var entry = (IReadOnlyDictionary<string, object?>)list[0]!;
            Assert.Equal(rows, entry["k"]);
            Assert.Equal(new object?[] { $"text number {rows}", null }, entry["L"]);
            Assert.Null(list[1]);
            rows++;
        }
        Assert.Equal(10_000, rows);
    }

    [Fact]
    public void Filtered_and_sliced_lists_keep_their_elements()
    {
        using var db = new Db();
        db.Connection.Execute(
            "CREATE TABLE t AS SELECT i, [i, i + 1] AS l, {'a': i, 'b': [i]} AS s, [i::DOUBLE, 0]::DOUBLE[2] AS a FROM range(10000) r(i)"
        );
        foreach (var row in db.Rows("SELECT i, l, s, a FROM t WHERE i % 7 = 3 ORDER BY i DESC LIMIT 100"))
        {
            var i = (long)row[0]!;
            Assert.Equal(new object?[] { i, i + 1 }, row[1]);
            Assert.Equal(new Dictionary<string, object?> { ["a"] = i, ["b"] = new object?[] { i } }, row[2]);
            Assert.Equal(new object?[] { (double)i, 0.0 }, row[3]);
        }
    }
}
