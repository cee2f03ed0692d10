namespace RecipePicks.Lineage;

/// <summary>One line of a chain drawn as a tree.</summary>
/// <param name="Depth">How deep, from 0.</param>
/// <param name="Id">The node.</param>
/// <param name="Via">The edge from the line above it; null for a root.</param>
internal sealed record ChainLine(int Depth, string Id, LineageEdge? Via);

/// <summary>Draws a closure as a tree: every node once, under the call that made it.</summary>
internal static class ChainTree
{
    /// <summary>The lines: who came first is a root; what came of it stands below, by time.</summary>
    public static IReadOnlyList<ChainLine> Of(LineageGraph graph, Closure chain)
    {
        var edges = chain.Edges;
        var parents = chain
            .Nodes.Select(n => (n.Id, Edge: edges.Where(e => e.To == n.Id).OrderBy(e => e.Kind == EdgeKind.Attempted).ThenBy(e => e.Owns).ThenBy(e => e.Kind).ThenBy(e => e.Time is null).ThenBy(e => e.Time).ThenBy(e => e.EventId, StringComparer.Ordinal).FirstOrDefault()))
            .ToDictionary(p => p.Id, p => p.Edge, StringComparer.Ordinal);
        var children = parents.Values.OfType<LineageEdge>().ToLookup(e => e.From, StringComparer.Ordinal);
        var lines = new List<ChainLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var order = chain.Nodes.OrderBy(n => parents[n.Id] is not null).ThenBy(n => Since(graph, n.Id)).ThenBy(n => n.Id, StringComparer.Ordinal);
        foreach (var node in order)
        {
            Draw(node.Id, 0, null);
        }

        return lines;

        void Draw(string id, int depth, LineageEdge? via)
        {
            if (!seen.Add(id))
            {
                return;
            }

            lines.Add(new ChainLine(depth, id, via));
            foreach (var edge in children[id].OrderBy(e => e.Time ?? Since(graph, e.To)).ThenBy(e => e.EventId, StringComparer.Ordinal).ThenBy(e => e.To, StringComparer.Ordinal))
            {
                Draw(edge.To, depth + 1, edge);
            }
        }
    }

    private static DateTime Since(LineageGraph graph, string id) =>
        graph.Nodes[id].Issued ?? graph.Nodes[id].First ?? DateTime.MaxValue;
}
