namespace RecipePicks.Lineage;

/// <summary>The leads by the names that nodes of a graph may have.</summary>
/// <param name="Ids">Keys, unique ids, ARNs, roles, whose nodes are the leads'.</param>
/// <param name="Named">Resources: the lead as it was given, and its own name.</param>
internal sealed record LineageLeads(IReadOnlyCollection<string> Ids, IReadOnlyList<(string Lead, string Name)> Named)
{
    private readonly HashSet<string> _ids = [.. Ids];

    /// <summary>Whether an id is of a lead, or of a session of one that is a role's unique id.</summary>
    public bool Are(string id) =>
        _ids.Contains(id)
        || (id.IndexOf(':') is > 0 and var at && _ids.Contains(id[..at]))
        || Named.Any(n => Is(n.Lead, n.Name, id));

    /// <summary>Whether a lead is what people call a node by: <c>trust anchor NAME</c>.</summary>
    public bool AreCalled(string label) => Named.Any(n => IsCalled(n.Name, label));

    /// <summary>Whether a node's id is what a resource is called.</summary>
    /// <param name="lead">The resource, as it was given.</param>
    /// <param name="name">Its name.</param>
    /// <param name="id">The node's id.</param>
    public static bool Is(string lead, string name, string id) =>
        id == lead
        || id == name
        || id == Names.Canonical(lead)
        || (
            id.EndsWith(name, StringComparison.Ordinal)
            && Arn.TryParse(lead) is null
            && Arn.TryParse(id) is { } arn
            && arn.ResourceName == name
            && (
                lead == name
                || !lead.EndsWith($"/{name}", StringComparison.Ordinal)
                || lead.StartsWith($"{arn.ResourceType}/", StringComparison.Ordinal)
            )
            && Names.KindOf(id) is not "session"
        );

    /// <summary>Whether what people call a node ends with a name.</summary>
    public static bool IsCalled(string name, string label) => label.EndsWith($" {name}", StringComparison.Ordinal);
}
