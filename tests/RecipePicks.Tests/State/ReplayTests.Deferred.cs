using RecipePicks.State;

namespace RecipePicks.Tests.State;

// RDS makes some changes at once and others in the next maintenance window.
public sealed partial class ReplayTests
{
    private static StateCall Modify(int minute, object more, object? response = null) =>
        Story.Call(
            minute,
            "rds",
            "ModifyDBInstance",
            new Dictionary<string, object>(Members(more)) { ["dBInstanceIdentifier"] = "orders" },
            response
        );

    private static Dictionary<string, object> Members(object of) =>
        of.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(of)!);

    private static string? Said(ResourceHistory history, int minute, string path) =>
        history.At(Story.Time(minute)).SingleOrDefault(s => s.Path == path) is { } span
            ? $"{span.Value.Plain ?? span.Value.Known.ToString()} {span.Certainty}"
            : null;

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void What_the_response_says_is_pending_is_not_the_state_yet(bool? applyImmediately)
    {
        var response = new
        {
            dBInstanceClass = "db.t3.micro",
            pendingModifiedValues = new { dBInstanceClass = "db.r6g.large" },
        };
        object asked = applyImmediately is { } now
            ? new
            {
                dBInstanceClass = "db.r6g.large",
                publiclyAccessible = true,
                applyImmediately = now,
            }
            : new { dBInstanceClass = "db.r6g.large", publiclyAccessible = true };

        var history = Of(Modify(1, asked, response));

        Assert.Equal(
            [
                "db.pendingModifiedValues.dBInstanceClass: unknown → db.r6g.large (not applied at once: it waits for the maintenance window)",
                "db.publiclyAccessible: unknown → true",
            ],
            history.Changes.SelectMany(StateDiff.Of)
        );
        Assert.Equal("db.t3.micro Exact", Said(history, 0, "dBInstanceClass"));
        Assert.Equal("db.t3.micro Ambiguous", Said(history, 2, "dBInstanceClass"));
        Assert.Equal("db.r6g.large Ambiguous", Said(history, 2, "pendingModifiedValues.dBInstanceClass"));
        Assert.Equal("true Exact", Said(history, 2, "publiclyAccessible"));
    }

    [Fact]
    public void Without_a_response_it_is_as_AWS_documents_it_which_changes_wait()
    {
        var history = Of(Modify(1, new { engineVersion = "8.0.36", deletionProtection = false }));

        Assert.Equal(
            ["deletionProtection", "pendingModifiedValues.engineVersion"],
            history.Changes.Select(c => c.Path)
        );
        Assert.Null(Said(history, 2, "engineVersion"));
    }

    [Fact]
    public void What_the_response_shows_as_it_was_asked_for_is_done()
    {
        var history = Of(Modify(1, new { allocatedStorage = 500 }, new { allocatedStorage = 500 }));

        Assert.Equal(["allocatedStorage"], history.Changes.Select(c => c.Path));
    }

    [Fact]
    public void What_is_to_be_applied_immediately_is_done_though_it_is_pending_still()
    {
        var pending = new { pendingModifiedValues = new { dBInstanceClass = "db.r6g.large" } };
        var history = Of(Modify(1, new { dBInstanceClass = "db.r6g.large", applyImmediately = true }, pending));

        Assert.Equal("db.r6g.large Exact", Said(history, 2, "dBInstanceClass"));
        Assert.Equal(["dBInstanceClass"], history.Changes.Select(c => c.Path));
    }

    [Fact]
    public void A_call_that_applies_immediately_applies_what_was_pending_too()
    {
        var history = Of(
            Modify(1, new { dBInstanceClass = "db.r6g.large" }),
            Modify(2, new { engineVersion = "8.0.36" }),
            Modify(3, new { applyImmediately = true, dBInstanceClass = "db.t3.micro" })
        );

        Assert.Equal("db.t3.micro Exact", Said(history, 4, "dBInstanceClass"));
        Assert.Equal("8.0.36 Exact", Said(history, 4, "engineVersion"));
        Assert.Equal("Absent Exact", Said(history, 4, "pendingModifiedValues.dBInstanceClass"));
        Assert.Equal("Absent Exact", Said(history, 4, "pendingModifiedValues.engineVersion"));
    }

    [Fact]
    public void What_was_pending_and_is_seen_done_needs_no_call_that_explains_it()
    {
        var response = new
        {
            dBInstanceClass = "db.t3.micro",
            pendingModifiedValues = new { dBInstanceClass = "db.r6g.large" },
        };
        var history = Assert.Single(
            Replay.Of(
                [Modify(1, new { dBInstanceClass = "db.r6g.large" }, response)],
                [
                    Story.Item(
                        5,
                        "AWS::RDS::DBInstance",
                        "orders",
                        """{"dBInstanceIdentifier":"orders","dBInstanceClass":"db.r6g.large","pendingModifiedValues":{}}"""
                    ),
                ]
            )
        );

        Assert.Empty(history.Unexplained);
        Assert.Equal("db.t3.micro Ambiguous", Said(history, 4, "dBInstanceClass"));
        Assert.Equal("db.r6g.large Exact", Said(history, 6, "dBInstanceClass"));
        Assert.Equal("Absent Exact", Said(history, 6, "pendingModifiedValues.dBInstanceClass"));
    }

    [Fact]
    public void What_a_document_shows_later_is_not_said_of_the_time_before_the_window()
    {
        var history = Assert.Single(
            Replay.Of(
                [Modify(1, new { dBInstanceClass = "db.r6g.large" })],
                [Story.Item(5, "AWS::RDS::DBInstance", "orders", """{"dBInstanceClass":"db.r6g.large"}""")]
            )
        );

        Assert.Empty(history.Unexplained);
        Assert.Null(Said(history, 4, "dBInstanceClass"));
        Assert.Equal("db.r6g.large Exact", Said(history, 6, "dBInstanceClass"));
    }

    [Fact]
    public void A_cluster_s_changes_wait_too()
    {
        var history = Of(
            Story.Call(
                1,
                "rds",
                "ModifyDBCluster",
                new
                {
                    dBClusterIdentifier = "orders",
                    enableIAMDatabaseAuthentication = true,
                    backupRetentionPeriod = 1,
                }
            )
        );

        Assert.Equal(
            ["backupRetentionPeriod", "pendingModifiedValues.iAMDatabaseAuthenticationEnabled"],
            history.Changes.Select(c => c.Path)
        );
    }
}
