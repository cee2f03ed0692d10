using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>
/// A connection: one query at a time. One thread uses it, but <see cref="Interrupt"/>, <see cref="Progress"/> and
/// <see cref="Dispose"/> may come from any. After Dispose no call begins; one that runs goes on to its end (interrupt it
/// to end it sooner), and then the connection closes and rolls back its transaction.
/// </summary>
public sealed class DuckConnection : IDisposable
{
    private readonly ConnectionHandle _handle;
    private readonly FunctionShelf _functions;

    /// <summary>The result whose query is not over yet, as far as we know.</summary>
    private DuckResult? _open;

    internal DuckConnection(ConnectionHandle handle, FunctionShelf functions)
    {
        _handle = handle;
        _functions = functions;
        try
        {
            // DuckDB reckons progress only for its own progress bar; nothing is printed.
            Execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false");
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether statements that do more than read are refused, with <see cref="DuckErrorType.Permission"/>. Statements before the
    /// refused one have run.
    /// </summary>
    public bool ReadOnly { get; set; }

    /// <summary>How far the running query is; unknown when none runs or the connection is disposed.</summary>
    public DuckProgress Progress
    {
        get
        {
            try
            {
                var native = NativeMethods.duckdb_query_progress(_handle);
                return new(native.Percentage, (long)native.RowsProcessed, (long)native.TotalRows);
            }
            catch (ObjectDisposedException)
            {
                return DuckProgress.Unknown;
            }
        }
    }

    /// <summary>Runs one or more statements and drops their rows.</summary>
    /// <param name="sql">The statements, separated by semicolons.</param>
    /// <param name="parameters">
    /// Values by name for <c>$name</c>, and by number ("1", "2") for <c>$1</c> or <c>?</c>. All statements draw on them;
    /// those that no statement names are ignored.
    /// </param>
    /// <returns>How many rows the last statement inserted, changed or deleted; 0 for others.</returns>
    /// <exception cref="DuckDbException">What DuckDB says is wrong; statements before the wrong one have run.</exception>
    /// <exception cref="ArgumentException">A parameter has no value, or one that DuckDB has no type for.</exception>
    /// <exception cref="ObjectDisposedException">The connection is disposed.</exception>
    public long Execute(string sql, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        using var result = Run(sql, parameters, stream: false);
        return result is null ? 0 : (long)NativeMethods.duckdb_rows_changed(result);
    }

    /// <summary>
    /// Runs one or more statements and gives the rows of the last while DuckDB makes them, so memory stays bounded.
    /// Running another statement on this connection cuts a result off that is not read to its end.
    /// </summary>
    /// <inheritdoc cref="Execute" path="/param"/>
    /// <inheritdoc cref="Execute" path="/exception"/>
    public DuckResult Query(string sql, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        var result = Run(sql, parameters, stream: true);
        return result is null
            ? throw new ArgumentException("There is no statement.", nameof(sql))
            : _open = new(result, this);
    }

    /// <summary>Makes a table function known to all connections of the database, for as long as it is open.</summary>
    /// <exception cref="DuckDbException">A function of this name and these parameters is registered, or DuckDB does not take it.</exception>
    public void Register(DuckTableFunction function)
    {
        ThrowIfDisposed();
        EndQuery(_open);
        _functions.Add(
            function.Name,
            function.Parameters,
            () => new TableFunctionBinding(function, _functions.Faults).Register(_handle)
        );
    }

    /// <summary>Makes a scalar function known to all connections of the database, for as long as it is open.</summary>
    /// <exception cref="DuckDbException">A function of this name and these parameters is registered, or DuckDB does not take it.</exception>
    public void Register(DuckScalarFunction function)
    {
        ThrowIfDisposed();
        EndQuery(_open);
        _functions.Add(
            function.Name,
            function.Parameters,
            () => new ScalarFunctionBinding(function, _functions.Faults).Register(_handle)
        );
    }

    /// <summary>
    /// Stops the running query, which then fails with <see cref="DuckDbException.IsInterrupt"/>. Does nothing when no
    /// query runs or the connection is disposed.
    /// </summary>
    public void Interrupt()
    {
        try
        {
            NativeMethods.duckdb_interrupt(_handle);
        }
        catch (ObjectDisposedException)
        {
            // Disposed while we asked: nothing runs any more.
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        _handle.Dispose();
        _open?.Release();
    }

    /// <summary>Whether another statement has not yet taken this result's place.</summary>
    internal bool IsOpen(DuckResult result) => ReferenceEquals(_open, result);

    /// <summary>What went wrong in a result, or null.</summary>
    internal DuckDbException? ErrorOf(ResultHandle result) => ResultError.Find(result, _functions.Faults);

    /// <summary>
    /// Ends the query of a result that was not read to its end. DuckDB does that on its own only when the next statement
    /// comes; until then workers would stay, and so would a transaction that is going to be rolled back.
    /// </summary>
    internal void EndQuery(DuckResult? result)
    {
        if (result is null || !IsOpen(result))
        {
            return;
        }
        _open = null;
        try
        {
            _ = NativeMethods.duckdb_prepare(_handle, "SELECT 1", out var prepared);
            NativeMethods.duckdb_destroy_prepare(ref prepared);
        }
        catch (ObjectDisposedException)
        {
            // The connection is gone, and the query with it.
        }
    }

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_handle.IsClosed, this);

    private ResultHandle? Run(string sql, IReadOnlyDictionary<string, object?>? parameters, bool stream)
    {
        ThrowIfDisposed();
        _open = null;
        using var script = new Script(_handle, _functions.Faults, sql);
        ResultHandle? last = null;
        for (var i = 0UL; i < script.Count; i++)
        {
            last?.Dispose();
            last = script.Run(i, parameters, stream && i + 1 == script.Count, ReadOnly);
        }
        return last;
    }
}
