using RecipePicks.State;

namespace RecipePicks.Tests.State;

public sealed partial class ReplayTests
{
    [Theory]
    [InlineData("ModifyDBInstance", "dBInstanceIdentifier")]
    [InlineData("ModifyDBCluster", "dBClusterIdentifier")]
    public void A_database_keeps_its_groups_when_a_call_names_none(string call, string id)
    {
        var history = Of(
            Story.Call(
                1,
                "rds",
                call,
                new Dictionary<string, object> { [id] = "orders", ["vpcSecurityGroupIds"] = new[] { "sg-1", "sg-2" } }
            ),
            Story.Call(
                2,
                "rds",
                call,
                new Dictionary<string, object> { [id] = "orders", ["deletionProtection"] = false }
            )
        );

        Assert.Equal(
            ["sg-1", "sg-2"],
            history.At(Story.Time(3)).Where(s => s.Path == "securityGroups" && s.Value.IsThere).Select(s => s.Member)
        );
        Assert.Equal(["deletionProtection"], history.Changes.Where(c => c.Call.EventId == "e2").Select(c => c.Path));
    }

    [Fact]
    public void A_database_that_is_made_without_groups_has_those_that_the_response_names()
    {
        var history = Of(
            Story.Call(
                1,
                "rds",
                "CreateDBInstance",
                new { dBInstanceIdentifier = "orders" },
                new { vpcSecurityGroups = new[] { new { status = "active", vpcSecurityGroupId = "sg-9" } } }
            )
        );

        Assert.Equal(
            ["sg-9"],
            history.At(Story.Time(2)).Where(s => s.Path == "securityGroups" && s.Value.IsThere).Select(s => s.Member)
        );
    }
}
