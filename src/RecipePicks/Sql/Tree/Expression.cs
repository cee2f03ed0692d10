using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tree;

/// <summary>Something that has a value.</summary>
internal abstract record Expression(int At) : Node(At);

internal sealed record NullLiteral(int At) : Expression(At);

internal sealed record BooleanLiteral(bool Value, int At) : Expression(At);

/// <summary>A number as it is written: an integer, a decimal (<c>1.5</c>) or a double (<c>1E0</c>).</summary>
internal sealed record NumberLiteral(string Text, int At) : Expression(At);

internal sealed record StringLiteral(string Value, int At) : Expression(At);

/// <summary>Bytes, as hexadecimal digits.</summary>
internal sealed record BytesLiteral(string Hex, int At) : Expression(At);

/// <summary><c>DATE '2020-01-01'</c>, <c>IPADDRESS '10.0.0.1'</c>.</summary>
internal sealed record TypedLiteral(SqlType Type, string Text, int At) : Expression(At);

/// <summary><c>INTERVAL '1' DAY</c>.</summary>
internal sealed record IntervalLiteral(string Text, bool Negative, string From, string? To, int At) : Expression(At);

/// <summary><c>:name</c>, or the n-th <c>?</c> under the name of its number.</summary>
internal sealed record Parameter(string Name, int At) : Expression(At);

internal sealed record ColumnName(Identifier Name) : Expression(Name.At);

/// <summary><c>a.b</c>: a table's column or a row's field; the binder knows.</summary>
internal sealed record Field(Expression Of, Identifier Name) : Expression(Of.At);

/// <summary><c>-x</c> or <c>+x</c>.</summary>
internal sealed record Sign(bool Negative, Expression Of, int At) : Expression(At);

internal sealed record Not(Expression Of, int At) : Expression(At);

/// <summary>Arithmetic and <c>||</c>.</summary>
internal sealed record Binary(string Operator, Expression Left, Expression Right, int At) : Expression(At);

internal sealed record Comparison(string Operator, Expression Left, Expression Right, int At) : Expression(At);

/// <summary>AND or OR over two and more.</summary>
internal sealed record Logical(bool IsAnd, IReadOnlyList<Expression> Terms, int At) : Expression(At);

internal sealed record Between(Expression Of, Expression Low, Expression High, bool Negated, int At) : Expression(At);

internal sealed record InList(Expression Of, IReadOnlyList<Expression> Values, bool Negated, int At) : Expression(At);

internal sealed record InQuery(Expression Of, Query Query, bool Negated, int At) : Expression(At);

internal sealed record Exists(Query Query, int At) : Expression(At);

internal sealed record Subquery(Query Query, int At) : Expression(At);

/// <summary><c>x = ANY (SELECT …)</c>.</summary>
internal sealed record Quantified(string Operator, Expression Of, bool All, Query Query, int At) : Expression(At);

internal sealed record Like(Expression Of, Expression Pattern, Expression? Escape, bool Negated, int At)
    : Expression(At);

internal sealed record IsNull(Expression Of, bool Negated, int At) : Expression(At);

internal sealed record IsDistinct(Expression Left, Expression Right, bool Negated, int At) : Expression(At);

internal sealed record When(Expression Condition, Expression Result);

internal sealed record Case(Expression? Operand, IReadOnlyList<When> Whens, Expression? Else, int At) : Expression(At);

internal sealed record Cast(Expression Of, SqlType Type, bool Try, int At) : Expression(At);

internal sealed record Extract(string Part, Expression Of, int At) : Expression(At);

internal sealed record AtTimeZone(Expression Of, Expression Zone, int At) : Expression(At);

internal sealed record Subscript(Expression Of, Expression Index, int At) : Expression(At);

internal sealed record ArrayOf(IReadOnlyList<Expression> Items, int At) : Expression(At);

internal sealed record RowOf(IReadOnlyList<Expression> Items, int At) : Expression(At);

internal sealed record Lambda(IReadOnlyList<Identifier> Parameters, Expression Body, int At) : Expression(At);

/// <summary>A call: scalar, aggregate or window.</summary>
internal sealed record Call(string Name, IReadOnlyList<Expression> Arguments, int At) : Expression(At)
{
    /// <summary><c>count(*)</c>.</summary>
    public bool Star { get; init; }

    public bool Distinct { get; init; }

    public IReadOnlyList<SortItem> OrderBy { get; init; } = [];

    public Expression? Filter { get; init; }

    /// <summary>IGNORE NULLS (true), RESPECT NULLS (false) or neither.</summary>
    public bool? IgnoreNulls { get; init; }

    public WindowSpec? Over { get; init; }
}

internal sealed record SortItem(Expression Of, bool Descending, bool? NullsFirst);

/// <summary><c>OVER (…)</c>, or <c>OVER name</c> where only <see cref="Name"/> is set.</summary>
internal sealed record WindowSpec(
    Identifier? Name,
    IReadOnlyList<Expression> PartitionBy,
    IReadOnlyList<SortItem> OrderBy,
    Frame? Frame
);

/// <summary><c>ROWS BETWEEN … AND …</c>.</summary>
internal sealed record Frame(string Unit, FrameBound Start, FrameBound? End);

/// <summary><c>UNBOUNDED PRECEDING</c>, <c>CURRENT ROW</c>, <c>3 FOLLOWING</c>.</summary>
internal sealed record FrameBound(string Kind, Expression? Offset);
