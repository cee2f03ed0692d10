using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>Table and scalar functions whose body is ours.</summary>
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial nint duckdb_create_table_function();

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_table_function(ref nint function);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_table_function_set_name(nint function, string name);

    [LibraryImport(Library)]
    internal static partial void duckdb_table_function_add_parameter(nint function, nint type);

    [LibraryImport(Library)]
    internal static partial void duckdb_table_function_set_extra_info(
        nint function,
        nint info,
        delegate* unmanaged[Cdecl]<nint, void> delete
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_table_function_set_bind(
        nint function,
        delegate* unmanaged[Cdecl]<nint, void> bind
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_table_function_set_init(
        nint function,
        delegate* unmanaged[Cdecl]<nint, void> init
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_table_function_set_local_init(
        nint function,
        delegate* unmanaged[Cdecl]<nint, void> init
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_table_function_set_function(
        nint function,
        delegate* unmanaged[Cdecl]<nint, nint, void> fill
    );

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_register_table_function(ConnectionHandle connection, nint function);

    [LibraryImport(Library)]
    internal static partial nint duckdb_bind_get_extra_info(nint info);

    [LibraryImport(Library)]
    internal static partial ulong duckdb_bind_get_parameter_count(nint info);

    [LibraryImport(Library)]
    internal static partial nint duckdb_bind_get_parameter(nint info, ulong index);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_bind_add_result_column(nint info, string name, nint type);

    [LibraryImport(Library)]
    internal static partial void duckdb_bind_set_bind_data(
        nint info,
        nint data,
        delegate* unmanaged[Cdecl]<nint, void> delete
    );

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_bind_set_error(nint info, string error);

    [LibraryImport(Library)]
    internal static partial nint duckdb_init_get_bind_data(nint info);

    [LibraryImport(Library)]
    internal static partial void duckdb_init_set_init_data(
        nint info,
        nint data,
        delegate* unmanaged[Cdecl]<nint, void> delete
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_init_set_max_threads(nint info, ulong threads);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_init_set_error(nint info, string error);

    [LibraryImport(Library)]
    internal static partial nint duckdb_function_get_local_init_data(nint info);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_function_set_error(nint info, string error);

    [LibraryImport(Library)]
    internal static partial nint duckdb_create_scalar_function();

    [LibraryImport(Library)]
    internal static partial void duckdb_destroy_scalar_function(ref nint function);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_scalar_function_set_name(nint function, string name);

    [LibraryImport(Library)]
    internal static partial void duckdb_scalar_function_add_parameter(nint function, nint type);

    [LibraryImport(Library)]
    internal static partial void duckdb_scalar_function_set_return_type(nint function, nint type);

    [LibraryImport(Library)]
    internal static partial void duckdb_scalar_function_set_volatile(nint function);

    [LibraryImport(Library)]
    internal static partial void duckdb_scalar_function_set_special_handling(nint function);

    [LibraryImport(Library)]
    internal static partial void duckdb_scalar_function_set_extra_info(
        nint function,
        nint info,
        delegate* unmanaged[Cdecl]<nint, void> delete
    );

    [LibraryImport(Library)]
    internal static partial void duckdb_scalar_function_set_function(
        nint function,
        delegate* unmanaged[Cdecl]<nint, nint, nint, void> call
    );

    [LibraryImport(Library)]
    internal static partial NativeState duckdb_register_scalar_function(ConnectionHandle connection, nint function);

    [LibraryImport(Library)]
    internal static partial nint duckdb_scalar_function_get_extra_info(nint info);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void duckdb_scalar_function_set_error(nint info, string error);
}
