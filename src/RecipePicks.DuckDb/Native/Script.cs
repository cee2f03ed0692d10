using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb.Native;

/// <summary>What a statement does: those of duckdb_statement_type that matter here.</summary>
internal enum StatementType
{
    Select = 1,
    Explain = 4,
}

/// <summary>The statements of an SQL text, run one by one: a later one may need what an earlier one makes.</summary>
internal sealed unsafe class Script : IDisposable
{
    private readonly ConnectionHandle _connection;
    private readonly CallbackFaults _faults;
    private readonly string _sql;
    private nint _extracted;

    internal Script(ConnectionHandle connection, CallbackFaults faults, string sql)
    {
        _connection = connection;
        _faults = faults;
        _sql = sql;
        if (sql.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("SQL cannot hold a NUL character; pass it in a parameter.", nameof(sql));
        }
        using var utf8 = new Utf8Text(sql + '\0');
        fixed (byte* text = utf8.Bytes)
        {
            Count = duckdb_extract_statements(connection, text, out _extracted);
        }
        if (Count == 0 && BorrowText(duckdb_extract_statements_error(_extracted)) is { Length: > 0 } error)
        {
            Dispose();
            throw Failure(error);
        }
    }

    internal ulong Count { get; }

    public void Dispose() => duckdb_destroy_extracted(ref _extracted);

    /// <summary>Runs a statement to its end, or as far as its first rows.</summary>
    /// <param name="index">Which one.</param>
    /// <param name="parameters">What it may draw on.</param>
    /// <param name="stream">Whether its rows are wanted as they are made.</param>
    /// <param name="readOnly">Whether to refuse it unless all it does is read.</param>
    internal ResultHandle Run(ulong index, IReadOnlyDictionary<string, object?>? parameters, bool stream, bool readOnly)
    {
        var state = duckdb_prepare_extracted_statement(_connection, _extracted, index, out var prepared);
        try
        {
            if (state == NativeState.Error)
            {
                throw Failure(BorrowText(duckdb_prepare_error(prepared)) ?? "DuckDB does not take the statement.");
            }
            if (readOnly && !OnlyReads(duckdb_prepared_statement_type(prepared)))
            {
                throw new DuckDbException(
                    "Only statements that read are run here: SELECT, WITH, FROM, VALUES, DESCRIBE, SUMMARIZE, SHOW, and EXPLAIN without ANALYZE.",
                    DuckErrorType.Permission
                );
            }
            Bind(prepared, parameters);
            return Run(prepared, stream);
        }
        finally
        {
            duckdb_destroy_prepare(ref prepared);
        }
    }

    /// <summary>EXPLAIN ANALYZE runs what it explains, and DuckDB does not say what that is.</summary>
    private bool OnlyReads(StatementType type) =>
        type == StatementType.Select
        || (
            type == StatementType.Explain
            && !_sql.Contains("analyze", StringComparison.OrdinalIgnoreCase)
            && !_sql.Contains("analyse", StringComparison.OrdinalIgnoreCase)
        );

    private static void Bind(nint prepared, IReadOnlyDictionary<string, object?>? parameters)
    {
        var count = duckdb_nparams(prepared);
        for (var i = 1UL; i <= count; i++)
        {
            var name = TakeText(duckdb_parameter_name(prepared, i)) ?? $"{i}";
            if (parameters is null || !parameters.TryGetValue(name, out var given))
            {
                throw new ArgumentException($"The parameter ${name} has no value.", nameof(parameters));
            }
            nint value = 0;
            try
            {
                value = NativeValue.Create(TypeOfValue.Of(given), given);
                if (value == 0 || duckdb_bind_value(prepared, i, value) == NativeState.Error)
                {
                    throw new NotSupportedException($"DuckDB takes no such value: {given}.");
                }
            }
            catch (Exception wrong)
            {
                throw new ArgumentException($"The parameter ${name}: {wrong.Message}", nameof(parameters), wrong);
            }
            finally
            {
                duckdb_destroy_value(ref value);
            }
        }
    }

    private ResultHandle Run(nint prepared, bool stream)
    {
        var result = new ResultHandle(_connection);
        try
        {
            // The connection must not be closed meanwhile; the prepared statement alone would not prevent it.
            using var hold = new Hold(_connection);
            var state = stream
                ? duckdb_execute_prepared_streaming(prepared, result)
                : duckdb_execute_prepared(prepared, result);
            return state == NativeState.Success ? result : throw ResultError.Of(result, _faults);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private DuckDbException Failure(string error) => new(error, DuckErrorType.Unknown, _faults.Take(error));
}
