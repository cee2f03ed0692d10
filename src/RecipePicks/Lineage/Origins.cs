namespace RecipePicks.Lineage;

/// <summary>The first human or key behind a credential, and the way from there.</summary>
internal static class Origins
{
    private const int MostSteps = 32;

    /// <summary>The way to a node, the first human, key or workload first; the node itself when nothing is known of it.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="id">The node.</param>
    /// <returns>The edges, in order; empty for one that is itself the first.</returns>
    public static IReadOnlyList<LineageEdge> Of(LineageGraph graph, string id)
    {
        var way = new List<LineageEdge>();
        var seen = new HashSet<string> { id };
        for (var at = id; way.Count < MostSteps && Parent(graph, at, seen) is { } edge; at = edge.From)
        {
            way.Insert(0, edge);
            seen.Add(edge.From);
        }

        return way;
    }

    /// <summary>How surely the way holds: as its least sure step.</summary>
    public static Certainty Certainty(LineageGraph graph, IReadOnlyList<LineageEdge> way) =>
        way.Select(e => IsAmbiguous(graph, e) ? RecipePicks.Certainty.Ambiguous : e.Certainty).DefaultIfEmpty().Max();

    // Whose a user's or root's key is, is no step: the key is the first.
    private static LineageEdge? Parent(LineageGraph graph, string id, HashSet<string> seen) =>
        graph
            .In(id)
            .Where(e =>
                e.Kind is EdgeKind.Issued or EdgeKind.Created or EdgeKind.Carried
                && !e.Again
                && (!e.Owns || FollowsOwner(graph, id))
                && !seen.Contains(e.From)
                && !Names.IsService(e.From)
            )
            .OrderBy(e => e.Owns)
            .ThenBy(e => e.Kind)
            .ThenBy(e => e.Certainty)
            .ThenBy(e => e.Time is null)
            .ThenBy(e => e.Time)
            .ThenBy(e => e.EventId, StringComparer.Ordinal)
            .FirstOrDefault();

    // A session or password of a user made in the log came of the user's making; a key that no call made is the first.
    private static bool FollowsOwner(LineageGraph graph, string id) =>
        graph
            .In(id)
            .Any(e => e.Owns && graph.In(e.From).Any(o => o is { Owns: false, Whole: true, Kind: EdgeKind.Created }))
        || (
            Names.KindOf(id) == "session"
            && graph.In(id).Any(e => e.Owns && Arn.TryParse(e.From) is { ResourceType: "user" } or { Resource: "root" })
        );

    private static bool IsAmbiguous(LineageGraph graph, LineageEdge edge) =>
        graph
            .In(edge.To)
            .Any(e =>
                !e.Owns
                && e.Kind == edge.Kind
                && e.Call == edge.Call
                && e.EventId == edge.EventId
                && e.From != edge.From
            );
}
