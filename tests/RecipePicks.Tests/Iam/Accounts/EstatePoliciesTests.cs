using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Accounts;

/// <summary>Which policies of accounts bear on a request, and what of them is missing.</summary>
public sealed class EstatePoliciesTests
{
    private const string All =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    [Fact]
    public void The_path_of_a_session_s_role_is_known_from_the_accounts()
    {
        const string ButSso =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/ops/*"}}}]}""";

        var access = Ask(
            Caller.TryParse(Session)!,
            "ec2:StopInstances",
            $"arn:aws:ec2:eu-west-1:{Account}:instance/i-1",
            Identity(Role, ButSso)
        );

        Assert.Equal(Verdict.Yes, access.Verdict);
    }

    [Theory]
    [InlineData($"arn:aws:imagebuilder:eu-west-1:{Other}:component/x/1.0.0/1", Verdict.Unknown)]
    [InlineData($"arn:aws:ec2:eu-west-1:{Other}:instance/i-1", Verdict.No)]
    [InlineData($"arn:aws:imagebuilder:eu-west-1:{Account}:component/x/1.0.0/1", Verdict.Yes)]
    public void Across_accounts_a_resource_of_a_type_that_is_not_listed_may_have_a_policy(
        string resource,
        Verdict verdict
    )
    {
        var action = resource.Contains("ec2", StringComparison.Ordinal)
            ? "ec2:StopInstances"
            : "imagebuilder:GetComponent";

        Assert.Equal(verdict, Ask(Caller.TryParse(Alice)!, action, resource, Identity(Alice, All)).Verdict);
    }

    [Fact]
    public void An_organization_without_service_control_policies_denies_nothing()
    {
        Organization Of(bool? enabled) =>
            new("o-1", Other, [], [new("r-1", null, []), new(Account, "r-1", [])], false, enabled);
        Verdict By(bool? enabled) =>
            new AccessQuestions(new EstatePolicies(new Estate([Identity(Alice, All)], organization: Of(enabled))))
                .Ask(Caller.TryParse(Alice)!, "iam:ListUsers", "*", [])
                .Verdict;

        Assert.Equal(Verdict.Yes, By(false));
        Assert.Equal(Verdict.Unknown, By(null));
        Assert.Equal(Verdict.No, By(true));
    }

    [Fact]
    public void The_caller_s_resource_control_policies_do_not_hold_a_resource_of_an_unknown_account()
    {
        const string Closed =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}""";
        var organization = new Organization(
            "o-1",
            Other,
            [new("p-1", "closed", true, Closed)],
            [new("r-1", null, []), new(Account, "r-1", ["p-1"])],
            true,
            false
        );
        var questions = new AccessQuestions(
            new EstatePolicies(new Estate([Identity(Alice, All)], organization: organization))
        );

        Assert.Equal(Verdict.Unknown, questions.Ask(Caller.TryParse(Alice)!, "s3:GetObject", Report, []).Verdict);
    }

    [Fact]
    public void A_policy_whose_name_says_boundary_is_missing_all_the_same()
    {
        var eve = Identity(Alice, null) with { Attached = [$"arn:aws:iam::{Account}:policy/dev-boundary-tools"] };

        Assert.Equal(Verdict.Unknown, Ask(Caller.TryParse(Alice)!, "iam:ListUsers", "*", eve).Verdict);
    }

    [Theory]
    [InlineData(false, "s3:GetObject", Verdict.Unknown)]
    [InlineData(true, "s3:GetObject", Verdict.No)]
    [InlineData(false, "s3:DeleteBucket", Verdict.No)]
    public void What_an_access_control_list_may_allow_is_no_only_when_there_is_none(
        bool enforced,
        string action,
        Verdict verdict
    )
    {
        var bucket = new ResourcePolicy("arn:aws:s3:::data", Account, null, true) { HasPoliciesAlone = enforced };

        var access = Ask(
            Caller.TryParse(Alice)!,
            action,
            action == "s3:DeleteBucket" ? "arn:aws:s3:::data" : Report,
            Identity(Alice, null),
            bucket
        );

        Assert.Equal(verdict, access.Verdict);
        Assert.Equal(Verdict.No, access.ByEvidence);
    }

    private static Access Ask(
        Caller caller,
        string action,
        string resource,
        IamIdentity identity,
        params ResourcePolicy[] resources
    ) =>
        new AccessQuestions(
            new EstatePolicies(new Estate([identity], resources: resources, organization: Organization.None))
        ).Ask(caller, action, resource, []);

    private static IamIdentity Identity(string arn, string? policy) =>
        new()
        {
            Kind = arn.Contains(":role/", StringComparison.Ordinal) ? IdentityKind.Role : IdentityKind.User,
            Arn = arn,
            Account = Account,
            Name = arn.Split('/')[^1],
            Inline = policy is null ? [] : [new PolicyDocument("p", policy)],
        };
}
