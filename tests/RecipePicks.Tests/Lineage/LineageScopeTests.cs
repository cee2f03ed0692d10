using RecipePicks.Cases;
using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>A graph of what bears on a lead says the same of it as a graph of everything.</summary>
public sealed class LineageScopeTests
{
    [Fact]
    public void What_has_nothing_to_do_with_the_lead_is_not_read()
    {
        var calls = new Calls()
            .Use(Bob, 0, 9)
            .Assume("app", "ops", "ASIAAPP00001", 1)
            .Use(Session("app", "ops", "ASIAAPP00001", 1), 2)
            .Assume("db", "eve", "ASIAEVE00001", 3, User("eve"))
            .Use(User("eve"), 0, 9)
            .Use(Session("db", "eve", "ASIAEVE00001", 3), 4);

        var part = Part(calls.Rows, Key);

        Assert.Equal(["AssumeRole"], part.Calls.Select(c => c.Name));
        Assert.Equal(2, part.Uses.Count);
        Same(calls.Rows, Key);
    }

    [Fact]
    public void Other_sessions_of_a_role_are_read_where_the_role_is_the_lead_or_was_made_by_it()
    {
        var calls = new Calls()
            .Use(Bob, 0, 9)
            .Assume("app", "ops", "ASIAAPP00001", 1)
            .Use(Session("app", "ops", "ASIAAPP00001", 1), 2)
            .Use(Session("app", "eve", "ASIAEVE00001", 3), 4);

        Assert.Equal(2, Part(calls.Rows, Key).Uses.Count);
        Assert.Equal(3, Part(calls.Rows, IamArn("role/app")).Uses.Count);
        var made = calls.Call("CreateRole", 0, Bob, new { roleName = "app" });
        Assert.Equal(3, Part(made.Rows, Key).Uses.Count);
        Same(made.Rows, Key);
    }

    [Fact]
    public void Who_made_an_identity_first_is_read_even_where_two_made_each_other()
    {
        var calls = new Calls()
            .Call("CreateUser", 1, User("ann"), new { userName = "eve" })
            .Call("CreateUser", 2, User("eve"), new { userName = "ann" })
            .Call("CreateUser", 3, Bob, new { userName = "ann" })
            .Use(User("ann"), 4)
            .Use(User("eve"), 4)
            .Use(Bob, 4);

        foreach (var lead in new[] { "ann", "eve", "bob" })
        {
            Same(calls.Rows, IamArn($"user/{lead}"));
        }
    }

    [Fact]
    public void Who_stands_behind_what_the_lead_only_touched_is_read_back_to_the_first()
    {
        var calls = new Calls().Use(Bob, 0, 9).Use(User("eve"), 0, 9);
        var maker = User("eve");
        foreach (var (name, at) in new[] { ("max", 1), ("ann", 2), ("kim", 3) })
        {
            var made = User(name) with { Key = $"AKIA{name.ToUpperInvariant()}000000MADE" };
            calls
                .Call(
                    "CreateAccessKey",
                    at,
                    maker,
                    new { userName = name },
                    new { accessKey = new { accessKeyId = made.Key, userName = name } }
                )
                .Use(made, at + 1);
            maker = made;
        }

        calls
            .Call("CreateUser", 5, maker, new { userName = "new" })
            .Call("AttachUserPolicy", 6, Bob, new { userName = "new", policyArn = "arn:aws:iam::aws:policy/X" });

        Assert.Equal(5, Part(calls.Rows, Key).Calls.Count);
        Assert.Equal(
            User("eve").Key,
            Origins.Of(LineageBuilder.Build(Part(calls.Rows, Key)), IamArn("user/new"))[0].From
        );
        Same(calls.Rows, Key);
    }

    [Fact]
    public void What_strangers_did_to_what_the_lead_made_and_to_its_roles_is_read()
    {
        var calls = new Calls { End = At(20) }
            .Use(Bob, 0, 9)
            .Bucket(1, Bob, "999988887777")
            .Bucket(2, User("ann"), Account)
            .Assume("app", "ops", "ASIAAPP00001", 3)
            .Use(Session("app", "ops", "ASIAAPP00001", 3), 4)
            .Revoke(5, User("ann"))
            .Call("DeleteRolePolicy", 6, User("eve"), new { roleName = "app", policyName = "AWSRevokeOlderSessions" });

        Assert.Equal(5, Part(calls.Rows, Key).Calls.Count);
        Same(calls.Rows, Key);
        Same(calls.Rows, IamArn("role/app"));
    }

    // A few hundred made-up logs, each with every identity as a lead.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Of_any_log_and_any_lead_it_says_the_same(int seed)
    {
        for (var i = 0; i < 40; i++)
        {
            var rows = new RandomLog((seed * 1000) + i).Rows;
            foreach (var lead in rows.Uses.SelectMany(u => CallTies.NamesOf(u.Caller)).Distinct().Take(6))
            {
                Same(rows, lead);
            }
        }
    }

    private static void Same(LineageRows rows, string lead)
    {
        Assert.Equal(Said(LineageBuilder.Build(rows), lead), Said(LineageBuilder.Build(Part(rows, lead)), lead));
    }

    // All that letters tell of a chain: its nodes and edges, what was left out, who stands behind whom, what is to be done.
    private static List<string> Said(LineageGraph graph, string lead)
    {
        var seeds = graph.Nodes.Values.Where(n => n.Id == lead || n.UniqueId == lead || n.Keys.Contains(lead));
        var chain = graph.From(seeds.Select(n => n.Id));
        return
        [
            .. chain.Nodes.Select(n =>
                $"{n.Id} {n.Way} {n.Depth} {graph.Label(n.Id)} {graph.Nodes[n.Id].Calls} {graph.Nodes[n.Id].Principal} "
                + $"{Lifetime.Of(graph, graph.Nodes[n.Id])} "
                + string.Join(" < ", Origins.Of(graph, n.Id).Select(e => $"{e.From} {e.EventId} {e.Certainty}"))
            ),
            .. chain.Edges.Select(e => $"{e.From} {e.Kind} {e.To} {e.EventId} {e.Certainty} {e.Count}"),
            .. chain.Cuts,
            .. Containment
                .Of(graph, chain, new Dictionary<string, long>())
                .Select(s => $"{s.Text} {s.Command} {s.Done}"),
        ];
    }

    // What the reader does, with lists in an engine's place.
    private static LineageRows Part(LineageRows rows, string lead)
    {
        var own = rows.Accounts.ToHashSet();
        var scope = new LineageScope(rows.Calls.SelectMany(c => CallTies.Of(c, own)), new LineageLeads([lead], []));
        var uses = new HashSet<LineageUse>();
        for (var found = scope.Follow().ToHashSet(); found.Count > 0; found = [.. scope.Follow()])
        {
            foreach (var use in rows.Uses.Where(u => IsOf(u.Caller, found)).Where(uses.Add))
            {
                scope.Take(use);
            }

            foreach (var service in rows.Services)
            {
                scope.Take(service, Workloads.ArnOf(service));
            }
        }

        var events = scope.EventIds.ToHashSet();
        return rows with
        {
            Calls = [.. rows.Calls.Where(c => events.Contains(c.Id))],
            Uses = [.. rows.Uses.Where(uses.Contains)],
        };
    }

    private static bool IsOf(LineageCaller caller, HashSet<string> found)
    {
        var session = Names.SessionName(caller.Arn, caller.PrincipalId);
        return CallTies.NamesOf(caller).Any(found.Contains)
            || found.Any(f =>
                (TieNames.SessionsIn(f) is { } role && Names.RoleOf(caller.Arn) == role)
                || (TieNames.NameIn(f) is { } name && session == name)
                || (TieNames.SignOnIn(f) is { } person && session == person)
            );
    }

    /// <summary>A few users, roles and workloads that take, make, change and end each other at random.</summary>
    private sealed class RandomLog
    {
        private static readonly string[] Users = ["ann", "bob", "eve", "max"];
        private static readonly string[] Roles = ["app", "db", "AWSReservedSSO_Admin_1"];
        private readonly Random _random;
        private readonly Calls _calls = new();
        private readonly List<LineageCaller> _callers = [];
        private int _at;

        public RandomLog(int seed)
        {
            _random = new Random(seed);
            _callers.AddRange(Users.Take(2 + _random.Next(3)).Select(User));
            for (var i = 0; i < 6 + _random.Next(20); i++)
            {
                _at++;
                Step(_callers[_random.Next(_callers.Count)]);
            }

            foreach (var caller in _callers.Where(_ => _random.Next(4) > 0))
            {
                _calls.Use(caller, ++_at, _at + 3, addresses: [$"198.51.100.{_random.Next(3)}"]);
            }
        }

        public LineageRows Rows => _calls.Rows;

        private string Pick(params string[] of) => of[_random.Next(of.Length)];

        private void Step(LineageCaller caller)
        {
            var (user, role) = (Pick(Users), Pick(Roles));
            switch (_random.Next(18))
            {
                case 0 or 1 or 2:
                    var name = Pick("ops", "ann@example.com", "i-0123456789abcdef0", $"run{_at}");
                    var key = _random.Next(4) == 0 ? null : $"ASIA{_at:D8}";
                    _calls.Assume(role, name, key, _at, caller);
                    _callers.Add(Session(role, name, key ?? $"ASIA{_at:D8}", _at));
                    break;
                case 3:
                    _calls.Call("CreateUser", _at, caller, new { userName = user });
                    break;
                case 4:
                    var made = $"AKIA{_at:D8}MADE";
                    _calls.Call(
                        "CreateAccessKey",
                        _at,
                        caller,
                        new { userName = user },
                        new { accessKey = new { accessKeyId = made, userName = user } }
                    );
                    _callers.Add(User(user) with { Key = made });
                    break;
                case 5:
                    _calls.Call(
                        "AttachUserPolicy",
                        _at,
                        caller,
                        new { userName = user, policyArn = "arn:aws:iam::aws:policy/X" }
                    );
                    break;
                case 6:
                    _calls.Call(
                        "UpdateAssumeRolePolicy",
                        _at,
                        caller,
                        new
                        {
                            roleName = role,
                            policyDocument = $$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Pick(IamArn($"user/{user}"), "999988887777", "*")}}"},"Action":"sts:AssumeRole"}]}""",
                        }
                    );
                    break;
                case 7:
                    _calls.Call("CreateRole", _at, caller, new { roleName = role });
                    break;
                case 8:
                    _calls.Call("DeleteUser", _at, caller, new { userName = user });
                    break;
                case 9:
                    _calls.Call("DeleteRole", _at, caller, new { roleName = role });
                    break;
                case 10:
                    _calls.Call(
                        "RunInstances",
                        _at,
                        caller,
                        new { iamInstanceProfile = new { arn = IamArn("instance-profile/web") } },
                        new { instancesSet = new { items = new[] { new { instanceId = "i-0123456789abcdef0" } } } }
                    );
                    break;
                case 12:
                    _calls.Bucket(_at, caller, Pick(Account, "999988887777", "*"), Pick("b1", "b2"));
                    break;
                case 13:
                    _calls.Call(Pick("DeleteBucketPolicy", "DeleteBucket"), _at, caller, new { bucketName = "b1" });
                    break;
                case 14:
                    _calls.Revoke(_at, caller, role);
                    break;
                case 15:
                    _calls.Inline(_at, caller, role, Pick("Allow", "Deny"));
                    break;
                case 16:
                    _calls.Call(
                        "DeleteRolePolicy",
                        _at,
                        caller,
                        new { roleName = role, policyName = "AWSRevokeOlderSessions" }
                    );
                    break;
                case 11:
                    _calls.Service("ecs-tasks.amazonaws.com", role, $"run{_at - 1}", _at);
                    break;
                default:
                    _calls.Failed(
                        "AssumeRole",
                        _at,
                        caller,
                        $"User: {caller.Arn} is not authorized to perform: sts:AssumeRole on resource: {IamArn($"role/{role}")}"
                    );
                    break;
            }
        }
    }
}
