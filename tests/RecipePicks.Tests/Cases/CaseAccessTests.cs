using RecipePicks.Cases;
using RecipePicks.Iam.Accounts;
using RecipePicks.Tests.Letters;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Cases;

/// <summary>What may be done by principals that no document tells of.</summary>
public sealed class CaseAccessTests
{
    [Theory]
    [InlineData("arn:aws:iam::aws:policy/PowerUserAccess", null, false)]
    [InlineData("arn:aws:iam::aws:policy/PowerUserAccess", 2024, true)] // the package does not tell which version was in force
    [InlineData("arn:aws:iam::111122223333:policy/own", null, true)]
    public void AWS_s_own_policies_need_not_be_in_the_evidence(string policy, int? year, bool isMissing)
    {
        using var evidence = new SmallCase(
            Record(
                "CreateRole",
                "2023-12-01T10:00:01Z",
                User("bob"),
                """{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"roleName":"app","assumeRolePolicyDocument":"{}"}}"""
            ),
            Record(
                "AttachRolePolicy",
                "2023-12-01T10:00:02Z",
                User("bob"),
                $$$"""{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"roleName":"app","policyArn":"{{{policy}}}"}}"""
            )
        );

        DateTime? at = year is { } y ? new DateTime(y, 1, 1, 0, 0, 0, DateTimeKind.Utc) : null;
        var access = CaseAccess.Of(evidence, at, TestContext.Current.CancellationToken);

        var found = Assert.Single(access.Can("app", "iam:CreateUser", "*", []));
        Assert.Equal(isMissing, found.Missing.Any(m => m.Contains(policy, StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_a_user_who_only_called_it_is_unknown_and_said_what_is_missing()
    {
        using var evidence = new SmallCase(Record("GetUser", "2024-05-01T10:00:01Z", User("eve")));

        var access = CaseAccess.Of(evidence, at: null, TestContext.Current.CancellationToken);

        var found = Assert.Single(access.Can("eve", "iam:CreateUser", "*", []));
        Assert.Equal("arn:aws:iam::111122223333:user/eve", found.Principal);
        Assert.Equal(Verdict.Unknown, found.Access.Verdict);
        Assert.NotEmpty(found.Missing);
        Assert.Empty(access.Can("nobody", "iam:CreateUser", "*", []));
    }
}
