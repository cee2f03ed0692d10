using RecipePicks.Sql.Types;

namespace RecipePicks.Sql;

/// <summary>A column of a compiled query.</summary>
/// <param name="Name">Its name, as Athena prints it.</param>
/// <param name="Type">Its type.</param>
internal sealed record OutputColumn(string Name, SqlType Type);

/// <summary>A statement, ready for DuckDB.</summary>
/// <param name="Sql">DuckDB's SQL.</param>
/// <param name="Columns">The columns of its result.</param>
/// <param name="Values">The values that it asks for.</param>
/// <param name="Notices">What the reader is to know: what was filled in, or put right.</param>
internal sealed record Compiled(
    string Sql,
    IReadOnlyList<OutputColumn> Columns,
    IReadOnlyDictionary<string, object?> Values,
    IReadOnlyList<string> Notices
)
{
    /// <summary>Where the identifier index is used and where not, a line each.</summary>
    public IReadOnlyList<string> Indexed { get; init; } = [];
}
