using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Exposure;
using RecipePicks.Lineage;

namespace RecipePicks.Cases;

/// <summary>What is left of a policy without what lets outsiders in, by the same check that the letter Public asks.</summary>
/// <param name="Document">The policy; null when nothing is left.</param>
internal sealed record PolicyRest(string? Document)
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Takes out what lets outsiders in: of a statement those principals, or all of it where they cannot be told.</summary>
    /// <param name="check">The check that reads the policy.</param>
    /// <param name="value">The policy, as an object or as text.</param>
    /// <param name="account">Whose the resource is.</param>
    /// <returns>Null when the value is no policy.</returns>
    public static PolicyRest? Of(ExposureCheck check, string? value, string? account)
    {
        var read = JsonWalk.Document(JsonWalk.Parse(value));
        if (
            read.ValueKind != JsonValueKind.Object
            || JsonNode.Parse(read.GetRawText()) is not JsonObject policy
            || policy
                .Select(m => m.Key)
                .FirstOrDefault(k => string.Equals(k, "Statement", StringComparison.OrdinalIgnoreCase))
                is not { } name
        )
        {
            return null;
        }

        var statements = policy[name] switch
        {
            JsonArray many => many.OfType<JsonObject>().ToList(),
            JsonObject one => [one],
            _ => [],
        };
        var denies = statements.Where(s => !IsAllow(s)).ToList();
        var kept = statements.ConvertAll(s => IsAllow(s) ? Rest(s) : s).OfType<JsonObject>().ToList();
        return new PolicyRest(kept.Count > 0 ? With(kept) : null);

        string With(IEnumerable<JsonObject> some)
        {
            var copy = policy.DeepClone().AsObject();
            copy[name] = new JsonArray([.. some.Select(s => s.DeepClone())]);
            return copy.ToJsonString(Plain);
        }

        JsonObject? Rest(JsonObject statement)
        {
            if (!LetsIn(statement))
            {
                return statement;
            }

            var others = PolicyText.Parse(JsonWalk.Parse(With([statement])), account ?? "", [])?.WithoutOutsiders;
            var rest = others is null ? null : (JsonNode.Parse(others) as JsonObject)?[name]?[0] as JsonObject;
            return rest is null || LetsIn(rest) ? null : rest;
        }

        // A Deny may keep out whom an Allow lets in.
        bool LetsIn(JsonObject statement) =>
            check
                .Judge(JsonWalk.Parse(With([statement, .. denies])), new ExposureContext(account))
                .Any(g => g.Verdict >= Verdict.Latent);
    }

    private static bool IsAllow(JsonObject statement) =>
        statement.Any(m =>
            string.Equals(m.Key, "Effect", StringComparison.OrdinalIgnoreCase) && m.Value?.ToString() == "Allow"
        );
}
