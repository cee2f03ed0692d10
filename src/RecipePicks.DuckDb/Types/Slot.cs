namespace RecipePicks.DuckDb;

/// <summary>How a value lies in a vector, and which setter and getter fit it.</summary>
internal enum Slot : byte
{
    None,
    Boolean,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    HugeInt,
    UHugeInt,
    Float,
    Double,
    Micros,
    Seconds,
    Millis,
    Nanos,
    Days,
    TimeMicros,
    TimeNanos,
    Interval,
    Uuid,
    Text,
    Blob,
    Decimal,
    Enum,
    List,
    Array,
    Struct,
    Union,
}

/// <summary>Which slot a kind has.</summary>
internal static class Slots
{
    internal static Slot Of(DuckTypeKind kind) =>
        kind switch
        {
            DuckTypeKind.Boolean => Slot.Boolean,
            DuckTypeKind.TinyInt => Slot.Int8,
            DuckTypeKind.SmallInt => Slot.Int16,
            DuckTypeKind.Integer => Slot.Int32,
            DuckTypeKind.BigInt => Slot.Int64,
            DuckTypeKind.UTinyInt => Slot.UInt8,
            DuckTypeKind.USmallInt => Slot.UInt16,
            DuckTypeKind.UInteger => Slot.UInt32,
            DuckTypeKind.UBigInt => Slot.UInt64,
            DuckTypeKind.HugeInt => Slot.HugeInt,
            DuckTypeKind.UHugeInt => Slot.UHugeInt,
            DuckTypeKind.Float => Slot.Float,
            DuckTypeKind.Double => Slot.Double,
            DuckTypeKind.Timestamp or DuckTypeKind.TimestampTz => Slot.Micros,
            DuckTypeKind.TimestampS => Slot.Seconds,
            DuckTypeKind.TimestampMs => Slot.Millis,
            DuckTypeKind.TimestampNs => Slot.Nanos,
            DuckTypeKind.Date => Slot.Days,
            DuckTypeKind.Time => Slot.TimeMicros,
            DuckTypeKind.TimeNs => Slot.TimeNanos,
            DuckTypeKind.Interval => Slot.Interval,
            DuckTypeKind.Uuid => Slot.Uuid,
            DuckTypeKind.Varchar => Slot.Text,
            DuckTypeKind.Blob => Slot.Blob,
            DuckTypeKind.Decimal => Slot.Decimal,
            DuckTypeKind.Enum => Slot.Enum,
            DuckTypeKind.List or DuckTypeKind.Map => Slot.List,
            DuckTypeKind.Array => Slot.Array,
            DuckTypeKind.Struct => Slot.Struct,
            DuckTypeKind.Union => Slot.Union,
            _ => Slot.None,
        };

    /// <summary>The integer that holds a DECIMAL of so many digits.</summary>
    internal static Slot OfDecimal(byte width) =>
        width switch
        {
            <= 4 => Slot.Int16,
            <= 9 => Slot.Int32,
            <= 18 => Slot.Int64,
            _ => Slot.HugeInt,
        };

    /// <summary>The integer that holds the index of an ENUM of so many values.</summary>
    internal static Slot OfEnum(int values) =>
        values switch
        {
            <= 0xFF => Slot.UInt8,
            <= 0xFFFF => Slot.UInt16,
            _ => Slot.UInt32,
        };
}
