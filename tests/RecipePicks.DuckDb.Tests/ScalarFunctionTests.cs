using System.Text;

namespace RecipePicks.DuckDb.Tests;

public sealed class ScalarFunctionTests
{
    [Fact]
    public void A_function_in_CSharp_computes_every_row()
    {
        using var db = new Db();
        db.Connection.Register(Functions.Plus());
        Assert.Equal((Int128)(2 * 4_999_950_000L), db.Value("SELECT sum(plus(i, i)) FROM range(100000) t(i)"));
        Assert.Equal(3L, db.Value("SELECT plus(1, 2)"));
    }

    [Fact]
    public void NULL_gives_NULL_unless_the_function_wants_it()
    {
        using var db = new Db();
        db.Connection.Register(Functions.Plus());
        Assert.Equal(
            [
                [null],
                [3L],
                [null],
            ],
            db.Rows("SELECT plus(a, b) FROM (VALUES (1, 1, NULL), (2, 1, 2), (3, NULL, 5)) t(i, a, b) ORDER BY i")
        );
        db.Connection.Register(
            new DuckScalarFunction(
                "is_nothing",
                [DuckType.Varchar],
                DuckType.Boolean,
                (arguments, result, rows) =>
                {
                    for (var row = 0; row < rows; row++)
                    {
                        result.SetBoolean(row, arguments[0].IsNull(row));
                    }
                }
            )
            {
                HandlesNull = true,
            }
        );
        Assert.Equal(
            [
                [false],
                [true],
            ],
            db.Rows("SELECT is_nothing(x) FROM (VALUES ('a'), (NULL)) t(x)")
        );
        Assert.Equal(true, db.Value("SELECT is_nothing(NULL)"));
    }

    [Fact]
    public void Texts_go_in_and_out_as_bytes()
    {
        using var db = new Db();
        db.Connection.Register(
            new DuckScalarFunction(
                "shout",
                [DuckType.Varchar],
                DuckType.Varchar,
                (arguments, result, rows) =>
                {
                    Span<byte> upper = stackalloc byte[256];
                    for (var row = 0; row < rows; row++)
                    {
                        Ascii.ToUpper(arguments[0].GetUtf8(row), upper, out var written);
                        result.SetString(row, upper[..written]);
                    }
                }
            )
        );
        Assert.Equal(
            [
                ["A TEXT OF MORE THAN TWELVE BYTES"],
                ["SHORT"],
                [null],
            ],
            db.Rows(
                "SELECT shout(x) FROM (VALUES (1, 'a text of more than twelve bytes'), (2, 'Short'), (3, NULL)) t(i, x) ORDER BY i"
            )
        );
    }

    [Fact]
    public void A_function_without_arguments_that_is_volatile_is_called_for_every_row()
    {
        using var db = new Db();
        var next = 0L;
        db.Connection.Register(
            new DuckScalarFunction(
                "next_number",
                [],
                DuckType.BigInt,
                (_, result, rows) =>
                {
                    for (var row = 0; row < rows; row++)
                    {
                        result.SetInt64(row, Interlocked.Increment(ref next));
                    }
                }
            )
            {
                IsVolatile = true,
            }
        );
        Assert.Equal(5000L, db.Value("SELECT count(DISTINCT next_number()) FROM range(5000)"));
    }

    [Fact]
    public void A_function_that_throws_becomes_an_error_of_the_query()
    {
        using var db = new Db();
        var fault = new InvalidDataException("100% wrong: %s %d {0}");
        db.Connection.Register(
            new DuckScalarFunction("fail", [DuckType.BigInt], DuckType.BigInt, (_, _, _) => throw fault)
        );
        var error = Assert.Throws<DuckDbException>(() => db.Rows("SELECT fail(i) FROM range(10) t(i)"));
        Assert.Contains(fault.Message, error.Message, StringComparison.Ordinal);
        Assert.Contains("fail", error.Message, StringComparison.Ordinal);
        Assert.Same(fault, error.InnerException);

        // While the query is planned, too.
        error = Assert.Throws<DuckDbException>(() => db.Rows("SELECT fail(1)"));
        Assert.Contains(fault.Message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, db.Value("SELECT 1"));
    }

    [Fact]
    public void A_row_that_is_not_there_is_an_error_and_no_damage()
    {
        using var db = new Db();
        Fails("beyond", (_, result, rows) => result.SetInt64(rows, 1));
        Fails("before", (_, result, _) => result.SetInt64(-1, 1));
        Fails("unfit", (_, result, _) => result.SetString(0, "text"));
        Fails("unread", (arguments, _, rows) => arguments[0].GetInt64(rows));
        Fails("misread", (arguments, _, _) => arguments[0].GetUtf8(0).ToArray());
        Fails("no_such", (arguments, _, _) => arguments[1].GetInt64(0));

        void Fails(string name, DuckScalarBody body)
        {
            db.Connection.Register(new DuckScalarFunction(name, [DuckType.BigInt], DuckType.BigInt, body));
            Assert.Throws<DuckDbException>(() => db.Rows($"SELECT {name}(i) FROM range(10) t(i)"));
        }
    }

    [Fact]
    public void Two_threads_call_the_same_function()
    {
        using var db = new Db(threads: 2);
        db.Connection.Execute("CREATE TABLE t AS SELECT range AS i FROM range(1000000)");
        db.Connection.Register(
            new DuckScalarFunction(
                "label",
                [DuckType.BigInt],
                DuckType.List(DuckType.Varchar),
                (arguments, result, rows) =>
                {
                    for (var row = 0; row < rows; row++)
                    {
                        result.Child.SetString(
                            result.AppendToList(row),
                            $"a rather long label {arguments[0].GetInt64(row)}"
                        );
                    }
                }
            )
        );
        Assert.Equal(1_000_000L, db.Value("SELECT count(*) FROM t WHERE label(i) = ['a rather long label ' || i]"));
    }

    [Fact]
    public void A_function_reads_nested_arguments_by_their_parts()
    {
        using var db = new Db();
        db.Connection.Register(
            new DuckScalarFunction(
                "total",
                [DuckType.List(DuckType.Struct(("n", DuckType.Integer)))],
                DuckType.BigInt,
                (arguments, result, rows) =>
                {
                    for (var row = 0; row < rows; row++)
                    {
                        var (offset, length) = arguments[0].GetList(row);
                        var numbers = arguments[0].Child.Field(0);
                        var total = 0L;
                        for (var i = offset; i < offset + length; i++)
                        {
                            total += numbers.GetInt32(i);
                        }
                        result.SetInt64(row, total);
                    }
                }
            )
        );
        Assert.Equal(
            [
                [6L],
                [0L],
                [null],
            ],
            db.Rows(
                "SELECT total(x) FROM (VALUES (1, [{'n': 1}, {'n': 5}, {'n': NULL}]), (2, []), (3, NULL)) t(i, x) ORDER BY i"
            )
        );
    }

    [Fact]
    public void A_function_is_known_to_every_connection_of_its_database()
    {
        using var db = new Db();
        db.Connection.Register(Functions.Plus());
        using var other = db.Connect();
        using var result = other.Query("SELECT plus(20, 22)");
        Assert.True(result.Read());
        Assert.Equal(42L, result[0]);
    }

    [Fact]
    public void A_function_is_registered_once()
    {
        using var db = new Db();
        using var other = db.Connect();
        db.Connection.Register(Functions.Plus());
        db.Connection.Register(Functions.Numbers("numbers", 1));
        var error = Assert.Throws<DuckDbException>(() => db.Connection.Register(Functions.Plus()));
        Assert.Contains("plus(BIGINT, BIGINT)", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<DuckDbException>(() => other.Register(Functions.Numbers("NUMBERS", 2)));
        Assert.Contains("NUMBERS()", error.Message, StringComparison.Ordinal);
        Assert.Equal(3L, db.Value("SELECT plus(1, 2)"));
        Assert.Equal(1L, db.Value("SELECT count(*) FROM numbers()"));
    }

    [Fact]
    public void A_name_may_stand_for_several_types()
    {
        using var db = new Db();
        db.Connection.Register(Functions.Plus());
        db.Connection.Register(
            new DuckScalarFunction(
                "plus",
                [DuckType.Varchar, DuckType.Varchar],
                DuckType.Varchar,
                (arguments, result, rows) =>
                {
                    for (var row = 0; row < rows; row++)
                    {
                        result.SetString(row, arguments[0].GetString(row) + arguments[1].GetString(row));
                    }
                }
            )
        );
        Assert.Equal(
            [
                [3L, "ab"],
            ],
            db.Rows("SELECT plus(1, 2), plus('a', 'b')")
        );
    }

    [Fact]
    public void A_row_that_is_not_set_is_NULL()
    {
        using var db = new Db();
        db.Connection.Register(
            new DuckScalarFunction(
                "forget",
                [DuckType.BigInt],
                DuckType.Varchar,
                (arguments, result, rows) =>
                {
                    for (var row = 0; row < rows; row += 2)
                    {
                        result.SetString(row, $"the text of row {arguments[0].GetInt64(row)}");
                    }
                }
            )
        );
        Assert.Equal(
            [
                [5_000L, 5_000L],
            ],
            db.Rows("SELECT count(*) FILTER (x IS NULL), count(x) FROM (SELECT forget(i) AS x FROM range(10000) t(i))")
        );
    }
}
