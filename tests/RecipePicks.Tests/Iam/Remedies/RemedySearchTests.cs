using System.Collections.Frozen;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Remedies;
using RecipePicks.Letters;

namespace RecipePicks.Tests.Iam.Remedies;

/// <summary>The smallest change that ends requests, proven by asking again.</summary>
public sealed class RemedySearchTests
{
    private const string Account = "111122223333";
    private const string Deploy = $"arn:aws:iam::{Account}:role/deploy";
    private const string All =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
    private static readonly DateTime Now = new(2026, 3, 12, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void A_role_s_sessions_end_by_the_time_at_which_they_were_issued()
    {
        var estate = Accounts();
        var found = Find(
            estate,
            new OpenRequest(estate.Find(Deploy)!, "s3:GetObject", "arn:aws:s3:::x/y", Now.AddHours(-1))
        );

        var remedy = Assert.Single(found.Remedies);
        Assert.Equal(RemedyKind.DenyOlderSessions, remedy.Kind);
        Assert.Contains("2026-03-12T00:00:00Z", remedy.Policy);
        Assert.Empty(found.Open);
    }

    [Fact]
    public void A_session_that_is_issued_later_goes_on()
    {
        var estate = Accounts();
        var role = estate.Find(Deploy)!;
        var remedy = Assert.Single(
            Find(estate, new OpenRequest(role, "s3:GetObject", "arn:aws:s3:::x/y", Now.AddHours(-1))).Remedies
        );

        var after = new AccessQuestions(new EstatePolicies(remedy.On(estate)));
        Assert.Equal(Verdict.Yes, Ask(after, role, Now.AddHours(1)).ByEvidence);
        Assert.Equal(Verdict.No, Ask(after, role, Now.AddHours(-1)).ByEvidence);
    }

    [Fact]
    public void A_user_who_only_takes_a_role_is_refused_in_its_trust_and_nobody_else_is()
    {
        var estate = Accounts();
        var alice = estate.Find(User("alice"))!;
        var remedy = Assert.Single(Find(estate, new OpenRequest(alice, "sts:AssumeRole", Deploy)).Remedies);

        Assert.Equal((RemedyKind.RefuseInTrust, Deploy), (remedy.Kind, remedy.Of.Arn));
        var after = new AccessQuestions(new EstatePolicies(remedy.On(estate)));
        Assert.Equal(Verdict.No, after.Ask(alice, "sts:AssumeRole", Deploy).Verdict);
        Assert.True(after.Ask(estate.Find(User("bob"))!, "sts:AssumeRole", Deploy).IsGranted);
    }

    [Fact]
    public void A_user_who_does_more_gets_a_boundary_that_leaves_the_rest()
    {
        var estate = Accounts();
        var alice = estate.Find(User("alice"))!;
        var found = Find(
            estate,
            new OpenRequest(alice, "sts:AssumeRole", Deploy),
            new OpenRequest(alice, "s3:DeleteObject", "arn:aws:s3:::x/y")
        );

        var remedy = Assert.Single(found.Remedies);
        Assert.Equal(RemedyKind.Boundary, remedy.Kind);
        var after = new AccessQuestions(new EstatePolicies(remedy.On(estate)));
        Assert.Equal(Verdict.No, after.Ask(alice, "s3:DeleteObject", "arn:aws:s3:::x/y").Verdict);
        Assert.True(after.Ask(alice, "s3:GetObject", "arn:aws:s3:::x/y").IsGranted);
    }

    [Fact]
    public void What_could_take_the_denial_away_is_denied_with_it()
    {
        var estate = Accounts();
        var alice = estate.Find(User("alice"))!;
        var remedy = Assert.Single(
            Find(estate, new OpenRequest(alice, "s3:DeleteObject", "arn:aws:s3:::x/y")).Remedies
        );

        var after = new AccessQuestions(new EstatePolicies(remedy.On(estate)));
        Assert.Equal(Verdict.No, after.Ask(alice, "iam:DeleteUserPermissionsBoundary", alice.Arn).Verdict);
        Assert.Equal(Verdict.No, after.Ask(alice, "iam:CreatePolicyVersion", remedy.BoundaryArn).Verdict);
    }

    [Fact]
    public void Every_identity_has_a_containment_of_its_own_in_its_partition()
    {
        var estate = Accounts();
        var found = Find(
            estate,
            new OpenRequest(estate.Find(User("alice"))!, "s3:DeleteObject", "arn:aws:s3:::x/y"),
            new OpenRequest(estate.Find(User("bob"))!, "s3:DeleteObject", "arn:aws:s3:::x/y")
        );

        Assert.Equal(
            [
                $"arn:aws:iam::{Account}:policy/IncidentContainment-user-alice",
                $"arn:aws:iam::{Account}:policy/IncidentContainment-user-bob",
            ],
            found.Remedies.Select(r => r.BoundaryArn)
        );
        Assert.StartsWith(
            "arn:aws-cn:",
            (
                found.Remedies[0] with
                {
                    Of = found.Remedies[0].Of with { Arn = $"arn:aws-cn:iam::{Account}:user/alice" },
                }
            ).BoundaryArn
        );
        Assert.Contains("policy-document", RadiusClosing.Command(found.Remedies[0]).Split(" \\\n  && ")[0]);
    }

    [Fact]
    public void The_command_that_ends_older_sessions_takes_the_time_when_it_is_run()
    {
        var estate = Accounts();
        var remedy = Assert.Single(
            Find(
                estate,
                new OpenRequest(estate.Find(Deploy)!, "s3:GetObject", "arn:aws:s3:::x/y", Now.AddHours(-1))
            ).Remedies
        );

        var command = RadiusClosing.Command(remedy);
        Assert.DoesNotContain("2026-03-12", command);
        Assert.Contains("\"aws:TokenIssueTime\":\"'\"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"'\"", command);
    }

    [Fact]
    public void A_boundary_that_stands_is_never_replaced()
    {
        var estate = Accounts(boundary: "arn:aws:iam::aws:policy/AdministratorAccess");
        var found = Find(estate, new OpenRequest(estate.Find(User("alice"))!, "s3:DeleteObject", "arn:aws:s3:::x/y"));

        Assert.Equal(RemedyKind.DenyActions, Assert.Single(found.Remedies).Kind);
    }

    [Fact]
    public void Where_rights_are_not_all_known_only_a_denial_of_everything_is_enough()
    {
        var estate = Accounts();
        var request = new OpenRequest(estate.Find(User("alice"))!, "s3:DeleteObject", "arn:aws:s3:::x/y");
        var found = RemedySearch.Find(estate, [request], Now, new[] { User("alice") }.ToFrozenSet());

        Assert.Equal(RemedyKind.DenyAll, Assert.Single(found.Remedies).Kind);
    }

    [Fact]
    public void What_nobody_can_change_stays_open_and_says_so()
    {
        var reserved = new IamIdentity
        {
            Kind = IdentityKind.Role,
            Arn = $"arn:aws:iam::{Account}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef",
            Account = Account,
            Name = "AWSReservedSSO_Admin_0123456789abcdef",
            Inline = [new PolicyDocument("p", All)],
        };
        var request = new OpenRequest(reserved, "s3:GetObject", "arn:aws:s3:::x/y", Now.AddHours(-1));
        var found = Find(new Estate([reserved], organization: Organization.None), request);

        Assert.Empty(found.Remedies);
        Assert.Equal([request], found.Open);
    }

    private static Closing Find(Estate estate, params OpenRequest[] requests) =>
        RemedySearch.Find(estate, requests, Now, FrozenSet<string>.Empty);

    private static Access Ask(AccessQuestions questions, IamIdentity who, DateTime issued) =>
        questions.Ask(
            who,
            "ec2:DescribeInstances",
            "*",
            KeyValuePair.Create<string, IReadOnlyList<string>>("aws:TokenIssueTime", [TimeWindow.Format(issued)])
        );

    private static string User(string name) => $"arn:aws:iam::{Account}:user/{name}";

    private static Estate Accounts(string? boundary = null) =>
        new(
            [
                Identity(IdentityKind.User, "alice") with
                {
                    Boundary = boundary,
                },
                Identity(IdentityKind.User, "bob"),
                Identity(IdentityKind.Role, "deploy") with
                {
                    Trust =
                        $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":["{{{User("alice")}}}","{{{User("bob")}}}"]},"Action":"sts:AssumeRole"} }""",
                },
            ],
            organization: Organization.None
        );

    private static IamIdentity Identity(IdentityKind kind, string name) =>
        new()
        {
            Kind = kind,
            Arn = $"arn:aws:iam::{Account}:{(kind == IdentityKind.Role ? "role" : "user")}/{name}",
            Account = Account,
            Name = name,
            Inline = [new PolicyDocument("p", All)],
        };
}
