using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb.Native;

/// <summary>The error that a result carries.</summary>
internal static class ResultError
{
    /// <summary>The error of a result that failed.</summary>
    internal static DuckDbException Of(ResultHandle result, CallbackFaults faults) =>
        Find(result, faults) ?? new("DuckDB failed without a word.");

    /// <summary>The error of a result, or null if it has none.</summary>
    internal static DuckDbException? Find(ResultHandle result, CallbackFaults faults)
    {
        // The text belongs to the result, which another thread may dispose.
        using var hold = new Hold(result);
        return BorrowText(duckdb_result_error(result)) is { Length: > 0 } error
            ? new(error, duckdb_result_error_type(result), faults.Take(error))
            : null;
    }
}
