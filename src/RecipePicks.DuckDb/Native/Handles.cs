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

/// <summary>Owns a duckdb_data_chunk, whose memory may come from the database.</summary>
internal sealed class ChunkHandle(nint chunk, ConnectionHandle connection) : OwnedHandle(chunk, connection)
{
    protected override void Free(nint pointer) => NativeMethods.duckdb_destroy_data_chunk(ref pointer);
}

/// <summary>Owns the memory of a duckdb_result and what DuckDB hangs on it.</summary>
internal sealed unsafe class ResultHandle(ConnectionHandle connection)
    : OwnedHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)), connection)
{
    /// <summary>The next chunk, or null at the end or at an error.</summary>
    internal ChunkHandle? Fetch()
    {
        using var open = new Hold(connection);
        using var hold = new Hold(this);
        var chunk = NativeMethods.duckdb_fetch_chunk(*(NativeResult*)handle);
        return chunk == 0 ? null : new ChunkHandle(chunk, connection);
    }

    protected override void Free(nint pointer)
    {
        NativeMethods.duckdb_destroy_result((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
    }
}

/// <summary>Keeps a handle from being freed during calls that do not name it.</summary>
internal readonly ref struct Hold
{
    private readonly OwnedHandle _handle;

    /// <summary>Holds it.</summary>
    /// <exception cref="ObjectDisposedException">It is freed already.</exception>
    internal Hold(OwnedHandle handle)
    {
        var held = false;
        handle.DangerousAddRef(ref held);
        _handle = handle;
    }

    public void Dispose() => _handle.DangerousRelease();
}

/// <summary>A pointer that is freed once, after the last call that uses it and before what it belongs to.</summary>
internal abstract class OwnedHandle : SafeHandle
{
    private readonly OwnedHandle? _owner;

    protected OwnedHandle(nint pointer, OwnedHandle? owner = null)
        : base(0, ownsHandle: true)
    {
        SetHandle(pointer);
        var held = false;
        owner?.DangerousAddRef(ref held);
        _owner = owner;
    }

    public override bool IsInvalid => handle == 0;

    protected abstract void Free(nint pointer);

    protected override bool ReleaseHandle()
    {
        Free(handle);
        _owner?.DangerousRelease();
        return true;
    }
}
