namespace RecipePicks.DuckDb;

/// <summary>A column's type: a kind and, for some kinds, what it is made of. Two types of the same SQL are equal.</summary>
public sealed partial class DuckType : IEquatable<DuckType>
{
    private string? _sql;

    private DuckType(DuckTypeKind kind)
    {
        Kind = kind;
        Slot = Slots.Of(kind);
    }

    /// <summary>What kind of type it is.</summary>
    public DuckTypeKind Kind { get; }

    /// <summary>Whether this is JSON: a VARCHAR that goes by another name.</summary>
    public bool IsJson { get; private init; }

    /// <summary>DECIMAL: how many digits.</summary>
    public byte Width { get; private init; }

    /// <summary>DECIMAL: how many of them after the point.</summary>
    public byte Scale { get; private init; }

    /// <summary>ARRAY: how many elements.</summary>
    public int Length { get; private init; }

    /// <summary>LIST and ARRAY: the type of an element. MAP: the STRUCT of key and value that DuckDB stores.</summary>
    public DuckType? Element { get; private init; }

    /// <summary>STRUCT: the fields. UNION: the members. MAP: key and value. Empty for the others.</summary>
    public IReadOnlyList<DuckColumn> Fields { get; private init; } = [];

    /// <summary>ENUM: its values in order. Empty for the others.</summary>
    public IReadOnlyList<string> Values { get; private init; } = [];

    /// <summary>How a value lies in a vector.</summary>
    internal Slot Slot { get; }

    /// <summary>The type in SQL, such as <c>STRUCT("arn" VARCHAR)[]</c>.</summary>
    public override string ToString() => _sql ??= SqlTypeText.Of(this);

    /// <inheritdoc/>
    public bool Equals(DuckType? other) =>
        other is not null
        && Kind == other.Kind
        && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DuckType);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());
}
