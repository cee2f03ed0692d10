using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <summary>A column that expressions may name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sql">DuckDB's SQL for it.</param>
internal sealed record ScopeColumn(string Name, SqlType Type, string Sql)
{
    /// <summary>Whether * leaves it out.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether it is found under its table's name alone, for USING has joined it with another.</summary>
    public bool OnlyQualified { get; init; }

    /// <summary>
    /// A partition that published tables write in different ways: the form that fits what it is compared with, or null
    /// where none does.
    /// </summary>
    public Func<string, string?>? ByForm { get; init; }
}

/// <summary>A table that expressions may name.</summary>
/// <param name="Names">What it goes by, the alias first; none for a subquery without one.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record ScopeTable(IReadOnlyList<string> Names, IReadOnlyList<ScopeColumn> Columns);

/// <summary>What names mean at a place; what it does not know, the scope around it may.</summary>
/// <param name="parent">The scope around it.</param>
internal sealed class Scope(Scope? parent)
{
    public Scope? Parent { get; } = parent;

    public IReadOnlyList<ScopeTable> Tables { get; init; } = [];

    /// <summary>Parameters of the functions around.</summary>
    public IReadOnlyDictionary<string, ScopeColumn> Variables { get; init; } =
        new Dictionary<string, ScopeColumn>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it belongs to the expression itself and not to a query around it.</summary>
    public bool IsLambda { get; init; }
}

/// <summary>A column of a query's result.</summary>
/// <param name="Name">Its name as the text gives it; null where it gives none.</param>
/// <param name="Type">Its type.</param>
/// <param name="Physical">Its name in DuckDB.</param>
internal sealed record ResultColumn(string? Name, SqlType Type, string Physical);

/// <summary>A query in DuckDB's SQL.</summary>
internal sealed record BoundQuery(string Sql, IReadOnlyList<ResultColumn> Columns);
