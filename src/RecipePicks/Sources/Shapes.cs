using System.Runtime.InteropServices;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>Takes an object apart that is no CloudTrail record.</summary>
internal static class Shapes
{
    /// <summary>Finds the records in an object, or says what it is.</summary>
    /// <param name="json">One valid JSON object.</param>
    /// <param name="records">Takes the records.</param>
    /// <returns>What the object is called, and whether its shape is a known one.</returns>
    public static (string Name, bool Known) Unwrap(ReadOnlySpan<byte> json, Queue<FoundRecord> records)
    {
        using var document = JsonDocument.Parse(
            json.ToArray(),
            new JsonDocumentOptions { MaxDepth = JsonCursor.MaxDepth }
        );
        var root = document.RootElement;
        if (Known(root) is { } shape)
        {
            foreach (var record in shape.Records(root))
            {
                records.Enqueue(record);
            }

            return (shape.Name, true);
        }

        NestedRecords.Collect(root, records, depth: 0);
        var names = root.EnumerateObject().Select(p => p.Name).Take(6);
        return ($"JSON without CloudTrail records (its members: {string.Join(", ", names)})", false);
    }

    /// <summary>The shape that an object has.</summary>
    public static IRecordShape? Known(JsonElement value) => AllSources.Shapes.FirstOrDefault(s => s.Matches(value));
}

/// <summary>Looks for records in objects of no known shape: Elasticsearch hits, Splunk results, log envelopes of all kinds.</summary>
internal static class NestedRecords
{
    private const int Deepest = 8;

    public static bool IsRecord(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("eventName", out _)
        && (value.TryGetProperty("eventSource", out _) || value.TryGetProperty("eventID", out _));

    public static byte[] Bytes(JsonElement value) => JsonMarshal.GetRawUtf8Value(value).ToArray();

    public static void Collect(JsonElement value, Queue<FoundRecord> records, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth > 0 && IsRecord(value):
                records.Enqueue(new(Bytes(value)));
                break;
            case JsonValueKind.Object when depth > 0 && Shapes.Known(value) is { } shape:
                foreach (var record in shape.Records(value))
                {
                    records.Enqueue(record);
                }

                break;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Collect(property.Value, records, depth + 1);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Collect(item, records, depth + 1);
                }

                break;
            case JsonValueKind.String when AsRecordText(value) is { } text:
                records.Enqueue(new(text));
                break;
        }
    }

    /// <summary>The text of a string, in UTF-8.</summary>
    public static byte[] Text(JsonElement value)
    {
        var escaped = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        var text = new byte[escaped.Length];
        return text[..JsonText.Unescape(escaped, text, out _)];
    }

    /// <summary>JSON text that a string holds: an object or an array.</summary>
    public static byte[]? AsJson(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || Text(value) is not [(byte)'{' or (byte)'[', ..] text)
        {
            return null;
        }

        try
        {
            using var inner = JsonDocument.Parse(text);
            return text;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? AsRecordText(JsonElement value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        if (raw.Length < 40 || raw.IndexOf("eventName"u8) < 0 || AsJson(value) is not { } text)
        {
            return null;
        }

        using var inner = JsonDocument.Parse(text);
        return IsRecord(inner.RootElement) ? text : null;
    }
}
