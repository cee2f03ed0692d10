namespace RecipePicks.Engines;

/// <summary>The rows of a query, read whole.</summary>
/// <param name="columns">Column names.</param>
/// <param name="rows">Cells in the order of the columns, as the engine types them.</param>
public sealed class QueryRows(IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
{
    /// <summary>Column names, in order.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>How many rows there are.</summary>
    public int Count => rows.Count;

    /// <summary>The rows, in the query's order.</summary>
    public IEnumerable<QueryRow> Rows => rows.Select(cells => new QueryRow(this, cells));

    internal int Ordinal(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new ArgumentException(
            $"the query has no column {column}; it has {string.Join(", ", Columns)}",
            nameof(column)
        );
    }
}

/// <summary>One row.</summary>
/// <param name="owner">The rows it belongs to.</param>
/// <param name="cells">Its cells.</param>
public readonly struct QueryRow(QueryRows owner, object?[] cells)
{
    /// <summary>The cells, as the engine types them.</summary>
    public IReadOnlyList<object?> Cells => cells;

    /// <summary>A cell as it came.</summary>
    /// <param name="column">The column's name.</param>
    public object? this[string column] => cells[owner.Ordinal(column)];

    /// <summary>A text cell; null stays null.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>The text.</returns>
    public string? Text(string column) => this[column] is { } value ? Convert.ToString(value) : null;

    /// <summary>A count; null is 0.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>The number.</returns>
    public long Count(string column) => this[column] is { } value ? Convert.ToInt64(value) : 0;

    /// <summary>A list of texts, nulls left out; null is empty.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>The texts.</returns>
    public IReadOnlyList<string> List(string column) =>
        this[column] is IEnumerable<object?> values
            ? [.. values.OfType<object>().Select(v => Convert.ToString(v)!)]
            : [];
}
