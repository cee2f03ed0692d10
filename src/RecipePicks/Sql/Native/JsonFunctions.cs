using System.Globalization;
using System.Text.Json;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Functions over JSON text.</summary>
internal static class JsonFunctions
{
    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_json_extract_scalar", "vv:v", ExtractScalar),
        Of("picks_json_extract", "vv:v", Extract),
        Text("picks_json_parse", "v:v", Canonical),
        Text("picks_json_quote", "v:v", JsonText.Quote),
        Text("picks_json_to_text", "v:v", ToText),
        Of("picks_json_to_double", "v:d", (a, r, row) => Number(a[0].GetString(row)!, n => r.SetDouble(row, n))),
        Of("picks_json_to_bigint", "v:i", (a, r, row) => Number(a[0].GetString(row)!, n => r.SetInt64(row, Whole(n)))),
        Of("picks_json_to_boolean", "v:b", ToBoolean),
        Of("picks_json_elements", "v:a", (a, r, row) => Elements(a[0].GetString(row)!, r, row)),
        Of("picks_json_members", "v:m", (a, r, row) => Members(a[0].GetString(row)!, r, row)),
        Of("picks_json_texts", "v:m", (a, r, row) => Texts(a[0].GetString(row)!, r, row)),
        Text("picks_json_member", "vv:v", Member),
        Of("picks_json_array_length", "v:i", ArrayLength),
        Of("picks_json_size", "vv:i", Size),
        Of("picks_json_array_get", "vi:v", ArrayGet),
        Of("picks_json_array_contains_text", "vv:b", (a, r, row) => Contains(a, r, row, Same(a[1].GetString(row)!))),
        Of("picks_json_array_contains_double", "vd:b", (a, r, row) => Contains(a, r, row, Same(a[1].GetDouble(row)))),
        Of("picks_json_array_contains_bigint", "vi:b", (a, r, row) => Contains(a, r, row, Same(a[1].GetInt64(row)))),
        Of("picks_json_array_contains_boolean", "vb:b", (a, r, row) => Contains(a, r, row, Same(a[1].GetBoolean(row)))),
        Of("picks_is_json_scalar", "v:b", IsScalar),
    ];

    private static void ExtractScalar(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var path = JsonPath.Of(arguments[1].GetUtf8(row));
        if (path.HasAll)
        {
            return; // several values are no scalar
        }

        var json = arguments[0].GetUtf8(row);
        if (!JsonText.Seek(json, path, out var reader))
        {
            return;
        }

        if (
            reader.TokenType is JsonTokenType.Number
            || (reader.TokenType is JsonTokenType.String && !reader.ValueIsEscaped)
        )
        {
            result.SetString(row, reader.ValueSpan);
        }
        else
        {
            Set(result, row, JsonText.Scalar(ref reader));
        }
    }

    private static void Extract(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var path = JsonPath.Of(arguments[1].GetUtf8(row));
        var json = arguments[0].GetUtf8(row);
        if (path.HasAll)
        {
            using var document = JsonText.TryParse(arguments[0].GetString(row)!);
            if (document is not null)
            {
                var all = JsonText.All(document.RootElement, path.Steps).Select(JsonText.Compact);
                result.SetString(row, $"[{string.Join(',', all)}]");
            }
        }
        else if (JsonText.Seek(json, path, out var reader))
        {
            Set(result, row, JsonText.Value(json, ref reader));
        }
    }

    private static string Canonical(string json)
    {
        using var document = JsonText.Parse(json);
        return JsonText.Compact(System.Text.Encoding.UTF8.GetBytes(json), sorted: true);
    }

    /// <summary>CAST(json AS varchar).</summary>
    private static string? ToText(string json)
    {
        using var document = JsonText.Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => document.RootElement.GetString(),
            JsonValueKind.Object or JsonValueKind.Array => throw new FormatException(
                "Cannot cast a JSON object or array to varchar: use json_format"
            ),
            _ => document.RootElement.GetRawText(),
        };
    }

    private static void Number(string json, Action<double> set)
    {
        using var document = JsonText.Parse(json);
        var value = document.RootElement;
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return;
            case JsonValueKind.Number:
                set(value.GetDouble());
                return;
            case JsonValueKind.True or JsonValueKind.False:
                set(value.ValueKind == JsonValueKind.True ? 1 : 0);
                return;
            case JsonValueKind.String
                when double.TryParse(
                    value.GetString(),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                ):
                set(number);
                return;
            default:
                throw new FormatException($"Cannot cast JSON {json} to a number");
        }
    }

    private static long Whole(double number) =>
        Math.Abs(number) < 9.3e18
            ? (long)Math.Round(number, MidpointRounding.AwayFromZero)
            : throw new OverflowException("Out of range for bigint");

    private static void ToBoolean(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetString(row)!;
        using var document = JsonText.Parse(json);
        var value = document.RootElement;
        if (value.ValueKind != JsonValueKind.Null)
        {
            result.SetBoolean(
                row,
                value.ValueKind switch
                {
                    JsonValueKind.True => true,
                    JsonValueKind.False => false,
                    JsonValueKind.Number => value.GetDouble() != 0,
                    JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
                    _ => throw new FormatException($"Cannot cast JSON {json} to boolean"),
                }
            );
        }
    }

    private static void Elements(string json, DuckVectorWriter result, int row)
    {
        using var document = JsonText.Parse(json);
        switch (document.RootElement.ValueKind)
        {
            case JsonValueKind.Null:
                return;
            case JsonValueKind.Array:
                SetList(result, row, document.RootElement.EnumerateArray().Select(JsonText.Compact));
                return;
            default:
                throw new FormatException("Cannot cast JSON to an array: it is none");
        }
    }

    private static void Members(string json, DuckVectorWriter result, int row)
    {
        using var document = JsonText.Parse(json);
        switch (document.RootElement.ValueKind)
        {
            case JsonValueKind.Null:
                return;
            case JsonValueKind.Object:
                SetMap(result, row, document.RootElement, JsonText.Compact);
                return;
            default:
                throw new FormatException("Cannot cast JSON to a map: it is no object");
        }
    }

    /// <summary>
    /// CloudTrail Lake's maps: texts as they are, everything else as JSON; what is no object is NULL, and so is one that
    /// holds half a surrogate pair, for a log must not make a query fail.
    /// </summary>
    private static void Texts(string json, DuckVectorWriter result, int row)
    {
        using var document = JsonText.TryParse(json);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return;
        }

        try
        {
            SetMap(result, row, root, e => e.ValueKind == JsonValueKind.String ? e.GetString()! : JsonText.Compact(e));
        }
        catch (InvalidOperationException)
        {
            // Nothing has been written yet.
        }
    }

    private static void SetMap(DuckVectorWriter result, int row, JsonElement root, Func<JsonElement, string> value)
    {
        var members = root.EnumerateObject()
            .DistinctBy(m => m.Name, StringComparer.Ordinal)
            .Select(m => (m.Name, Value: value(m.Value)))
            .ToList();
        result.SetValid(row);
        foreach (var member in members)
        {
            var at = result.AppendToList(row);
            result.Child.SetValid(at);
            result.Child.Field(0).SetString(at, member.Name);
            result.Child.Field(1).SetString(at, member.Value);
        }
    }

    /// <summary>A row's field from JSON: an object's member whatever its case, or an array's element by its place.</summary>
    private static string? Member(string json, string name)
    {
        using var document = JsonText.Parse(json);
        var root = document.RootElement;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return root.ValueKind switch
        {
            JsonValueKind.Array
                when int.Parse(name[..dot], CultureInfo.InvariantCulture) is var i && i < root.GetArrayLength() =>
                JsonText.Compact(root[i]),
            JsonValueKind.Object => root.EnumerateObject()
                .Where(m => string.Equals(m.Name, name[(dot + 1)..], StringComparison.OrdinalIgnoreCase))
                .Select(m => JsonText.Compact(m.Value))
                .FirstOrDefault(),
            _ => null,
        };
    }

    private static void ArrayLength(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        using var document = JsonText.TryParse(arguments[0].GetString(row)!);
        if (document?.RootElement is { ValueKind: JsonValueKind.Array } array)
        {
            result.SetInt64(row, array.GetArrayLength());
        }
    }

    private static void Size(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        using var document = JsonText.TryParse(arguments[0].GetString(row)!);
        if (document is null)
        {
            return;
        }

        var path = JsonPath.Of(arguments[1].GetUtf8(row));
        foreach (var found in JsonText.All(document.RootElement, path.Steps).Take(1))
        {
            result.SetInt64(
                row,
                found.ValueKind switch
                {
                    JsonValueKind.Array => found.GetArrayLength(),
                    JsonValueKind.Object => found.EnumerateObject().Count(),
                    _ => 0,
                }
            );
        }
    }

    private static void ArrayGet(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        using var document = JsonText.TryParse(arguments[0].GetString(row)!);
        if (document?.RootElement is { ValueKind: JsonValueKind.Array } array)
        {
            var index = arguments[1].GetInt64(row);
            index = index < 0 ? array.GetArrayLength() + index : index;
            if (index >= 0 && index < array.GetArrayLength() && array[(int)index].ValueKind != JsonValueKind.Null)
            {
                result.SetString(row, JsonText.Compact(array[(int)index]));
            }
        }
    }

    private static void Contains(
        DuckChunkReader arguments,
        DuckVectorWriter result,
        int row,
        Func<JsonElement, bool> same
    )
    {
        using var document = JsonText.TryParse(arguments[0].GetString(row)!);
        if (document?.RootElement is { ValueKind: JsonValueKind.Array } array)
        {
            result.SetBoolean(row, array.EnumerateArray().Any(same));
        }
    }

    private static Func<JsonElement, bool> Same(string text) =>
        e => e.ValueKind == JsonValueKind.String && e.GetString() == text;

    private static Func<JsonElement, bool> Same(double number) =>
        e => e.ValueKind == JsonValueKind.Number && IsFraction(e) && e.GetDouble().Equals(number);

    private static Func<JsonElement, bool> Same(long number) =>
        e => e.ValueKind == JsonValueKind.Number && !IsFraction(e) && e.TryGetInt64(out var n) && n == number;

    private static Func<JsonElement, bool> Same(bool flag) =>
        e => e.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False);

    private static bool IsFraction(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0;

    private static void IsScalar(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        using var document = JsonText.Parse(arguments[0].GetString(row)!);
        result.SetBoolean(row, document.RootElement.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));
    }
}
