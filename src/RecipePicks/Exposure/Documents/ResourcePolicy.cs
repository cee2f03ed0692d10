using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Exposure.Policies;
using RecipePicks.Exposure.Reach;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Exposure.Documents;

/// <summary>
/// Judges a resource policy: how far it is open is what the evaluator of <see cref="ReachJudge"/> proves with a request, to
/// whom stands in the policy. What the organization's resource control policies refuse is behind a gate.
/// </summary>
internal static class ResourcePolicy
{
    /// <summary>Judges a policy.</summary>
    /// <param name="document">The policy, as JSON or as text of JSON.</param>
    /// <param name="type">What carries it: a name of <see cref="PolicyType"/>.</param>
    /// <param name="about">Whose it is.</param>
    public static IReadOnlyList<Grant> Judge(JsonElement document, string type, Case about)
    {
        var policy = JsonWalk.Document(document);
        if (policy.ValueKind != JsonValueKind.Object)
        {
            return JsonWalk.Text(document) is { } text && text.Trim().Length == 0
                ? []
                : [Grant.Unclear("the document does not hold the policy's text")];
        }

        try
        {
            var kind = PolicyType.Find(type)!;
            var household = new Household(about.Thing.Account, []);
            var reach = ReachJudge.Judge(policy.GetRawText(), kind, household);
            var grants = Grants(reach, policy, type, about);
            var controls = ControlPolicies.Of(about);
            if (controls.Count == 0 || reach.Openness is Openness.Private or Openness.Unknown)
            {
                return grants;
            }

            var left = ReachJudge.Judge(With(policy, controls).ToJsonString(), kind, household);
            return left.Openness >= reach.Openness
                ? grants
                :
                [
                    .. grants.Select(g =>
                        g.Verdict >= Verdict.External
                            ? g.Shut($"a resource control policy ({string.Join(", ", controls.Select(c => c.Name))})")
                            : g
                    ),
                ];
        }
        catch (PolicyException e)
        {
            return [Grant.Unclear($"the policy cannot be read: {e.Message}")];
        }
    }

    private static IReadOnlyList<Grant> Grants(PolicyReach reach, JsonElement policy, string type, Case about)
    {
        var named =
            type == "iam-role" ? TrustJudge.Document(policy, about.About) : PolicyJudge.Document(policy, about.About);
        var because = string.Join("; ", reach.Because);
        var witness = reach.Witness is { } request
            ? $"{request.Caller.Text} may {request.Action} on {request.Resource}"
            : null;
        var aws = type == "s3" ? (reach.IsPublicToAws ? "public" : "nonPublic") : null;
        var outsiders = named.Where(g => g.Verdict == Verdict.External).ToList();
        var doubtful = string.Join("; ", named.Where(g => g.Verdict == Verdict.Unknown).Select(g => g.Why));
        IEnumerable<Grant> all = reach.Openness switch
        {
            Openness.Public => outsiders.Prepend(Grant.Everyone(because)),
            Openness.PublicAuth => outsiders.Prepend(
                new Grant(Verdict.PublicAuth, "everyone with an AWS account", because)
            ),
            Openness.External when outsiders.Count > 0 => outsiders,
            Openness.External => [new Grant(Verdict.External, reach.Witness?.Caller.Text, because)],
            Openness.Private =>
            [
                Grant.Nobody(doubtful.Length > 0 ? $"{because}; confused deputy: {doubtful}" : because),
            ],
            // Whose a VPC is its id does not tell.
            _ when outsiders.Exists(o => o.To?.StartsWith("vpc", StringComparison.Ordinal) == false) => outsiders,
            _ => [Grant.Unclear(because)],
        };
        if (type == "iam-role")
        {
            var vouched = Vouched(policy, about);
            all =
                reach.Openness == Openness.Private && vouched.Count > 0
                    ? vouched
                    : all.Concat(vouched).DistinctBy(g => (g.Verdict, g.To));
        }

        return
        [
            .. all.Select(
                (g, i) => g with { Witness = i == 0 ? witness : null, Aws = aws, Why = g.Why + Dispute(reach, aws) }
            ),
        ];
    }

    /// <summary>Whom an identity provider that serves everybody lets become the role.</summary>
    private static List<Grant> Vouched(JsonElement policy, Case about)
    {
        var statements = JsonWalk
            .At(policy, "Statement[]")
            .Where(s =>
                JsonWalk.Text(s, "Effect") == "Deny"
                || JsonWalk.Member(JsonWalk.Member(s, "Principal"), "Federated").ValueKind != JsonValueKind.Undefined
            )
            .Select(s => JsonNode.Parse(s.GetRawText()));
        var federated = new JsonObject { ["Statement"] = new JsonArray([.. statements]) };
        return
        [
            .. TrustJudge
                .Document(JsonWalk.Parse(federated.ToJsonString()), about.About)
                .Where(g => g.Verdict is Verdict.Public or Verdict.External),
        ];
    }

    /// <summary>Why AWS's own rule says otherwise; empty where it does not.</summary>
    private static string Dispute(PolicyReach reach, string? aws) =>
        (aws, reach.Openness is Openness.Public or Openness.PublicAuth) switch
        {
            ("public", false) =>
                "; AWS's own rule calls it public, for it counts no Deny, and no condition but fixed values of certain keys",
            ("nonPublic", true) =>
                "; AWS's own rule calls it nonPublic, for each of its grants asks for a fixed value; the witness meets it all the same",
            _ => "",
        };

    private static JsonObject With(JsonElement policy, IReadOnlyList<(string Name, JsonElement Policy)> controls)
    {
        JsonNode?[] statements =
        [
            .. JsonWalk.At(policy, "Statement[]").Select(s => JsonNode.Parse(s.GetRawText())),
            .. controls
                .SelectMany(c => JsonWalk.At(c.Policy, "Statement[]"))
                .Where(s => JsonWalk.Text(s, "Effect") == "Deny")
                .Select(s => JsonNode.Parse(s.GetRawText())),
        ];
        foreach (var statement in statements.OfType<JsonObject>())
        {
            statement.Remove("Sid");
        }

        return new JsonObject
        {
            ["Version"] = JsonWalk.Text(policy, "Version") ?? "2008-10-17",
            ["Statement"] = new JsonArray(statements),
        };
    }
}
