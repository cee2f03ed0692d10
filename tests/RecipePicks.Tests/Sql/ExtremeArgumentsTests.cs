using RecipePicks.DuckDb;
using RecipePicks.Sql.Native;

namespace RecipePicks.Tests.Sql;

/// <summary>A function of ours given what nobody meant gives an answer or an error that says why, never a defect.</summary>
public sealed class ExtremeArgumentsTests
{
    private static readonly Dictionary<string, string[]> s_extremes = new(StringComparer.Ordinal)
    {
        ["VARCHAR"] =
        [
            "''",
            "'a'",
            "'-'",
            "'é😀'",
            "'[1]'",
            "'{\"a\":1e999}'",
            "'9999-12-31T23:59:59Z'",
            "'9999-W52-7'",
            "'9999-366'",
            "'99999999999999999999999999'",
            "'1e999'",
            "'$'",
            "'%Y-%j'",
            "'yyyyyyyyyyyyyyyyyyyyyyyyyyyy'",
            "'SSSSSSSSSSSSSSSSS'",
            "'Europe/Berlin'",
            "'(a)+'",
            "'0.0.0.0/0'",
            "'%zz'",
            "NULL",
        ],
        ["BIGINT"] = ["0", "1", "-1", "4294967296", "9223372036854775807", "-9223372036854775808", "NULL"],
        ["DOUBLE"] = ["0", "-0.5", "'NaN'", "'Infinity'", "'-Infinity'", "1.7e308", "5e-324", "NULL"],
        ["BOOLEAN"] = ["TRUE", "FALSE", "NULL"],
        ["TIMESTAMP"] =
        [
            "make_timestamp(0)",
            "make_timestamp(253402300800000000)",
            "make_timestamp(-62135596800000001)",
            "make_timestamp(9223372022400000000)",
            "'infinity'",
            "NULL",
        ],
        ["BLOB"] =
        [
            "''",
            "'\\xFF'",
            "'\\x00\\x00\\x00\\x00'",
            "'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00'",
            "NULL",
        ],
    };

    /// <summary>An address is of sixteen bytes wherever one stands: only picks_address_of_bytes makes one of bytes.</summary>
    private static string[] Extremes(string name, string type) =>
        type == "BLOB" && name is "picks_network_contains" or "picks_address_text" or "picks_prefix"
            ? [.. s_extremes[type].Where(v => type != "BLOB" || v.Length > 60 || v == "NULL")]
            : s_extremes[type];

    public static TheoryData<string> Names => [.. NativeFunctions.List.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_answers_or_says_why_not(string name)
    {
        using var database = new SqlDatabase();
        var function = NativeFunctions.List.First(f => f.Name == name);
        var columns = function.Parameters.Select(p =>
            Extremes(name, p.ToString()).Select(v => $"CAST({v} AS {p})").ToArray()
        );
        var calls = columns.Aggregate(
            (IEnumerable<string>)[""],
            (some, values) => some.SelectMany(s => values.Select(v => s.Length == 0 ? v : $"{s}, {v}"))
        );
        foreach (var arguments in calls.Where((_, i) => function.Parameters.Count < 3 || i % 7 == 0))
        {
            try
            {
                database.Connection.Execute($"SELECT {name}({arguments})");
            }
            catch (DuckDbException e)
            {
                Assert.True(e.InnerException is FormatException, $"{name}({arguments}): {e.Message}");
            }
        }
    }
}
