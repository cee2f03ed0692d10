namespace RecipePicks.Sql.Tree;

/// <summary>A query with what stands around it.</summary>
internal sealed record Query(With? With, QueryBody Body, int At) : Node(At)
{
    public IReadOnlyList<SortItem> OrderBy { get; init; } = [];

    public Expression? Offset { get; init; }

    public Expression? Limit { get; init; }
}

internal sealed record With(bool Recursive, IReadOnlyList<CommonTable> Tables);

internal sealed record CommonTable(Identifier Name, IReadOnlyList<Identifier> Columns, Query Query);

internal abstract record QueryBody(int At) : Node(At);

internal sealed record Select(IReadOnlyList<SelectItem> Items, int At) : QueryBody(At)
{
    public bool Distinct { get; init; }

    public Relation? From { get; init; }

    public Expression? Where { get; init; }

    public IReadOnlyList<GroupItem> GroupBy { get; init; } = [];

    public Expression? Having { get; init; }

    public IReadOnlyList<NamedWindow> Windows { get; init; } = [];
}

internal sealed record NamedWindow(Identifier Name, WindowSpec Spec);

/// <summary>UNION, INTERSECT or EXCEPT.</summary>
internal sealed record SetOperation(string Operator, bool All, QueryBody Left, QueryBody Right, int At) : QueryBody(At);

internal sealed record ValuesBody(IReadOnlyList<Expression> Rows, int At) : QueryBody(At);

/// <summary><c>TABLE name</c>.</summary>
internal sealed record TableBody(TableName Name, int At) : QueryBody(At);

/// <summary>A query in parentheses.</summary>
internal sealed record NestedBody(Query Query, int At) : QueryBody(At);

internal abstract record SelectItem(int At) : Node(At);

internal sealed record ValueItem(Expression Of, Identifier? Alias) : SelectItem(Of.At);

/// <summary><c>*</c>, <c>t.*</c> or <c>row.*</c>.</summary>
internal sealed record StarItem(Expression? Of, int At) : SelectItem(At);

/// <summary>An element of GROUP BY.</summary>
/// <param name="Kind">Empty, ROLLUP, CUBE or GROUPING SETS.</param>
/// <param name="Sets">The sets; one of one for a plain expression.</param>
/// <param name="At">Where.</param>
internal sealed record GroupItem(string Kind, IReadOnlyList<IReadOnlyList<Expression>> Sets, int At) : Node(At);
