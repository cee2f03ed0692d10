using RecipePicks.Cases;
using RecipePicks.Lineage;
using RecipePicks.Tests.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Cases;

/// <summary>What is still open at the end of the log, and the commands that close it.</summary>
public sealed partial class ContainmentTests
{
    [Fact]
    public void A_leaked_key_comes_first_then_sessions_then_what_was_made_with_it()
    {
        var steps = Steps(Case(), Key);

        Assert.Equal(
            [
                "aws iam update-access-key --user-name='bob' --access-key-id='" + Key + "' --status=Inactive",
                "aws iam put-role-policy --role-name='app' --policy-name=AWSRevokeOlderSessions",
                "aws iam update-access-key --user-name='eve' --access-key-id='AKIAEVE00001' --status=Inactive",
                "aws iam attach-user-policy --user-name='eve' --policy-arn='arn:aws:iam::aws:policy/AWSDenyAll'",
                "aws iam delete-login-profile --user-name='eve'",
            ],
            steps.Where(s => !s.Done).Select(s => s.Command!.Split(" --policy-document")[0])
        );
        Assert.All(steps, s => Assert.NotEmpty(s.Evidence));
        Assert.All(steps.Where(s => s.Command is not null), s => Assert.False(string.IsNullOrEmpty(s.Breaks)));
    }

    [Fact]
    public void What_responders_did_is_listed_as_done_and_needs_no_command()
    {
        var ann = Bob with
        {
            Key = "AKIAANN00001",
            Arn = IamArn("user/ann"),
            PrincipalId = "AIDAANN",
            UserName = "ann",
        };
        var calls = Case()
            .Call(
                "UpdateAccessKey",
                20,
                ann,
                new
                {
                    userName = "bob",
                    accessKeyId = Key,
                    status = "Inactive",
                }
            )
            .Call("DeleteAccessKey", 21, ann, new { userName = "eve", accessKeyId = "AKIAEVE00001" })
            .Call(
                "PutRolePolicy",
                22,
                ann,
                new
                {
                    roleName = "app",
                    policyName = "AWSRevokeOlderSessions",
                    policyDocument = """{"Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2024-05-01T10:22:00Z"}}}]}""",
                }
            );

        var steps = Steps(calls, Key);

        Assert.DoesNotContain(
            steps,
            s => !s.Done && (s.Text.Contains(Key) || s.Text.Contains("AKIAEVE00001") || s.Text.Contains("Sessions"))
        );
        var done = steps.Where(s => s.Done).ToList();
        Assert.All(done, s => Assert.Null(s.Command));
        Assert.Contains(done, s => s.Text.Contains(Key) && s.Text.Contains("UpdateAccessKey"));
        Assert.Contains(done, s => s.Text.Contains("AKIAEVE00001") && s.Text.Contains("DeleteAccessKey"));
        Assert.Contains(done, s => s.Text.Contains("were revoked by PutRolePolicy"));
    }

    [Fact]
    public void A_policy_is_put_back_without_the_outsiders_and_deleted_when_nothing_else_is_in_it()
    {
        const string Both =
            """{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"sts:AssumeRole"}]}""";
        const string Outside =
            """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"*"}]}""";
        var calls = new Calls()
            .Use(Bob, 0)
            .Call("UpdateAssumeRolePolicy", 1, Bob, new { roleName = "report", policyDocument = Both })
            .Call("PutBucketPolicy", 2, Bob, new { bucketName = "data", bucketPolicy = Outside });

        var commands = Steps(calls, Key).Select(s => s.Command).ToList();

        Assert.Contains(
            """aws iam update-assume-role-policy --role-name='report' --policy-document='{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}'""",
            commands
        );
        Assert.Contains("aws s3api delete-bucket-policy --bucket='data'", commands);
    }

    [Fact]
    public void Each_account_that_a_snapshot_was_shared_with_has_its_own_command()
    {
        var calls = new Calls()
            .Use(Bob, 0)
            .Call(
                "ModifySnapshotAttribute",
                1,
                Bob,
                new
                {
                    snapshotId = "snap-1",
                    createVolumePermission = new
                    {
                        add = new
                        {
                            items = new[] { new { userId = "999988887777" }, new { userId = "222233334444" } },
                        },
                    },
                }
            )
            .Call(
                "ModifySnapshotAttribute",
                2,
                Bob,
                new
                {
                    snapshotId = "snap-1",
                    createVolumePermission = new { remove = new { items = new[] { new { userId = "222233334444" } } } },
                }
            );

        var steps = Steps(calls, Key);

        var open = Assert.Single(steps, s => !s.Done && s.Text.Contains("snap-1"));
        Assert.EndsWith("--operation-type=remove --user-ids='999988887777'", open.Command);
        Assert.Contains(steps, s => s.Done && s.Text.Contains("222233334444"));
    }

    [Fact]
    public void A_sign_on_role_cannot_be_changed_from_IAM()
    {
        var sso = Session("AWSReservedSSO_Admin_01", "ann", "ASIASSO00001", 0);
        var step = Assert.Single(Steps(new Calls { End = At(30) }.Use(sso, 1), "ASIASSO00001"));

        Assert.Null(step.Command);
        Assert.Contains("IAM Identity Center", step.Text);
    }

    [Fact]
    public void A_service_linked_role_takes_no_policy()
    {
        var rds = Session("AWSServiceRoleForRDS", "SLRManagement", "ASIASLR00001", 0);
        var step = Assert.Single(Steps(new Calls { End = At(30) }.Use(rds, 1), "ASIASLR00001"));

        Assert.Null(step.Command);
        Assert.Contains("no policy can be put on it", step.Text);
    }

    [Theory]
    [InlineData("eve'; rm -rf / #")]
    [InlineData("$(touch /tmp/x)")]
    [InlineData("\u001b[31meve\u202e")]
    [InlineData("file:///etc/passwd")]
    [InlineData("{request.userName}")]
    [InlineData("{to}")]
    public void Values_from_the_log_are_never_commands(string name)
    {
        var calls = new Calls().Use(Bob, 0).Call("CreateLoginProfile", 1, Bob, new { userName = name });

        var command = Assert.Single(Steps(calls, Key), s => s.Text.Contains("CreateLoginProfile")).Command!;

        Assert.Equal("aws iam delete-login-profile --user-name=" + RecipePicks.Letters.Shell.Quote(name), command);
        Assert.DoesNotContain(command, char.IsControl);
    }

    [Fact]
    public void Who_only_undid_things_is_no_part_of_what_to_contain()
    {
        var ann = Session("AWSReservedSSO_Admin_01", "ann", "ASIASSO00001", 15);
        var calls = Case().Use(ann, 16).Call("DeleteLoginProfile", 17, ann, new { userName = "eve" });
        calls.End = At(40);

        var steps = Steps(calls, Key, "ASIASSO00001");

        Assert.DoesNotContain(steps, s => !s.Done && s.Text.Contains("AWSReservedSSO"));
        Assert.Contains(steps, s => s.Done && s.Text.Contains("password of user eve"));
    }

    [Fact]
    public void What_a_role_a_user_or_a_group_holds_ends_with_it()
    {
        var calls = new Calls { End = At(40) }
            .Use(Bob, 0, 9)
            .Call(
                "PutRolePolicy",
                1,
                Bob,
                new
                {
                    roleName = "app",
                    policyName = "inline",
                    policyDocument = """{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""",
                }
            )
            .Call("AttachUserPolicy", 2, Bob, new { userName = "eve", policyArn = "arn:aws:iam::aws:policy/Admin" })
            .Call("AttachRolePolicy", 2, Bob, new { roleName = "apps", policyArn = "arn:aws:iam::aws:policy/Admin" })
            .Call(
                "CreateAccessKey",
                3,
                Bob,
                new { userName = "eve" },
                new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
            )
            .Call(
                "AuthorizeSecurityGroupIngress",
                4,
                Bob,
                new
                {
                    groupId = "sg-1",
                    ipPermissions = new
                    {
                        items = new[] { new { ipRanges = new { items = new[] { new { cidrIp = "0.0.0.0/0" } } } } },
                    },
                },
                new
                {
                    securityGroupRuleSet = new
                    {
                        items = new[]
                        {
                            new
                            {
                                securityGroupRuleId = "sgr-1",
                                groupId = "sg-1",
                                cidrIpv4 = "0.0.0.0/0",
                            },
                        },
                    },
                }
            )
            .Call("DeleteRole", 5, Bob, new { roleName = "app" })
            .Call("DeleteUser", 6, Bob, new { userName = "eve" })
            .Call("DeleteSecurityGroup", 7, Bob, new { groupId = "sg-1" });

        var steps = Steps(calls, Key);

        // The role of another name, and the key that did it all, are what is left.
        Assert.Equal(
            [
                "aws iam update-access-key --user-name='bob' --access-key-id='" + Key + "' --status=Inactive",
                "aws iam detach-role-policy --role-name='apps' --policy-arn='arn:aws:iam::aws:policy/Admin'",
            ],
            steps.Where(s => !s.Done).Select(s => s.Command)
        );
        foreach (
            var (thing, ended) in new[]
            {
                ("inline policy inline of role app", "DeleteRole"),
                ("policy Admin attached to user eve", "DeleteUser"),
                ("key AKIAEVE00001", "DeleteUser"),
                ("rule sgr-1 of sg-1", "DeleteSecurityGroup"),
            }
        )
        {
            Assert.Contains(steps, s => s.Done && s.Text.Contains(thing) && s.Text.Contains($"ended by {ended} at"));
        }
    }

    [Fact]
    public void What_was_taken_away_before_its_holder_was_deleted_says_so()
    {
        var steps = Steps(
            Case()
                .Call("DeleteLoginProfile", 20, Bob, new { userName = "eve" })
                .Call("DeleteUser", 21, Bob, new { userName = "eve" }),
            Key
        );

        Assert.Contains(
            steps,
            s => s.Text.Contains("password of user eve") && s.Text.Contains("ended by DeleteLoginProfile at")
        );
    }

    [Fact]
    public void A_key_from_before_the_log_is_not_ended_again_when_its_user_is_gone()
    {
        var steps = Steps(
            new Calls { End = At(40) }
                .Use(Bob, 0)
                .Call("DeleteUser", 5, Bob, new { userName = "bob" }),
            Key
        );

        Assert.Equal(
            $"The key {Key} was ended by DeleteUser at 2024-05-01T10:05:00Z, by key of user bob.",
            Assert.Single(steps).Text
        );
    }

    [Fact]
    public void A_password_that_opened_the_console_is_taken_away()
    {
        var bob = Bob with { Key = null };
        var calls = new Calls().Call(
            "ConsoleLogin",
            1,
            bob,
            response: new { ConsoleLogin = "Success" },
            with: c => c with { Additional = """{"MFAUsed":"No"}""" }
        );

        var step = Assert.Single(Steps(calls, IamArn("user/bob")), s => s.Text.StartsWith("The password"));

        Assert.Equal("aws iam delete-login-profile --user-name='bob'", step.Command);
        Assert.Contains("opened the console once", step.Text);
        Assert.Equal(["e1"], step.Evidence.Select(e => e.EventId));
        Assert.DoesNotContain(
            Steps(calls.Call("DeleteLoginProfile", 2, Bob, new { userName = "bob" }), IamArn("user/bob")),
            s => s.Command?.Contains("delete-login-profile") is true
        );
    }

    [Fact]
    public void A_password_that_nothing_shows_to_be_there_is_no_step()
    {
        var calls = new Calls().Use(Bob, 0).Failed("ConsoleLogin", 1, Bob with { Key = null }, "Failed authentication");

        Assert.DoesNotContain(Steps(calls, IamArn("user/bob")), s => s.Text.Contains("password"));
    }

    [Fact]
    public void Addresses_are_said_as_the_log_has_them_though_they_be_none()
    {
        var step = Assert.Single(Steps(new Calls().Use(Bob, 0, null, 1, "255.090.254.5", "s3.amazonaws.com"), Key));
        Assert.Contains("it made 1 call from 255.090.254.5.", step.Breaks);

        step = Assert.Single(Steps(new Calls().Use(Bob, 0, null, 1, "AWS Internal"), Key));
        Assert.Contains("it made 1 call. Sessions", step.Breaks);
    }

    [Fact]
    public void What_went_with_its_holder_in_the_Invictus_log_is_done_and_a_password_in_use_is_open()
    {
        using var evidence = Letters.SharedData.Invictus();
        Assert.SkipWhen(evidence is null, "the real logs are not beside the repository");

        var steps = evidence.Investigate("arn:aws:iam::123837392027:user/bert-jan").Containment;

        foreach (
            var gone in new[]
            {
                "sg-04cfb7a4712d75b00",
                "inline-policy of role stratus-red-team-leave-org-role",
                "AmazonSSMManagedInstanceCore attached to role stratus-red-team-ec2-enumerate-role",
            }
        )
        {
            Assert.All(steps.Where(s => s.Text.Contains(gone)), s => Assert.True(s.Done));
            Assert.Contains(steps, s => s.Text.Contains(gone));
        }

        Assert.Contains(steps, s => s.Command == "aws iam delete-login-profile --user-name='bert-jan'");
    }

    private static IReadOnlyList<ContainmentStep> Steps(Calls calls, params IEnumerable<string> leads)
    {
        var graph = calls.Graph;
        return Containment.Of(graph, graph.From(leads), new Dictionary<string, long> { [IamArn("role/app")] = 3 });
    }

    private static Calls Case()
    {
        var app = Session("app", "ops", "ASIAAPP00001", 0);
        return new Calls { End = At(40) }
            .Use(Bob, 0, 9)
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Use(app, 1, 9)
            .Call("CreateUser", 1, app, new { userName = "eve" }, new { user = new { arn = IamArn("user/eve") } })
            .Call(
                "CreateAccessKey",
                2,
                app,
                new { userName = "eve" },
                new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
            )
            .Call("CreateLoginProfile", 3, app, new { userName = "eve" });
    }
}
