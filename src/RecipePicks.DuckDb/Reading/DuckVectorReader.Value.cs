using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace RecipePicks.DuckDb;

/// <content>A row as an object.</content>
public sealed unsafe partial class DuckVectorReader
{
    /// <summary>
    /// The row as the object that <see cref="DuckTypeKind"/> names for its type, or null. Bytes of a VARCHAR that are no
    /// UTF-8 become U+FFFD; <see cref="GetUtf8"/> gives them as they are.
    /// </summary>
    /// <exception cref="OverflowException">A date or time that .NET cannot hold, infinity among them.</exception>
    /// <exception cref="NotSupportedException">A type that is not read: cast it to VARCHAR in the query.</exception>
    public object? GetValue(int row)
    {
        if (IsNull(row))
        {
            return null;
        }
        return _slot switch
        {
            Slot.Boolean => GetBoolean(row),
            Slot.Int8 => GetInt8(row),
            Slot.Int16 => GetInt16(row),
            Slot.Int32 => GetInt32(row),
            Slot.Int64 => GetInt64(row),
            Slot.UInt8 => GetUInt8(row),
            Slot.UInt16 => GetUInt16(row),
            Slot.UInt32 => GetUInt32(row),
            Slot.UInt64 => GetUInt64(row),
            Slot.HugeInt => (Int128)Huge(row),
            Slot.UHugeInt => Huge(row),
            Slot.Float => GetSingle(row),
            Slot.Double => GetDouble(row),
            Slot.Micros when Type.Kind == DuckTypeKind.TimestampTz => new DateTimeOffset(
                Epoch.FromMicros(Raw<long>(row))
            ),
            Slot.Micros => Epoch.FromMicros(Raw<long>(row)),
            Slot.Seconds => Epoch.FromSeconds(Raw<long>(row)),
            Slot.Millis => Epoch.FromMillis(Raw<long>(row)),
            Slot.Nanos => Epoch.FromNanos(Raw<long>(row)),
            Slot.Days => Epoch.FromDays(Raw<int>(row)),
            Slot.TimeMicros => Epoch.FromTimeMicros(Raw<long>(row)),
            Slot.TimeNanos => Epoch.FromTimeNanos(Raw<long>(row)),
            Slot.Interval => Raw<DuckInterval>(row),
            Slot.Uuid => GetGuid(row),
            Slot.Text => GetString(row),
            Slot.Blob => GetBlob(row).ToArray(),
            Slot.Decimal => new DuckDecimal(Digits(row), Type.Scale).Narrow(),
            Slot.Enum => Type.Values[EnumIndex(row)],
            Slot.List when Type.Kind == DuckTypeKind.Map => Pairs(row),
            Slot.List or Slot.Array => Elements(row),
            Slot.Struct => Fields(row),
            Slot.Union => _children[1 + _children[0].GetUInt8(row)].GetValue(row),
            _ => throw new NotSupportedException($"Values of {Type} are not read; cast the column to VARCHAR."),
        };
    }

    /// <summary>VARCHAR and JSON; null for NULL.</summary>
    public string? GetString(int row) => IsNull(row) ? null : Encoding.UTF8.GetString(GetUtf8(row));

    /// <summary>UUID; all zeros for NULL.</summary>
    public Guid GetGuid(int row)
    {
        var bits = At<UInt128>(row, Slot.Uuid);
        Span<byte> bytes = stackalloc byte[16];
        // DuckDB flips the topmost bit, so that UUIDs sort as signed numbers.
        BinaryPrimitives.WriteUInt128BigEndian(bytes, IsNull(row) ? bits : bits ^ (UInt128.One << 127));
        return new(bytes, bigEndian: true);
    }

    private T Raw<T>(int row)
        where T : unmanaged => Unsafe.ReadUnaligned<T>(_data + ((long)row * sizeof(T)));

    private UInt128 Huge(int row) => Raw<UInt128>(row);

    private Int128 Digits(int row) =>
        Slots.OfDecimal(Type.Width) switch
        {
            Slot.Int16 => Raw<short>(row),
            Slot.Int32 => Raw<int>(row),
            Slot.Int64 => Raw<long>(row),
            _ => (Int128)Huge(row),
        };

    private int EnumIndex(int row) =>
        Slots.OfEnum(Type.Values.Count) switch
        {
            Slot.UInt8 => Raw<byte>(row),
            Slot.UInt16 => Raw<ushort>(row),
            _ => (int)Raw<uint>(row),
        };

    private object?[] Elements(int row)
    {
        var (offset, length) = GetList(row);
        var elements = new object?[length];
        for (var i = 0; i < length; i++)
        {
            elements[i] = Child.GetValue(offset + i);
        }
        return elements;
    }

    private KeyValuePair<object, object?>[] Pairs(int row)
    {
        var (offset, length) = GetList(row);
        var pairs = new KeyValuePair<object, object?>[length];
        for (var i = 0; i < length; i++)
        {
            pairs[i] = new(Child.Field(0).GetValue(offset + i)!, Child.Field(1).GetValue(offset + i));
        }
        return pairs;
    }

    private OrderedDictionary<string, object?> Fields(int row)
    {
        var fields = new OrderedDictionary<string, object?>(_children.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < _children.Length; i++)
        {
            // The fields of row(…) have no names: they get their number, counted from one.
            var name = Type.Fields[i].Name;
            fields.Add(name.Length == 0 ? $"{i + 1}" : name, _children[i].GetValue(row));
        }
        return fields;
    }
}
