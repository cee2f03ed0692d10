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

    [Fact]
    public void A_grant_that_call_and_list_tell_in_their_own_ways_is_the_same_grant()
    {
        var listed = Story.Item(
            9,
            "AWS::KMS::Key",
            "k-1",
            """{"Grants":[{"KeyId":"k-1","GrantId":"g-1","Name":"","CreationDate":"2026-03-10T22:01:00+00:00","GranteePrincipal":"arn:aws:iam::999988887777:root","IssuingAccount":"arn:aws:iam::111122223333:root","Operations":["Decrypt","DescribeKey"],"Constraints":{"EncryptionContextSubset":{"aws:ebs:id":"vol-1"}}}],"Truncated":false}""",
            "list-grants"
        );
        var history = Assert.Single(
            Replay.Of(
                [
                    Story.Call(
                        1,
                        "kms",
                        "CreateGrant",
                        new
                        {
                            keyId = "k-1",
                            granteePrincipal = "arn:aws:iam::999988887777:root",
                            operations = new[] { "DescribeKey", "Decrypt" },
                            constraints = new
                            {
                                encryptionContextSubset = new Dictionary<string, string> { ["aws:ebs:id"] = "vol-1" },
                            },
                        },
                        new { grantId = "g-1" }
                    ),
                ],
                [listed]
            )
        );

        Assert.Empty(history.Unexplained);
        Assert.Equal(
            """{"granteePrincipal":"arn:aws:iam::999988887777:root","operations":["Decrypt","DescribeKey"],"encryptionContextSubset":{"aws:ebs:id":"vol-1"}}""",
            history.At(Story.Time(9)).Single(s => s.Member == "g-1").Value.Json
        );
    }

    [Theory]
    [InlineData("""{"Grants":[],"Truncated":false}""", true)]
    [InlineData("""{"Grants":[],"Truncated":true,"NextMarker":"x"}""", false)]
    public void An_empty_list_of_grants_says_that_there_is_none_unless_it_was_cut(string list, bool whole)
    {
        var history = Assert.Single(Replay.Of([], [Story.Item(9, "AWS::KMS::Key", "k-1", list, "list-grants")]));

        Assert.Equal(
            whole,
            history.At(Story.Time(9)).Any(s => s is { Path: "grants", Member: "*", Value.Known: StateKnown.Absent })
        );
    }

    [Fact]
    public void A_list_of_one_type_of_control_policy_says_nothing_of_the_other()
    {
        StateDocument Listed(int minute, string type, string id) =>
            Story.Item(
                minute,
                "AWS::Organizations::Target",
                "r-1",
                id.Length == 0 ? """{"Policies":[]}""" : $$"""{"Policies":[{"Id":"{{id}}","Type":"{{type}}"}]}""",
                "list-policies-for-target"
            );
        var history = Assert.Single(
            Replay.Of(
                [],
                [
                    Listed(1, "SERVICE_CONTROL_POLICY", "p-1"),
                    Listed(2, "RESOURCE_CONTROL_POLICY", "p-2"),
                    Listed(3, "RESOURCE_CONTROL_POLICY", ""),
                ]
            )
        );

        Assert.Equal(
            [("policies", "p-1"), ("resourcePolicies", "p-2")],
            history.At(Story.Time(4)).Where(s => s.Member is not (null or "*")).Select(s => (s.Path, s.Member!))
        );
        Assert.Empty(history.Unexplained);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_resource_control_policy_that_a_call_attached_is_of_their_list_not_of_the_other(bool isListed)
    {
        StateDocument Lists(int minute, string type, string id) =>
            Story.Item(
                minute,
                "AWS::Organizations::Target",
                "ou-1",
                $$"""{"Policies":[{"Id":"{{id}}","Type":"{{type}}"}]}""",
                "list-policies-for-target"
            );
        StateCall Called(int minute, string name) =>
            Story.Call(minute, "organizations", name, new { targetId = "ou-1", policyId = "p-rcp" });
        var told = new List<StateDocument>
        {
            Lists(1, "SERVICE_CONTROL_POLICY", "p-scp"),
            Lists(5, "SERVICE_CONTROL_POLICY", "p-scp"),
        };
        if (isListed)
        {
            told.Add(Lists(2, "RESOURCE_CONTROL_POLICY", "p-full"));
            told.Add(Lists(6, "RESOURCE_CONTROL_POLICY", "p-rcp"));
        }

        var history = Assert.Single(Replay.Of([Called(3, "AttachPolicy"), Called(7, "DetachPolicy")], told));

        Assert.DoesNotContain(history.Unexplained, d => d.Member == "p-rcp");
        Assert.All(history.Changes, c => Assert.Equal("resourcePolicies", c.Path));
        Assert.Equal(
            [(Story.Time(3), Story.Time(7))],
            history.Spans.Where(s => s.Member == "p-rcp" && s.Value.IsThere).Select(s => (s.From!.Value, s.To!.Value))
        );
    }

    [Fact]
    public void A_control_policy_that_no_list_contradicts_is_of_the_set_that_calls_name()
    {
        var told = Story.Item(
            1,
            "AWS::Organizations::Target",
            "ou-1",
            """{"Policies":[{"Id":"p-0","Type":"SERVICE_CONTROL_POLICY"}]}""",
            "list-policies-for-target"
        );
        var attached = Story.Call(3, "organizations", "AttachPolicy", new { targetId = "ou-1", policyId = "p-1" });

        var history = Assert.Single(Replay.Of([attached], [told]));

        Assert.Equal("policies", Assert.Single(history.Changes).Path);
        Assert.Empty(history.Unexplained);
    }
}
