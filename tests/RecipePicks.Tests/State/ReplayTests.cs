using RecipePicks.State;

namespace RecipePicks.Tests.State;

/// <summary>What follows from calls and documents about one resource, told in small stories.</summary>
public sealed partial class ReplayTests
{
    private const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
    private const string Opened =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"}]}""";

    [Fact]
    public void A_replaced_document_is_known_before_and_after()
    {
        var history = Of(
            Story.Call(1, "iam", "UpdateAssumeRolePolicy", new { roleName = "report", policyDocument = Trust }),
            Story.Call(2, "iam", "UpdateAssumeRolePolicy", new { roleName = "report", policyDocument = Opened })
        );

        Assert.Equal([StateKnown.Unknown, StateKnown.Value], history.Changes.Select(c => c.Before.Known));
        Assert.All(history.Changes, c => Assert.Equal(Certainty.Exact, c.Certainty));
        Assert.Equal(
            ["role.trust: + Allow AWS arn:aws:iam::999988887777:root: sts:AssumeRole"],
            StateDiff.Of(history.Changes[1])
        );
    }

    [Fact]
    public void A_dry_run_changes_nothing()
    {
        var request = new { functionName = "report", dryRun = true };
        Assert.Empty(Replay.Of([Story.Call(1, "lambda", "UpdateFunctionCode20150331v2", request)]));
    }

    [Fact]
    public void A_delta_says_nothing_of_the_members_that_it_does_not_name()
    {
        var history = Of(Share(1, add: "222233334444"), Share(3, add: null, remove: "999988887777"));

        var at = history.At(Story.Time(2));
        Assert.Equal("222233334444", Assert.Single(at).Member);
        Assert.Equal(
            StateKnown.Unknown,
            history
                .Of("createVolumePermission")
                .Single(s => s.Member == "999988887777" && s.Holds(Story.Time(2)))
                .Value.Known
        );
        Assert.Equal(
            StateKnown.Absent,
            history
                .Of("createVolumePermission")
                .Single(s => s.Member == "999988887777" && s.Holds(Story.Time(4)))
                .Value.Known
        );
    }

    [Fact]
    public void What_is_shared_and_unshared_is_a_span_with_the_calls_at_its_ends()
    {
        var history = Of(
            Share(1, add: "999988887777"),
            Share(2, add: "999988887777"),
            Share(5, add: null, remove: "999988887777")
        );

        var span = Assert.Single(history.Of("createVolumePermission"), s => s.Value.IsThere);
        Assert.Equal((Story.Time(1), Story.Time(5)), (span.From, span.To));
        Assert.Equal(("e1", "e5"), (span.Since!.EventId, span.Until!.EventId));
    }

    // eventTime counts seconds, and eventIDs have no order: what is made and given rights in one go often shares one.
    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("c", "b", "a")]
    [InlineData("b", "c", "a")]
    public void In_one_second_a_resource_is_made_before_it_is_changed_and_changed_before_it_is_deleted(
        string made,
        string changed,
        string deleted
    )
    {
        var create = Story.Call(1, "iam", "CreateUser", new { userName = "eve" }) with { EventId = made };
        var attach = Story.Call(
            1,
            "iam",
            "AttachUserPolicy",
            new { userName = "eve", policyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }
        ) with
        {
            EventId = changed,
        };
        var history = Of(attach, create);
        Assert.Equal([made, changed], history.Changes.Select(c => c.Call.EventId));
        Assert.Equal(StateKnown.Absent, history.Changes[1].Before.Known);
        Assert.Contains(
            history.At(Story.Time(2)),
            s => s is { Path: "attached", Member: "arn:aws:iam::aws:policy/AdministratorAccess" }
        );

        var delete = Story.Call(1, "iam", "DeleteUser", new { userName = "eve" }) with { EventId = deleted };
        var whole = Of(delete, attach, create);
        Assert.Equal(made, whole.Changes[0].Call.EventId);
        Assert.Equal(deleted, whole.Changes[^1].Call.EventId);
        Assert.DoesNotContain(whole.At(Story.Time(2)), s => s.Value.IsThere);
    }

    [Fact]
    public void In_one_second_what_is_there_already_is_deleted_before_it_is_made_anew()
    {
        var history = Of(
            Story.Call(1, "iam", "CreateUser", new { userName = "eve" }),
            Story.Call(2, "iam", "CreateUser", new { userName = "eve" }) with
            {
                EventId = "a",
            },
            Story.Call(2, "iam", "DeleteUser", new { userName = "eve" }) with
            {
                EventId = "b",
            }
        );
        Assert.Equal(["e1", "b", "a"], history.Changes.Select(c => c.Call.EventId));
        Assert.Contains(history.At(Story.Time(3)), s => s is { Path: "", Value.IsThere: true });
    }

    [Fact]
    public void A_reset_takes_all_members_away_those_unknown_as_well()
    {
        var history = Of(
            Share(1, add: "999988887777"),
            Story.Call(
                2,
                "ec2",
                "ResetSnapshotAttribute",
                new { snapshotId = "snap-1", attribute = "createVolumePermission" }
            )
        );

        Assert.Contains(history.Changes, c => c is { Member: "999988887777", After.Known: StateKnown.Absent });
        Assert.Contains(history.Changes, c => c is { Member: "*", Before.Known: StateKnown.Unknown });
        Assert.DoesNotContain(history.At(Story.Time(3)), s => s.Value.IsThere);
    }

    [Fact]
    public void What_was_made_in_the_log_had_nothing_before()
    {
        var history = Of(
            Story.Call(
                1,
                "ec2",
                "CreateSnapshot",
                new { volumeId = "vol-1" },
                new { snapshotId = "snap-1", volumeId = "vol-1" }
            ),
            Share(2, add: "999988887777")
        );

        Assert.Equal(StateKnown.Absent, history.Changes.Single(c => c.Member == "999988887777").Before.Known);
        Assert.Equal(
            StateKnown.Absent,
            history.Of("createVolumePermission").Single(s => s.Member == "*" && s.Holds(Story.Time(9))).Value.Known
        );
    }

    [Fact]
    public void Deleting_ends_every_span()
    {
        var history = Of(
            Share(1, add: "999988887777"),
            Story.Call(4, "ec2", "DeleteSnapshot", new { snapshotId = "snap-1" })
        );

        var span = Assert.Single(history.Of("createVolumePermission"), s => s.Value.IsThere);
        Assert.Equal("DeleteSnapshot", span.Until!.Name);
        Assert.Equal("snapshot deleted", Assert.Single(StateDiff.Of(history.Changes[^1])));
    }

    [Fact]
    public void A_rule_that_is_revoked_by_its_id_alone_is_the_rule_that_was_authorized()
    {
        var rule = new
        {
            securityGroupRuleId = "sgr-1",
            isEgress = false,
            ipProtocol = "tcp",
            fromPort = 22,
            toPort = 22,
            cidrIpv4 = "0.0.0.0/0",
        };
        var history = Of(
            Story.Call(
                1,
                "ec2",
                "AuthorizeSecurityGroupIngress",
                new { groupId = "sg-1" },
                new { securityGroupRuleSet = new { items = new[] { rule } } }
            ),
            Story.Call(
                2,
                "ec2",
                "RevokeSecurityGroupIngress",
                new { groupId = "sg-1", securityGroupRuleIds = new { items = new[] { "sgr-1" } } }
            )
        );

        Assert.Equal(
            ["securitygroup.ingress[tcp 22-22 0.0.0.0/0]", "securitygroup.ingress[tcp 22-22 0.0.0.0/0]"],
            history.Changes.Select(c => c.FullPath)
        );
        Assert.DoesNotContain(history.At(Story.Time(3)), s => s.Value.IsThere);
    }

    [Theory]
    [InlineData(
        """{"groupId":"sg-1","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}"""
    )]
    [InlineData(
        """{"groupId":"sg-1","ipPermissions":{},"cidrIp":"0.0.0.0/0","ipProtocol":"tcp","fromPort":22,"toPort":22}"""
    )]
    [InlineData(
        """{"AuthorizeSecurityGroupIngressRequest":{"GroupId":"sg-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}}"""
    )]
    public void The_three_shapes_of_EC2s_requests_name_the_same_rule(string request)
    {
        var call = Story.Call(1, "ec2", "AuthorizeSecurityGroupIngress", new { }) with { Request = request };
        Assert.Equal("securitygroup.ingress[tcp 22-22 0.0.0.0/0]", Assert.Single(Of(call).Changes).FullPath);
    }

    [Fact]
    public void A_rule_that_is_modified_by_its_id_leaves_its_old_place()
    {
        var rule = new
        {
            securityGroupRuleId = "sgr-1",
            ipProtocol = "tcp",
            fromPort = 443,
            toPort = 443,
            cidrIpv4 = "10.0.0.0/8",
        };
        var history = Of(
            Story.Call(
                1,
                "ec2",
                "AuthorizeSecurityGroupIngress",
                new { groupId = "sg-1" },
                new { securityGroupRuleSet = new { items = new[] { rule } } }
            ),
            Story.Call(
                2,
                "ec2",
                "ModifySecurityGroupRules",
                new
                {
                    ModifySecurityGroupRulesRequest = new
                    {
                        GroupId = "sg-1",
                        SecurityGroupRule = new
                        {
                            tag = 1,
                            SecurityGroupRuleId = "sgr-1",
                            SecurityGroupRule = new
                            {
                                IpProtocol = "tcp",
                                FromPort = 443,
                                ToPort = 443,
                                CidrIpv4 = "0.0.0.0/0",
                            },
                        },
                    },
                }
            )
        );

        Assert.Equal("tcp 443-443 0.0.0.0/0", Assert.Single(history.At(Story.Time(3)), s => s.Value.IsThere).Member);
        Assert.Equal("tcp 443-443 10.0.0.0/8", Assert.Single(history.At(Story.Time(1)), s => s.Value.IsThere).Member);
    }

    [Fact]
    public void A_response_that_tells_the_state_before_is_believed()
    {
        var item = new
        {
            instanceId = "i-1",
            currentState = new { name = "stopping" },
            previousState = new { name = "running" },
        };
        var change = Assert.Single(
            Of(
                Story.Call(
                    1,
                    "ec2",
                    "StopInstances",
                    new { instancesSet = new { items = new[] { new { instanceId = "i-1" } } } },
                    new { instancesSet = new { items = new[] { item } } }
                )
            ).Changes
        );

        Assert.Equal(("running", "stopping"), (change.Before.Plain, change.After.Plain));
    }

    [Fact]
    public void What_is_not_logged_is_said_to_be_changed_and_never_shown()
    {
        var change = Assert.Single(Of(Story.Call(1, "iam", "UpdateLoginProfile", new { userName = "mara" })).Changes);

        Assert.Equal(
            "user.loginProfile.password: unknown → changed, value not logged",
            Assert.Single(StateDiff.Of(change))
        );
    }

    [Fact]
    public void Id_name_and_ARN_are_one_resource_when_a_response_joins_them()
    {
        var history = Of(
            Story.Call(
                1,
                "iam",
                "CreateRole",
                new { roleName = "report", assumeRolePolicyDocument = Trust },
                new { role = new { arn = "arn:aws:iam::111122223333:role/x/report", roleId = "AROAEXAMPLEEXAMPLE00" } }
            ),
            Story.Call(
                2,
                "iam",
                "AttachRolePolicy",
                new { roleName = "report", policyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }
            )
        );

        Assert.Equal("report", history.Resource.Id);
        Assert.Equal(
            ["AROAEXAMPLEEXAMPLE00", "arn:aws:iam::111122223333:role/x/report", "report"],
            history.Resource.Names
        );
    }

    [Fact]
    public void The_same_name_in_another_account_is_another_resource()
    {
        var one = Story.Call(1, "iam", "DeleteRole", new { roleName = "report" });
        Assert.Equal(2, Replay.Of([one, one with { EventId = "e2", Account = "444455556666" }]).Count);
    }

    [Fact]
    public void A_call_that_two_accounts_logged_is_one_call()
    {
        var one = Share(1, add: "999988887777") with { SharedEventId = "s" };
        Assert.Single(Of(one, one with { EventId = "e2", Account = "444455556666" }).Changes);
    }

    [Theory]
    [InlineData("""{"roleName":{"a":[1]},"policyDocument":"{}"}""")]
    [InlineData("""{"roleName":"","policyDocument":"{"}""")]
    [InlineData("""[1,2]""")]
    [InlineData("""{"roleName":""")]
    public void What_no_one_would_send_is_passed_over(string request) =>
        Assert.Empty(Replay.Of([Story.Call(1, "iam", "UpdateAssumeRolePolicy", new { }) with { Request = request }]));

    [Fact]
    public void A_name_that_no_text_can_hold_is_a_name_all_the_same()
    {
        var call = Story.Call(1, "iam", "UpdateAssumeRolePolicy", new { });
        var history = Of(call with { Request = """{"roleName":"a\ud800","policyDocument":"{}"}""" });
        Assert.Equal("a\uFFFD", history.Resource.Id);
    }

    private static ResourceHistory Of(params IReadOnlyList<StateCall> calls) => Assert.Single(Replay.Of(calls));

    private static StateCall Share(int minute, string? add, string? remove = null) =>
        Story.Call(
            minute,
            "ec2",
            "ModifySnapshotAttribute",
            new { snapshotId = "snap-1", createVolumePermission = new { add = Users(add), remove = Users(remove) } }
        );

    private static object Users(string? id) => id is null ? new { } : new { items = new[] { new { userId = id } } };
}
