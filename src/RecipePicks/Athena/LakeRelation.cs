namespace RecipePicks.Athena;

/// <summary>What <c>cloudtrail_logs</c> is in a table of a lake: the query that a question reads it through.</summary>
/// <param name="Sql">A query with named parameters; names in it come from the table's definition, and are quoted.</param>
/// <param name="Values">Values by name.</param>
internal sealed record LakeRelation(string Sql, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>What prunes and what does not, in sentences.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
