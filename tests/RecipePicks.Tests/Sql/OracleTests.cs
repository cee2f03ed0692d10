using System.Collections;
using System.Globalization;
using System.Text.Json;
using RecipePicks.DuckDb;
using RecipePicks.Sql;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Sql;

/// <summary>878 expressions with what Trino's own tests expect of them.</summary>
public sealed class OracleTests
{
    /// <summary>Trino's tests run in this zone.</summary>
    private const string Zone = "Pacific/Kiritimati";

    /// <summary>Rows whose answer differs, each with its reason. A row that comes to agree must leave the list.</summary>
    private static readonly Dictionary<string, string> s_known = new(StringComparer.Ordinal)
    {
        ["CONTAINS(ARRAY [ARRAY [1.1, null], ARRAY [3.3, 4.3]], ARRAY [1.1, null])"] =
            "a NULL within an element is an error in Trino",
        ["ARRAY_POSITION(ARRAY [ARRAY[null]], ARRAY[null])"] = "a NULL within an element is an error in Trino",
        ["ARRAY_REMOVE(ARRAY [ARRAY[CAST(1 AS BIGINT)]], ARRAY[CAST(null AS BIGINT)])"] =
            "a NULL within an element is an error in Trino",
        [
            "MAP(ARRAY[from_unixtime(1), from_unixtime(100)], ARRAY[NULL, FALSE]) != MAP(ARRAY[from_unixtime(100), from_unixtime(1)], ARRAY[FALSE, NULL])"
        ] = "a NULL within a map makes its comparison NULL in Trino",
        ["ARRAY_SORT(ARRAY[1, 2], (x, y) -> x / COALESCE(y, 0))"] =
            "pairs are compared the other way round, and 1 / 2 is 0",
    };

    [Fact]
    public void Expressions_are_answered_as_Trino_answers_them()
    {
        var rows = Rows();
        using var database = new SqlDatabase();
        var options = SqlDatabase.Options with { Zone = Zone };
        var (asked, wrong) = (0, new List<string>());
        foreach (var row in rows.Where(r => !LeftOut(r.Expr)))
        {
            asked++;
            var said = Ask(database, row, options);
            if (said is not null && !s_known.ContainsKey(row.Expr))
            {
                wrong.Add($"{row.Kind} {row.Expr}: {said}");
            }
        }

        foreach (var row in rows.Where(r => LeftOut(r.Expr)))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"left out: {row.Expr}");
        }

        Assert.True(asked > 700, $"only {asked} rows were asked");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {asked} differ:\n{string.Join('\n', wrong.Take(40))}");
        Assert.True(s_known.Count * 100 <= asked, "fewer than 99 % of the rows agree");
    }

    /// <summary>Times of day, and fractions beyond the microsecond, which DuckDB does not hold.</summary>
    private static bool LeftOut(string expression) =>
        System.Text.RegularExpressions.Regex.IsMatch(expression, @"\bTIME '")
        || System.Text.RegularExpressions.Regex.IsMatch(expression, @"\d:\d\d\.\d{7,}|\.\d{7,}'");

    private static string? Ask(SqlDatabase database, Row row, RecipePicks.Sql.Binding.CompilerOptions options)
    {
        try
        {
            switch (row.Kind)
            {
                case "err":
                    return database.Value(row.Expr, options) is var value ? $"gives {Text(value)}, should fail" : null;
                case "match":
                    var same = database.Value(
                        $"({row.Expr}) IS NOT DISTINCT FROM ({row.Expected.GetString()})",
                        options
                    );
                    return same is true
                        ? null
                        : $"is {Text(database.Value(row.Expr, options))}, not {row.Expected.GetString()}";
                default:
                    var got = database.Value(row.Expr, options);
                    return Same(got, row.Expected) ? null : $"is {Text(got)}, not {row.Expected.GetRawText()}";
            }
        }
        catch (Exception e)
            when (e is SqlTextException or InvalidOperationException { InnerException: DuckDbException })
        {
            return row.Kind == "err" ? null : e.Message;
        }
    }

    private static bool Same(object? got, JsonElement expected) =>
        (got, expected.ValueKind) switch
        {
            (null, JsonValueKind.Null) => true,
            (bool flag, JsonValueKind.True or JsonValueKind.False) => flag == expected.GetBoolean(),
            (string text, JsonValueKind.String) => text == expected.GetString()
                || text == JsonSerializer.Serialize(expected.GetString()),
            (string text, JsonValueKind.Null) => text == "null",
            (IEnumerable<KeyValuePair<string, object?>> fields, JsonValueKind.Array) => SameAll(
                [.. fields.Select(f => f.Value)],
                expected
            ),
            (IEnumerable items and not string, JsonValueKind.Array) => SameAll([.. items.Cast<object?>()], expected),
            (IConvertible number and not (string or bool or DateTime), JsonValueKind.Number) => Math.Abs(
                number.ToDouble(CultureInfo.InvariantCulture) - expected.GetDouble()
            )
                <= Math.Abs(expected.GetDouble()) * (number is float ? 1e-6 : 1e-14),
            (DateOnly date, JsonValueKind.String) => $"{date:yyyy-MM-dd}" == expected.GetString(),
            _ => false,
        };

    private static bool SameAll(List<object?> got, JsonElement expected) =>
        got.Count == expected.GetArrayLength() && got.Zip(expected.EnumerateArray()).All(p => Same(p.First, p.Second));

    private static string Text(object? value) =>
        value is IEnumerable items and not string ? $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]"
        : value is null ? "NULL"
        : $"{value} ({value.GetType().Name})";

    private static List<Row> Rows()
    {
        var file = SharedData.Folder("../trino") is { } folder ? Path.Combine(folder, "oracle.json") : null;
        Assert.SkipUnless(file is not null, "shared/data/trino/oracle.json is not here");
        using var document = JsonDocument.Parse(File.ReadAllText(file!));
        return
        [
            .. document
                .RootElement.EnumerateArray()
                .Select(e => new Row(
                    e.GetProperty("expr").GetString()!,
                    e.GetProperty("kind").GetString()!,
                    e.TryGetProperty("exp", out var expected) ? expected.Clone() : default
                )),
        ];
    }

    private sealed record Row(string Expr, string Kind, JsonElement Expected);
}
