using System.Text.Json;
using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Simulation;

/// <summary>Reads the request of a case.</summary>
internal static class RequestReader
{
    private static readonly string[] PrincipalTypes = ["AWS", "Service", "Federated"];

    public static AccessRequest Read(CaseJson json, string? resourceAccount)
    {
        var caller = CallerOf(json);
        var action = json.Text("action") ?? throw new FormatException("the request has no action");
        if (
            action.Count(c => c == ':') != 1
            || action[0] == ':'
            || action[^1] == ':'
            || action.AsSpan().ContainsAny("*? ")
        )
        {
            throw new FormatException($"{action} is not one action, as s3:GetObject is");
        }

        var context = ContextOf(json);
        return new AccessRequest(
            caller,
            action,
            json.Text("resource") ?? "*",
            context,
            json.Text("resourceAccount", "resourceOwner")
                ?? (
                    context.TryGet("aws:ResourceAccount", out var told) && told.Values is [var account] ? account : null
                )
                ?? resourceAccount
                ?? caller.Account
        );
    }

    private static Caller CallerOf(CaseJson json)
    {
        var principal = json.Member("principal") ?? throw new FormatException("the request has no principal");
        if (principal.ValueKind == JsonValueKind.String)
        {
            return Parse(CaseJson.Scalar(principal, "principal"), json.Text("sessionIssuer"));
        }

        var told = new CaseJson(principal, "principal");
        var name = told.Text(["arn", .. PrincipalTypes]) ?? throw new FormatException("the principal has no arn");
        return Parse(name, told.Text("sessionIssuer", "issuer")) with
        {
            Id = told.Text("id"),
            CanonicalId = told.Text("canonicalId", "CanonicalUser"),
        };
    }

    private static Caller Parse(string text, string? issuer) =>
        Caller.TryParse(text, issuer)
        ?? throw new FormatException(
            $"the principal {text} is no ARN of a user, a role, a session or a root, no service and no account"
        );

    private static RequestContext ContextOf(CaseJson json)
    {
        var unknown = json.Texts("unknown");
        if (json.Object("context") is not { } given)
        {
            return RequestContext.Unknown;
        }

        var twice = given
            .Members.GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(g => g.Count() > 1);
        return twice is not null
            ? throw new FormatException($"the context has {twice.Key} twice")
            : new RequestContext(
                given.Members.Select(m => KeyValuePair.Create<string, IReadOnlyList<string>>(m.Name, Values(m))),
                unknown: unknown
            );
    }

    private static IReadOnlyList<string> Values(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Array
            ? [.. member.Value.EnumerateArray().Select(v => CaseJson.Scalar(v, member.Name))]
            : [CaseJson.Scalar(member.Value, member.Name)];
}
