using RecipePicks.Letters;
using RecipePicks.State;

namespace RecipePicks.Tests.State;

// What is renamed stays what it is, and its old name may be given to another.
public sealed partial class ReplayTests
{
    private static StateCall Instance(int minute, string name, string database, object more) =>
        Story.Call(
            minute,
            "rds",
            name,
            new Dictionary<string, object>(Members(more)) { ["dBInstanceIdentifier"] = database }
        );

    [Theory]
    [InlineData("rds", "ModifyDBInstance", "dBInstanceIdentifier", "newDBInstanceIdentifier")]
    [InlineData("rds", "ModifyDBCluster", "dBClusterIdentifier", "newDBClusterIdentifier")]
    [InlineData("redshift", "ModifyCluster", "clusterIdentifier", "newClusterIdentifier")]
    [InlineData("iam", "UpdateGroup", "groupName", "newGroupName")]
    public void What_is_renamed_keeps_its_past_and_is_called_as_it_is_now(
        string service,
        string call,
        string id,
        string newId
    )
    {
        var history = Of(
            Story.Call(
                1,
                service,
                call,
                new Dictionary<string, object>
                {
                    [id] = "orders",
                    ["newPath"] = "/a/",
                    ["applyImmediately"] = true,
                    ["port"] = 1,
                }
            ),
            Story.Call(
                2,
                service,
                call,
                new Dictionary<string, object>
                {
                    [id] = "orders",
                    [newId] = "old",
                    ["applyImmediately"] = true,
                }
            ),
            Story.Call(
                3,
                service,
                call,
                new Dictionary<string, object>
                {
                    [id] = "old",
                    ["newPath"] = "/b/",
                    ["applyImmediately"] = true,
                    ["port"] = 2,
                }
            )
        );

        Assert.Equal("old", history.Resource.Id);
        Assert.Equal(["old", "orders"], history.Resource.Names);
        Assert.Equal(["e1", "e2", "e3"], history.Changes.Select(c => c.Call.EventId).Distinct());
        Assert.DoesNotContain(history.Changes, c => c.Path.Contains("dentifier", StringComparison.Ordinal));
    }

    [Fact]
    public void What_takes_over_a_name_is_not_what_had_it()
    {
        var histories = Replay.Of([
            Instance(1, "ModifyDBInstance", "orders", new { publiclyAccessible = true }),
            Instance(2, "CreateDBInstance", "restored", new { publiclyAccessible = false }),
            Instance(3, "ModifyDBInstance", "orders", new { newDBInstanceIdentifier = "old", applyImmediately = true }),
            Instance(
                4,
                "ModifyDBInstance",
                "restored",
                new { newDBInstanceIdentifier = "orders", applyImmediately = true }
            ),
            Instance(5, "ModifyDBInstance", "orders", new { publiclyAccessible = false }),
            Instance(6, "DeleteDBInstance", "orders", new { }),
        ]);

        Assert.Equal(["old", "orders"], histories.Select(h => h.Resource.Id));
        Assert.Equal(["orders", "restored"], histories[1].Resource.Names);
        var open = Assert.Single(histories.SelectMany(Exposed.Of));
        Assert.Equal(("old", Story.Time(1), null), (open.Name, open.From!.Value, open.To));
    }

    [Fact]
    public void A_document_of_a_name_is_of_what_has_the_name_then()
    {
        var histories = Replay.Of(
            [
                Instance(1, "CreateDBInstance", "orders", new { }),
                Instance(
                    2,
                    "ModifyDBInstance",
                    "orders",
                    new { newDBInstanceIdentifier = "old", applyImmediately = true }
                ),
                Instance(3, "CreateDBInstance", "orders", new { }),
            ],
            [
                Story.Item(null, "AWS::RDS::DBInstance", "orders", """{"publiclyAccessible":true}""") with
                {
                    Region = null,
                },
            ]
        );

        Assert.Equal([0, 1], histories.Select(h => h.Documents.Count));
    }

    [Fact]
    public void An_opening_lasts_over_a_rename_and_ends_when_it_is_closed_under_the_new_name()
    {
        var history = Of(
            Instance(1, "ModifyDBInstance", "orders", new { publiclyAccessible = true }),
            Instance(2, "ModifyDBInstance", "orders", new { newDBInstanceIdentifier = "old", applyImmediately = true }),
            Instance(3, "ModifyDBInstance", "old", new { publiclyAccessible = false })
        );

        var open = Assert.Single(Exposed.Of(history));
        Assert.Equal((Story.Time(1), Story.Time(3), "e3"), (open.From!.Value, open.To!.Value, open.EndedBy!.EventId));
    }

    [Fact]
    public void A_rename_that_waits_has_both_names_and_is_not_told_as_done()
    {
        var history = Of(
            Instance(1, "ModifyDBInstance", "orders", new { newDBInstanceIdentifier = "old" }),
            Instance(2, "ModifyDBInstance", "orders", new { deletionProtection = false })
        );

        Assert.Equal("orders", history.Resource.Id);
        Assert.Equal(["old", "orders"], history.Resource.Names);
        Assert.Equal(
            ["pendingModifiedValues.dBInstanceIdentifier", "deletionProtection"],
            history.Changes.Select(c => c.Path)
        );
    }

    [Fact]
    public void A_name_that_is_made_anew_shows_that_a_rename_that_waited_is_done()
    {
        var histories = Replay.Of([
            Instance(1, "ModifyDBInstance", "orders", new { newDBInstanceIdentifier = "old" }),
            Instance(3, "CreateDBInstance", "orders", new { publiclyAccessible = true }),
        ]);

        Assert.Equal(2, histories.Count);
    }
}
