using RecipePicks.Cases;
using static RecipePicks.Tests.Cases.Timelines.Timed;

namespace RecipePicks.Tests.Cases.Timelines;

public sealed class FirstsTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Fact]
    public void What_an_identity_does_for_the_first_time_in_the_evidence_is_marked_once()
    {
        var events = new[]
        {
            Event(0, "a"),
            Event(10, "b", address: "203.0.113.9"),
            Event(10, "c", address: "203.0.113.9"),
            Event(20, "d", name: "RunInstances"),
        };
        var firsts = FirstsOf(events);
        firsts.Add(Alice, "api", "ec2:DescribeRegions", "2024-01-01T00:00:00Z");
        firsts.Add(Alice, "address", "198.51.100.7", "2024-01-01T00:00:00Z");

        var marks = firsts.Mark(events);

        Assert.Equal(
            [("a", "api"), ("a", "region"), ("a", "user-agent"), ("b", "address"), ("d", "api")],
            events.Where(marks.ContainsKey).SelectMany(e => marks[e]).Select(f => (f.EventId, f.What))
        );
        Assert.Equal("ec2:RunInstances", marks[events[3]][0].Value);
    }

    [Fact]
    public void The_first_call_of_an_identity_is_one_mark()
    {
        var events = new[] { Event(0, "a"), Event(5, "b", name: "RunInstances") };

        var marks = FirstsOf(events).Mark(events);

        Assert.Equal([new FirstSeen("identity", Alice, "a")], marks[events[0]]);
        Assert.Equal([new FirstSeen("api", "ec2:RunInstances", "b")], marks[events[1]]);
    }

    [Fact]
    public void Who_is_not_looked_up_is_not_marked() =>
        Assert.Empty(new Firsts().Mark([Event(0, "a"), Event(1, "b", identity: null)]));

    private static Firsts FirstsOf(IEnumerable<TimelineEvent> events)
    {
        var firsts = new Firsts();
        foreach (var e in events)
        {
            firsts.Add(e.Identity!, "api", e.Api, e.Time);
            firsts.Add(e.Identity!, "address", e.Address!, e.Time);
            firsts.Add(e.Identity!, "region", e.Region!, e.Time);
            firsts.Add(e.Identity!, "user-agent", e.Agent!, e.Time);
        }

        return firsts;
    }
}
