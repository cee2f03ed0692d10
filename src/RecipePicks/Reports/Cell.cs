using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using RecipePicks.DuckDb;
using RecipePicks.Reports.Escaping;
using RecipePicks.Sql.Native;

namespace RecipePicks.Reports;

/// <summary>A cell of a table, as an engine types it, in text and in JSON.</summary>
internal static class Cell
{
    /// <summary>
    /// The cell as text, not yet escaped; null for NULL. Lists and structs are JSON, doubles as Athena writes them: 2.0.
    /// </summary>
    public static string? Text(object? cell) =>
        cell switch
        {
            null or DBNull => null,
            string text => text,
            bool flag => flag ? "true" : "false",
            DateTime time => TimeWindow.Format(time),
            DateTimeOffset time => TimeWindow.Format(time.UtcDateTime),
            DateOnly date => date.ToString("yyyy-MM-dd"),
            TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF"),
            DuckInterval span => Duration(span),
            byte[] bytes => "\\x" + Convert.ToHexStringLower(bytes),
            IEnumerable => Json(cell),
            double number => NumberTexts.Text(number, isReal: false),
            float number => NumberTexts.Text(number, isReal: true),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString(),
        };

    /// <summary>The cell as JSON on one line: numbers as numbers, lists and structs as arrays and objects.</summary>
    public static string Json(object? cell)
    {
        var json = new StringBuilder();
        Append(json, cell);
        return json.ToString();
    }

    /// <summary>Whether the cell is a number, which tables align to the right.</summary>
    public static bool IsNumber(object? cell) =>
        cell
            is byte
                or sbyte
                or short
                or ushort
                or int
                or uint
                or long
                or ulong
                or Int128
                or UInt128
                or BigInteger
                or decimal
                or float
                or double
                or DuckDecimal;

    private static void Append(StringBuilder json, object? cell)
    {
        switch (cell)
        {
            case null or DBNull:
                json.Append("null");
                break;
            case bool flag:
                json.Append(flag ? "true" : "false");
                break;
            case double number when !double.IsFinite(number):
            case float single when !float.IsFinite(single):
                json.Append(InertJson.Quote(Text(cell)!)); // JSON has no infinity
                break;
            case string or byte[]:
                json.Append(InertJson.Quote(Text(cell)!));
                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                AppendAll(json, '{', members.Select(m => InertJson.Quote(m.Key) + ": " + Json(m.Value)), '}');
                break;
            case IEnumerable<KeyValuePair<object, object?>> pairs:
                AppendAll(json, '{', pairs.Select(p => InertJson.Quote(Text(p.Key) ?? "") + ": " + Json(p.Value)), '}');
                break;
            case IEnumerable items:
                AppendAll(json, '[', items.Cast<object?>().Select(Json), ']');
                break;
            default:
                json.Append(IsNumber(cell) ? Text(cell) : InertJson.Quote(Text(cell)!));
                break;
        }
    }

    /// <summary>ISO 8601, the parts apart as the database keeps them: P1M2DT1.5S.</summary>
    private static string Duration(DuckInterval span) =>
        $"P{span.Months}M{span.Days}DT{(span.Microseconds / 1_000_000m).ToString("0.######")}S";

    private static void AppendAll(StringBuilder json, char open, IEnumerable<string> parts, char close) =>
        json.Append(open).AppendJoin(", ", parts).Append(close);
}
