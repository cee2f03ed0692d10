using RecipePicks.Lineage;

namespace RecipePicks.Cases;

/// <summary>A chain as the contract's graph: its credentials, the calls between them, and the addresses that they were used from.</summary>
internal static class ChainGraph
{
    private const int MostAddresses = 20;

    /// <summary>Writes it.</summary>
    public static CredentialGraph Of(LineageGraph graph, Closure chain)
    {
        var nodes = chain.Nodes.Select(n => graph.Nodes[n.Id]).ToList();
        var uses = nodes.SelectMany(n => UsedFrom(n).Take(MostAddresses)).ToList();
        var addresses = uses.Select(u => u.To)
            .Where(a => !chain.Has(a))
            .Distinct()
            .Select(a => new GraphNode(a, "address", a));
        return new CredentialGraph(
            [
                .. nodes
                    .Select(n => new GraphNode(n.Id, n.Kind, n.Label))
                    .Concat(addresses)
                    .OrderBy(n => n.Id, StringComparer.Ordinal),
            ],
            [
                .. chain
                    .Edges.Select(e => new GraphEdge(
                        e.From,
                        e.To,
                        Word(e.Again ? EdgeKind.Escalated : e.Kind),
                        e.Time,
                        e.Certainty,
                        e.EventId
                    ))
                    .Concat(uses)
                    .OrderBy(e => e.Time is null)
                    .ThenBy(e => e.Time)
                    .ThenBy(e => e.EventId, StringComparer.Ordinal)
                    .ThenBy(e => e.From, StringComparer.Ordinal)
                    .ThenBy(e => e.To, StringComparer.Ordinal)
                    .ThenBy(e => e.Kind, StringComparer.Ordinal),
            ]
        );
    }

    private static IEnumerable<GraphEdge> UsedFrom(LineageNode node) =>
        node
            .Uses.SelectMany(u => u.Addresses.Where(Names.IsAddress).Select(a => (Address: a, Use: u)))
            .GroupBy(p => p.Address)
            .OrderByDescending(g => g.Sum(p => p.Use.Calls))
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g =>
            {
                var first = g.OrderBy(p => p.Use.First).First().Use;
                return new GraphEdge(
                    node.Id,
                    g.Key,
                    "used-from",
                    first.First,
                    Certainty.Exact,
                    first.Evidence is [var id, ..] ? id : ""
                );
            });

    private static string Word(EdgeKind kind) => kind.ToString().ToLowerInvariant();
}
