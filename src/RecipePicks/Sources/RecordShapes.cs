using System.Runtime.InteropServices;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>An element of LookupEvents' <c>Events</c>: the record is a string in <c>CloudTrailEvent</c>.</summary>
/// <remarks>Source: CloudTrail API Reference, "LookupEvents".</remarks>
internal sealed class LookupEventsShape : IRecordShape
{
    public string Name => "a LookupEvents result";

    public bool Matches(JsonElement value) =>
        value.TryGetProperty("CloudTrailEvent", out var text) && text.ValueKind == JsonValueKind.String;

    public IEnumerable<FoundRecord> Records(JsonElement value) =>
        [new(NestedRecords.Text(value.GetProperty("CloudTrailEvent")))];
}

/// <summary>An EventBridge event "via CloudTrail": the record is its <c>detail</c>.</summary>
/// <remarks>Source: EventBridge User Guide, "AWS service events delivered via AWS CloudTrail".</remarks>
internal sealed class EventBridgeShape : IRecordShape
{
    public string Name => "an EventBridge event";

    public bool Matches(JsonElement value) =>
        value.TryGetProperty("detail", out var detail) && NestedRecords.IsRecord(detail);

    public IEnumerable<FoundRecord> Records(JsonElement value) =>
        [new(NestedRecords.Bytes(value.GetProperty("detail")))];
}

/// <summary>A row of an Athena table exported as JSON: CloudTrail's names in lower case.</summary>
internal sealed class LowerCaseShape : IRecordShape
{
    public string Name => "an export with lower-case names";

    public bool Matches(JsonElement value) =>
        value.TryGetProperty("eventname", out _) && value.TryGetProperty("eventsource", out _);

    public IEnumerable<FoundRecord> Records(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Write(writer, value, RecordSchema.Record);
            writer.WriteEndObject();
        }

        return [new(buffer.ToArray(), NestedRecords.Bytes(value))];
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, MemberTable names)
    {
        foreach (var property in value.EnumerateObject())
        {
            var member = names.All.FirstOrDefault(m => m.Column == property.Name);
            writer.WritePropertyName(member?.Name ?? property.Name);
            if (member?.Members is { } members && property.Value.ValueKind == JsonValueKind.Object)
            {
                writer.WriteStartObject();
                Write(writer, property.Value, members);
                writer.WriteEndObject();
            }
            else if (member?.Kind == MemberKind.Json && NestedRecords.AsJson(property.Value) is { } json)
            {
                writer.WriteRawValue(json);
            }
            else
            {
                writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(property.Value), skipInputValidation: true);
            }
        }
    }
}

/// <summary>An Insights or an aggregated event: it tells of many calls, and is no call itself.</summary>
/// <remarks>Source: CloudTrail User Guide, "CloudTrail Insights event structure".</remarks>
internal sealed class InsightShape : IRecordShape
{
    public string Name => "a CloudTrail Insights or aggregated event";

    public bool Matches(JsonElement value) =>
        value.TryGetProperty("insightDetails", out _)
        || (
            value.TryGetProperty("eventCategory", out var category)
            && category.ValueKind == JsonValueKind.String
            && category.GetString() is "Insight" or "Aggregated"
        );
}
