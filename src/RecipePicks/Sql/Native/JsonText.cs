using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RecipePicks.Sql.Native;

/// <summary>JSON as Trino treats it: what is malformed is NULL to most functions, and an error to some.</summary>
internal static class JsonText
{
    private const int Depth = 1000;
    private static readonly JsonReaderOptions s_reading = new() { MaxDepth = Depth };
    private static readonly JsonDocumentOptions s_document = new() { MaxDepth = Depth };
    private static readonly JsonWriterOptions s_writing = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
        MaxDepth = Depth,
    };

    /// <summary>Finds the value that a path leads to.</summary>
    /// <param name="json">The text.</param>
    /// <param name="path">The path, without <c>[*]</c>.</param>
    /// <param name="reader">Stands on the value.</param>
    /// <returns>False when there is none, or when the text is malformed before it.</returns>
    public static bool Seek(ReadOnlySpan<byte> json, JsonPath path, out Utf8JsonReader reader)
    {
        reader = new(json, s_reading);
        if (path.Steps.Count > 0 && (!BeginsContainer(json) || path.CannotLeadInto(json)))
        {
            // Texts that are no JSON are common in logs; an exception each would be slow.
            return false;
        }

        try
        {
            if (!reader.Read())
            {
                return false;
            }

            foreach (var step in path.Steps)
            {
                if (!Step(ref reader, step))
                {
                    return false;
                }
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The value that the reader stands on, whole and compact; null when it is malformed.</summary>
    public static string? Value(ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        try
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return Compact(json[start..(int)reader.BytesConsumed], sorted: false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A scalar as text; null for null, an object or an array.</summary>
    public static string? Scalar(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType switch
            {
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
                JsonTokenType.True => "true",
                JsonTokenType.False => "false",
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    /// <summary>The whole text without blanks; its members by name if asked.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static string Compact(ReadOnlySpan<byte> json, bool sorted)
    {
        var buffer = new ArrayBufferWriter<byte>(json.Length + 16);
        using (var document = JsonDocument.Parse(json.ToArray(), s_document))
        using (var writer = new Utf8JsonWriter(buffer, s_writing))
        {
            Write(writer, document.RootElement, sorted);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A JSON value, in the types of .NET that <see cref="JsonElement"/> has; an error names Trino's words.</summary>
    /// <exception cref="FormatException">It is no JSON.</exception>
    public static JsonDocument Parse(string json)
    {
        try
        {
            return JsonDocument.Parse(json, s_document);
        }
        catch (JsonException e)
        {
            throw new FormatException($"Cannot convert '{Short(json)}' to JSON", e);
        }
    }

    /// <summary>The same, or null where it is no JSON.</summary>
    public static JsonDocument? TryParse(string json)
    {
        try
        {
            return json.Length == 0 ? null : JsonDocument.Parse(json, s_document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>An element as compact JSON.</summary>
    public static string Compact(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_writing))
        {
            Write(writer, element, sorted: false);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A text as JSON.</summary>
    public static string Quote(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Every value that a path with <c>[*]</c> leads to.</summary>
    public static IEnumerable<JsonElement> All(JsonElement from, IEnumerable<JsonStep> steps)
    {
        IEnumerable<JsonElement> found = [from];
        return steps.Aggregate(found, (at, step) => at.SelectMany(e => Follow(e, step)));
    }

    private static IEnumerable<JsonElement> Follow(JsonElement element, JsonStep step) =>
        (element.ValueKind, step) switch
        {
            (JsonValueKind.Array, { IsAll: true }) => element.EnumerateArray(),
            (JsonValueKind.Object, { IsAll: true }) => element.EnumerateObject().Select(m => m.Value),
            (JsonValueKind.Object, { Member: { } name }) when element.TryGetProperty(name, out var member) => [member],
            (JsonValueKind.Array, { Member: null }) when step.Index < element.GetArrayLength() => [element[step.Index]],
            _ => [],
        };

    private static bool Step(ref Utf8JsonReader reader, JsonStep step)
    {
        var wanted = step.Member is null ? JsonTokenType.StartArray : JsonTokenType.StartObject;
        if (reader.TokenType != wanted)
        {
            return false;
        }

        for (var i = 0; reader.Read(); i++)
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                return false;
            }

            var found = step.Member is null ? i == step.Index : reader.ValueTextEquals(step.Member);
            if (step.Member is not null && !reader.Read())
            {
                return false;
            }

            if (found)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }

    private static bool BeginsContainer(ReadOnlySpan<byte> json)
    {
        var first = json.TrimStart(" \t\r\n"u8);
        return first.Length > 1 && first[0] is (byte)'{' or (byte)'[';
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool sorted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                IEnumerable<JsonProperty> members = element.EnumerateObject();
                foreach (var member in sorted ? members.OrderBy(m => m.Name, StringComparer.Ordinal) : members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, sorted);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, sorted);
                }

                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
