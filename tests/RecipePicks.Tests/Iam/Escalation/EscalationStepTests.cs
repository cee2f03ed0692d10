using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Escalation;
using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Escalation;

/// <summary>What closes a way, and what leaves it unknown.</summary>
public sealed class EscalationStepTests
{
    private const string AdminRole = $"arn:aws:iam::{Account}:role/admin";
    private const string Tools = $"arn:aws:iam::{Account}:policy/tools";

    [Fact]
    public void Without_the_organization_no_way_is_open()
    {
        var edges = Edges(User("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"), null, Lambda(""));

        var edge = Assert.Single(edges, e => e.Path.Id == "lambda-001");
        Assert.Equal(Openness.Unknown, edge.Openness);
        Assert.Contains(edge.Unknown, u => u.Contains("service control policy", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}}", true)]
    [InlineData(",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"999999999999\"}}", false)]
    [InlineData(
        "},{\"Effect\":\"Deny\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"",
        false
    )]
    public void A_service_takes_a_role_as_its_trust_policy_lets_it(string rest, bool found) =>
        Assert.Equal(
            found,
            Edges(
                    User("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"),
                    Organization.None,
                    Lambda(rest)
                )
                .Any(e => e.Path.Id == "lambda-001")
        );

    [Fact]
    public void All_that_an_action_always_names_must_be_granted()
    {
        var admin = Role("ec2.amazonaws.com", "") with
        {
            InstanceProfiles = [$"arn:aws:iam::{Account}:instance-profile/admin"],
        };
        bool Finds(string resource) =>
            Edges(
                    Identity(
                        Alice,
                        "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"*\"}",
                        $"{{\"Effect\":\"Allow\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"{resource}\"}}"
                    ),
                    Organization.None,
                    admin
                )
                .Any(e => e.Path.Id == "ec2-001");

        Assert.False(Finds("arn:aws:ec2:*:*:instance/*"));
        Assert.True(Finds("*"));
    }

    [Theory]
    [InlineData(4, "iam-001")]
    [InlineData(5, "iam-001-full")]
    public void A_policy_has_five_versions_at_most(int versions, string path)
    {
        var alice = User("iam:CreatePolicyVersion", "iam:DeletePolicyVersion") with { Attached = [Tools] };
        const string Little =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}""";
        var estate = new Estate(
            [alice],
            [
                new ManagedPolicy(
                    Tools,
                    "v1",
                    [.. Enumerable.Range(1, versions).Select(v => new PolicyDocument($"v{v}", Little))]
                ),
            ],
            organization: Organization.None
        );

        Assert.Equal(
            [path],
            Graph(estate)
                .From(alice)
                .Select(e => e.Path.Id)
                .Where(i => i.StartsWith("iam-001", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("{\"Effect\":\"Deny\",\"NotAction\":\"s3:*\",\"Resource\":\"*\"}", Admin.No)]
    [InlineData("{\"Effect\":\"Deny\",\"Action\":\"iam:*\",\"Resource\":\"arn:aws:iam::*:*\"}", Admin.No)]
    [InlineData("{\"Effect\":\"Deny\",\"Action\":\"iam:CreateUser\",\"Resource\":\"*\"}", Admin.Direct)]
    public void Whoever_is_denied_all_that_makes_rights_is_no_administrator(string deny, Admin admin)
    {
        var alice = Identity(Alice, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}", deny);

        Assert.Equal(admin, Graph(new Estate([alice], organization: Organization.None)).AdminOf(alice));
    }

    [Fact]
    public void A_session_s_policy_does_not_hold_the_role_that_the_session_takes()
    {
        var first = Identity(
            $"arn:aws:iam::{Account}:role/first",
            "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"
        );
        var second = Identity(
            $"arn:aws:iam::{Account}:role/second",
            "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"
        );
        var questions = new AccessQuestions(
            new EstatePolicies(new Estate([first, second], organization: Organization.None)),
            first,
            Layer(Allow("sts:AssumeRole"))
        );

        Assert.Equal(Verdict.No, questions.Ask(first, "iam:ListUsers", "*").Verdict);
        Assert.Equal(Verdict.Yes, questions.Ask(second, "iam:ListUsers", "*").Verdict);
    }

    [Fact]
    public void What_is_made_and_what_is_taken_is_one_and_the_same()
    {
        bool Finds(string attach) =>
            Edges(
                    Identity(
                        Alice,
                        $"{{\"Effect\":\"Allow\",\"Action\":\"iam:CreateRole\",\"Resource\":\"arn:aws:iam::{Account}:role/new-*\"}}",
                        $"{{\"Effect\":\"Allow\",\"Action\":\"iam:AttachRolePolicy\",\"Resource\":\"arn:aws:iam::{Account}:role/{attach}\"}}"
                    ),
                    Organization.None
                )
                .Any(e => e is { Path.Id: "iam-createrole-001", To: EscalationEdge.Administrator });

        Assert.True(Finds("new-*"));
        Assert.False(Finds("old-*"));
    }

    private static EscalationGraph Graph(Estate estate) => new(new AccessQuestions(new EstatePolicies(estate)));

    private static IReadOnlyList<EscalationEdge> Edges(
        IamIdentity start,
        Organization? organization,
        params IamIdentity[] others
    ) => Graph(new Estate([start, .. others], organization: organization)).From(start);

    private static IamIdentity Lambda(string rest) => Role("lambda.amazonaws.com", rest);

    private static IamIdentity Role(string service, string rest) =>
        Identity(AdminRole, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}") with
        {
            Trust =
                $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"{{service}}"},"Action":"sts:AssumeRole"{{rest}}}]}""",
        };

    private static IamIdentity User(params string[] actions) =>
        Identity(Alice, [.. actions.Select(a => $"{{\"Effect\":\"Allow\",\"Action\":\"{a}\",\"Resource\":\"*\"}}")]);

    private static IamIdentity Identity(string arn, params string[] statements) =>
        new()
        {
            Kind = arn.Contains(":role/", StringComparison.Ordinal) ? IdentityKind.Role : IdentityKind.User,
            Arn = arn,
            Account = Account,
            Name = arn.Split('/')[^1],
            Inline =
            [
                new PolicyDocument(
                    "p",
                    $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}"""
                ),
            ],
        };
}
