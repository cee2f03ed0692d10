using System.Text.Json;
using RecipePicks.Cases;
using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>Whom a name means when users and groups are renamed, and their old names are given to others.</summary>
public sealed class RenamesTests
{
    [Theory]
    [InlineData("a", 1.0, "c")]
    [InlineData("a", 3.0, "a")]
    [InlineData("b", 2.5, "c")]
    [InlineData("b", 5.0, "b")]
    [InlineData("c", 9.0, "c")]
    [InlineData("a#policy/p", 1.0, "c#policy/p")]
    [InlineData("d", 1.0, "d")]
    [InlineData("a#group/dev", 1.0, "c#group/ops")]
    [InlineData("d#group/dev", 3.5, "d#group/dev")]
    public void A_name_means_whoever_has_it_then(string name, double minute, string now)
    {
        var renames = new Calls()
            .Rename(4, "user/b", "user/c")
            .Rename(2, "user/a", "user/b")
            .Rename(3, "group/dev", "group/ops")
            .Rows.Renames;

        Assert.Equal(IamArn($"user/{now}"), renames.Now(IamArn($"user/{name}"), At(minute)));
    }

    [Fact]
    public void Two_who_change_names_by_way_of_a_third_stay_two()
    {
        var renames = new Calls()
            .Rename(1, "user/a", "user/x")
            .Rename(2, "user/b", "user/a")
            .Rename(3, "user/x", "user/b")
            .Rows.Renames;

        Assert.Equal(IamArn("user/b"), renames.Now(IamArn("user/a"), At(0)));
        Assert.Equal(IamArn("user/a"), renames.Now(IamArn("user/b"), At(0)));
        Assert.Equal(IamArn("user/a"), renames.Now(IamArn("user/a"), At(5)));
    }

    [Theory]
    [InlineData("UpdateUser", "userName", "newUserName", null, true)]
    [InlineData("UpdateGroup", "groupName", "newGroupName", null, true)]
    [InlineData("UpdateUser", "userName", "newUserName", "AccessDenied", false)]
    [InlineData("UpdateUser", "userName", "newPath", null, false)]
    public void A_call_renames_when_it_succeeds_and_gives_a_name(
        string call,
        string from,
        string to,
        string? error,
        bool renames
    )
    {
        var read = Renames.Read(
            new LineageCall
            {
                Id = "e1",
                Time = At(1),
                Source = "iam.amazonaws.com",
                Name = call,
                Account = Account,
                ErrorCode = error,
                Request = JsonSerializer.Serialize(new Dictionary<string, string> { [from] = "eve", [to] = "max" }),
                Caller = Bob,
            }
        );

        Assert.Equal(renames, read is not null);
        if (read is not null)
        {
            Assert.EndsWith("/eve", read.From, StringComparison.Ordinal);
            Assert.EndsWith("/max", read.To, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_commands_name_a_renamed_user_as_it_is_now_and_not_whoever_has_its_old_name()
    {
        var calls = Backdoor();

        var steps = Steps(calls);

        Assert.Equal(
            [
                "aws iam update-access-key --user-name='bob' --access-key-id='" + Key + "' --status=Inactive",
                "aws iam update-access-key --user-name='support' --access-key-id='AKIAEVE00001' --status=Inactive",
                "aws iam attach-user-policy --user-name='support' --policy-arn='arn:aws:iam::aws:policy/AWSDenyAll'",
            ],
            steps.Where(s => !s.Done).Select(s => s.Command).Take(3)
        );
        Assert.Contains(
            steps,
            s => s.Text.Contains("user support, renamed from eve", StringComparison.OrdinalIgnoreCase)
        );
        Assert.DoesNotContain(steps, s => s.Command?.Contains("'eve'", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void What_is_deleted_under_the_new_name_is_gone()
    {
        var calls = Backdoor()
            .Call("DeleteAccessKey", 8, User("ann"), new { userName = "support", accessKeyId = "AKIAEVE00001" })
            .Call("DeleteUser", 9, User("ann"), new { userName = "support" });

        var steps = Steps(calls);

        Assert.Contains($"key {Key} of user bob", Assert.Single(steps, s => !s.Done).Text);
        Assert.Contains(steps, s => s.Done && s.Text.Contains("ended by DeleteUser", StringComparison.Ordinal));
    }

    [Fact]
    public void A_membership_is_taken_back_under_the_names_of_now()
    {
        var calls = Backdoor()
            .Call("AddUserToGroup", 4, Bob, new { userName = "eve", groupName = "admins" })
            .Rename(7, "group/admins", "group/ops");

        const string Command = "aws iam remove-user-from-group --user-name='support' --group-name='ops'";
        Assert.Contains(Steps(calls), s => s.Command == Command);
        calls.Call("RemoveUserFromGroup", 8, User("ann"), new { userName = "support", groupName = "ops" });
        Assert.DoesNotContain(Steps(calls), s => s.Command == Command);
        Assert.Contains(
            Steps(calls),
            s => s.Done && s.Text.Contains("in group ops: AddUserToGroup", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Whoever_has_the_old_name_later_is_somebody_else()
    {
        var calls = Backdoor().Use(User("eve") with { PrincipalId = "AIDADECOY" }, 8);

        var chain = calls.Graph.From([Key]);

        Assert.Contains(chain.Nodes, n => n.Id == IamArn("user/support"));
        Assert.DoesNotContain(chain.Nodes, n => n.Id == IamArn("user/eve"));
        Assert.Equal(IamArn("user/support"), calls.Graph.Nodes["AKIAEVE00001"].Principal);
    }

    // Bob's key makes eve, a key and a policy of hers; she becomes support, and ann makes another eve.
    private static Calls Backdoor() =>
        new Calls { End = At(20) }
            .Use(Bob, 0, 1)
            .Call("CreateUser", 1, Bob, new { userName = "eve" })
            .Call(
                "CreateAccessKey",
                2,
                Bob,
                new { userName = "eve" },
                new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
            )
            .Call(
                "AttachUserPolicy",
                3,
                Bob,
                new { userName = "eve", policyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }
            )
            .Rename(5, "user/eve", "user/support")
            .Call("CreateUser", 6, User("ann"), new { userName = "eve" });

    private static IReadOnlyList<ContainmentStep> Steps(Calls calls)
    {
        var graph = calls.Graph;
        return Containment.Of(graph, graph.From([Key]), new Dictionary<string, long>());
    }
}
