using RecipePicks.State;

namespace RecipePicks.Tests.State;

// Calls about users, which may name none and then mean the caller.
public sealed partial class ReplayTests
{
    [Fact]
    public void Users_whom_one_caller_changes_stay_users_of_their_own()
    {
        static StateCall Key(int minute, string user, string key) =>
            Story.Call(
                minute,
                "iam",
                "CreateAccessKey",
                new { userName = user },
                new
                {
                    accessKey = new
                    {
                        accessKeyId = key,
                        userName = user,
                        status = "Active",
                    },
                }
            );
        var own = Story.Call(
            3,
            "iam",
            "CreateAccessKey",
            new { },
            new { accessKey = new { accessKeyId = "AKIAMARA", status = "Active" } }
        );

        var histories = Replay.Of([Key(1, "eve", "AKIAEVE"), Key(2, "bob", "AKIABOB"), own]);

        Assert.Equal(["bob", "eve", "mara"], histories.Select(h => h.Resource.Id));
        Assert.All(histories, h => Assert.Single(h.Resource.Names));
        Assert.Equal(["AKIABOB", "AKIAEVE", "AKIAMARA"], histories.Select(h => Assert.Single(h.Changes).Member));
    }

    [Fact]
    public void A_user_who_was_made_without_a_boundary_has_none()
    {
        var history = Of(Story.Call(1, "iam", "CreateUser", new { userName = "eve" }));

        Assert.Equal(
            StateKnown.Absent,
            Assert.Single(history.Of("boundary"), s => s.From == Story.Time(1)).Value.Known
        );
    }

    [Fact]
    public void A_group_keeps_what_it_has_when_it_gets_another_name()
    {
        var histories = Replay.Of([
            Story.Call(1, "iam", "AddUserToGroup", new { groupName = "dev", userName = "bob" }),
            Story.Call(2, "iam", "UpdateGroup", new { groupName = "dev", newGroupName = "ops" }),
            Story.Call(
                3,
                "iam",
                "AttachGroupPolicy",
                new { groupName = "ops", policyArn = "arn:aws:iam::aws:policy/X" }
            ),
        ]);

        var history = Assert.Single(histories, h => h.Resource.Type == "AWS::IAM::Group");
        var now = history.At(Story.Time(4)).Where(s => s.Value.IsThere && s.Member is not null);
        Assert.Equal(["arn:aws:iam::aws:policy/X", "bob"], now.Select(s => s.Member).Order());
    }
}
