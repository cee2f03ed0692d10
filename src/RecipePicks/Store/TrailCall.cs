using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>A call that changes what is recorded.</summary>
/// <param name="row">A row of <see cref="TrailHistory.Query"/>.</param>
internal sealed record TrailCall(QueryRow row)
{
    public DateTime? Time { get; } = TimeWindow.Parse(row.Text("eventtime"));

    public string Source { get; } = row.Text("eventsource") ?? "";

    public string Name { get; } = row.Text("eventname") ?? "";

    public string EventId { get; } = row.Text("eventid") ?? "";

    public string? Account { get; } = row.Text("recipientaccountid");

    public string? Region { get; } = row.Text("awsregion");

    /// <summary>Whether a call of the same second undoes it, or is undone by it: the log tells no order.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>The parameters; undefined when they are no object.</summary>
    public JsonElement Request { get; } = Parse(row.Text("requestparameters"));

    /// <summary>The trail in words; it is changed in its home region only, and another region may have one of the same name.</summary>
    public string Trail => $"trail {TrailName()} of account {Account} in {Region}";

    /// <summary>What one thing of the trail, or of the account and region, is kept under.</summary>
    public string Key(string what) => $"{what} {Trail}";

    /// <summary>A member's text; null when it has none.</summary>
    public string? Text(string member) =>
        Request.ValueKind == JsonValueKind.Object
        && Request.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A member that is true or false; null when it is neither.</summary>
    public bool? Flag(string member) =>
        Request.ValueKind == JsonValueKind.Object && Request.TryGetProperty(member, out var value)
            ? value.ToString().ToLowerInvariant() switch
            {
                "true" => true,
                "false" => false,
                _ => null,
            }
            : null;

    /// <summary>A member that is a list; null when it is none.</summary>
    public IReadOnlyList<JsonElement>? List(string member) =>
        Request.ValueKind == JsonValueKind.Object
        && Request.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray()]
            : null;

    private string TrailName()
    {
        var name = Text("name") ?? Text("trailName") ?? Text("trailARN") ?? Text("trailArn");
        return name is null ? "(unnamed)" : name[(name.LastIndexOf('/') + 1)..];
    }

    private static JsonElement Parse(string? request)
    {
        try
        {
            return request is null ? default : JsonElement.Parse(WholeJson.Of(request));
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
