namespace RecipePicks.Sql.Tree;

/// <summary>What FROM reads.</summary>
internal abstract record Relation(int At) : Node(At);

/// <summary>A table by its name.</summary>
/// <param name="Parts">Catalog, schema and name, as far as they are given.</param>
/// <param name="Placeholder">What stood in its place: <c>&lt;your table&gt;</c>; null for a name.</param>
/// <param name="At">Where.</param>
internal sealed record TableName(IReadOnlyList<Identifier> Parts, string? Placeholder, int At) : Relation(At);

internal sealed record Aliased(Relation Of, Identifier Name, IReadOnlyList<Identifier> Columns) : Relation(Of.At);

internal sealed record SubqueryRelation(Query Query, bool Lateral, int At) : Relation(At);

internal sealed record Unnest(IReadOnlyList<Expression> Arrays, bool WithOrdinality, int At) : Relation(At);

/// <summary>A join: INNER, LEFT, RIGHT, FULL or CROSS.</summary>
internal sealed record Join(string Kind, Relation Left, Relation Right, int At) : Relation(At)
{
    public Expression? On { get; init; }

    public IReadOnlyList<Identifier> Using { get; init; } = [];
}
