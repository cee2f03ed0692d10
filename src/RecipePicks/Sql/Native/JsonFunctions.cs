using System.Text.Json;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Functions that look into JSON text; what is malformed is NULL to most of them.</summary>
internal static class JsonFunctions
{
    private delegate bool Same(ref Utf8JsonReader reader);

    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_json_extract_scalar", "vv:v", ExtractScalar),
        Of("picks_json_extract", "vv:v", Extract),
        Of("picks_json_parse", "v:v", Parse),
        Of("picks_json_quote", "v:v", Quote),
        Of("picks_json_array_length", "v:i", ArrayLength),
        Of("picks_json_size", "vv:i", Size),
        Of("picks_json_array_get", "vi:v", ArrayGet),
        Of("picks_json_array_contains_text", "vv:b", ContainsText),
        Of("picks_json_array_contains_double", "vd:b", ContainsDouble),
        Of("picks_json_array_contains_bigint", "vi:b", ContainsBigInt),
        Of("picks_json_array_contains_boolean", "vb:b", ContainsBoolean),
        Of("picks_is_json_scalar", "v:b", IsScalar),
    ];

    private static void ExtractScalar(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var path = JsonPath.Of(arguments[1].GetUtf8(row));
        if (path.HasAll || !JsonText.Seek(arguments[0].GetUtf8(row), path, out var reader))
        {
            return; // several values are no scalar
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
            using var document = JsonText.TryParse(json);
            if (document is not null)
            {
                var all = JsonText.All(document.RootElement, path.Steps).Select(e => e.GetRawText());
                var reader = JsonText.Begin(System.Text.Encoding.UTF8.GetBytes($"[{string.Join(',', all)}]"));
                result.SetString(row, CompactJson.Of(ref reader));
            }
        }
        else if (JsonText.Seek(json, path, out var reader))
        {
            try
            {
                result.SetString(row, CompactJson.Of(ref reader));
            }
            catch (JsonException)
            {
                // Malformed from here on: NULL.
            }
        }
    }

    private static void Parse(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var reader = JsonText.Begin(json);
        try
        {
            var text = CompactJson.Of(ref reader, sorted: true);
            JsonText.End(json, ref reader);
            result.SetString(row, text);
        }
        catch (JsonException)
        {
            throw JsonText.Bad(json);
        }
    }

    private static void Quote(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = CompactJson.Empty;
        text.Quoted(arguments[0].GetUtf8(row));
        result.SetString(row, text.Text);
    }

    private static void ArrayLength(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (Length(arguments[0].GetUtf8(row)) is { } length)
        {
            result.SetInt64(row, length);
        }
    }

    /// <summary>How many elements an array has; null where the text is no array, or malformed anywhere.</summary>
    private static int? Length(ReadOnlySpan<byte> json)
    {
        if (!JsonText.Open(json, JsonTokenType.StartArray, out var reader))
        {
            return null;
        }

        try
        {
            var length = Children(ref reader);
            reader.Read();
            return length;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How many elements or members there are until the end of what the reader stands on.</summary>
    private static int Children(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        var count = 0;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            count++;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }

            reader.Skip();
        }

        return count;
    }

    private static void Size(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var path = JsonPath.Of(arguments[1].GetUtf8(row));
        var json = arguments[0].GetUtf8(row);
        if (path.HasAll)
        {
            using var document = JsonText.TryParse(json);
            foreach (var found in document is null ? [] : JsonText.All(document.RootElement, path.Steps).Take(1))
            {
                var whole = System.Text.Encoding.UTF8.GetBytes(found.GetRawText());
                var reader = JsonText.Begin(whole);
                result.SetInt64(row, Children(ref reader));
            }
        }
        else if (JsonText.Seek(json, path, out var reader))
        {
            try
            {
                var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
                result.SetInt64(row, isContainer ? Children(ref reader) : 0);
            }
            catch (JsonException)
            {
                // Malformed from here on: NULL.
            }
        }
    }

    private static void ArrayGet(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var index = arguments[1].GetInt64(row);
        if (Length(json) is not { } length || index < -length || index >= length)
        {
            return;
        }

        var reader = JsonText.Begin(json);
        for (var left = index < 0 ? length + index : index; reader.Read() && left > 0; left--)
        {
            reader.Skip();
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            result.SetString(row, CompactJson.Of(ref reader));
        }
    }

    private static void ContainsText(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var text = arguments[1].GetString(row)!;
        Contains(arguments, result, row, (ref r) => r.TokenType == JsonTokenType.String && r.ValueTextEquals(text));
    }

    private static void ContainsDouble(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var number = arguments[1].GetDouble(row);
        Contains(
            arguments,
            result,
            row,
            (ref r) => r.TokenType == JsonTokenType.Number && IsFraction(r.ValueSpan) && r.GetDouble().Equals(number)
        );
    }

    private static void ContainsBigInt(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var number = arguments[1].GetInt64(row);
        Contains(
            arguments,
            result,
            row,
            (ref r) => r.TokenType == JsonTokenType.Number && r.TryGetInt64(out var n) && n == number
        );
    }

    private static void ContainsBoolean(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var wanted = arguments[1].GetBoolean(row) ? JsonTokenType.True : JsonTokenType.False;
        Contains(arguments, result, row, (ref r) => r.TokenType == wanted);
    }

    private static void Contains(DuckChunkReader arguments, DuckVectorWriter result, int row, Same same)
    {
        if (!JsonText.Open(arguments[0].GetUtf8(row), JsonTokenType.StartArray, out var reader))
        {
            return;
        }

        try
        {
            var found = false;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                found |= same(ref reader);
                reader.Skip();
            }

            reader.Read();
            result.SetBoolean(row, found);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Malformed, or half a surrogate pair: NULL.
        }
    }

    private static bool IsFraction(ReadOnlySpan<byte> number) => number.IndexOfAny(".eE"u8) >= 0;

    private static void IsScalar(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var reader = JsonText.Begin(json);
        var isScalar = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
        JsonText.End(json, ref reader);
        result.SetBoolean(row, isScalar);
    }
}
