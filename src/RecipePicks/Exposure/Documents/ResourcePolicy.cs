using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Exposure.Policies;
using RecipePicks.Exposure.Reach;
using RecipePicks.Iam.Evaluation;
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
            var kind = Of(PolicyType.Find(type)!, about.Thing);
            var household = Owner(about);
            var reach = ReachJudge.Judge(policy.GetRawText(), kind, household);
            var grants = Grants(reach, policy, type, about);
            var controls = ControlPolicies.Of(about);
            if (controls.Count == 0 || reach.Openness is Openness.Private or Openness.Unknown)
            {
                return grants;
            }

            var bound = JsonWalk.Parse(With(policy, controls).ToJsonString());
            var left = ReachJudge.Judge(bound.GetRawText(), kind, household);
            return left.Openness >= reach.Openness
                ? grants
                :
                [
                    .. grants.Select(g =>
                        g.Verdict >= Verdict.External
                            ? g.Shut($"a resource control policy ({string.Join(", ", controls.Select(c => c.Name))})")
                            : g
                    ),
                    .. Grants(left, bound, type, about).Where(g => g.Verdict != Verdict.Private),
                ];
        }
        catch (PolicyException e)
        {
            return [Grant.Unclear($"the policy cannot be read: {e.Message}")];
        }
    }

    // A witness asks for the thing itself, where its ARN is known whole, and for none that was made up.
    private static PolicyType Of(PolicyType type, Thing thing)
    {
        var example = Arn.TryParse(type.Resource);
        var own = thing
            .Names.Where(n => !n.AsSpan().ContainsAny('*', '{'))
            .Select(Arn.TryParse)
            .FirstOrDefault(a =>
                a is not null
                && example is not null
                && a.Service == example.Service
                && a.ResourceType == example.ResourceType
            );
        return own is null
            ? type
            : type with
            {
                Resource = type.Resource.EndsWith("/*", StringComparison.Ordinal) ? $"{own}/*" : own.ToString(),
            };
    }

    private static IReadOnlyList<Grant> Grants(PolicyReach reach, JsonElement policy, string type, Case about)
    {
        var named =
            type == "iam-role" ? TrustJudge.Document(policy, about.About) : PolicyJudge.Document(policy, about.About);
        var because = string.Join("; ", reach.Because);
        var witness = reach.Witness is { } request
            ? $"{request.Caller.Text} may {request.Action} on {request.Resource}"
            : null;
        var aws = type is "s3" or "s3-object-lambda" ? (reach.IsPublicToAws ? "public" : "nonPublic") : null;
        var outsiders = named.Where(g => g.Verdict == Verdict.External).ToList();
        IEnumerable<Grant> all = reach.Openness switch
        {
            Openness.Public => outsiders.Prepend(Grant.Everyone(because)),
            Openness.PublicAuth => outsiders.Prepend(
                new Grant(Verdict.PublicAuth, "everyone with an AWS account", because)
            ),
            Openness.External when outsiders.Count > 0 => outsiders,
            Openness.External =>
            [
                new Grant(Verdict.External, reach.Witness is { } w ? Words(w.Caller) : null, because),
            ],
            Openness.Private => [Grant.Nobody(because)],
            // Whose a VPC is its id does not tell.
            _ when outsiders.Exists(o => o.To?.StartsWith("vpc", StringComparison.Ordinal) == false) =>
                outsiders.Append(Grant.Unclear(because)),
            _ => [Grant.Unclear(because)],
        };
        return
        [
            .. all.Select(
                (g, i) => g with { Witness = i == 0 ? witness : null, Aws = aws, Why = g.Why + Dispute(reach, aws) }
            ),
        ];
    }

    private static string Words(Caller caller) =>
        caller.CanonicalId is { Length: > 0 } id ? $"canonical user {id}" : caller.Text;

    /// <summary>The account, and what of it documents tell: its buckets, whose ARNs do not say whose they are, and its canonical id.</summary>
    private static Household Owner(Case about)
    {
        var lists = about.Estate.Of("s3api list-buckets").Where(d => d.Account == about.Thing.Account).ToList();
        return new Household(
            about.Thing.Account,
            [.. lists.SelectMany(d => d.Texts("Buckets[].Name")).Select(n => $"arn:aws:s3:::{n}")]
        )
        {
            CanonicalId = lists.Select(d => d.Text("Owner.ID")).FirstOrDefault(i => i is not null),
        };
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
