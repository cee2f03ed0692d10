using RecipePicks.Cases;
using RecipePicks.Tests.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Cases;

/// <summary>Rules that let the world in, and the commands that take them back.</summary>
public sealed class ContainmentOfRulesTests
{
    [Theory]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("198.51.100.7/0", true)]
    [InlineData("198.51.100.7/10", false)]
    public void A_rule_for_the_world_is_taken_back_however_its_range_is_written(string range, bool isTakenBack)
    {
        var rules = new { items = new[] { new { ipRanges = new { items = new[] { new { cidrIp = range } } } } } };
        var made = new
        {
            items = new[]
            {
                new
                {
                    securityGroupRuleId = "sgr-1",
                    groupId = "sg-1",
                    cidrIpv4 = range,
                },
            },
        };
        var graph = new Calls { End = At(40) }
            .Call(
                "AuthorizeSecurityGroupIngress",
                4,
                Bob,
                new { groupId = "sg-1", ipPermissions = rules },
                new { securityGroupRuleSet = made }
            )
            .Graph;
        var steps = Containment.Of(graph, graph.From([Key]), new Dictionary<string, long>());

        Assert.Equal(
            isTakenBack,
            steps.Any(s => s.Command!.StartsWith("aws ec2 revoke-security-group-ingress", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Of_rules_that_one_call_adds_only_those_for_the_world_are_taken_back()
    {
        var rules = new
        {
            items = new[]
            {
                new { ipRanges = new { items = new[] { new { cidrIp = "10.0.0.0/8" } } } },
                new { ipRanges = new { items = new[] { new { cidrIp = "0.0.0.0/0" } } } },
            },
        };
        var made = new
        {
            items = new[]
            {
                new
                {
                    securityGroupRuleId = "sgr-office",
                    groupId = "sg-1",
                    cidrIpv4 = "10.0.0.0/8",
                    description = Long,
                },
                new
                {
                    securityGroupRuleId = "sgr-world",
                    groupId = "sg-1",
                    cidrIpv4 = "0.0.0.0/0",
                    description = Long,
                },
            },
        };
        var steps = Steps(
            "AuthorizeSecurityGroupIngress",
            new { groupId = "sg-1", ipPermissions = rules },
            new { securityGroupRuleSet = made }
        );

        Assert.Equal(["sgr-world"], steps.Select(RuleOf));
    }

    [Theory]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("192.0.2.0/24", false)]
    public void A_rule_that_is_changed_to_let_the_world_in_is_taken_back(string range, bool isTakenBack)
    {
        var rule = new
        {
            tag = 1,
            SecurityGroupRuleId = "sgr-1",
            SecurityGroupRule = new
            {
                IpProtocol = "tcp",
                FromPort = 22,
                ToPort = 22,
                CidrIpv4 = range,
            },
        };
        var steps = Steps(
            "ModifySecurityGroupRules",
            new { ModifySecurityGroupRulesRequest = new { GroupId = "sg-1", SecurityGroupRule = rule } },
            new { ModifySecurityGroupRulesResponse = new Dictionary<string, bool> { ["return"] = true } }
        );

        Assert.Equal(isTakenBack ? ["sgr-1"] : [], steps.Select(RuleOf));
    }

    // Longer than what is read whole.
    private static readonly string Long = new('x', 200);

    private static List<ContainmentStep> Steps(string name, object request, object response)
    {
        var graph = new Calls { End = At(40) }
            .Call(name, 4, Bob, request, response)
            .Graph;
        return
        [
            .. Containment
                .Of(graph, graph.From([Key]), new Dictionary<string, long>())
                .Where(s => s.Command!.Contains("revoke-security-group-ingress", StringComparison.Ordinal)),
        ];
    }

    private static string RuleOf(ContainmentStep step) =>
        step.Command![step.Command!.IndexOf("sgr-", StringComparison.Ordinal)..].Trim('\'');
}
