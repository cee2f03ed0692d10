using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Cases;
using static RecipePicks.Tests.Cases.Timelines.Timed;

namespace RecipePicks.Tests.Cases.Timelines;

public sealed class FoldingTests
{
    [Fact]
    public void Calls_of_one_identity_to_one_api_within_minutes_are_a_run_even_with_others_between()
    {
        TimelineEvent[] events =
        [
            Event(0, "a1"),
            Event(1, "b1", name: "DescribeVolumes"),
            Event(60, "a2", address: "203.0.113.9"),
            Event(61, "c1", identity: "arn:aws:iam::111122223333:user/bob"),
            Event(120, "d1", error: "Client.UnauthorizedOperation"),
            Event(200, "a3"),
        ];

        var runs = events.Fold();

        Assert.Equal(
            [
                ["a1", "a2", "a3"],
                ["b1"],
                ["c1"],
                ["d1"],
            ],
            runs.Select(r => r.EventIds)
        );
        Assert.Equal(["198.51.100.7", "203.0.113.9"], runs[0].Addresses);
        Assert.Equal((Start, Start.AddSeconds(200), 3), (runs[0].First, runs[0].Last, runs[0].Count));
        Assert.Equal(["succeeded", "succeeded", "succeeded", "denied"], runs.Select(r => r.Outcome));
    }

    [Fact]
    public void A_run_ends_when_the_next_call_is_more_than_five_minutes_away()
    {
        var runs = new[] { Event(0, "a"), Event(300, "b"), Event(601, "c") }.Fold();

        Assert.Equal(
            [
                ["a", "b"],
                ["c"],
            ],
            runs.Select(r => r.EventIds)
        );
    }

    [Fact]
    public void A_burst_is_ten_calls_within_a_minute()
    {
        var slow = Enumerable.Range(0, 20).Select(i => Event(i * 7, $"{i:00}")).ToList().Fold();
        var fast = Enumerable.Range(0, 20).Select(i => Event(i * 6, $"{i:00}")).ToList().Fold();

        Assert.Equal((9, false), (slow[0].PeakPerMinute, slow[0].IsBurst));
        Assert.Equal((10, true), (fast[0].PeakPerMinute, fast[0].IsBurst));
    }

    [Fact]
    public void Folding_loses_no_event_and_keeps_the_order() =>
        Prop.ForAll(Arb.From(Events), Keeps).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static Gen<List<TimelineEvent>> Events =>
        Gen.Choose(0, 5000)
            .SelectMany(_ => Gen.Choose(0, 2), (seconds, who) => (seconds, who))
            .SelectMany(_ => Gen.Choose(0, 2), (e, name) => (e.seconds, e.who, name))
            .SelectMany(_ => Gen.Choose(0, 1), (e, failed) => (e.seconds, e.who, e.name, failed))
            .ListOf()
            .Select(all =>
                all.OrderBy(e => e.seconds)
                    .Select(
                        (e, i) =>
                            Event(
                                e.seconds,
                                $"{i:0000}",
                                e.who == 0 ? null : $"user {e.who}",
                                $"Call{e.name}",
                                e.failed == 0 ? null : "AccessDenied"
                            )
                    )
                    .ToList()
            );

    private static bool Keeps(List<TimelineEvent> events)
    {
        var runs = events.Fold();
        var ids = events.ToDictionary(e => e.EventId);
        return runs.Sum(r => r.Count) == events.Count
            && runs.SelectMany(r => r.EventIds).ToHashSet().SetEquals(ids.Keys)
            && runs.All(r => r.EventIds.SequenceEqual(r.EventIds.Order(StringComparer.Ordinal)))
            && runs.Zip(runs.Skip(1)).All(p => p.First.First <= p.Second.First)
            && runs.All(r => r.First == ids[r.EventIds[0]].At && r.Last == ids[r.EventIds[^1]].At)
            && runs.All(r => r.EventIds.All(id => (ids[id].Identity, ids[id].Name) == (r.Identity, r.EventName)))
            && runs.GroupBy(r => (r.Identity, r.EventName, r.Outcome))
                .All(g => g.Zip(g.Skip(1)).All(p => p.Second.First - p.First.Last > Folding.Apart));
    }
}
