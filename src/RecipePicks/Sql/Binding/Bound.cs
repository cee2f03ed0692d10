using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Binding;

/// <summary>An expression whose type is known, in DuckDB's SQL.</summary>
/// <param name="Sql">DuckDB's SQL, safe to stand anywhere.</param>
/// <param name="Type">Trino's type.</param>
internal sealed record Bound(string Sql, SqlType Type)
{
    /// <summary>The name that a column of it has when it is given none.</summary>
    public string? Name { get; init; }

    /// <summary>The text of a literal.</summary>
    public string? Text { get; init; }

    /// <summary>The number of a whole literal.</summary>
    public long? Number { get; init; }

    /// <summary>What it takes out of JSON text where it was written as a field: the text in SQL and as written, and the path.</summary>
    public (string Source, string Written, string Path)? Json { get; init; }

    /// <summary>The column that it is, if it is nothing more.</summary>
    public ScopeColumn? Column { get; init; }
}
