using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>What still works at the end of the log.</summary>
public sealed class LifetimeTests
{
    private const string Revoke =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],"Condition":{"DateLessThan":{"aws:TokenIssueTime":"2024-05-01T10:30:00Z"}}}]}""";

    [Fact]
    public void A_key_lives_until_it_is_deactivated_or_deleted_and_again_when_it_is_activated()
    {
        var calls = new Calls().Call(
            "CreateAccessKey",
            0,
            Bob,
            new { userName = "eve" },
            new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
        );
        Assert.Equal("yes", Live(calls, "AKIAEVE00001"));

        Assert.Equal("no", Live(Status("Inactive", 1), "AKIAEVE00001"));
        Assert.Equal("yes", Live(Status("Active", 2), "AKIAEVE00001"));
        calls.Failed("DeleteAccessKey", 3, Bob, "denied", new { userName = "eve", accessKeyId = "AKIAEVE00001" });
        Assert.Equal("yes", Live(calls, "AKIAEVE00001"));
        calls.Call("DeleteUser", 4, Bob, new { userName = "eve" });
        Assert.Equal("no", Live(calls, "AKIAEVE00001"));

        Calls Status(string status, double at) =>
            calls.Call(
                "UpdateAccessKey",
                at,
                Bob,
                new
                {
                    userName = "eve",
                    accessKeyId = "AKIAEVE00001",
                    status,
                }
            );
    }

    [Fact]
    public void A_session_expires_when_the_response_says_or_by_what_was_asked_or_by_the_default()
    {
        var calls = new Calls { End = At(100) }.Assume("app", "told", "ASIATOLD0001", 0);
        Assert.Equal("no", Live(calls, "ASIATOLD0001"));
        calls.End = At(80);
        Assert.Equal("yes", Live(calls, "ASIATOLD0001"));

        var asked = new Calls { End = At(100) }.Call(
            "GetSessionToken",
            0,
            Bob,
            new { durationSeconds = 900 },
            new { credentials = new { accessKeyId = "ASIAASKED001" } }
        );
        Assert.Equal("no", Live(asked, "ASIAASKED001"));
        var usual = new Calls { End = At(100) }.Call(
            "GetSessionToken",
            0,
            Bob,
            null,
            new { credentials = new { accessKeyId = "ASIAUSUAL001" } }
        );
        Assert.Equal("yes", Live(usual, "ASIAUSUAL001"));
        Assert.Contains("AWS's default", Lifetime.Of(usual.Graph, usual.Graph.Nodes["ASIAUSUAL001"]).Why);
    }

    [Fact]
    public void A_session_of_unknown_issue_is_unknown_until_no_session_could_be_so_old()
    {
        var calls = new Calls { End = At(60) }.Use(Session("app", "ops", "ASIAAPP00001", 0), 1);
        Assert.Equal("unknown", Live(calls, "ASIAAPP00001"));
        calls.End = At(37 * 60);
        Assert.Equal("no", Live(calls, "ASIAAPP00001"));
    }

    [Fact]
    public void Revoked_sessions_are_those_issued_before_and_only_while_the_policy_stands()
    {
        Calls Case() =>
            Revoked(
                new Calls { End = At(50) }
                    .Assume("app", "old", "ASIAOLD00001", 0)
                    .Assume("app", "new", "ASIANEW00001", 40)
            );

        Assert.Equal("no", Live(Case(), "ASIAOLD00001"));
        Assert.Equal("yes", Live(Case(), "ASIANEW00001"));
        Assert.DoesNotContain(Case().Graph.Edges, e => e.Kind == EdgeKind.Escalated);
        Assert.Equal(
            "yes",
            Live(
                Case()
                    .Call("DeleteRolePolicy", 45, Bob, new { roleName = "app", policyName = "AWSRevokeOlderSessions" }),
                "ASIAOLD00001"
            )
        );
    }

    [Theory]
    [InlineData("Allow")]
    [InlineData("Deny")]
    public void A_revocation_that_another_policy_took_the_place_of_revokes_nothing(string effect)
    {
        var calls = new Calls { End = At(50) }
            .Assume("app", "old", "ASIAOLD00001", 0)
            .Revoke(35, Bob)
            .Inline(36, Bob, "app", effect, ""","Condition":{"Bool":{"aws:SecureTransport":"false"}}""");

        Assert.Equal("yes", Live(calls, "ASIAOLD00001"));
        Assert.Empty(calls.Graph.Revocations);
    }

    [Fact]
    public void A_revocation_that_was_taken_away_again_is_none_and_one_that_went_with_its_role_is()
    {
        var calls = new Calls { End = At(50) }
            .Assume("app", "old", "ASIAOLD00001", 0)
            .Revoke(35, Bob);
        Assert.Single(calls.Graph.Revocations);
        calls.Call("DeleteRole", 36, Bob, new { roleName = "app" });
        calls.Call("CreateRole", 37, Bob, new { roleName = "app" });
        calls.Inline(38, Bob, "app", "Allow");
        Assert.Single(calls.Graph.Revocations);
        calls = new Calls { End = At(50) }
            .Assume("app", "old", "ASIAOLD00001", 0)
            .Revoke(35, Bob);
        calls.Call("DeleteRolePolicy", 36, Bob, new { roleName = "app", policyName = "AWSRevokeOlderSessions" });
        Assert.Empty(calls.Graph.Revocations);
    }

    [Fact]
    public void A_session_that_worked_after_it_was_revoked_was_not()
    {
        var session = Session("app", "old", "ASIAOLD00001", 0);
        Calls Case(double worked) =>
            new Calls { End = At(50) }
                .Assume("app", "old", "ASIAOLD00001", 0)
                .Use(session, 1, 45)
                .Worked(worked)
                .Revoke(35, Bob);

        Assert.Equal("no", Live(Case(worked: 35.5), "ASIAOLD00001"));
        Assert.Equal("yes", Live(Case(worked: 40), "ASIAOLD00001"));
        Assert.Contains("worked at 2024-05-01T10:40:00Z", Why(Case(worked: 40), "ASIAOLD00001"));
        Assert.True(IsSaidToBeDone(Case(worked: 35.5)));
        Assert.False(IsSaidToBeDone(Case(worked: 40)));

        static bool IsSaidToBeDone(Calls calls) =>
            RecipePicks
                .Cases.Containment.Of(calls.Graph, calls.Graph.From(["ASIAOLD00001"]), new Dictionary<string, long>())
                .Any(s => s.Done && s.Text.Contains("were revoked", StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_that_worked_after_it_was_to_expire_may_last_as_long_as_any()
    {
        var calls = new Calls { End = At(150) }
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1, 140)
            .Worked(140);

        Assert.Equal("unknown", Live(calls, "ASIAAPP00001"));
        Assert.Contains("worked at 2024-05-01T12:20:00Z, after 2024-05-01T11:30:00Z", Why(calls, "ASIAAPP00001"));
        calls.End = At(12 * 60);
        Assert.Equal("no", Live(calls, "ASIAAPP00001"));
    }

    [Fact]
    public void How_long_an_Identity_Center_session_lasts_is_its_permission_set_s_secret()
    {
        const string Role = "AWSReservedSSO_Admin_0123";
        var calls = new Calls { End = At(11 * 60) }
            .Call(
                "GetRoleCredentials",
                0,
                new LineageCaller
                {
                    Type = "IdentityCenterUser",
                    Account = Account,
                    UserName = "ann",
                    OnBehalfOf = "user-1",
                },
                with: c => c with { Details = $$"""{"account_id":"{{Account}}","role_name":"Admin"}""" }
            )
            .Use(Session(Role, "ann", "ASIASSO00001", 0), 1);

        Assert.Equal("unknown", Live(calls, "ASIASSO00001"));
        Assert.Contains("2024-05-01T22:00:00Z", Why(calls, "ASIASSO00001"));
        calls.End = At(12 * 60);
        Assert.Equal("no", Live(calls, "ASIASSO00001"));
    }

    [Fact]
    public void A_role_made_anew_brings_back_no_session_that_was_revoked_and_no_policy_that_went_with_it()
    {
        var calls = Revoked(new Calls { End = At(50) }.Assume("app", "old", "ASIAOLD00001", 0))
            .Call("AttachRolePolicy", 36, Bob, new { roleName = "app", policyArn = "arn:aws:iam::aws:policy/Admin" })
            .Call("DeleteRole", 40, Bob, new { roleName = "app" })
            .Call("CreateRole", 41, Bob, new { roleName = "app" });

        Assert.Equal("no", Live(calls, "ASIAOLD00001"));
        Assert.False(Last(calls, IamArn("role/app") + "#attached/arn:aws:iam::aws:policy/Admin").Begins);
    }

    [Fact]
    public void Deactivating_a_key_does_not_end_the_sessions_that_it_issued()
    {
        var calls = new Calls { End = At(50) }
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Call(
                "UpdateAccessKey",
                1,
                Bob,
                new
                {
                    userName = "bob",
                    accessKeyId = Key,
                    status = "Inactive",
                }
            );

        Assert.Equal("no", Live(calls, Key));
        Assert.Equal("yes", Live(calls, "ASIAAPP00001"));
    }

    [Fact]
    public void A_workload_s_session_ends_with_the_workload_some_hours_later()
    {
        const string Instance = "i-0123456789abcdef0";
        var session = Sts($"assumed-role/web/{Instance}");
        var calls = new Calls { End = At(60) }.Use(Session("web", Instance, "ASIAWEB00001", 0), 1);
        Assert.Equal("yes", Live(calls, session));
        calls.Call(
            "StopInstances",
            2,
            Bob,
            new { instancesSet = new { items = new[] { new { instanceId = Instance } } } }
        );
        Assert.Equal("unknown", Live(calls, session));
        calls.End = At(400);
        Assert.Equal("no", Live(calls, session));
    }

    [Fact]
    public void A_policy_that_is_put_again_without_outsiders_closes_what_it_opened()
    {
        static string Policy(string principal) =>
            $$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"s3:*","Resource":"*"}]}""";
        var calls = new Calls().Call(
            "PutBucketPolicy",
            0,
            Bob,
            new { bucketName = "b", bucketPolicy = Policy("999988887777") }
        );
        Assert.True(Last(calls, "arn:aws:s3:::b#policy/999988887777").Begins);
        calls.Call("PutBucketPolicy", 1, Bob, new { bucketName = "b", bucketPolicy = Policy(Account) });
        Assert.False(Last(calls, "arn:aws:s3:::b#policy/999988887777").Begins);
    }

    private static ThingEvent Last(Calls calls, string thing) => calls.Graph.LastOf(thing)!;

    private static string Live(Calls calls, string id)
    {
        var graph = calls.Graph;
        return Lifetime.Of(graph, graph.Nodes[id]).Live;
    }

    private static string Why(Calls calls, string id)
    {
        var graph = calls.Graph;
        return Lifetime.Of(graph, graph.Nodes[id]).Why;
    }

    private static Calls Revoked(Calls calls) =>
        calls.Call(
            "PutRolePolicy",
            35,
            Bob,
            new
            {
                roleName = "app",
                policyName = "AWSRevokeOlderSessions",
                policyDocument = Revoke,
            }
        );
}
