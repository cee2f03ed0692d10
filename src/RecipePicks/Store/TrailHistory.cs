using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Reads off the log itself when a trail did not log.</summary>
internal static class TrailHistory
{
    /// <summary>Follows the calls on trails.</summary>
    /// <param name="calls">Calls that took effect, by time: eventtime, eventname, awsregion, recipientaccountid, requestparameters.</param>
    /// <returns>A gap for each stretch in which a trail was stopped, deleted or narrowed.</returns>
    public static IEnumerable<CoverageGap> Gaps(QueryRows calls)
    {
        var open = new Dictionary<(string Trail, bool Selectors), (DateTime? From, string Text)>();
        var gaps = new List<CoverageGap>();
        foreach (var call in calls.Rows)
        {
            var time = TimeWindow.Parse(call.Text("eventtime"));
            var account = call.Text("recipientaccountid");
            var request = call.Text("requestparameters");
            // A trail is changed in its home region only, and another region may have one of the same name.
            var trail = $"trail {Trail(request)} of account {account} in {call.Text("awsregion")}";
            switch (call.Text("eventname"))
            {
                case "StopLogging":
                    open.TryAdd((trail, false), (time, $"Logging of {trail} was stopped"));
                    break;
                case "DeleteTrail":
                    open.TryAdd((trail, false), (time, $"The {trail} was deleted"));
                    break;
                case "StartLogging":
                    // A trail that has been created anew logs nothing before this call.
                    Close((trail, false), time);
                    break;
                case "PutEventSelectors" when IsNarrow(request):
                    open.TryAdd((trail, true), (time, $"The event selectors of {trail} were narrowed"));
                    break;
                case "PutEventSelectors":
                    Close((trail, true), time);
                    break;
            }
        }

        foreach (var key in open.Keys.ToList())
        {
            Close(key, null);
        }

        return gaps.OrderBy(g => g.From).ThenBy(g => g.Text, StringComparer.Ordinal);

        void Close((string, bool Selectors) key, DateTime? to)
        {
            if (open.Remove(key, out var gap))
            {
                var until = to is { } end
                    ? $" until {TimeWindow.Format(end)}"
                    : ", and nothing shows that this was undone";
                var kind = key.Selectors ? "event-selectors" : "logging-stopped";
                var from = gap.From is { } start ? $" at {TimeWindow.Format(start)}" : "";
                gaps.Add(new CoverageGap(kind, $"{gap.Text}{from}{until}.", gap.From, to));
            }
        }
    }

    private static string Trail(string? request)
    {
        if (Parse(request) is not { } json)
        {
            return "(unnamed)";
        }

        foreach (var member in new[] { "name", "trailName", "trailARN" })
        {
            if (json.TryGetProperty(member, out var name) && name.ValueKind == JsonValueKind.String)
            {
                var text = name.GetString()!;
                return text[(text.LastIndexOf('/') + 1)..];
            }
        }

        return "(unnamed)";
    }

    /// <summary>Selectors that leave out reads, writes or management events, or that name fields to choose by.</summary>
    private static bool IsNarrow(string? request)
    {
        if (Parse(request) is not { } json)
        {
            return false;
        }

        if (json.TryGetProperty("eventSelectors", out var selectors) && selectors.ValueKind == JsonValueKind.Array)
        {
            return !selectors
                .EnumerateArray()
                .Any(s =>
                    s.ValueKind == JsonValueKind.Object
                    && Is(s, "readWriteType", "All")
                    && Is(s, "includeManagementEvents", "True")
                );
        }

        return json.TryGetProperty("advancedEventSelectors", out var advanced)
            && advanced.ValueKind == JsonValueKind.Array
            && !advanced.EnumerateArray().Any(TakesAllManagementEvents);
    }

    /// <summary>An advanced selector for management events that names no other field to choose by.</summary>
    private static bool TakesAllManagementEvents(JsonElement selector) =>
        selector.ValueKind == JsonValueKind.Object
        && selector.TryGetProperty("fieldSelectors", out var fields)
        && fields.ValueKind == JsonValueKind.Array
        && fields.GetArrayLength() == 1
        && fields[0].ToString() is var only
        && only.Contains("eventCategory", StringComparison.Ordinal)
        && only.Contains("Management", StringComparison.Ordinal);

    private static bool Is(JsonElement selector, string member, string value) =>
        !selector.TryGetProperty(member, out var found)
        || string.Equals(found.ToString(), value, StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Parse(string? request)
    {
        try
        {
            return request is null ? null
                : JsonDocument.Parse(request).RootElement is { ValueKind: JsonValueKind.Object } o ? o
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
