namespace RecipePicks.Sources.Lookup;

/// <summary>What LookupEvents can find events by.</summary>
/// <param name="Key">The attribute's name.</param>
/// <param name="Value">Its value.</param>
public sealed record LookupAttribute(string Key, string Value)
{
    /// <summary>The names that CloudTrail knows (AWS CloudTrail API Reference, "LookupAttribute").</summary>
    public static readonly IReadOnlyList<string> Keys =
    [
        "AccessKeyId",
        "EventId",
        "EventName",
        "EventSource",
        "ReadOnly",
        "ResourceName",
        "ResourceType",
        "Username",
    ];

    /// <summary>Reads <c>EventName=ConsoleLogin</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Null when it is none.</returns>
    public static LookupAttribute? Parse(string text) =>
        text.Split('=', 2) is [var key, { Length: > 0 } value]
        && Keys.FirstOrDefault(k => k.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } known
            ? new(known, value)
            : null;

    /// <summary>What finds a lead's events.</summary>
    /// <param name="lead">The lead.</param>
    /// <returns>
    /// One attribute or several, whose events together are the lead's; none when CloudTrail cannot look for it (an address, a
    /// role, whose sessions have names of their own), so that all events are needed.
    /// </returns>
    public static IReadOnlyList<LookupAttribute> Of(Lead lead) =>
        lead.Kind switch
        {
            LeadKind.AccessKey => [new("AccessKeyId", lead.Value)],
            LeadKind.Event => [new("EventId", lead.Value)],
            LeadKind.Principal => Username(lead.Value) is { } name ? [new("Username", name)] : [],
            LeadKind.Resource when Name(lead.Value) is { } name && name != lead.Value =>
            [
                new("ResourceName", lead.Value),
                new("ResourceName", name),
            ],
            LeadKind.Resource => [new("ResourceName", lead.Value)],
            _ => [],
        };

    private static string? Username(string principal)
    {
        var resource = Resource(principal);
        return resource is null ? null
            : resource.StartsWith("user/", StringComparison.Ordinal) ? Last(resource)
            : resource.StartsWith("assumed-role/", StringComparison.Ordinal) && resource.Count(c => c == '/') == 2
                ? Last(resource)
            : resource == "root" ? "root"
            : null;
    }

    private static string? Name(string resource) => Resource(resource) is { } own ? Last(own) : null;

    /// <summary>What stands after the fifth colon of an ARN.</summary>
    private static string? Resource(string text) =>
        text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':', 6) is [_, _, _, _, _, { Length: > 0 } own]
            ? own
            : null;

    private static string Last(string resource) => resource[(resource.LastIndexOfAny(['/', ':']) + 1)..];
}
