using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RecipePicks.DuckDb.Native;
using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb;

/// <summary>What DuckDB calls for a scalar function. No exception may leave the callback.</summary>
internal sealed unsafe class ScalarFunctionBinding(DuckScalarFunction function, CallbackFaults faults)
{
    private readonly DuckType[] _parameters = [.. function.Parameters];

    /// <summary>Readers and writers, one pair for each call that runs at the same time.</summary>
    private readonly ConcurrentBag<(DuckChunkReader Arguments, DuckVectorWriter Result)> _idle = [];

    internal void Register(ConnectionHandle connection)
    {
        // A result that cannot be written is an error now, not in every query.
        _ = new DuckVectorWriter(function.Result);
        var native = duckdb_create_scalar_function();
        try
        {
            duckdb_scalar_function_set_name(native, function.Name);
            foreach (var parameter in _parameters)
            {
                using var type = new LogicalType(parameter);
                duckdb_scalar_function_add_parameter(native, type.Pointer);
            }
            using (var type = new LogicalType(function.Result))
            {
                duckdb_scalar_function_set_return_type(native, type.Pointer);
            }
            if (function.IsVolatile)
            {
                duckdb_scalar_function_set_volatile(native);
            }
            if (function.HandlesNull)
            {
                duckdb_scalar_function_set_special_handling(native);
            }
            duckdb_scalar_function_set_extra_info(native, Pinned.Hold(this), &Pinned.Release);
            duckdb_scalar_function_set_function(native, &Call);
            if (duckdb_register_scalar_function(connection, native) == NativeState.Error)
            {
                throw new DuckDbException(
                    $"DuckDB does not take the scalar function {function.Name}: is its name taken?"
                );
            }
        }
        finally
        {
            duckdb_destroy_scalar_function(ref native);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint info, nint chunk, nint result)
    {
        ScalarFunctionBinding? binding = null;
        try
        {
            binding = Pinned.Get<ScalarFunctionBinding>(duckdb_scalar_function_get_extra_info(info));
            binding.Call(chunk, result);
        }
        catch (Exception fault)
        {
            duckdb_scalar_function_set_error(info, binding is null ? fault.Message : binding.Report(fault));
        }
    }

    private string Report(Exception fault) => faults.Report(function.Name, fault);

    private void Call(nint chunk, nint vector)
    {
        var (arguments, result) = _idle.TryTake(out var idle) ? idle : (new(_parameters), new(function.Result));
        try
        {
            arguments.Bind(chunk);
            var rows = arguments.RowCount;
            result.Bind(vector, rows);
            function.Body(arguments, result, rows);
            if (!function.HandlesNull)
            {
                SpreadNulls(arguments, result);
            }
            result.Finish();
        }
        finally
        {
            arguments.Unbind();
            result.Unbind();
            _idle.Add((arguments, result));
        }
    }

    private static void SpreadNulls(DuckChunkReader arguments, DuckVectorWriter result)
    {
        for (var column = 0; column < arguments.ColumnCount; column++)
        {
            if (!arguments[column].MayHaveNulls)
            {
                continue;
            }
            for (var row = 0; row < arguments.RowCount; row++)
            {
                if (arguments[column].IsNull(row))
                {
                    result.SetNull(row);
                }
            }
        }
    }
}
