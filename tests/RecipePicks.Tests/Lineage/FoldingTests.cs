using RecipePicks.Lineage;

namespace RecipePicks.Tests.Lineage;

public sealed class FoldingTests
{
    [Fact]
    public void Calls_alike_are_one_edge_the_first_with_the_number_of_events() =>
        Assert.Equal(
            [("e1", 2), ("e4", 1)],
            Folding
                .Of([Edge("e2", 2), Edge("e1", 1), Edge("e2", 2), Edge("e4", 1) with { Resource = "a bucket" }])
                .Select(e => (e.EventId, e.Count))
        );

    [Fact]
    public void What_is_less_certain_is_an_edge_of_its_own_unless_it_was_an_attempt()
    {
        LineageEdge[] edges = [Edge("e1", 1), Edge("e2", 2) with { Certainty = Certainty.Ambiguous }];

        Assert.Equal(2, Folding.Of(edges).Count());
        Assert.Single(Folding.Of([.. edges.Select(e => e with { Kind = EdgeKind.Attempted })]));
    }

    [Fact]
    public void Edges_are_found_by_an_end_in_their_order()
    {
        LineageEdge[] edges =
        [
            Edge("e1", 1),
            Edge("e2", 2) with
            {
                To = "c",
            },
            Edge("e3", 3),
            Edge("e4", 4) with
            {
                From = "d",
            },
        ];
        var (from, to) = (new EdgesBy(edges, e => e.From), new EdgesBy(edges, e => e.To));

        Assert.Equal(["e1", "e2", "e3"], from["a"].Select(e => e.EventId));
        Assert.Equal(["e1", "e3", "e4"], to["b"].Select(e => e.EventId));
        Assert.Equal(["e2"], to["c"].Select(e => e.EventId));
        Assert.Empty(from["nobody"]);
        Assert.Empty(new EdgesBy([], e => e.From)["a"]);
    }

    private static LineageEdge Edge(string id, int minute) =>
        new()
        {
            From = "a",
            To = "b",
            Kind = EdgeKind.Issued,
            Certainty = Certainty.Exact,
            EventId = id,
            Call = "AssumeRole",
            Time = new DateTime(2026, 3, 10, 22, minute, 0, DateTimeKind.Utc),
        };
}
