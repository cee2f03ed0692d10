namespace RecipePicks.Sql.Tables;

/// <summary>Knows where in the events' table whole values stand.</summary>
internal interface IRowIndex
{
    /// <summary>The columns and fields whose values it knows, every one of them, in lower case: <c>useridentity.arn</c>.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>The column in which the events' table has the numbers of its rows in their part, though no query names it; null for none.</summary>
    string? RowNumber { get; }

    /// <summary>Looks values up.</summary>
    /// <param name="values">The values, one of which is looked for.</param>
    /// <returns>The rows that may hold one of them in one of the columns.</returns>
    IndexedRows Find(IReadOnlyList<string> values);
}

/// <summary>What an index found.</summary>
/// <param name="Count">How many rows.</param>
/// <param name="Parts">The rows; null where all must be read.</param>
/// <param name="WhyNot">Why all must be read.</param>
internal sealed record IndexedRows(int Count, IReadOnlyList<IndexedPart>? Parts, string? WhyNot = null);

/// <summary>Rows of a part of the events' table.</summary>
/// <param name="Source">DuckDB's SQL for the part: a relation with the table's columns and <c>picks_row</c>.</param>
/// <param name="Rows">The numbers of its rows, ascending.</param>
internal sealed record IndexedPart(string Source, IReadOnlyList<uint> Rows);
