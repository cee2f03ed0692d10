using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Exposure.Policies;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Checks;

/// <summary>Judges permissions that are given one at a time: a statement that a call adds to a policy, a grant of a key.</summary>
internal static class PermissionJudge
{
    /// <summary>Judges a statement, or the parameters from which the service makes one.</summary>
    /// <param name="document">
    /// A statement (as text), the parameters of AddPermission, PutPermission and their like, or a list of accounts.
    /// </param>
    /// <param name="about">Whose the resource is.</param>
    public static IReadOnlyList<Grant> Statement(JsonElement document, ExposureContext about)
    {
        var read = JsonWalk.Document(document);
        if (read.ValueKind == JsonValueKind.Array)
        {
            return RecipientJudge.Recipients(read, about);
        }

        if (read.ValueKind != JsonValueKind.Object)
        {
            // Without a response the request gives no more than principal and action: * lambda:InvokeFunction
            return Text(document)?.Split(' ', 2) is [var principal, var action] && action.Contains(':')
                ? Statement(Principal(principal, action), about)
                : [Grant.Unclear("the record does not hold the permission")];
        }

        var made = Member(read, "Effect").ValueKind == JsonValueKind.String ? read : Made(read);
        return PolicyJudge.Statements([PolicyStatement.One(made, 1)], about, NamedPrincipal.InResourcePolicy);
    }

    /// <summary>Judges a KMS grant: it names one principal, who may be in another account.</summary>
    public static IReadOnlyList<Grant> Grantee(JsonElement document, ExposureContext about)
    {
        var who = Text(document) ?? Text(document, "granteePrincipal") ?? Text(document, "granteeServicePrincipal");
        var operations = Texts(Member(document, "operations")) is { Count: > 0 } named
            ? $" of {string.Join(", ", named)}"
            : "";
        return who is null ? [Grant.Unclear("the record does not hold the grantee")]
            : who.Contains(".amazonaws.com", StringComparison.Ordinal) || who == "AWS Internal"
                ? [Grant.Nobody($"the grantee is the service {who}")]
            : [NamedPrincipal.OfAws(who, $"a grant{operations} to {who}", about)];
    }

    private static JsonElement Principal(string principal, string action) =>
        JsonWalk.Parse(new JsonObject { ["principal"] = principal, ["action"] = action }.ToJsonString());

    private static JsonElement Made(JsonElement request)
    {
        string[] principals =
        [
            .. Texts(Member(request, "principal")),
            .. Texts(Member(request, "aWSAccountIds")),
            .. Texts(Member(request, "aWSAccountId")),
        ];
        string[] actions =
        [
            .. Texts(Member(request, "action")),
            .. Texts(Member(request, "actionName")),
            .. Texts(Member(request, "actions")),
        ];
        var conditions = new JsonObject();
        Add("StringEquals", "aws:SourceAccount", Text(request, "sourceAccount"));
        Add("ArnLike", "aws:SourceArn", Text(request, "sourceArn"));
        Add("StringEquals", "aws:PrincipalOrgID", Text(request, "principalOrgID") ?? Text(request, "organizationId"));
        var condition = Member(request, "condition");
        Add(Text(condition, "type") ?? "StringEquals", Text(condition, "key") ?? "", Text(condition, "value"));
        var services = principals
            .Where(p =>
                p.EndsWith(".amazonaws.com", StringComparison.Ordinal)
                || p.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
            )
            .ToList();
        var statement = new JsonObject
        {
            ["Sid"] = Text(request, "statementId") ?? Text(request, "label"),
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject
            {
                ["AWS"] = List(principals.Except(services)),
                ["Service"] = List(services),
            },
            ["Action"] = List(actions),
            ["Condition"] = conditions,
        };
        return JsonWalk.Parse(statement.ToJsonString());

        void Add(string op, string key, string? value)
        {
            if (value is not null && key.Length > 0)
            {
                var keys = conditions[op]?.AsObject() ?? [];
                keys[key] = value;
                conditions[op] = keys.Parent is null ? keys : keys.DeepClone();
            }
        }
    }

    private static JsonArray List(IEnumerable<string> items) => [.. items.Select(i => JsonValue.Create(i))];
}
