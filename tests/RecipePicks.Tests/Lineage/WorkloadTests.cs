using RecipePicks.Lineage;
using static RecipePicks.Tests.Lineage.Calls;

namespace RecipePicks.Tests.Lineage;

/// <summary>Sessions that services take tie to the workloads that they take them for.</summary>
public sealed class WorkloadTests
{
    private const string Instance = "i-0123456789abcdef0";

    [Fact]
    public void An_instance_s_session_is_named_after_it_and_its_keys_are_one_session()
    {
        var graph = new Calls()
            .Call(
                "RunInstances",
                0,
                Bob,
                new { iamInstanceProfile = new { name = "web" } },
                new
                {
                    instancesSet = new
                    {
                        items = new[] { new { instanceId = Instance, privateIpAddress = "10.0.0.9" } },
                    },
                }
            )
            .Service("ec2.amazonaws.com", "web", Instance, 1)
            .Use(Session("web", Instance, "ASIAWEB00001", 1), 2)
            .Use(Session("web", Instance, "ASIAWEB00002", 400), 401)
            .Graph;

        var session = Sts($"assumed-role/web/{Instance}");
        Assert.Equal([$"{Key} -Carried-> {Instance}", $"{Instance} -Issued-> {session}"], graph.Edges.Said());
        Assert.Equal(["ASIAWEB00001", "ASIAWEB00002"], graph.Nodes[session].Keys);
        Assert.True(graph.Nodes[session].IsWorkloads);
        Assert.Equal("10.0.0.9", graph.OwnAddresses[Instance]);
        Assert.Equal([IamArn("instance-profile/web")], graph.In(Instance).Single().Carries);
    }

    [Fact]
    public void An_instance_without_any_record_of_its_session_s_issue_is_still_known_by_the_name()
    {
        var graph = new Calls().Use(Session("web", Instance, "ASIAWEB00001", 1), 2).Graph;

        var edge = graph.To(Sts($"assumed-role/web/{Instance}"));
        Assert.Equal((Instance, Certainty.Exact, null), (edge.From, edge.Certainty, edge.Time));
    }

    [Fact]
    public void A_function_s_and_a_task_s_session_carry_their_names()
    {
        var function = $"arn:aws:lambda:us-east-1:{Account}:function:resize";
        var task = $"arn:aws:ecs:us-east-1:{Account}:task/main/0123456789abcdef0123456789abcdef";
        var graph = new Calls()
            .Call(
                "CreateFunction20150331",
                0,
                Bob,
                new { functionName = "resize", role = IamArn("role/fn") },
                new { functionArn = function }
            )
            .Call("RunTask", 0, Bob, new { taskDefinition = "t:1" }, new { tasks = new[] { new { taskArn = task } } })
            .Service("lambda.amazonaws.com", "fn", "resize", 1)
            .Service("ecs-tasks.amazonaws.com", "job", "0123456789abcdef0123456789abcdef", 1)
            .Use(Session("fn", "resize", "ASIAFN000001", 1), 2)
            .Graph;

        Assert.Equal(function, graph.To(Sts("assumed-role/fn/resize")).From);
        Assert.Equal(task, graph.To(Sts("assumed-role/job/0123456789abcdef0123456789abcdef")).From);
    }

    [Fact]
    public void Where_the_name_says_nothing_the_carriers_of_the_role_are_candidates()
    {
        Calls Jobs(int count)
        {
            var calls = new Calls();
            for (var i = 0; i < count; i++)
            {
                calls.Call("CreateJob", i, Bob, new { name = $"job{i}", role = IamArn("role/etl") });
            }

            return calls.Service("glue.amazonaws.com", "etl", "GlueJobRunnerSession", 9);
        }

        var session = Sts("assumed-role/etl/GlueJobRunnerSession");
        Assert.Equal(Certainty.Inferred, Jobs(1).Graph.To(session).Certainty);
        var two = Jobs(2).Graph.In(session).Where(e => !e.Owns).ToList();
        Assert.Equal((2, Certainty.Ambiguous), (two.Count, two.Max(e => e.Certainty)));
        var used = Jobs(0).Use(Session("etl", "GlueJobRunnerSession", "ASIAETL00001", 9), 10);
        Assert.Equal("glue.amazonaws.com", used.Graph.To(session).From);
    }

    [Fact]
    public void PassRole_is_read_off_the_call_that_carried_the_role()
    {
        var graph = new Calls()
            .Call(
                "RunInstances",
                1,
                Bob,
                new { iamInstanceProfile = new { arn = IamArn("instance-profile/path/web") } },
                new { instancesSet = new { items = new[] { new { instanceId = Instance } } } }
            )
            .Graph;

        Assert.Equal([IamArn("instance-profile/web")], graph.To(Instance).Carries);
    }
}
