using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace RecipePicks.DuckDb;

/// <content>The setters of fixed width: the hottest lines of the program.</content>
public sealed unsafe partial class DuckVectorWriter
{
    /// <summary>BOOLEAN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetBoolean(int row, bool value) => Put(row, (byte)(value ? 1 : 0), Slot.Boolean);

    /// <summary>TINYINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetInt8(int row, sbyte value) => Put(row, value, Slot.Int8);

    /// <summary>SMALLINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetInt16(int row, short value) => Put(row, value, Slot.Int16);

    /// <summary>INTEGER.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetInt32(int row, int value) => Put(row, value, Slot.Int32);

    /// <summary>BIGINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetInt64(int row, long value) => Put(row, value, Slot.Int64);

    /// <summary>UTINYINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetUInt8(int row, byte value) => Put(row, value, Slot.UInt8);

    /// <summary>USMALLINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetUInt16(int row, ushort value) => Put(row, value, Slot.UInt16);

    /// <summary>UINTEGER.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetUInt32(int row, uint value) => Put(row, value, Slot.UInt32);

    /// <summary>UBIGINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetUInt64(int row, ulong value) => Put(row, value, Slot.UInt64);

    /// <summary>HUGEINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetInt128(int row, Int128 value) => Put(row, value, Slot.HugeInt);

    /// <summary>UHUGEINT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetUInt128(int row, UInt128 value) => Put(row, value, Slot.UHugeInt);

    /// <summary>FLOAT.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetSingle(int row, float value) => Put(row, value, Slot.Float);

    /// <summary>DOUBLE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetDouble(int row, double value) => Put(row, value, Slot.Double);

    /// <summary>TIMESTAMP and TIMESTAMP WITH TIME ZONE: microseconds since 1970-01-01 UTC.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetTimestamp(int row, long microseconds) => Put(row, microseconds, Slot.Micros);

    /// <summary>DATE: days since 1970-01-01.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetDate(int row, int days) => Put(row, days, Slot.Days);

    /// <summary>TIME: microseconds since midnight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetTime(int row, long microseconds) => Put(row, microseconds, Slot.TimeMicros);

    /// <summary>INTERVAL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SetInterval(int row, DuckInterval value) => Put(row, value, Slot.Interval);

    /// <summary>UUID.</summary>
    public void SetGuid(int row, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        // DuckDB flips the topmost bit, so that UUIDs sort as signed numbers.
        Put(row, BinaryPrimitives.ReadUInt128BigEndian(bytes) ^ (UInt128.One << 127), Slot.Uuid);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put<T>(int row, T value, Slot slot)
        where T : unmanaged
    {
        if (_slot != slot)
        {
            ThrowUnfit(slot);
        }
        PutRaw(row, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PutRaw<T>(int row, T value)
        where T : unmanaged
    {
        CheckRow(row);
        Unsafe.WriteUnaligned(_data + ((long)row * sizeof(T)), value);
        _validity[row >> 6] |= 1UL << row;
    }

    [DoesNotReturn]
    private void ThrowUnfit(Slot slot) => throw Unfit(slot.ToString());
}
