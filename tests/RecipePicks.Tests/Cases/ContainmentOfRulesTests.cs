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
        var made = new { items = new[] { new { securityGroupRuleId = "sgr-1", groupId = "sg-1" } } };
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
}
