using RecipePicks.State;

namespace RecipePicks.Tests.State;

public class SameResourcesTests
{
    private static readonly StateCall Mine = Call(
        "1",
        "PutRolePolicy",
        """{"roleName":"app","policyName":"p","policyDocument":"{}"}"""
    );

    [Fact]
    public void Calls_on_the_same_resource_are_found_and_others_are_left_out()
    {
        var same = Call("2", "DeleteRolePolicy", """{"roleName":"app","policyName":"q"}""");
        var other = Call("3", "DeleteRolePolicy", """{"roleName":"db","policyName":"q"}""");

        Assert.Equal(["2"], Ids(same, other));
    }

    [Fact]
    public void A_name_that_is_only_mentioned_leads_to_nothing_else()
    {
        var mentions = Call("2", "AddRoleToInstanceProfile", """{"roleName":"app","instanceProfileName":"front"}""");
        var beyond = Call("3", "DeleteInstanceProfile", """{"instanceProfileName":"back"}""");

        Assert.DoesNotContain("3", Ids(mentions, beyond));
    }

    [Fact]
    public void Nothing_of_mine_finds_nothing() =>
        Assert.Empty(
            new SameResources([]).Among(keep => new[] { Call("2", "DeleteRole", """{"roleName":"app"}""") }.Where(keep))
        );

    [Fact]
    public void Calls_are_read_again_only_while_they_tell_new_names()
    {
        StateCall[] calls =
        [
            Call("2", "DeleteRolePolicy", """{"roleName":"arn:aws:iam::111122223333:role/ops/app","policyName":"q"}"""),
            Call("3", "DeleteRolePolicy", """{"roleName":"db","policyName":"q"}"""),
        ];
        var kept = new List<int>();

        new SameResources([Mine]).Among(keep =>
        {
            var found = calls.Where(keep).ToList();
            kept.Add(found.Count);
            return found;
        });

        Assert.InRange(kept.Count, 1, 2);
        Assert.All(kept, k => Assert.Equal(1, k));
    }

    private static List<string> Ids(params IReadOnlyList<StateCall> calls) =>
        [.. new SameResources([Mine]).Among(calls.Where).Select(c => c.EventId)];

    private static StateCall Call(string id, string name, string request) =>
        new()
        {
            EventId = id,
            Time = new DateTime(2024, 5, 1, 10, 0, 0, DateTimeKind.Utc),
            Source = "iam.amazonaws.com",
            Name = name,
            Account = "111122223333",
            Region = "us-east-1",
            Request = request,
        };
}
