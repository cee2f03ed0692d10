namespace RecipePicks.DuckDb;

/// <summary>How far the running query is.</summary>
/// <param name="Percentage">0 to 100, or -1 when DuckDB cannot tell.</param>
/// <param name="RowsProcessed">Rows read so far, as far as DuckDB counts them.</param>
/// <param name="TotalRows">Rows to read in all, as DuckDB estimates.</param>
public readonly record struct DuckProgress(double Percentage, long RowsProcessed, long TotalRows)
{
    /// <summary>Nothing is known.</summary>
    public static DuckProgress Unknown { get; } = new(-1, 0, 0);
}
