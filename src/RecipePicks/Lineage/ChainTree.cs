namespace RecipePicks.Lineage;

/// <summary>One line of a chain drawn as a tree.</summary>
/// <param name="Depth">How deep, from 0.</param>
/// <param name="Id">The node.</param>
/// <param name="Via">The edge from the line above it; null for a root.</param>
/// <param name="Others">How many more nodes were tried in vain by the same call; they have no line of their own.</param>
internal sealed record ChainLine(int Depth, string Id, LineageEdge? Via, int Others = 0);

/// <summary>Draws a closure as a tree: every node once, under the call that made it.</summary>
internal static class ChainTree
{
    /// <summary>The lines: who came first is a root; what came of it stands below, by time.</summary>
    public static IReadOnlyList<ChainLine> Of(LineageGraph graph, Closure chain)
    {
        var edges = chain.Edges;
        var parents = chain
            .Nodes.Select(n =>
                (
                    n.Id,
                    Edge: edges
                        // Who is in the chain anyway does not come of what somebody tried on him.
                        .Where(e => e.To == n.Id && (e.Kind != EdgeKind.Attempted || n.Way == Way.Forward))
                        .OrderBy(e => e.Kind == EdgeKind.Attempted)
                        .ThenBy(e => e.Owns)
                        .ThenBy(e => e.Kind)
                        .ThenBy(e => e.Time is null)
                        .ThenBy(e => e.Time)
                        .ThenBy(e => e.EventId, StringComparer.Ordinal)
                        .FirstOrDefault()
                )
            )
            .ToDictionary(p => p.Id, p => p.Edge, StringComparer.Ordinal);
        var children = parents.Values.OfType<LineageEdge>().ToLookup(e => e.From, StringComparer.Ordinal);
        var lines = new List<ChainLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var order = chain
            .Nodes.OrderBy(n => parents[n.Id] is not null)
            .ThenBy(n => Since(graph, n.Id))
            .ThenBy(n => n.Id, StringComparer.Ordinal);
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
            // Failures alike are one line, unless something else is known of what they were after.
            var failures = children[id]
                .Where(e => e.Kind == EdgeKind.Attempted && !children[e.To].Any())
                .GroupBy(e => e.Call)
                .Where(g => g.Count() > 2)
                .ToList();
            foreach (var alike in failures.OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var all = alike.OrderBy(e => e.Time).ThenBy(e => e.To, StringComparer.Ordinal).ToList();
                seen.UnionWith(all.Select(e => e.To));
                lines.Add(
                    new ChainLine(depth + 1, all[0].To, all[0] with { Count = all.Sum(e => e.Count) }, all.Count - 1)
                );
            }

            foreach (
                var edge in children[id]
                    .OrderBy(e => e.Time ?? Since(graph, e.To))
                    .ThenBy(e => e.EventId, StringComparer.Ordinal)
                    .ThenBy(e => e.To, StringComparer.Ordinal)
            )
            {
                Draw(edge.To, depth + 1, edge);
            }
        }
    }

    private static DateTime Since(LineageGraph graph, string id) =>
        graph.Nodes[id].Issued ?? graph.Nodes[id].First ?? DateTime.MaxValue;
}
