using System.Text.Json.Nodes;

namespace RecipePicks.Samples;

/// <summary>One API call, without its caller: what is asked and what is answered.</summary>
internal sealed record Call(string Service, string Name)
{
    private static readonly string[] Reading =
    [
        "Get",
        "List",
        "Describe",
        "Lookup",
        "Head",
        "BatchGet",
        "AssumeRole",
        "Decrypt",
        "GenerateDataKey",
        "Simulate",
        "Filter",
        "Federate",
    ];

    public JsonNode? Request { get; init; }
    public JsonNode? Response { get; init; }
    public string? ErrorCode { get; init; }
    public string? ErrorMessage { get; init; }
    public JsonObject? Additional { get; init; }
    public JsonArray? Resources { get; init; }
    public JsonObject? ServiceDetails { get; init; }
    public string? SharedId { get; init; }
    public string? Host { get; init; }
    public string? ApiVersion { get; init; }
    public string Type { get; init; } = "AwsApiCall";
    public bool IsData { get; init; }

    public bool ReadOnly => Array.Exists(Reading, p => Name.StartsWith(p, StringComparison.Ordinal));

    public Call Failed(string code, string message) =>
        this with
        {
            ErrorCode = code,
            ErrorMessage = message,
            Response = null,
        };

    /// <summary>No policy allows it. Most services then leave the request parameters out.</summary>
    public Call Denied(Caller caller, string action, string? resource = null) =>
        Refused(
            $"User: {caller.Arn} is not authorized to perform: {action}{On(resource)} because no identity-based policy allows the {action} action"
        );

    /// <summary>A policy forbids it: of the identity ("identity-based policy"), the bucket or the organization.</summary>
    public Call Forbidden(Caller caller, string action, string resource, string by) =>
        Refused(
            $"User: {caller.Arn} is not authorized to perform: {action}{On(resource)} with an explicit deny in a {by}"
        );

    /// <summary>EC2's own words. For calls that change something it adds a blob, which is new on every call.</summary>
    public Call Unauthorized(Caller caller, string action, string? resource = null, Dice? blob = null)
    {
        var message =
            $"You are not authorized to perform this operation. User: {caller.Arn} is not authorized to perform: {action}{On(resource)} because no identity-based policy allows the {action} action";
        if (blob is not null)
            message += ". Encoded authorization failure message: " + blob.Blob(blob.Between(380, 520));
        return Failed("Client.UnauthorizedOperation", message);
    }

    private Call Refused(string message)
    {
        var keepsRequest = Service is "s3" or "kms";
        return Failed("AccessDenied", message) with { Request = keepsRequest ? Request : null, SharedId = null };
    }

    private static string On(string? resource) => resource is null ? "" : " on resource: " + resource;
}
