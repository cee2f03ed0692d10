using RecipePicks.State;

namespace RecipePicks.Tests.State;

// States that documents tell: AWS Config items and AWS CLI output.
public sealed partial class ReplayTests
{
    [Fact]
    public void A_dated_document_tells_the_state_before_a_call_and_after_it_until_something_differs()
    {
        var item = Story.Item(
            2,
            "AWS::IAM::Role",
            "report",
            $$"""{"assumeRolePolicyDocument":{{System.Text.Json.JsonSerializer.Serialize(Uri.EscapeDataString(Trust))}}}"""
        );
        var history = Assert.Single(
            Replay.Of(
                [Story.Call(5, "iam", "UpdateAssumeRolePolicy", new { roleName = "report", policyDocument = Opened })],
                [item]
            )
        );

        var change = Assert.Single(history.Changes, c => c.Path == "trust");
        Assert.Equal((StateKnown.Value, Certainty.Exact), (change.Before.Known, change.Certainty));
        Assert.Equal(
            "role.trust: + Allow AWS arn:aws:iam::999988887777:root: sts:AssumeRole",
            Assert.Single(StateDiff.Of(change))
        );
        Assert.Empty(history.Unexplained);
    }

    [Fact]
    public void A_current_document_is_rewound_over_the_calls()
    {
        var now = Story.Item(
            null,
            "AWS::EC2::Snapshot",
            "snap-1",
            """{"CreateVolumePermissions":[{"UserId":"222233334444"}],"SnapshotId":"snap-1"}""",
            "CreateVolumePermissions"
        );
        var history = Assert.Single(Replay.Of([Share(3, add: null, remove: "999988887777")], [now]));

        Assert.Equal(
            "222233334444",
            Assert.Single(history.At(Story.Time(1)), s => s.Value.IsThere && s.Path.Length > 0).Member
        );
        Assert.Equal(Certainty.Inferred, history.At(Story.Time(1)).Single(s => s.Member == "222233334444").Certainty);
        Assert.Empty(history.Unexplained);
    }

    [Fact]
    public void What_a_document_shows_and_no_call_explains_is_told_apart()
    {
        var shown = Story.Item(9, "AWS::IAM::Role", "report", $$"""{"assumeRolePolicyDocument":{{Opened}}}""");
        var history = Assert.Single(
            Replay.Of(
                [Story.Call(1, "iam", "UpdateAssumeRolePolicy", new { roleName = "report", policyDocument = Trust })],
                [shown]
            )
        );

        var drift = Assert.Single(history.Unexplained);
        Assert.Equal("role.trust", drift.FullPath);
        Assert.Equal(["role.trust: + Allow AWS arn:aws:iam::999988887777:root: sts:AssumeRole"], StateDiff.Of(drift));
    }

    [Fact]
    public void A_Config_item_of_a_type_that_nobody_described_gives_its_members()
    {
        var history = Assert.Single(Replay.Of([], [Story.Item(1, "AWS::New::Thing", "x", """{"colour":"red"}""")]));
        Assert.Contains(history.At(Story.Time(2)), s => s is { Path: "colour", Value.Json: "\"red\"" });
    }
}
