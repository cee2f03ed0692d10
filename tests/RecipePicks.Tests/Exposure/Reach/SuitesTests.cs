using System.IO.Enumeration;
using System.Text.Json;
using RecipePicks.Exposure.Reach;
using RecipePicks.Iam.Catalog;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;
using RecipePicks.Tests.Iam;
using RecipePicks.Tests.Store;

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
            c => c.GetProperty("expected").GetString() == "public",
            c =>
            {
                var options = c.TryGetProperty("options", out var o) ? o : default;
                var type = c.TryGetProperty("resourceType", out var t) ? t.GetString() ?? "policy" : "policy";
                var household = new Household(
                    c.TryGetProperty("account", out var account) ? account.GetString() : null,
                    [.. Texts(options, "trusted_account_ids"), .. Texts(options, "trusted_ips")]
                );
                var reach = Judge(c.GetProperty("policy"), type, household);

                // Prowler counts as public who is named and not trusted, where it is told so.
                var strict = IsFalse(options, "is_cross_account_allowed") || Texts(options, "trusted_ips").Any();
                var isPublic = reach.Openness >= (strict ? Openness.External : Openness.PublicAuth);
                return (isPublic, reach);
            }
        );
    }

    [Fact]
    public void Policies_that_Cloud_Custodian_calls_external_are_external_here()
    {
        Held(
            "c7n.crossaccount.json",
            _ => true,
            c => c.GetProperty("expectedExternal").GetBoolean(),
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
                var type =
                    name.StartsWith("s3") ? "s3"
                    : name.StartsWith("sqs") ? "sqs"
                    : "policy";
                var reach = ReachJudge.Judge(
                    c.GetProperty("policy").GetRawText(),
                    PolicyType.Find(type)!,
                    new Household(null, trusted)
                );
                var everyoneOnly = trust.TryGetProperty("everyoneOnly", out var e) && e.ValueKind == JsonValueKind.True;
                var isExternal = reach.Openness >= (everyoneOnly ? Openness.PublicAuth : Openness.External);
                return (isExternal, reach);
            }
        );
    }

    [Fact]
    public void Statements_that_policyuniverse_calls_accessible_from_the_internet_are_so_here()
    {
        Held(
            "policyuniverse.internet.json",
            _ => true,
            c => c.GetProperty("expected").GetBoolean(),
            c =>
            {
                var reach = Judge(c.GetProperty("policy"), "policy", Household.Unknown);
                return (reach.Openness >= Openness.PublicAuth, reach);
            }
        );
    }

    [Fact]
    public void Conditions_that_Prowler_calls_restrictive_are_so_here()
    {
        Held(
            "prowler.policy.json",
            c => c.GetProperty("function").GetString()!.StartsWith("is_condition_block_restrictive"),
            c => !c.GetProperty("expected").GetBoolean(),
            c =>
            {
                var args = c.GetProperty("args");
                var isCross =
                    args.GetArrayLength() == 1
                    || (args.GetArrayLength() > 2 && args[2].ValueKind == JsonValueKind.True);
                var account = args.GetArrayLength() > 1 ? args[1].GetString() : null;
                var reach = ReachJudge.Judge(
                    $$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{{args[0].GetRawText()}} } }""",
                    PolicyType.Find("s3")!,
                    new Household(account, [])
                );
                var isOpen = reach.Openness >= (isCross ? Openness.PublicAuth : Openness.External);
                return (isOpen, reach);
            }
        );
    }

    [Fact]
    public void Principals_that_Prowler_calls_public_are_so_here()
    {
        Held(
            "prowler.policy.json",
            c =>
                c.GetProperty("function").GetString() == "has_public_principal"
                && c.GetProperty("args")[0].TryGetProperty("Principal", out _),
            c => c.GetProperty("expected").GetBoolean(),
            c =>
            {
                var principal = c.GetProperty("args")[0].GetProperty("Principal").GetRawText();
                var reach = ReachJudge.Judge(
                    $$"""{"Statement":{"Effect":"Allow","Principal":{{principal}},"Action":"s3:*","Resource":"*"} }""",
                    PolicyType.Find("s3")!,
                    Household.Unknown
                );
                return (reach.Openness >= Openness.PublicAuth, reach);
            }
        );
    }

    [Fact]
    public void Policies_that_Prowler_calls_full_access_to_a_service_allow_each_of_its_actions()
    {
        var user = Caller.TryParse("arn:aws:iam::123456789012:user/someone")!;
        Held(
            "prowler.policy.json",
            c => c.GetProperty("function").GetString() == "check_full_service_access",
            c => c.GetProperty("expected").GetBoolean(),
            c =>
            {
                var args = c.GetProperty("args");
                var policies = PolicySet.Empty with
                {
                    Identity = PolicyLayer.Of(Policy.Parse(args[1].GetRawText(), "the policy")),
                };
                var service = args[0].GetString()!;
                var isFull = ActionCatalog
                    .Known.Service(service)!
                    .Actions.All(a =>
                        PolicyEvaluator
                            .Decide(
                                new AccessRequest(
                                    user,
                                    a.FullName,
                                    "arn:aws:s3:::any/thing",
                                    RequestContext.Empty,
                                    "123456789012"
                                ),
                                policies
                            )
                            .IsAllowed
                    );
                return (isFull, null);
            }
        );
    }

    [Fact]
    public void Every_dispute_is_needed_by_a_case()
    {
        if (IamData.Read("neutral.public.json") is null)
        {
            Assert.Skip("../shared/data/iam is not there");
        }

        Policies_that_suites_call_public_are_public_here();
        Policies_that_Cloud_Custodian_calls_external_are_external_here();
        Conditions_that_Prowler_calls_restrictive_are_so_here();
        Principals_that_Prowler_calls_public_are_so_here();
        Assert.DoesNotContain(s_disputes, d => !_met.Contains(d));
    }

    private static readonly IReadOnlyList<string> s_disputes =
    [
        .. File.ReadLines(Path.Combine(BundledIncident.Root, "docs", "disputes.md"))
            .Where(l => l.StartsWith("| ") && l.Contains('`'))
            .Select(l => l.Split('|')[1])
            .SelectMany(cell => cell.Split('`').Where((_, i) => i % 2 == 1)),
    ];

    private readonly HashSet<string> _met = [];

    private bool IsDisputed(string name)
    {
        var met = s_disputes.Where(d => FileSystemName.MatchesSimpleExpression(d, name, ignoreCase: false)).ToList();
        _met.UnionWith(met);
        return met.Count > 0;
    }

    private static PolicyReach Judge(JsonElement policy, string type, Household household) =>
        ReachJudge.Judge(policy.GetRawText(), PolicyType.Find(type)!, household);

    private void Held(
        string file,
        Func<JsonElement, bool> isMeant,
        Func<JsonElement, bool> expected,
        Func<JsonElement, (bool Found, PolicyReach? Reach)> judge
    )
    {
        if (IamData.Read(file) is not { } cases)
        {
            Assert.Skip($"../shared/data/iam/{file} is not there");
            return;
        }

        var wrong = new List<string>();
        var judged = 0;
        foreach (var c in cases.EnumerateArray().Where(isMeant))
        {
            judged++;
            var (found, said) = Judged(c, judge);
            var name = c.GetProperty("name").GetString()!;
            if (found != expected(c) && !IsDisputed(name))
            {
                wrong.Add($"{name}: expected {expected(c)}, got {said}");
            }
        }

        Assert.True(judged > 0, "no case was judged");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {judged} differ:\n{string.Join('\n', wrong)}");
    }

    /// <summary>What AWS would refuse lets nobody in.</summary>
    private static (bool Found, string Said) Judged(JsonElement c, Func<JsonElement, (bool, PolicyReach?)> judge)
    {
        try
        {
            var (found, reach) = judge(c);
            return (found, $"{reach?.Verdict} because {string.Join("; ", reach?.Because ?? [])}");
        }
        catch (PolicyException e)
        {
            return (false, e.Message);
        }
    }

    private static IEnumerable<string> Texts(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object
        && of.TryGetProperty(member, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(v => v.GetString()!)
            : [];

    private static bool IsFalse(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object
        && of.TryGetProperty(member, out var flag)
        && flag.ValueKind == JsonValueKind.False;
}
