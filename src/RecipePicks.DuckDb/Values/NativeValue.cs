using System.Buffers.Binary;
using RecipePicks.DuckDb.Native;
using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb;

/// <summary>A duckdb_value made from a .NET value, or read into one.</summary>
internal static unsafe class NativeValue
{
    /// <summary>Makes a value of the type; the caller destroys it.</summary>
    /// <exception cref="InvalidCastException">The value is not of that type.</exception>
    /// <exception cref="OverflowException">The value does not fit.</exception>
    internal static nint Create(DuckType type, object? value)
    {
        if (value is DuckValue typed)
        {
            return Create(typed.Type, typed.Value);
        }
        if (value is null)
        {
            return duckdb_create_null_value();
        }
        return type.Slot switch
        {
            Slot.Boolean => duckdb_create_bool((bool)value),
            Slot.Int8 => duckdb_create_int8(checked((sbyte)Numbers.Integer(value))),
            Slot.Int16 => duckdb_create_int16(checked((short)Numbers.Integer(value))),
            Slot.Int32 => duckdb_create_int32(checked((int)Numbers.Integer(value))),
            Slot.Int64 => duckdb_create_int64(checked((long)Numbers.Integer(value))),
            Slot.UInt8 => duckdb_create_uint8(checked((byte)Numbers.Integer(value))),
            Slot.UInt16 => duckdb_create_uint16(checked((ushort)Numbers.Integer(value))),
            Slot.UInt32 => duckdb_create_uint32(checked((uint)Numbers.Integer(value))),
            Slot.UInt64 => duckdb_create_uint64(checked((ulong)Numbers.Integer(value))),
            Slot.HugeInt => duckdb_create_hugeint(new(Numbers.Integer(value))),
            Slot.UHugeInt => duckdb_create_uhugeint(new(Cells.UHuge(value))),
            Slot.Float => duckdb_create_float(Cells.Single(value)),
            Slot.Double => duckdb_create_double(Cells.Double(value)),
            Slot.Micros when type.Kind == DuckTypeKind.TimestampTz => duckdb_create_timestamp_tz(
                Epoch.ToMicros(Cells.Time(value))
            ),
            Slot.Micros => duckdb_create_timestamp(Epoch.ToMicros(Cells.Time(value))),
            Slot.Seconds => duckdb_create_timestamp_s(Epoch.ToSeconds(Cells.Time(value))),
            Slot.Millis => duckdb_create_timestamp_ms(Epoch.ToMillis(Cells.Time(value))),
            Slot.Nanos => duckdb_create_timestamp_ns(Epoch.ToNanos(Cells.Time(value))),
            Slot.Days => duckdb_create_date(Epoch.ToDays((DateOnly)value)),
            Slot.TimeMicros => duckdb_create_time(Epoch.ToTimeMicros((TimeOnly)value)),
            Slot.TimeNanos => duckdb_create_time_ns(Epoch.ToTimeNanos((TimeOnly)value)),
            Slot.Interval => duckdb_create_interval(Cells.Interval(value)),
            Slot.Uuid => CreateUuid((Guid)value),
            Slot.Text => CreateText(Cells.Text(value)),
            Slot.Blob => CreateBlob((byte[])value),
            Slot.Decimal => CreateDecimal(type, Cells.Decimal(value)),
            Slot.Enum => CreateEnum(type, Cells.Text(value)),
            Slot.List when type.Kind == DuckTypeKind.Map => CreateMap(type, value),
            Slot.List or Slot.Array => CreateList(type, value),
            Slot.Struct => CreateStruct(type, value),
            _ => throw new NotSupportedException($"A {type} cannot be a parameter."),
        };
    }

    /// <summary>The value as <see cref="DuckVectorReader.GetValue"/> gives it; <paramref name="pointer"/> is destroyed.</summary>
    /// <remarks>A vector of one row is the one form in which the C API shows values of every type.</remarks>
    internal static object? Take(nint pointer)
    {
        nint vector = 0;
        try
        {
            var native = duckdb_get_value_type(pointer);
            var reader = new DuckVectorReader(LogicalType.Describe(native));
            vector = duckdb_create_vector(native, 1);
            duckdb_vector_reference_value(vector, pointer);
            reader.Bind(vector, 1);
            return reader.GetValue(0);
        }
        finally
        {
            duckdb_destroy_vector(ref vector);
            duckdb_destroy_value(ref pointer);
        }
    }

    private static nint CreateUuid(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return duckdb_create_uuid(new(BinaryPrimitives.ReadUInt128BigEndian(bytes)));
    }

    private static nint CreateText(string value)
    {
        using var utf8 = new Utf8Text(value);
        fixed (byte* text = utf8.Bytes)
        {
            byte none = 0;
            return duckdb_create_varchar_length(text == null ? &none : text, (ulong)utf8.Bytes.Length);
        }
    }

    private static nint CreateBlob(byte[] value)
    {
        fixed (byte* bytes = value)
        {
            byte none = 0;
            return duckdb_create_blob(bytes == null ? &none : bytes, (ulong)value.Length);
        }
    }

    private static nint CreateDecimal(DuckType type, DuckDecimal value) =>
        duckdb_create_decimal(
            new()
            {
                Width = type.Width,
                Scale = type.Scale,
                Value = new(value.Rescale(type.Width, type.Scale)),
            }
        );

    private static nint CreateEnum(DuckType type, string value)
    {
        using var native = new LogicalType(type);
        return duckdb_create_enum_value(native.Pointer, (ulong)EnumNames.IndexOf(type, value));
    }

    private static nint CreateList(DuckType type, object value)
    {
        using var element = new LogicalType(type.Element!);
        using var values = new Many(Cells.Elements(type, value).Select(item => (type.Element!, item)));
        fixed (nint* first = values.Pointers)
        {
            return type.Slot == Slot.Array
                ? duckdb_create_array_value(element.Pointer, first, values.Count)
                : duckdb_create_list_value(element.Pointer, first, values.Count);
        }
    }

    private static nint CreateStruct(DuckType type, object value)
    {
        using var native = new LogicalType(type);
        using var values = new Many(Cells.Fields(type, value));
        fixed (nint* first = values.Pointers)
        {
            return duckdb_create_struct_value(native.Pointer, first);
        }
    }

    private static nint CreateMap(DuckType type, object value)
    {
        using var native = new LogicalType(type);
        var pairs = Cells.Pairs(value);
        using var keys = new Many(pairs.Select(pair => (type.Fields[0].Type, (object?)pair.Key)));
        using var values = new Many(pairs.Select(pair => (type.Fields[1].Type, pair.Value)));
        fixed (
            nint* key = keys.Pointers,
                first = values.Pointers
        )
        {
            return duckdb_create_map_value(native.Pointer, key, first, (ulong)pairs.Count);
        }
    }

    /// <summary>Values that are destroyed together.</summary>
    private readonly ref struct Many
    {
        internal Many(IEnumerable<(DuckType Type, object? Value)> values)
        {
            var made = new List<nint>();
            try
            {
                foreach (var (type, value) in values)
                {
                    made.Add(Create(type, value));
                }
            }
            catch
            {
                Destroy(made);
                throw;
            }
            Count = (ulong)made.Count;
            // DuckDB wants a pointer even to nothing.
            Pointers = made.Count == 0 ? [0] : [.. made];
        }

        internal nint[] Pointers { get; }

        internal ulong Count { get; }

        public void Dispose() => Destroy(Pointers);

        private static void Destroy(IEnumerable<nint> pointers)
        {
            foreach (var pointer in pointers)
            {
                var value = pointer;
                duckdb_destroy_value(ref value);
            }
        }
    }
}
