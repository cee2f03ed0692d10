using RecipePicks.DuckDb.Native;
using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb;

/// <summary>
/// A DuckDB database, in memory or in a file. Any thread may open connections. Disposing it while connections are open
/// is safe: they go on working, and the file is let go with the last of them.
/// </summary>
public sealed class DuckDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;
    private readonly FunctionShelf _functions = new();

    private DuckDatabase(DatabaseHandle handle) => _handle = handle;

    /// <summary>The version of DuckDB's library, such as v1.5.6.</summary>
    public static string LibraryVersion => BorrowText(duckdb_library_version()) ?? "";

    /// <summary>Opens a database.</summary>
    /// <param name="path">The file, made if it does not exist; null for a database in memory.</param>
    /// <param name="settings">DuckDB's settings by name, such as threads, memory_limit or temp_directory.</param>
    /// <exception cref="DuckDbException">DuckDB cannot open the file, or does not know a setting.</exception>
    public static DuckDatabase Open(string? path = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        _ = duckdb_create_config(out var config);
        try
        {
            foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            {
                if (duckdb_set_config(config, name, value) == NativeState.Error)
                {
                    throw new DuckDbException(
                        $"DuckDB does not take the setting {name} = {value}.",
                        DuckErrorType.InvalidConfiguration
                    );
                }
            }
            var state = duckdb_open_ext(path, out var database, config, out var error);
            var message = TakeText(error);
            return state == NativeState.Success
                ? new(new DatabaseHandle(database))
                : throw new DuckDbException(message ?? $"DuckDB cannot open {path}.");
        }
        finally
        {
            duckdb_destroy_config(ref config);
        }
    }

    /// <summary>Opens a connection: a transaction of its own and one query at a time.</summary>
    /// <exception cref="ObjectDisposedException">The database is disposed.</exception>
    public DuckConnection Connect()
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return duckdb_connect(_handle, out var connection) == NativeState.Success
            ? new(new ConnectionHandle(connection), _functions)
            : throw new DuckDbException("DuckDB gives no connection.", DuckErrorType.Connection);
    }

    /// <summary>Closes the database, once its connections are closed too.</summary>
    public void Dispose() => _handle.Dispose();
}
