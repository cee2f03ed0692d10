using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>
/// Bytes that the garbage collector neither moves nor counts, so that vectors may point into them. Keep the buffer in a
/// field or a <c>using</c>: its spans do not keep it alive, and they end with <see cref="Resize"/> and <see cref="Dispose"/>.
/// </summary>
public sealed unsafe class NativeBuffer : IDisposable
{
    /// <summary>Bytes behind the end, so that a short string can be read in one go.</summary>
    private const int Padding = 16;

    private Memory _memory;
    private byte* _bytes;
    private int _length;

    /// <summary>Allocates the buffer; its bytes are not zeroed.</summary>
    public NativeBuffer(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Use(new(checked(capacity + Padding)), capacity);
    }

    /// <summary>How many bytes it holds.</summary>
    public int Length => _length;

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer is gone.</exception>
    public Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_bytes == null, this);
            return new(_bytes, _length);
        }
    }

    /// <summary>Makes it larger or smaller. The bytes that fit stay, but elsewhere: earlier spans and strings end.</summary>
    public void Resize(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        var before = Span;
        using var old = _memory;
        Use(new(checked(capacity + Padding)), capacity);
        before[..Math.Min(before.Length, capacity)].CopyTo(Span);
    }

    /// <summary>Frees the bytes.</summary>
    public void Dispose()
    {
        _memory.Dispose();
        _bytes = null;
        _length = 0;
    }

    /// <summary>Where a stretch begins; up to <see cref="Padding"/> bytes behind its end may be read too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte* At(int offset, int length)
    {
        if ((ulong)(uint)offset + (uint)length > (uint)_length || _bytes == null)
        {
            ThrowOutside(offset, length);
        }
        return _bytes + offset;
    }

    [MemberNotNull(nameof(_memory))]
    private void Use(Memory memory, int length)
    {
        _memory = memory;
        _bytes = memory.Bytes;
        _length = length;
        new Span<byte>(_bytes + length, Padding).Clear();
    }

    [DoesNotReturn]
    private void ThrowOutside(int offset, int length)
    {
        ObjectDisposedException.ThrowIf(_bytes == null, this);
        throw new ArgumentOutOfRangeException(
            nameof(offset),
            $"{length} bytes at {offset} are not within the buffer of {_length}."
        );
    }

    /// <summary>The memory itself, freed in the end even if nobody disposes it.</summary>
    private sealed class Memory(int size) : OwnedHandle((nint)NativeMemory.Alloc((nuint)size))
    {
        internal byte* Bytes => (byte*)handle;

        protected override void Free(nint pointer) => NativeMemory.Free((void*)pointer);
    }
}
