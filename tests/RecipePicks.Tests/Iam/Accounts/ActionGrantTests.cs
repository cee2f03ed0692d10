using RecipePicks.Iam.Accounts;

namespace RecipePicks.Tests.Iam.Accounts;

/// <summary>What an identity's policies grant, action by action.</summary>
public sealed class ActionGrantTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Fact]
    public void An_action_is_granted_where_a_statement_names_a_resource_of_its_type()
    {
        var grants = Grants(Statement("Allow", "s3:ListBucket\",\"s3:GetObject", "arn:aws:s3:::logs"));

        Assert.True(grants["s3:ListBucket"].Access.IsGranted);

        // The bucket is no object.
        Assert.False(grants["s3:GetObject"].Access.IsGranted);
    }

    [Fact]
    public void A_bucket_s_objects_are_no_bucket()
    {
        var grants = Grants(Statement("Allow", "s3:*", "arn:aws:s3:::logs/*"));

        Assert.False(grants["s3:ListBucket"].Access.IsGranted);
        Assert.True(grants["s3:GetObject"].Access.IsGranted);
    }

    [Fact]
    public void What_is_denied_on_all_but_one_resource_is_granted_on_that_one()
    {
        var grants = Grants(
            Statement("Allow", "sqs:*", "*"),
            """{"Effect":"Deny","Action":"sqs:*","NotResource":"arn:aws:sqs:us-east-1:111122223333:mine"}"""
        );

        Assert.True(grants["sqs:SendMessage"].Access.IsGranted);
        Assert.Equal("arn:aws:sqs:us-east-1:111122223333:mine", grants["sqs:SendMessage"].Resource);
    }

    [Fact]
    public void What_is_denied_is_not_granted_and_what_hangs_on_a_condition_is_conditional()
    {
        var grants = Grants(
            Statement("Allow", "ec2:*", "*"),
            Statement("Deny", "ec2:StopInstances", "*"),
            """{"Effect":"Deny","Action":"ec2:RebootInstances","Resource":"*","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"false"}}}"""
        );

        Assert.False(grants["ec2:StopInstances"].Access.IsGranted);
        Assert.Equal(Verdict.Conditional, grants["ec2:RebootInstances"].Access.ByEvidence);
        Assert.Equal(Verdict.Yes, grants["ec2:DescribeInstances"].Access.ByEvidence);
    }

    [Fact]
    public void An_administrator_is_granted_what_there_is()
    {
        var grants = Grants(Statement("Allow", "*", "*"));

        Assert.InRange(grants.Count, 15_000, 100_000);

        // Whether a key's policy lets IAM decide, and whom a role trusts, only they say.
        Assert.All(
            grants.Values.Where(g => g.Action.Service is not ("kms" or "sts")),
            g => Assert.True(g.Access.IsGranted, g.Action.FullName)
        );
    }

    [Fact]
    public void Without_the_organization_s_policies_nothing_is_YES_and_nothing_is_lost()
    {
        var grants = Grants(organization: null, Statement("Allow", "ec2:DescribeInstances", "*"));

        Assert.Equal(Verdict.Unknown, grants["ec2:DescribeInstances"].Access.Verdict);
        Assert.Equal(Verdict.Yes, grants["ec2:DescribeInstances"].Access.ByEvidence);
    }

    private static string Statement(string effect, string action, string resource) =>
        $$"""{"Effect":"{{effect}}","Action":["{{action}}"],"Resource":"{{resource}}"}""";

    private static Dictionary<string, ActionGrant> Grants(params string[] statements) =>
        Grants(Organization.None, statements);

    private static Dictionary<string, ActionGrant> Grants(Organization? organization, params string[] statements)
    {
        var alice = new IamIdentity
        {
            Kind = IdentityKind.User,
            Arn = Alice,
            Account = "111122223333",
            Name = "alice",
            Inline =
            [
                new PolicyDocument(
                    "p",
                    $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}"""
                ),
            ],
        };
        var estate = new Estate([alice], organization: organization);
        return ActionGrant
            .Of(new AccessQuestions(new EstatePolicies(estate)), alice)
            .ToDictionary(g => g.Action.FullName);
    }
}
