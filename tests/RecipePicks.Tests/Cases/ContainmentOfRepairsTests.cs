using RecipePicks.Cases;
using RecipePicks.Lineage;
using RecipePicks.Tests.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Cases;

/// <summary>What responders repaired is not undone again, and what they contained is done.</summary>
public sealed class ContainmentOfRepairsTests
{
    private const string Everything = """{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private const string DenyAll = "arn:aws:iam::aws:policy/AWSDenyAll";

    private static readonly LineageCaller Ann = Bob with
    {
        Key = "AKIAANN00001",
        Arn = IamArn("user/ann"),
        PrincipalId = "AIDAANN",
        UserName = "ann",
    };

    [Fact]
    public void A_policy_that_a_responder_put_back_is_not_deleted()
    {
        var policy = new
        {
            roleName = "app",
            policyName = "x",
            policyDocument = Everything,
        };
        var steps = Steps(Begun().Call("PutRolePolicy", 1, Bob, policy).Call("PutRolePolicy", 20, Ann, policy));

        var step = Assert.Single(steps, s => s.Text.Contains("inline policy x"));
        Assert.True(step.Done);
        Assert.Null(step.Command);
        Assert.Contains("changed since by PutRolePolicy at 2024-05-01T10:20:00Z by", step.Text);
        Assert.Contains("user ann: compare what it put there", step.Text);
        Assert.Equal(["e4", "e3"], step.Evidence.Select(e => e.EventId));
    }

    [Fact]
    public void What_the_chain_changed_once_more_is_open()
    {
        var policy = new
        {
            roleName = "app",
            policyName = "x",
            policyDocument = Everything,
        };
        var steps = Steps(
            Begun()
                .Call("PutRolePolicy", 1, Bob, policy)
                .Call("PutRolePolicy", 20, Ann, policy)
                .Call("PutRolePolicy", 25, Bob, policy)
        );

        Assert.Equal(
            "aws iam delete-role-policy --role-name='app' --policy-name='x'",
            Assert.Single(steps, s => s.Text.Contains("inline policy x")).Command
        );
    }

    [Fact]
    public void A_password_that_a_responder_set_is_not_taken_away()
    {
        var made = Steps(
            Begun()
                .Call("UpdateLoginProfile", 1, Bob, new { userName = "cfo" })
                .Call("UpdateLoginProfile", 20, Ann, new { userName = "cfo" })
        );
        var leaked = Steps(
            new Calls { End = At(40) }
                .Call("ConsoleLogin", 1, Bob with { Key = null }, response: new { ConsoleLogin = "Success" })
                .Call("UpdateLoginProfile", 20, Ann, new { userName = "bob" }),
            IamArn("user/bob")
        );

        foreach (var steps in new[] { made, leaked })
        {
            var step = Assert.Single(steps, s => s.Text.Contains("password"));
            Assert.True(step.Done);
            Assert.Null(step.Command);
            Assert.Contains("changed since by UpdateLoginProfile at 2024-05-01T10:20:00Z by", step.Text);
        }
    }

    [Fact]
    public void A_password_that_opened_the_console_after_it_was_set_is_open()
    {
        var steps = Steps(
            new Calls { End = At(40) }
                .Call("UpdateLoginProfile", 1, Ann, new { userName = "bob" })
                .Call("ConsoleLogin", 2, Bob with { Key = null }, response: new { ConsoleLogin = "Success" }),
            IamArn("user/bob")
        );

        Assert.Contains(steps, s => s is { Done: false } && s.Command?.Contains("delete-login-profile") == true);
    }

    [Fact]
    public void What_the_chain_made_stays_its_own_whatever_responders_put_on_it()
    {
        var steps = Steps(
            Made()
                .Call(
                    "PutUserPermissionsBoundary",
                    20,
                    Ann,
                    new { userName = "eve", permissionsBoundary = "arn:aws:iam::aws:policy/ReadOnlyAccess" }
                )
        );

        var step = Assert.Single(steps, s => s.Text.StartsWith("User eve"));
        Assert.Equal($"aws iam attach-user-policy --user-name='eve' --policy-arn='{DenyAll}'", step.Command);
        Assert.Contains("CreateUser", step.Text);
    }

    [Fact]
    public void An_entry_is_not_taken_over_by_who_entered_later()
    {
        var command = new { instanceIds = new[] { "i-0123456789abcdef0" }, documentName = "AWS-RunShellScript" };

        var steps = Steps(Begun().Call("SendCommand", 1, Bob, command).Call("SendCommand", 20, Ann, command));

        var step = Assert.Single(steps, s => s.Text.Contains("SendCommand"));
        Assert.False(step.Done);
        Assert.Contains("SendCommand at 2024-05-01T10:01:00Z by", step.Text);
    }

    [Fact]
    public void A_key_that_somebody_else_switched_on_again_is_still_the_chain_s()
    {
        var steps = Steps(
            Made()
                .Call(
                    "UpdateAccessKey",
                    20,
                    Ann,
                    new
                    {
                        userName = "eve",
                        accessKeyId = "AKIAEVE00001",
                        status = "Active",
                    }
                )
        );

        Assert.Contains(
            steps,
            s => s is { Done: false } && s.Command?.Contains("--access-key-id='AKIAEVE00001'") == true
        );
    }

    [Fact]
    public void A_user_to_whom_AWSDenyAll_is_attached_is_contained_with_its_key_and_password()
    {
        var calls = Made().Call("AttachUserPolicy", 20, Ann, new { userName = "eve", policyArn = DenyAll });

        var steps = Steps(calls);

        foreach (var thing in new[] { "User eve:", "The key AKIAEVE00001", "The password of user eve" })
        {
            var step = Assert.Single(steps, s => s.Text.StartsWith(thing));
            Assert.True(step.Done);
            Assert.Null(step.Command);
            Assert.Contains("denied everything by AttachUserPolicy at 2024-05-01T10:20:00Z by", step.Text);
            Assert.Contains("user ann (AWSDenyAll)", step.Text);
        }

        Assert.Equal("no", Lifetime.Of(calls.Graph, calls.Graph.Nodes["AKIAEVE00001"]).Live);
    }

    [Fact]
    public void A_denial_that_was_detached_contains_nothing()
    {
        var steps = Steps(
            Made()
                .Call("AttachUserPolicy", 20, Ann, new { userName = "eve", policyArn = DenyAll })
                .Call("DetachUserPolicy", 21, Ann, new { userName = "eve", policyArn = DenyAll })
        );

        Assert.Contains(steps, s => s is { Done: false } && s.Text.StartsWith("User eve:"));
        Assert.DoesNotContain(steps, s => s.Text.Contains("denied everything"));
    }

    [Fact]
    public void Sessions_of_a_role_and_the_key_of_a_user_that_are_denied_everything_need_no_command()
    {
        var app = Session("app", "ops", "ASIAAPP00001", 0);
        var steps = Steps(
            Begun()
                .Assume("app", "ops", "ASIAAPP00001", 0)
                .Use(app, 1, 9)
                .Call("AttachRolePolicy", 20, Ann, new { roleName = "app", policyArn = DenyAll })
                .Call("AttachUserPolicy", 21, Ann, new { userName = "bob", policyArn = DenyAll })
        );

        Assert.DoesNotContain(steps, s => !s.Done);
        Assert.Contains(steps, s => s.Text.StartsWith("Role app is denied everything by AttachRolePolicy"));
        Assert.Contains(steps, s => s.Text.StartsWith("User bob is denied everything by AttachUserPolicy"));
    }

    private static Calls Begun() =>
        new Calls { End = At(40) }
            .Use(Bob, 0, 9)
            .Use(Ann, 20);

    private static Calls Made() =>
        Begun()
            .Call("CreateUser", 1, Bob, new { userName = "eve" })
            .Call(
                "CreateAccessKey",
                2,
                Bob,
                new { userName = "eve" },
                new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
            )
            .Call("CreateLoginProfile", 3, Bob, new { userName = "eve" });

    private static IReadOnlyList<ContainmentStep> Steps(Calls calls, string lead = Key)
    {
        var graph = calls.Graph;
        return Containment.Of(graph, graph.From([lead]), new Dictionary<string, long>());
    }
}
