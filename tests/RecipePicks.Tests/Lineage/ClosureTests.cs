using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>A closure goes back to the first human or key and forward to all that came of it, within bounds that it tells.</summary>
public sealed class ClosureTests
{
    private const string Instance = "i-0123456789abcdef0";
    private static readonly LineageCaller App = Session("app", "ops", "ASIAAPP00001", 0);

    [Fact]
    public void The_whole_chain_is_reached_from_either_end()
    {
        var graph = Chain().Graph;

        foreach (var lead in new[] { Key, "ASIAAPP00001", "AKIAEVE00001", IamArn("user/eve"), Instance })
        {
            var chain = graph.From(lead);
            Assert.All(
                new[]
                {
                    Key,
                    "ASIAAPP00001",
                    IamArn("user/eve"),
                    "AKIAEVE00001",
                    Instance,
                    Sts($"assumed-role/web/{Instance}"),
                },
                id => Assert.True(chain.Has(id), $"{lead}: {id}")
            );
            Assert.Empty(chain.Cuts);
        }
    }

    [Fact]
    public void Sessions_that_assume_each_other_do_not_hang_it()
    {
        var b = Session("b", "ops", "ASIABBB00001", 1);
        var graph = new Calls()
            .Assume("app", "ops", "ASIAAPP00001", 2, b)
            .Assume("b", "ops", "ASIABBB00001", 1, App)
            .Assume("app", "ops", "ASIAAPP00001", 0, App)
            .Use(App, 3)
            .Use(b, 3)
            .Graph;

        Assert.True(graph.From("ASIAAPP00001").Has("ASIABBB00001"));
        Assert.InRange(Origins.Of(graph, "ASIAAPP00001").Count, 0, 2);
        Assert.NotEmpty(ChainTree.Of(graph, graph.From("ASIAAPP00001")));
    }

    [Fact]
    public void What_others_did_with_a_shared_key_is_not_followed_and_said()
    {
        var graph = Chain()
            .Assume("deploy", "ci", "ASIADEPLOY01", 5, with: c => c with { Address = "192.0.2.1" })
            .Graph;

        Assert.True(graph.From(Key).Has("ASIADEPLOY01"));
        var chain = graph.From("AKIAEVE00001");
        Assert.False(chain.Has("ASIADEPLOY01"));
        Assert.Contains(chain.Cuts, c => c.Contains("from other addresses") && c.Contains(Key));
    }

    [Fact]
    public void An_address_lead_follows_only_calls_from_there()
    {
        var graph = Chain()
            .Assume("deploy", "ci", "ASIADEPLOY01", 5, with: c => c with { Address = "192.0.2.1" })
            .Use(Bob, 0, 9, 9, "198.51.100.7", "192.0.2.1")
            .Graph;

        var chain = Closure.Of(graph, [new Seed(Key, "198.51.100.7")]);

        Assert.True(chain.Has("ASIAAPP00001"));
        Assert.False(chain.Has("ASIADEPLOY01"));
    }

    [Fact]
    public void A_session_of_another_lead_is_followed_from_everywhere_though_it_was_used_from_an_address_that_is_a_lead()
    {
        var graph = Chain()
            .Use(App, 1, 9, 9, "198.51.100.7", "192.0.2.1")
            .Assume("deploy", "ci", "ASIADEPLOY01", 5, App, with: c => c with { Address = "192.0.2.1" })
            .Graph;
        var session = graph.Sessions.NodeOfKey("ASIAAPP00001")!;
        var deploy = graph.Sessions.NodeOfKey("ASIADEPLOY01") ?? "ASIADEPLOY01";
        Seed[] address = [new Seed(Key, "198.51.100.7"), new Seed(session, "198.51.100.7")];

        Assert.False(Closure.Of(graph, address).Has(deploy));
        Assert.True(Closure.Of(graph, [.. address, new Seed(Key)]).Has(deploy));
    }

    [Fact]
    public void Bounds_that_cut_are_told()
    {
        var calls = new Calls();
        var caller = Bob;
        for (var i = 0; i < 10; i++)
        {
            calls.Assume($"r{i}", "ops", $"ASIACHAIN{i:000}", i, caller);
            caller = Session($"r{i}", "ops", $"ASIACHAIN{i:000}", i);
            calls.Use(caller, i + 0.5, 20).Assume("many", $"s{i}", $"ASIAMANY{i:0000}", 15);
        }

        var graph = calls.Graph;

        var deep = Closure.Of(graph, [new Seed(Key)], new Bounds { Depth = 3 });
        Assert.False(deep.Has("ASIACHAIN005"));
        Assert.Contains(deep.Cuts, c => c.Contains("more than 3 steps"));
        var wide = Closure.Of(graph, [new Seed(Key)], new Bounds { FanOut = 4 });
        Assert.Contains(wide.Cuts, c => c.Contains("the first 4 are followed"));
        var early = Closure.Of(graph, [new Seed(Key)], new Bounds { Until = At(4) });
        Assert.True(early.Has("ASIACHAIN004"));
        Assert.False(early.Has("ASIACHAIN005"));
        Assert.Contains(early.Cuts, c => c.Contains("the window ends there"));
        Assert.Contains(
            Closure.Of(graph, [new Seed(Key)], new Bounds { Nodes = 3 }).Cuts,
            c => c.Contains("more than 3")
        );
    }

    [Fact]
    public void What_came_of_a_lead_is_told_from_what_came_of_those_before_it()
    {
        var graph = Chain().Assume("db", "ops", "ASIADB000001", 3, App).Graph;

        var chain = graph.From("ASIADB000001");
        Assert.True(chain.Has("AKIAEVE00001"));
        Assert.False(chain.CameOfLead("AKIAEVE00001"));
        Assert.False(chain.CameOfLead("ASIADB000001"));
        Assert.True(graph.From("ASIAAPP00001").CameOfLead("ASIADB000001"));
        Assert.True(graph.From(Key).CameOfLead("AKIAEVE00001"));
    }

    [Fact]
    public void Of_more_than_it_follows_what_lasts_comes_before_sessions()
    {
        var calls = new Calls().Use(Bob, 0, 300);
        for (var i = 0; i < 200; i++)
        {
            calls.Assume("ci", $"build{i}", $"ASIABUILD{i:0000}", i);
        }

        var graph = calls.Call("CreateUser", 250, Bob, new { userName = "eve" }).Graph;

        var chain = graph.From(Key);
        Assert.True(chain.Has(IamArn("user/eve")));
        Assert.True(chain.Has("ASIABUILD0000"));
        Assert.False(chain.Has("ASIABUILD0199"));
        Assert.Contains(chain.Cuts, c => c.Contains("the first 100 are followed"));
    }

    [Fact]
    public void What_was_escalated_or_tried_is_shown_and_not_followed()
    {
        var graph = new Calls()
            .Call(
                "AttachUserPolicy",
                0,
                Bob,
                new { userName = "ann", policyArn = "arn:aws:iam::aws:policy/AdministratorAccess" }
            )
            .Failed(
                "AssumeRole",
                0,
                Bob,
                $"not authorized to perform: sts:AssumeRole on resource: {IamArn("role/admin")}"
            )
            .Use(
                new LineageCaller
                {
                    Type = "IAMUser",
                    Arn = IamArn("user/ann"),
                    Account = Account,
                    Key = "AKIAANN00001",
                },
                5
            )
            .Use(Session("admin", "x", "ASIAADMIN001", 1), 5)
            .Graph;

        var chain = graph.From(Key);

        Assert.True(chain.Has(IamArn("user/ann")) && chain.Has(IamArn("role/admin")));
        Assert.False(chain.Has("AKIAANN00001") || chain.Has("ASIAADMIN001"));
    }

    [Fact]
    public void A_new_trust_leads_to_those_whom_it_let_in_and_to_nobody_else()
    {
        const string Trust =
            """{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"sts:AssumeRole"},{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        var outside = new LineageCaller
        {
            Type = "AWSAccount",
            PrincipalId = "AIDAOUT",
            Account = "999988887777",
        };
        var graph = new Calls()
            .Call("UpdateAssumeRolePolicy", 0, Bob, new { roleName = "report", policyDocument = Trust })
            .Use(outside, 5)
            .Assume("report", "them", "ASIAOUT00001", 5, outside)
            .Assume(
                "report",
                "us",
                "ASIAUS000001",
                6,
                Bob with
                {
                    Key = "AKIAANN00001",
                    Arn = IamArn("user/ann"),
                    PrincipalId = "AIDAANN",
                }
            )
            .Use(Session("report", "them", "ASIAOUT00001", 5), 6)
            .Graph;

        var chain = graph.From(Key);

        Assert.True(chain.Has("ASIAOUT00001"));
        Assert.False(chain.Has("ASIAUS000001"));
        Assert.Contains($"{IamArn("role/report")} -Trusted-> ASIAOUT00001", chain.Edges.Said());
        Assert.True(graph.From("ASIAOUT00001").Has(Key));
    }

    [Fact]
    public void Its_tree_holds_every_node_once_and_folds_failures_alike()
    {
        var calls = Chain();
        for (var i = 0; i < 9; i++)
        {
            calls.Failed(
                "AssumeRole",
                3,
                App,
                $"not authorized to perform: sts:AssumeRole on resource: {IamArn($"role/r{i}")}"
            );
        }

        var graph = calls.Graph;
        var chain = graph.From(Key);
        var tree = ChainTree.Of(graph, chain);

        Assert.Equal(chain.Nodes.Count, tree.Count + tree.Sum(l => l.Others));
        var folded = Assert.Single(tree, l => l.Others > 0);
        Assert.Equal((8, 9), (folded.Others, folded.Via!.Count));
        Assert.Equal(IamArn("user/bob"), tree[0].Id);
    }

    [Fact]
    public void It_is_the_same_whatever_the_order_of_the_rows()
    {
        var rows = Everything().Rows;
        var expected = Print(rows);
        Assert.Contains("ASIAAPP00001", expected);

        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    var dice = new System.Random(seed);
                    return Print(
                            rows with
                            {
                                Calls = [.. rows.Calls.OrderBy(_ => dice.Next())],
                                Uses = [.. rows.Uses.OrderBy(_ => dice.Next())],
                                Services = [.. rows.Services.OrderBy(_ => dice.Next())],
                            }
                        ) == expected;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static string Print(LineageRows rows)
    {
        var graph = LineageBuilder.Build(rows);
        var chain = Closure.Of(
            graph,
            [new Seed("AKIAEVE00001"), new Seed(IamArn("user/bob"), "198.51.100.7")],
            new Bounds { FanOut = 5 }
        );
        return string.Join(
            '\n',
            chain
                .Nodes.Select(n =>
                    $"{n.Id} {n.Way} {n.Depth} {graph.Nodes[n.Id].Label} {graph.Nodes[n.Id].Calls} {Lifetime.Of(graph, graph.Nodes[n.Id])}"
                )
                .Concat(
                    chain.Edges.Select(e => $"{e.From} {e.To} {e.Kind} {e.Time} {e.Certainty} {e.EventId} {e.Count}")
                )
                .Concat(ChainTree.Of(graph, chain).Select(l => $"{l.Depth} {l.Id} {l.Others}"))
                .Concat(chain.Cuts)
        );
    }

    private static Calls Chain() =>
        new Calls()
            .Use(Bob, 0, 9)
            .Assume("app", "ops", "ASIAAPP00001", 0)
            .Use(App, 1, 9)
            .Call("CreateUser", 1, App, new { userName = "eve" }, new { user = new { arn = IamArn("user/eve") } })
            .Call(
                "CreateAccessKey",
                2,
                App,
                new { userName = "eve" },
                new { accessKey = new { accessKeyId = "AKIAEVE00001", userName = "eve" } }
            )
            .Use(
                new LineageCaller
                {
                    Type = "IAMUser",
                    Arn = IamArn("user/eve"),
                    Account = Account,
                    Key = "AKIAEVE00001",
                },
                4
            )
            .Call(
                "RunInstances",
                3,
                App,
                new { iamInstanceProfile = new { name = "web" } },
                new { instancesSet = new { items = new[] { new { instanceId = Instance } } } }
            )
            .Service("ec2.amazonaws.com", "web", Instance, 3)
            .Use(Session("web", Instance, "ASIAWEB00001", 3), 4);

    private static Calls Everything()
    {
        var other = new LineageCaller
        {
            Type = "AWSAccount",
            PrincipalId = "AROAAPP:ops",
            Account = Account,
        };
        LineageCall Shared(LineageCall c) => c with { SharedId = "s-1" };
        var calls = Chain()
            .Assume("far", "sync", "ASIAFAR00001", 2, other, Shared)
            .Assume("far", "sync", null, 2, App, Shared)
            .Assume("app", "two", null, 5)
            .Assume("app", "two", null, 5)
            .Use(Session("app", "two", "ASIATWO00001", 5), 6)
            .Use(Session("app", "two", "ASIATWO00002", 5), 6)
            .Call("ConsoleLogin", 7, Bob with { Key = null }, response: new { ConsoleLogin = "Success" })
            .Use(Bob with { Key = "ASIACONSOLE1", Created = Text(7) }, 8)
            .Use(Bob with { Key = "ASIACONSOLE2", Created = Text(7) }, 8)
            .Call("DeleteAccessKey", 9, Bob, new { userName = "eve", accessKeyId = "AKIAEVE00001" })
            .Call("SendCommand", 9, Bob, new { instanceIds = new[] { Instance } });
        for (var i = 0; i < 8; i++)
        {
            calls.Failed(
                "AssumeRole",
                3,
                App,
                $"not authorized to perform: sts:AssumeRole on resource: {IamArn($"role/r{i % 4}")}"
            );
        }

        return calls;
    }
}
