using System.Text.Json;
using RecipePicks.Exposure.Reach;
using RecipePicks.Iam.Policies;
using RecipePicks.Tests.Iam;

namespace RecipePicks.Tests.Exposure.Reach;

/// <summary>Policies of other people's test suites, each with what they expect; where we differ, docs/disputes.md says why.</summary>
public sealed class SuitesTests
{
    [Fact]
    public void Policies_that_suites_call_public_are_public_here()
    {
        Held(
            "neutral.public.json",
            c => c.GetProperty("expected").GetString() is "public" or "nonPublic",
            c =>
            {
                var options = c.TryGetProperty("options", out var o) ? o : default;
                var type = c.TryGetProperty("resourceType", out var t) ? t.GetString()! : "policy";
                var household = new Household(
                    c.TryGetProperty("account", out var account) ? account.GetString() : null,
                    [.. Texts(options, "trusted_account_ids"), .. Texts(options, "trusted_ips")]
                );
                var reach = ReachJudge.Judge(c.GetProperty("policy").GetRawText(), PolicyType.Find(type)!, household);

                // Prowler counts as public who is named and not trusted, where it is told so.
                var strict = IsFalse(options, "is_cross_account_allowed") || Texts(options, "trusted_ips").Any();
                var isPublic = reach.Openness >= (strict ? Openness.External : Openness.PublicAuth);
                return (c.GetProperty("expected").GetString() == "public", isPublic, reach);
            }
        );
    }

    [Fact]
    public void Policies_that_Cloud_Custodian_calls_external_are_external_here()
    {
        Held(
            "c7n.crossaccount.json",
            _ => true,
            c =>
            {
                var trust = c.GetProperty("trust");
                string[] trusted =
                [
                    .. Texts(trust, "accounts"),
                    .. Texts(trust, "orgs"),
                    .. Texts(trust, "vpc"),
                    .. Texts(trust, "vpce"),
                ];
                var name = c.GetProperty("name").GetString()!;
                var type = name.StartsWith("s3") ? "s3" : name.StartsWith("sqs") ? "sqs" : "policy";
                var reach = ReachJudge.Judge(
                    c.GetProperty("policy").GetRawText(),
                    PolicyType.Find(type)!,
                    new Household(null, trusted)
                );
                var everyoneOnly = trust.TryGetProperty("everyoneOnly", out var e) && e.ValueKind == JsonValueKind.True;
                var isExternal = reach.Openness >= (everyoneOnly ? Openness.PublicAuth : Openness.External);
                return (c.GetProperty("expectedExternal").GetBoolean(), isExternal, reach);
            }
        );
    }

    private static void Held(
        string file,
        Func<JsonElement, bool> isMeant,
        Func<JsonElement, (bool Expected, bool Found, PolicyReach Reach)> judge
    )
    {
        if (IamData.Read(file) is not { } cases)
        {
            Assert.Skip($"../shared/data/iam/{file} is not there");
            return;
        }

        var wrong = new List<string>();
        foreach (var c in cases.EnumerateArray().Where(isMeant))
        {
            var name = c.GetProperty("name").GetString()!;
            try
            {
                var (expected, found, reach) = judge(c);
                if (expected != found)
                {
                    wrong.Add($"{name}: {reach.Verdict}, expected {expected}; {string.Join("; ", reach.Because)} {c.GetProperty("policy")}");
                }
            }
            catch (PolicyException e)
            {
                wrong.Add($"{name}: {e.Message}");
            }
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} differ:\n{string.Join('\n', wrong)}");
    }

    private static IEnumerable<string> Texts(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(v => v.GetString()!)
            : [];

    private static bool IsFalse(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var flag) && flag.ValueKind == JsonValueKind.False;
}
