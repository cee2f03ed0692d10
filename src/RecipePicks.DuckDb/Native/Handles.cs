using System.Runtime.InteropServices;

namespace RecipePicks.DuckDb.Native;

/// <summary>Owns a duckdb_database. DuckDB itself keeps the database alive until its last connection is gone.</summary>
internal sealed class DatabaseHandle(nint database) : OwnedHandle(database)
{
    protected override void Free(nint pointer) => NativeMethods.duckdb_close(ref pointer);
}

/// <summary>Owns a duckdb_connection. A call that runs while it is disposed finishes first.</summary>
internal sealed class ConnectionHandle(nint connection) : OwnedHandle(connection)
{
    protected override void Free(nint pointer) => NativeMethods.duckdb_disconnect(ref pointer);
}

/// <summary>Owns a duckdb_data_chunk.</summary>
internal sealed class ChunkHandle(nint chunk) : OwnedHandle(chunk)
{
    protected override void Free(nint pointer) => NativeMethods.duckdb_destroy_data_chunk(ref pointer);
}

/// <summary>Owns the memory of a duckdb_result and what DuckDB hangs on it.</summary>
internal sealed unsafe class ResultHandle() : OwnedHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)))
{
    /// <summary>The next chunk, or null at the end or at an error.</summary>
    internal ChunkHandle? Fetch()
    {
        var held = false;
        try
        {
            DangerousAddRef(ref held);
            var chunk = NativeMethods.duckdb_fetch_chunk(*(NativeResult*)handle);
            return chunk == 0 ? null : new ChunkHandle(chunk);
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }
        }
    }

    protected override void Free(nint pointer)
    {
        NativeMethods.duckdb_destroy_result((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
    }
}

/// <summary>A pointer that is freed once, after the last call that uses it.</summary>
internal abstract class OwnedHandle : SafeHandle
{
    protected OwnedHandle(nint pointer)
        : base(0, ownsHandle: true) => SetHandle(pointer);

    public override bool IsInvalid => handle == 0;

    protected abstract void Free(nint pointer);

    protected override bool ReleaseHandle()
    {
        Free(handle);
        return true;
    }
}
