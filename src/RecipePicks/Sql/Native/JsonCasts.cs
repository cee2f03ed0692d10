using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using RecipePicks.DuckDb;
using static RecipePicks.Sql.Native.NativeFunction;

namespace RecipePicks.Sql.Native;

/// <summary>Casts from JSON to other types; what is no JSON is an error, and JSON's null is NULL.</summary>
internal static class JsonCasts
{
    /// <summary>With more members than this, names are told apart by a table.</summary>
    private const int Few = 16;

    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        Of("picks_json_to_text", "v:v", ToText),
        Of("picks_json_to_double", "v:d", ToDouble),
        Of("picks_json_to_bigint", "v:i", ToBigInt),
        Of("picks_json_to_boolean", "v:b", ToBoolean),
        Of("picks_json_elements", "v:a", Elements),
        Of("picks_json_members", "v:m", Members),
        Of("picks_json_texts", "v:m", Texts),
        Of("picks_json_member", "vv:v", Member),
    ];

    private static void ToText(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var reader = JsonText.Begin(json);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                throw new FormatException("Cannot cast a JSON object or array to varchar: use json_format");
            case JsonTokenType.Null:
                JsonText.End(json, ref reader);
                return;
            case JsonTokenType.String when reader.ValueIsEscaped:
                var text = JsonText.Scalar(ref reader);
                JsonText.End(json, ref reader);
                Set(result, row, text);
                return;
            default:
                var plain = reader.ValueSpan;
                JsonText.End(json, ref reader);
                result.SetString(row, plain);
                return;
        }
    }

    private static void ToDouble(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (Number(arguments[0].GetUtf8(row)) is { } number)
        {
            result.SetDouble(row, number);
        }
    }

    private static void ToBigInt(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        if (Utf8Parser.TryParse(json, out long whole, out var read) && read == json.Length)
        {
            result.SetInt64(row, whole);
        }
        else if (Number(json) is { } number)
        {
            result.SetInt64(
                row,
                number is >= -9223372036854775808.0 and < 9223372036854775808.0
                    ? (long)Math.Round(number, MidpointRounding.AwayFromZero)
                    : throw new FormatException("Out of range for bigint")
            );
        }
    }

    private static double? Number(ReadOnlySpan<byte> json)
    {
        var reader = JsonText.Begin(json);
        double? number = reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number => reader.GetDouble(),
            JsonTokenType.True => 1,
            JsonTokenType.False => 0,
            JsonTokenType.String
                when double.TryParse(
                    reader.ValueSpan,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var written
                ) => written,
            _ => throw Uncastable(json, "a number"),
        };
        JsonText.End(json, ref reader);
        return number;
    }

    private static void ToBoolean(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var reader = JsonText.Begin(json);
        bool? flag = reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.Number => reader.GetDouble() != 0,
            JsonTokenType.String when bool.TryParse(JsonText.Scalar(ref reader), out var written) => written,
            _ => throw Uncastable(json, "boolean"),
        };
        JsonText.End(json, ref reader);
        if (flag is { } value)
        {
            result.SetBoolean(row, value);
        }
    }

    private static FormatException Uncastable(ReadOnlySpan<byte> json, string type) =>
        new($"Cannot cast JSON {System.Text.Encoding.UTF8.GetString(json)} to {type}");

    private static void Elements(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var reader = JsonText.Begin(json);
        if (reader.TokenType == JsonTokenType.Null)
        {
            JsonText.End(json, ref reader);
            return;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException("Cannot cast JSON to an array: it is none");
        }

        try
        {
            result.SetValid(row);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                result.Child.SetString(result.AppendToList(row), CompactJson.Of(ref reader));
            }
        }
        catch (JsonException)
        {
            throw JsonText.Bad(json);
        }

        JsonText.End(json, ref reader);
    }

    private static void Members(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var reader = JsonText.Begin(json);
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                JsonText.End(json, ref reader);
                return;
            case JsonTokenType.StartObject:
                try
                {
                    SetMap(result, row, ref reader, texts: false);
                    return;
                }
                catch (JsonException)
                {
                    throw JsonText.Bad(json);
                }
            default:
                throw new FormatException("Cannot cast JSON to a map: it is no object");
        }
    }

    /// <summary>
    /// CloudTrail Lake's maps: texts as they are, everything else as JSON; what is no object is NULL, for a log must not
    /// make a query fail.
    /// </summary>
    private static void Texts(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        if (!JsonText.Open(arguments[0].GetUtf8(row), JsonTokenType.StartObject, out var reader))
        {
            return;
        }

        try
        {
            SetMap(result, row, ref reader, texts: true);
        }
        catch (JsonException)
        {
            // Nothing has been written yet.
        }
    }

    /// <summary>Reads all members, to the end of the text, and only then writes them; the first of a name counts.</summary>
    private static void SetMap(DuckVectorWriter result, int row, ref Utf8JsonReader reader, bool texts)
    {
        var text = CompactJson.Empty;
        List<(int Start, int Name, int End)> members = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var start = text.Count;
            text.Plain(ref reader);
            var name = text.Count;
            reader.Read();
            if (texts && reader.TokenType == JsonTokenType.String)
            {
                text.Plain(ref reader);
            }
            else
            {
                text.Value(ref reader);
            }

            members.Add((start, name, text.Count));
        }

        reader.Read();
        result.SetValid(row);
        var seen = members.Count > Few ? new HashSet<string>(StringComparer.Ordinal) : null;
        for (var i = 0; i < members.Count; i++)
        {
            var (start, end, valueEnd) = members[i];
            var name = text.Text[start..end];
            if (seen is null ? IsAmong(members, i, text.Text) : !seen.Add(System.Text.Encoding.UTF8.GetString(name)))
            {
                continue;
            }

            var at = result.AppendToList(row);
            result.Child.SetValid(at);
            result.Child.Field(0).SetString(at, name);
            result.Child.Field(1).SetString(at, text.Text[end..valueEnd]);
        }
    }

    private static bool IsAmong(List<(int Start, int Name, int)> members, int before, ReadOnlySpan<byte> text)
    {
        var name = text[members[before].Start..members[before].Name];
        for (var i = 0; i < before; i++)
        {
            if (text[members[i].Start..members[i].Name].SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A row's field from JSON: an object's member whatever its case, or an array's element by its place.</summary>
    private static void Member(DuckChunkReader arguments, DuckVectorWriter result, int row)
    {
        var json = arguments[0].GetUtf8(row);
        var field = arguments[1].GetUtf8(row);
        var dot = field.IndexOf((byte)'.');
        var place = Utf8Parser.TryParse(field, out int number, out _) ? number : -1;
        var reader = JsonText.Begin(json);
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        var found = false;
        try
        {
            if (isArray || reader.TokenType == JsonTokenType.StartObject)
            {
                var depth = reader.CurrentDepth;
                for (var i = 0; reader.Read() && reader.CurrentDepth > depth; i++)
                {
                    var wanted = isArray ? i == place : !found && IsNamed(ref reader, field[(dot + 1)..]);
                    if (!isArray)
                    {
                        reader.Read();
                    }

                    if (wanted)
                    {
                        found = true;
                        result.SetString(row, CompactJson.Of(ref reader));
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
        }
        catch (JsonException)
        {
            throw JsonText.Bad(json);
        }

        JsonText.End(json, ref reader);
    }

    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
        JsonText.IsNamed(ref reader, name)
        || (
            (reader.ValueIsEscaped || reader.ValueSpan.Length == name.Length || !System.Text.Ascii.IsValid(name))
            && string.Equals(
                JsonText.Scalar(ref reader),
                System.Text.Encoding.UTF8.GetString(name),
                StringComparison.OrdinalIgnoreCase
            )
        );
}
