using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>How a call that issues a session is joined with the session, the surest way first.</summary>
public sealed class JoinTests
{
    [Fact]
    public void An_issued_key_that_is_used_joins_exactly()
    {
        var graph = new Calls()
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1, 5, 29)
            .Graph;

        var edge = graph.To("ASIAAPP00001");
        Assert.Equal(
            (Key, EdgeKind.Issued, Certainty.Exact, "e1"),
            (edge.From, edge.Kind, edge.Certainty, edge.EventId)
        );
        var session = graph.Nodes["ASIAAPP00001"];
        Assert.Equal((29L, IamArn("role/app"), "session app/ops"), (session.Calls, session.Principal, session.Label));
        Assert.Equal(new DateTime(2024, 5, 1, 11, 30, 0), session.Expires);
    }

    [Fact]
    public void A_key_that_is_issued_and_never_used_is_a_session_without_uses()
    {
        var graph = new Calls().Assume("app", "ops", "ASIAAPP00001", 0).Graph;

        Assert.Equal(0, graph.Nodes["ASIAAPP00001"].Calls);
        Assert.Equal(Certainty.Exact, graph.To("ASIAAPP00001").Certainty);
    }

    [Fact]
    public void A_redacted_response_joins_on_the_session_s_name_and_creation_time()
    {
        var graph = new Calls()
            .Assume("app", "ops", null, 0, with: c => c with { Response = "\"HIDDEN_DUE_TO_SECURITY_REASONS\"" })
            .Use(Session("app", "ops", "ASIAAPP00001", 0.05), 1)
            .Use(Session("app", "ops", "ASIALATER001", 60), 61)
            .Graph;

        Assert.Equal((Key, Certainty.Inferred), (graph.To("ASIAAPP00001").From, graph.To("ASIAAPP00001").Certainty));
        Assert.DoesNotContain(graph.In("ASIALATER001"), e => !e.Owns);
    }

    [Fact]
    public void A_response_without_a_key_joins_on_the_unique_id_and_creation_time()
    {
        var graph = new Calls()
            .Assume("app", "ops", "HIDDEN_DUE_TO_SECURITY_REASONS", 0)
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1)
            .Graph;

        Assert.Equal((Key, Certainty.Inferred), (graph.To("ASIAAPP00001").From, graph.To("ASIAAPP00001").Certainty));
    }

    [Fact]
    public void Several_calls_that_fit_are_all_edges_and_ambiguous()
    {
        var eve = Bob with
        {
            Arn = IamArn("user/eve"),
            PrincipalId = "AIDAEVE",
            UserName = "eve",
            Key = "AKIAEVE0000000000001",
        };
        var graph = new Calls()
            .Assume("app", "ops", null, 0)
            .Assume("app", "ops", null, 0.03, eve)
            .Use(Session("app", "ops", "ASIAAPP00001", 0.02), 1)
            .Graph;

        var edges = graph.In("ASIAAPP00001").Where(e => !e.Owns).ToList();
        Assert.Equal([Key, "AKIAEVE0000000000001"], edges.Select(e => e.From).Order(StringComparer.Ordinal));
        Assert.All(edges, e => Assert.Equal(Certainty.Ambiguous, e.Certainty));
    }

    [Fact]
    public void Two_sessions_of_one_name_in_one_second_are_told_apart_by_their_keys()
    {
        var graph = new Calls()
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Assume("app", "ops", "ASIAAPP00002", 0)
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1, calls: 5)
            .Use(Session("app", "ops", "ASIAAPP00002", 0), 1, calls: 7)
            .Graph;

        Assert.Equal((5L, Certainty.Exact), (graph.Nodes["ASIAAPP00001"].Calls, graph.To("ASIAAPP00001").Certainty));
        Assert.Equal((7L, Certainty.Exact), (graph.Nodes["ASIAAPP00002"].Calls, graph.To("ASIAAPP00002").Certainty));
    }

    [Fact]
    public void Two_records_of_one_call_are_one_edge_from_the_session_that_made_it()
    {
        var dev = Session("app", "ops", "ASIAAPP00001", 0);
        var other = new LineageCaller
        {
            Type = "AWSAccount",
            PrincipalId = "AROAAPP:ops",
            Account = Account,
        };
        LineageCall Shared(LineageCall c) => c with { SharedId = "s-1" };
        var graph = new Calls()
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Use(dev, 1)
            .Assume("far", "sync", "ASIAFAR00001", 2, other, Shared)
            .Assume("far", "sync", "ASIAFAR00001", 2, dev, Shared)
            .Graph;

        Assert.Equal(
            ("ASIAAPP00001", Certainty.Exact),
            (graph.To("ASIAFAR00001").From, graph.To("ASIAFAR00001").Certainty)
        );
    }

    [Fact]
    public void One_record_may_lack_the_response_that_the_other_account_s_has()
    {
        var dev = Session("app", "ops", "ASIAAPP00001", 0);
        var other = new LineageCaller
        {
            Type = "AWSAccount",
            PrincipalId = "AROAAPP:ops",
            Account = Account,
        };
        LineageCall Shared(LineageCall c) => c with { SharedId = "s-1" };
        var graph = new Calls()
            .Use(dev, 1)
            .Assume("far", "sync", null, 2, dev, Shared)
            .Assume("far", "sync", "ASIAFAR00001", 2, other, Shared)
            .Graph;

        Assert.Equal(
            ("ASIAAPP00001", Certainty.Inferred),
            (graph.To("ASIAFAR00001").From, graph.To("ASIAFAR00001").Certainty)
        );
    }

    [Fact]
    public void Another_account_s_caller_is_found_by_its_unique_id_and_several_are_ambiguous()
    {
        var other = new LineageCaller
        {
            Type = "AWSAccount",
            PrincipalId = "AROAAPP:ops",
            Account = Account,
        };
        var one = new Calls()
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1)
            .Assume("far", "sync", "ASIAFAR00001", 2, other)
            .Graph;
        Assert.Equal(
            ("ASIAAPP00001", Certainty.Inferred),
            (one.To("ASIAFAR00001").From, one.To("ASIAFAR00001").Certainty)
        );

        var two = new Calls()
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1)
            .Use(Session("app", "ops", "ASIAAPP00002", 1), 1)
            .Use(Session("app", "ops", "ASIAAPP00003", 9), 9)
            .Assume("far", "sync", "ASIAFAR00001", 2, other)
            .Graph;
        var edges = two.In("ASIAFAR00001").Where(e => !e.Owns).ToList();
        Assert.Equal(["ASIAAPP00001", "ASIAAPP00002"], edges.Select(e => e.From).Order(StringComparer.Ordinal));
        Assert.All(edges, e => Assert.Equal(Certainty.Ambiguous, e.Certainty));
    }

    [Fact]
    public void A_console_session_with_a_new_key_for_each_request_is_one_session()
    {
        var calls = new Calls().Call(
            "ConsoleLogin",
            0,
            Bob with
            {
                Key = null,
            },
            response: new { ConsoleLogin = "Success" }
        );
        for (var i = 0; i < 20; i++)
        {
            calls.Use(Bob with { Key = $"ASIACONSOLE{i:00}", Created = Text(0.02) }, i, calls: 2);
        }

        var graph = calls.Graph;

        var session = Assert.Single(graph.Nodes.Values, n => n.Kind == "session");
        Assert.Equal((20, 40L), (session.Keys.Count, session.Calls));
        Assert.Equal(
            (IamArn("user/bob") + "#password", Certainty.Inferred),
            (graph.To(session.Id).From, graph.To(session.Id).Certainty)
        );
        Assert.Equal(session.Id, graph.Sessions.NodeOfKey("ASIACONSOLE07"));
    }

    [Fact]
    public void A_single_sign_on_session_goes_on_with_keys_of_its_own()
    {
        var ann = new LineageCaller
        {
            Type = "SAMLUser",
            PrincipalId = "hash:ann",
            UserName = "ann",
        };
        var calls = new Calls().Call(
            "AssumeRoleWithSAML",
            0,
            ann,
            new
            {
                roleArn = IamArn("role/app"),
                roleSessionName = "ann",
                principalArn = IamArn("saml-provider/idp"),
            },
            new
            {
                credentials = new { accessKeyId = "ASIASAML0001" },
                assumedRoleUser = new { assumedRoleId = "AROAAPP:ann", arn = Sts("assumed-role/app/ann") },
            }
        );
        calls.Use(Session("app", "ann", "ASIASAML0002", 0), 1).Use(Session("app", "ann", "ASIASAML0003", 0), 2);

        var graph = calls.Graph;

        Assert.Equal(IamArn("saml-provider/idp/ann"), graph.To("ASIASAML0001").From);
        Assert.Equal(Certainty.Inferred, graph.To("ASIASAML0001").Certainty);
        Assert.Equal(["ASIASAML0001", "ASIASAML0002", "ASIASAML0003"], graph.Nodes["ASIASAML0001"].Keys);
    }

    [Fact]
    public void A_session_token_that_is_never_used_is_not_taken_for_a_console_session()
    {
        var graph = new Calls()
            .Call(
                "GetSessionToken",
                0,
                Bob,
                new { durationSeconds = 900 },
                new { credentials = new { accessKeyId = "ASIATOKEN001" } }
            )
            .Use(Bob with { Key = "ASIACONSOLE1", Created = Text(0) }, 1)
            .Graph;

        Assert.Equal(0, graph.Nodes["ASIATOKEN001"].Calls);
        Assert.Equal(At(15), graph.Nodes["ASIATOKEN001"].Expires);
        Assert.DoesNotContain(graph.In("ASIACONSOLE1"), e => !e.Owns);
    }

    [Fact]
    public void A_user_s_path_does_not_make_another_user_of_it()
    {
        var graph = new Calls()
            .Call(
                "CreateUser",
                0,
                Bob,
                new { userName = "eve", path = "/ops/" },
                new { user = new { arn = IamArn("user/ops/eve") } }
            )
            .Call(
                "CreateAccessKey",
                1,
                Bob,
                new { userName = "eve" },
                new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
            )
            .Use(
                new LineageCaller
                {
                    Type = "IAMUser",
                    Arn = IamArn("user/ops/eve"),
                    Account = Account,
                    Key = "AKIAEVE00001",
                },
                2
            )
            .Graph;

        Assert.Equal(IamArn("user/eve"), graph.Nodes["AKIAEVE00001"].Principal);
        Assert.Equal(IamArn("user/ops/eve"), graph.Nodes["AKIAEVE00001"].WrittenArn);
        Assert.Equal([$"{Key} -Created-> AKIAEVE00001", $"{Key} -Created-> {IamArn("user/eve")}"], graph.Edges.Said());
    }

    [Fact]
    public void A_portal_s_sign_in_ties_to_the_session_only_when_no_other_call_accounts_for_it()
    {
        var person = new LineageCaller
        {
            Type = "IdentityCenterUser",
            Account = Account,
            OnBehalfOf = "p-1",
        };
        LineageCall Admin(LineageCall c) =>
            c with
            {
                Details = $$"""{"account_id":"{{Account}}","role_name":"Admin"}""",
            };
        var sso = Session("AWSReservedSSO_Admin_01", "ann", "ASIASSO00001", 0);
        var alone = new Calls().Call("Federate", 0, person, with: Admin).Use(sso, 1).Graph;
        Assert.Equal(
            ("identity-center p-1", Certainty.Inferred),
            (alone.To("ASIASSO00001").From, alone.To("ASIASSO00001").Certainty)
        );
        Assert.Equal("ann", alone.Nodes["identity-center p-1"].Named);

        var both = new Calls()
            .Call("Federate", 0, person, with: Admin)
            .Assume("AWSReservedSSO_Admin_01", "ann", "ASIASSO00001", 0)
            .Use(sso, 1)
            .Graph;
        Assert.Equal((Key, Certainty.Exact), (both.To("ASIASSO00001").From, both.To("ASIASSO00001").Certainty));
    }

    [Fact]
    public void The_source_identity_tells_which_of_several_sessions_went_on()
    {
        var other = new LineageCaller
        {
            Type = "AWSAccount",
            PrincipalId = "AROAAPP:ops",
            Account = Account,
        };
        Func<LineageCall, LineageCall> By(string name, string session) =>
            c =>
                c with
                {
                    Request =
                        $$"""{"roleArn":"{{IamArn("role/app")}}","roleSessionName":"{{session}}","sourceIdentity":"{{name}}"}""",
                };
        var graph = new Calls()
            .Assume("app", "ops", "ASIAAPP00001", 0, with: By("ann", "ops"))
            .Assume("app", "ops", "ASIAAPP00002", 1, with: By("eve", "ops"))
            .Use(Session("app", "ops", "ASIAAPP00001", 0), 1)
            .Use(Session("app", "ops", "ASIAAPP00002", 1), 1)
            .Assume("far", "sync", "ASIAFAR00001", 2, other, By("eve", "sync"))
            .Graph;

        Assert.Equal(
            ("ASIAAPP00002", Certainty.Inferred),
            (graph.To("ASIAFAR00001").From, graph.To("ASIAFAR00001").Certainty)
        );
    }

    [Fact]
    public void A_session_without_a_recorded_issue_ties_to_the_sign_on_session_of_its_name_and_address()
    {
        var sso = Session("AWSReservedSSO_Admin_01", "ann@example.org", "ASIASSO00001", 0);
        var role = Session("app", "ann@example.org", "ASIAAPP00001", 5);
        var near = new Calls().Use(sso, 1, 9).Use(role, 6).Graph;
        Assert.Equal(
            ("ASIASSO00001", Certainty.Inferred),
            (near.To("ASIAAPP00001").From, near.To("ASIAAPP00001").Certainty)
        );

        var far = new Calls().Use(sso, 1, 9).Use(role, 6, addresses: "192.0.2.77").Graph;
        Assert.DoesNotContain(far.In("ASIAAPP00001"), e => !e.Owns);

        var two = new Calls()
            .Use(sso, 1, 9)
            .Use(Session("AWSReservedSSO_Read_02", "ann@example.org", "ASIASSO00002", 1), 2, 9)
            .Use(role, 6)
            .Graph;
        Assert.All(two.In("ASIAAPP00001").Where(e => !e.Owns), e => Assert.Equal(Certainty.Ambiguous, e.Certainty));
        Assert.Equal(2, two.In("ASIAAPP00001").Count(e => !e.Owns));
    }
}
