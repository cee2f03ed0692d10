namespace RecipePicks;

/// <summary>A principal, session, access key, workload or address.</summary>
/// <param name="Id">Unique in the graph: an ARN, a key id, an address.</param>
/// <param name="Kind"><c>principal</c>, <c>session</c>, <c>access-key</c>, <c>workload</c> or <c>address</c>.</param>
/// <param name="Label">What people call it.</param>
public sealed record GraphNode(string Id, string Kind, string Label);

/// <summary>A call that let one node obtain or become another.</summary>
/// <param name="From">The node that acted.</param>
/// <param name="To">The node that came of it.</param>
/// <param name="Kind"><c>issued</c>, <c>created</c>, <c>escalated</c>, <c>trusted</c>, <c>carried</c>, <c>entered</c> or <c>used-from</c>; <c>attempted</c> when it failed.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Certainty">How surely the two ends belong together.</param>
/// <param name="EventId">The call.</param>
public sealed record GraphEdge(
    string From,
    string To,
    string Kind,
    DateTime? Time,
    Certainty Certainty,
    string EventId
);

/// <summary>Who became whom.</summary>
/// <param name="Nodes">The nodes, by id.</param>
/// <param name="Edges">The edges, by time.</param>
public sealed record CredentialGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges)
{
    /// <summary>No node, no edge.</summary>
    public static CredentialGraph Empty { get; } = new([], []);
}
