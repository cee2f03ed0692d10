using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RecipePicks.DuckDb.Native;
using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb;

/// <summary>
/// What DuckDB calls for a table function. No exception may leave a callback: it would end the process. So each catches
/// everything and hands DuckDB the text.
/// </summary>
internal sealed unsafe class TableFunctionBinding(DuckTableFunction function, CallbackFaults faults)
{
    private readonly string _name = function.Name;
    private readonly DuckColumn[] _columns = [.. function.Columns];

    internal void Register(ConnectionHandle connection)
    {
        // A column that cannot be written is an error now, not in every query.
        _ = NewWriter();
        var native = duckdb_create_table_function();
        try
        {
            duckdb_table_function_set_name(native, _name);
            foreach (var parameter in function.Parameters)
            {
                using var type = new LogicalType(parameter);
                duckdb_table_function_add_parameter(native, type.Pointer);
            }
            duckdb_table_function_set_extra_info(native, Pinned.Hold(this), &Pinned.Release);
            duckdb_table_function_set_bind(native, &Bind);
            duckdb_table_function_set_init(native, &Start);
            duckdb_table_function_set_local_init(native, &OpenWorker);
            duckdb_table_function_set_function(native, &Fill);
            if (duckdb_register_table_function(connection, native) == NativeState.Error)
            {
                throw new DuckDbException($"DuckDB does not take the table function {_name}: is its name taken?");
            }
        }
        finally
        {
            duckdb_destroy_table_function(ref native);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        TableFunctionBinding? binding = null;
        try
        {
            binding = Pinned.Get<TableFunctionBinding>(duckdb_bind_get_extra_info(info));
            binding.Bind(info, binding._columns);
        }
        catch (Exception fault)
        {
            duckdb_bind_set_error(info, Report(binding, fault));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Start(nint info)
    {
        Scan? scan = null;
        try
        {
            scan = Pinned.Get<Scan>(duckdb_init_get_bind_data(info));
            duckdb_init_set_max_threads(info, (ulong)Math.Max(1, scan.Source.MaxThreads));
        }
        catch (Exception fault)
        {
            duckdb_init_set_error(info, Report(scan?.Binding, fault));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OpenWorker(nint info)
    {
        Scan? scan = null;
        try
        {
            scan = Pinned.Get<Scan>(duckdb_init_get_bind_data(info));
            duckdb_init_set_init_data(info, Pinned.Hold(scan.OpenWorker()), &Pinned.Release);
        }
        catch (Exception fault)
        {
            duckdb_init_set_error(info, Report(scan?.Binding, fault));
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint info, nint chunk)
    {
        Worker? worker = null;
        try
        {
            worker = Pinned.Get<Worker>(duckdb_function_get_local_init_data(info));
            worker.Fill(chunk);
        }
        catch (Exception fault)
        {
            duckdb_function_set_error(info, Report(worker?.Binding, fault));
        }
    }

    private static string Report(TableFunctionBinding? binding, Exception fault) =>
        binding is null ? fault.Message : binding.Report(fault);

    private DuckChunkWriter NewWriter() => new(_columns.Select(column => column.Type));

    private string Report(Exception fault) => faults.Report(_name, fault);

    private void Bind(nint info, DuckColumn[] columns)
    {
        var arguments = new object?[duckdb_bind_get_parameter_count(info)];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = NativeValue.Take(duckdb_bind_get_parameter(info, (ulong)i));
        }
        foreach (var column in columns)
        {
            using var type = new LogicalType(column.Type);
            duckdb_bind_add_result_column(info, column.Name, type.Pointer);
        }
        var scan = new Scan(this, function.Bind(arguments));
        duckdb_bind_set_bind_data(info, Pinned.Hold(scan), &Pinned.Release);
    }

    /// <summary>A use of the function, as DuckDB holds it.</summary>
    private sealed class Scan(TableFunctionBinding binding, IDuckScan source) : IDisposable
    {
        private readonly Lock _lock = new();

        internal TableFunctionBinding Binding => binding;

        internal IDuckScan Source => source;

        public void Dispose() => source.Dispose();

        internal Worker OpenWorker()
        {
            lock (_lock)
            {
                return new(binding, source.OpenWorker());
            }
        }
    }

    /// <summary>A worker, as DuckDB holds it, and the writer that it fills again and again.</summary>
    private sealed class Worker(TableFunctionBinding binding, IDuckScanWorker source) : IDisposable
    {
        private readonly DuckChunkWriter _writer = binding.NewWriter();

        internal TableFunctionBinding Binding => binding;

        public void Dispose() => source.Dispose();

        internal void Fill(nint chunk)
        {
            _writer.Bind(chunk);
            var rows = source.Fill(_writer);
            if (rows < 0 || rows > _writer.Capacity)
            {
                throw new InvalidOperationException($"Fill gave {rows} rows; a chunk has 0 to {_writer.Capacity}.");
            }
            _writer.Finish(chunk, rows);
        }
    }
}
