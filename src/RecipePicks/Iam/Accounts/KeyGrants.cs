using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Iam.Accounts;

/// <summary>The grants of a KMS key, said as statements of a policy of the key, for they allow as such a policy does.</summary>
/// <remarks>
/// Source: KMS Developer Guide, "Grants in AWS KMS": the grantee principal may do the grant's operations, the retiring
/// principal may retire it; KMS API Reference, GrantConstraints: "The grant allows the operation only when the encryption
/// context in the request is the same as" (Equals) or "includes the key-value pairs specified" (Subset), "the key in each
/// key-value pair is not case sensitive", and none is applied "to operations that do not support an encryption context,
/// … such as DescribeKey or RetireGrant"; SourceArn is "effectively the same as having the aws:SourceArn global condition key".
/// </remarks>
internal static class KeyGrants
{
    /// <summary>The policy.</summary>
    /// <param name="grants">
    /// The grants by id: granteePrincipal or granteeServicePrincipal, operations, retiringPrincipal, and the constraints
    /// encryptionContextEquals, encryptionContextSubset and sourceArn; null for one of which no more is known than that it is there.
    /// </param>
    /// <returns>The policy; without a statement when there is no grant, null when one is not known.</returns>
    public static string? Policy(IEnumerable<(string Id, JsonElement? Grant)> grants)
    {
        var statements = new JsonArray();
        foreach (var (id, known) in grants)
        {
            if (known is not { ValueKind: JsonValueKind.Object } grant || !grant.TryGetProperty("operations", out _))
            {
                return null;
            }

            foreach (var statement in Statements(id, grant))
            {
                statements.Add(statement);
            }
        }

        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }

    private static IEnumerable<JsonObject> Statements(string id, JsonElement grant)
    {
        var from = Source(grant);
        if (Principal(grant, "grantee") is { } grantee)
        {
            var operations = Texts(grant.GetProperty("operations"));
            var context = Context(grant);
            var held = context.Count == 0 ? [] : operations.Where(IsHeld).ToList();
            foreach (var (named, condition) in new[] { (held, context), (operations.Except(held).ToList(), []) })
            {
                if (named.Count > 0)
                {
                    yield return Statement(id, grantee, named, [.. condition, .. from]);
                }
            }
        }

        if (Principal(grant, "retiring") is { } retiring)
        {
            yield return Statement(id, retiring, ["RetireGrant"], from);
        }
    }

    // Grants with a constraint are made on symmetric keys alone, whose other operations have no encryption context.
    private static bool IsHeld(string operation) => operation is not ("DescribeKey" or "RetireGrant");

    private static JsonObject Statement(
        string id,
        JsonObject principal,
        IEnumerable<string> operations,
        IEnumerable<(string Operator, string Key, string[] Values)> conditions
    )
    {
        var statement = new JsonObject
        {
            ["Sid"] = id,
            ["Effect"] = "Allow",
            ["Principal"] = principal.DeepClone(),
            ["Action"] = Array(operations.Select(o => $"kms:{o}")),
            ["Resource"] = "*",
        };
        var condition = new JsonObject();
        foreach (var by in conditions.GroupBy(c => c.Operator, StringComparer.Ordinal))
        {
            condition[by.Key] = new JsonObject(by.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)Array(c.Values))));
        }

        if (condition.Count > 0)
        {
            statement["Condition"] = condition;
        }

        return statement;
    }

    private static List<(string Operator, string Key, string[] Values)> Context(JsonElement grant)
    {
        var equals = Pairs(grant, "encryptionContextEquals");
        var pairs = equals
            .Concat(Pairs(grant, "encryptionContextSubset"))
            .DistinctBy(p => p.Key, StringComparer.OrdinalIgnoreCase);
        List<(string, string, string[])> conditions =
        [
            .. pairs.Select(p => ("StringEquals", $"kms:EncryptionContext:{p.Key}", new[] { p.Value })),
        ];
        if (equals.Count > 0)
        {
            conditions.Add(
                ("ForAllValues:StringEqualsIgnoreCase", "kms:EncryptionContextKeys", [.. equals.Select(p => p.Key)])
            );
        }

        return conditions;
    }

    private static IReadOnlyList<(string Operator, string Key, string[] Values)> Source(JsonElement grant) =>
        Text(grant, "sourceArn") is { } arn ? [("ArnEquals", "aws:SourceArn", [arn])] : [];

    // CloudTrail and ListGrants write a service as a principal's name; "AWS Internal" is nobody of an account.
    private static JsonObject? Principal(JsonElement grant, string whose)
    {
        var service = Text(grant, $"{whose}ServicePrincipal");
        var name = service ?? Text(grant, $"{whose}Principal");
        return name is null or "AWS Internal" ? null
            : service is not null || name.Contains(".amazonaws.com", StringComparison.Ordinal)
                ? new JsonObject { ["Service"] = name }
            : new JsonObject { ["AWS"] = name };
    }

    private static IReadOnlyList<(string Key, string Value)> Pairs(JsonElement grant, string name) =>
        grant.TryGetProperty(name, out var pairs) && pairs.ValueKind == JsonValueKind.Object
            ? [.. pairs.EnumerateObject().Select(p => (p.Name, p.Value.ToString()))]
            : [];

    private static string? Text(JsonElement grant, string name) =>
        grant.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)]
            : [];

    private static JsonArray Array(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
