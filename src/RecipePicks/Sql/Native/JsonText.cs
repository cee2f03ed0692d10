using System.Text;
using System.Text.Json;

namespace RecipePicks.Sql.Native;

/// <summary>JSON as Trino treats it: what is malformed is NULL to most functions, and an error to some.</summary>
internal static class JsonText
{
    private const int Depth = 1000;
    private static readonly JsonReaderOptions s_reading = new() { MaxDepth = Depth };
    private static readonly JsonDocumentOptions s_document = new() { MaxDepth = Depth };

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

    /// <summary>Goes to an object or an array that is the whole text; false where the text begins otherwise.</summary>
    public static bool Open(ReadOnlySpan<byte> json, JsonTokenType start, out Utf8JsonReader reader)
    {
        reader = default;
        return BeginsContainer(json) && Seek(json, JsonPath.Root, out reader) && reader.TokenType == start;
    }

    /// <summary>A scalar as text; null for null, an object or an array.</summary>
    public static string? Scalar(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType switch
            {
                JsonTokenType.String or JsonTokenType.PropertyName => reader.GetString(),
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

    /// <summary>Goes to the first value of a text that must be JSON.</summary>
    /// <exception cref="FormatException">It does not begin as JSON.</exception>
    public static Utf8JsonReader Begin(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, s_reading);
        try
        {
            reader.Read();
            return reader;
        }
        catch (JsonException)
        {
            throw Bad(json);
        }
    }

    /// <summary>Reads from a value to the text's end.</summary>
    /// <exception cref="FormatException">It does not end as JSON.</exception>
    public static void End(ReadOnlySpan<byte> json, ref Utf8JsonReader reader)
    {
        try
        {
            while (reader.Read()) { }
        }
        catch (JsonException)
        {
            throw Bad(json);
        }
    }

    /// <summary>A text that must be JSON as one document; null where it is none.</summary>
    public static JsonDocument? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return json.IsEmpty ? null : JsonDocument.Parse(json.ToArray(), s_document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The error of a text that is no JSON, in Trino's words.</summary>
    public static FormatException Bad(ReadOnlySpan<byte> json)
    {
        var text = Encoding.UTF8.GetString(json);
        return new($"Cannot convert '{(text.Length <= 60 ? text : text[..60] + "…")}' to JSON");
    }

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

            var found = step.Member is null ? i == step.Index : IsNamed(ref reader, step.Member);
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

    /// <summary>Whether a member's name, or a text, is this one.</summary>
    public static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair
        }
    }

    /// <summary>Whether a text may be an object or an array.</summary>
    public static bool BeginsContainer(ReadOnlySpan<byte> json)
    {
        var first = json.TrimStart(" \t\r\n"u8);
        return first.Length > 1 && first[0] is (byte)'{' or (byte)'[';
    }
}
