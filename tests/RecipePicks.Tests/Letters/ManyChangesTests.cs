using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>Changes in a log of more changes than are kept in memory.</summary>
public sealed class ManyChangesTests
{
    [Fact]
    public void The_state_before_is_found_however_many_other_changes_came_earlier()
    {
        var others = Enumerable
            .Range(0, 10_050)
            .Select(i =>
                Record(
                    "CreateUser",
                    $"2024-05-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z",
                    User("bob"),
                    $$$"""{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"user-{{{i}}}"}}"""
                )
            );
        using var evidence = new SmallCase([
            .. others,
            Record("PutRolePolicy", "2024-05-02T10:00:00Z", User("bob"), Policy("s3:GetObject")),
            Record("PutRolePolicy", "2024-05-02T11:00:00Z", User("eve", "AKIAEVE0000000000000"), Policy("s3:*")),
        ]);

        var states = evidence.Investigate("arn:aws:iam::111122223333:user/eve").Letter("changes").Table("states");

        var change = Assert.Single(states.Rows);
        Assert.Contains("s3:GetObject", Assert.IsType<string>(change[2]));
        Assert.Contains("s3:*", Assert.IsType<string>(change[3]));
    }

    [Theory]
    [InlineData("ci")]
    [InlineData("c")]
    public void A_name_of_a_letter_or_two_is_found_and_no_longer_one_that_begins_with_it(string name)
    {
        using var evidence = new SmallCase(
            Made("2024-05-02T10:00:00Z", name),
            Made("2024-05-02T11:00:00Z", name + "cd"),
            Made("2024-05-02T12:00:00Z", "acid")
        );

        var changes = evidence.Investigate($"arn:aws:iam::111122223333:user/{name}").Letter("changes");

        Assert.StartsWith("1 call changed", changes.Headline);
    }

    private static string Made(string time, string name) =>
        Record(
            "CreateUser",
            time,
            User("bob"),
            $$$$"""
            {"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"{{{{name}}}}" },
             "responseElements":{"user":{"userName":"{{{{name}}}}","arn":"arn:aws:iam::111122223333:user/{{{{name}}}}"} }}
            """
        );

    private static string Policy(string action) =>
        $$$"""
            {"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"roleName":"app","policyName":"p",
             "policyDocument":"{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"{{{action}}}\",\"Resource\":\"*\"}]}"}}
            """;
}
