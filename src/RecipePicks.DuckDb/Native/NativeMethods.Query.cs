using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>Statements, their parameters and their results.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial ulong duckdb_extract_statements(ConnectionHandle connection, byte* sql, out nint extracted);

    [LibraryImport(Library)]
    internal static partial nint duckdb_extract_statements_error(nint extracted);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_extracted(ref nint extracted);

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_prepare_extracted_statement(
        ConnectionHandle connection,
        nint extracted,
        ulong index,
        out nint prepared
    );

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeState duckdb_prepare(ConnectionHandle connection, string sql, out nint prepared);

    [LibraryImport(Library)]
    internal static partial StatementType duckdb_prepared_statement_type(nint prepared);

    [LibraryImport(Library)]
    internal static partial nint duckdb_prepare_error(nint prepared);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_prepare(ref nint prepared);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_nparams(nint prepared);

    [LibraryImport(Library)]
    internal static partial nint duckdb_parameter_name(nint prepared, ulong index);

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_bind_value(nint prepared, ulong index, nint value);

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_execute_prepared(nint prepared, ResultHandle result);

    // Marked deprecated since 1.0, yet the C API of 1.5 offers no other call that gives a result chunk by chunk
    // instead of keeping all of it in memory. DuckDB's own Node client uses it as well.
    [LibraryImport(Library)]
    internal static partial NativeState duckdb_execute_prepared_streaming(nint prepared, ResultHandle result);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_result(NativeResult* result);

    [LibraryImport(Library)]
    internal static partial nint duckdb_result_error(ResultHandle result);

    [LibraryImport(Library)]
    internal static partial DuckErrorType duckdb_result_error_type(ResultHandle result);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_rows_changed(ResultHandle result);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_column_count(ResultHandle result);

    [LibraryImport(Library)]
    internal static partial nint duckdb_column_name(ResultHandle result, ulong column);

    [LibraryImport(Library)]
    internal static partial nint duckdb_column_logical_type(ResultHandle result, ulong column);

    [LibraryImport(Library)]
    internal static partial nint duckdb_fetch_chunk(NativeResult result);
}
