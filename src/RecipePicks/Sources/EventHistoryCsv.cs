using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace RecipePicks.Sources;

/// <summary>The CSV that the CloudTrail console's "Event history" downloads: a row an event, fewer members than the log.</summary>
/// <remarks>Source: CloudTrail User Guide, "Downloading recent management events".</remarks>
internal static class EventHistoryCsv
{
    private static readonly (string Header, string Path)[] Columns =
    [
        ("Event ID", "eventID"),
        ("Event time", "eventTime"),
        ("Event source", "eventSource"),
        ("Event name", "eventName"),
        ("AWS region", "awsRegion"),
        ("Source IP address", "sourceIPAddress"),
        ("User agent", "userAgent"),
        ("Error code", "errorCode"),
        ("Error message", "errorMessage"),
        ("Request ID", "requestID"),
        ("Read-only", "readOnly"),
        ("Event type", "eventType"),
        ("Recipient account ID", "recipientAccountId"),
    ];

    /// <summary>Whether text begins like such a file.</summary>
    public static bool Matches(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? head : head[..end]);
        return line.Contains("Event name", StringComparison.OrdinalIgnoreCase)
            && line.Contains("Event time", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the rows.</summary>
    /// <param name="csv">The file.</param>
    /// <returns>A record a row, with the row itself as JSON beside it.</returns>
    public static IEnumerable<FoundRecord> Read(Stream csv)
    {
        var stray = false;
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            BadDataFound = _ => stray = true,
            MissingFieldFound = null,
            DetectColumnCountChanges = false,
        };
        using var reader = new CsvReader(new StreamReader(csv, Encoding.UTF8), settings);
        if (!reader.Read() || !reader.ReadHeader())
        {
            yield break;
        }

        var headers = reader.HeaderRecord!;
        for (stray = false; reader.Read(); stray = false)
        {
            // A quote too many or too few draws rows and cells together: what came out of that is no evidence.
            if (stray || reader.Parser.Count != headers.Length)
            {
                var why = stray
                    ? "a quote in the wrong place"
                    : $"{reader.Parser.Count} cells, and {headers.Length} columns";
                yield return new FoundRecord([], null, $"line {reader.Parser.RawRow} of the CSV is broken: {why}");
                continue;
            }

            var row = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            for (var i = 0; i < headers.Length; i++)
            {
                row[headers[i].Trim()] = reader.GetField(i) ?? "";
            }

            yield return new FoundRecord(
                Record(row),
                JsonSerializer.SerializeToUtf8Bytes(row, SourceJson.Default.DictionaryStringString)
            );
        }
    }

    private static byte[] Record(Dictionary<string, string> row)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (header, path) in Columns)
            {
                if (row.TryGetValue(header, out var value) && value.Length > 0)
                {
                    WriteValue(writer, path, value);
                }
            }

            WriteIdentity(writer, row);
            WriteResources(writer, row.GetValueOrDefault("Resources", ""));
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter writer, string name, string value)
    {
        if (name == "readOnly" && bool.TryParse(value, out var flag))
        {
            writer.WriteBoolean(name, flag);
        }
        else
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteIdentity(Utf8JsonWriter writer, Dictionary<string, string> row)
    {
        writer.WriteStartObject("userIdentity");
        foreach (var (header, name) in new[] { ("User name", "userName"), ("AWS access key", "accessKeyId") })
        {
            if (row.TryGetValue(header, out var value) && value.Length > 0)
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The Resources column holds a JSON list of <c>resourceType</c> and <c>resourceName</c>.</summary>
    private static void WriteResources(Utf8JsonWriter writer, string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        try
        {
            using var list = JsonDocument.Parse(text);
            var entries =
                list.RootElement.ValueKind == JsonValueKind.Array ? list.RootElement.EnumerateArray() : default;
            writer.WriteStartArray("resources");
            foreach (var entry in entries)
            {
                if (entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("resourceName", out var name))
                {
                    writer.WriteStartObject();
                    writer.WriteString("ARN", name.ToString());
                    writer.WriteString(
                        "type",
                        entry.TryGetProperty("resourceType", out var type) ? type.ToString() : ""
                    );
                    writer.WriteEndObject();
                }
            }

            writer.WriteEndArray();
        }
        catch (JsonException)
        {
            // The row itself is kept; a Resources cell of another form adds nothing to it.
        }
    }
}
