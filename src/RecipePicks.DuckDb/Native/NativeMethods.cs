using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>The C API, as much of it as this binding calls. This file: library, database, configuration, connection.</summary>
internal static unsafe partial class NativeMethods
{
    private const string Library = NativeLibraryFile.Name;

    static NativeMethods() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, NativeLibraryFile.Resolve);

    [LibraryImport(Library)]
    internal static partial nint duckdb_library_version();

    [LibraryImport(Library)]
    internal static partial void duckdb_free(nint pointer);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_vector_size();

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_create_config(out nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeState duckdb_set_config(nint config, string name, string option);

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_config(ref nint config);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial NativeState duckdb_open_ext(
        string? path,
        out nint database,
        nint config,
        out nint errorMessage
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_close(ref nint database);

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_connect(DatabaseHandle database, out nint connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_disconnect(ref nint connection);

    [LibraryImport(Library)]
    internal static partial void duckdb_interrupt(ConnectionHandle connection);

    [LibraryImport(Library)]
    internal static partial NativeProgress duckdb_query_progress(ConnectionHandle connection);

    /// <summary>The text of a C string that stays DuckDB's.</summary>
    internal static string? BorrowText(nint pointer) => Marshal.PtrToStringUTF8(pointer);

    /// <summary>The text of a C string that DuckDB gave away; frees it.</summary>
    internal static string? TakeText(nint pointer)
    {
        try
        {
            return Marshal.PtrToStringUTF8(pointer);
        }
        finally
        {
            duckdb_free(pointer);
        }
    }
}
