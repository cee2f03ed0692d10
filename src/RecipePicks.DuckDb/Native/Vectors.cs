namespace RecipePicks.DuckDb.Native;

/// <summary>What all vectors have in common.</summary>
internal static class Vectors
{
    /// <summary>How many rows a vector holds: 2,048 unless DuckDB was built otherwise.</summary>
    internal static int Capacity { get; } = checked((int)NativeMethods.duckdb_vector_size());
}
