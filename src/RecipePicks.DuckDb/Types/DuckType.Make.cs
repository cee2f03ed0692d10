namespace RecipePicks.DuckDb;

/// <content>The types by name.</content>
public sealed partial class DuckType
{
    /// <summary>BOOLEAN.</summary>
    public static DuckType Boolean { get; } = new(DuckTypeKind.Boolean);

    /// <summary>TINYINT.</summary>
    public static DuckType TinyInt { get; } = new(DuckTypeKind.TinyInt);

    /// <summary>SMALLINT.</summary>
    public static DuckType SmallInt { get; } = new(DuckTypeKind.SmallInt);

    /// <summary>INTEGER.</summary>
    public static DuckType Integer { get; } = new(DuckTypeKind.Integer);

    /// <summary>BIGINT.</summary>
    public static DuckType BigInt { get; } = new(DuckTypeKind.BigInt);

    /// <summary>UTINYINT.</summary>
    public static DuckType UTinyInt { get; } = new(DuckTypeKind.UTinyInt);

    /// <summary>USMALLINT.</summary>
    public static DuckType USmallInt { get; } = new(DuckTypeKind.USmallInt);

    /// <summary>UINTEGER.</summary>
    public static DuckType UInteger { get; } = new(DuckTypeKind.UInteger);

    /// <summary>UBIGINT.</summary>
    public static DuckType UBigInt { get; } = new(DuckTypeKind.UBigInt);

    /// <summary>HUGEINT.</summary>
    public static DuckType HugeInt { get; } = new(DuckTypeKind.HugeInt);

    /// <summary>UHUGEINT.</summary>
    public static DuckType UHugeInt { get; } = new(DuckTypeKind.UHugeInt);

    /// <summary>FLOAT.</summary>
    public static DuckType Float { get; } = new(DuckTypeKind.Float);

    /// <summary>DOUBLE.</summary>
    public static DuckType Double { get; } = new(DuckTypeKind.Double);

    /// <summary>TIMESTAMP.</summary>
    public static DuckType Timestamp { get; } = new(DuckTypeKind.Timestamp);

    /// <summary>TIMESTAMP_S.</summary>
    public static DuckType TimestampS { get; } = new(DuckTypeKind.TimestampS);

    /// <summary>TIMESTAMP_MS.</summary>
    public static DuckType TimestampMs { get; } = new(DuckTypeKind.TimestampMs);

    /// <summary>TIMESTAMP_NS.</summary>
    public static DuckType TimestampNs { get; } = new(DuckTypeKind.TimestampNs);

    /// <summary>TIMESTAMP WITH TIME ZONE.</summary>
    public static DuckType TimestampTz { get; } = new(DuckTypeKind.TimestampTz);

    /// <summary>DATE.</summary>
    public static DuckType Date { get; } = new(DuckTypeKind.Date);

    /// <summary>TIME.</summary>
    public static DuckType Time { get; } = new(DuckTypeKind.Time);

    /// <summary>INTERVAL.</summary>
    public static DuckType Interval { get; } = new(DuckTypeKind.Interval);

    /// <summary>UUID.</summary>
    public static DuckType Uuid { get; } = new(DuckTypeKind.Uuid);

    /// <summary>BLOB.</summary>
    public static DuckType Blob { get; } = new(DuckTypeKind.Blob);

    /// <summary>VARCHAR.</summary>
    public static DuckType Varchar { get; } = new(DuckTypeKind.Varchar);

    /// <summary>JSON.</summary>
    public static DuckType Json { get; } = new(DuckTypeKind.Varchar) { IsJson = true };

    /// <summary>DECIMAL(<paramref name="width"/>, <paramref name="scale"/>): digits in all (1 to 38), digits after the point.</summary>
    public static DuckType Decimal(int width, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(width is >= 1 and <= 38, true, nameof(width));
        ArgumentOutOfRangeException.ThrowIfNotEqual(scale >= 0 && scale <= width, true, nameof(scale));
        return new(DuckTypeKind.Decimal) { Width = (byte)width, Scale = (byte)scale };
    }

    /// <summary>A list of any length.</summary>
    public static DuckType List(DuckType element) => new(DuckTypeKind.List) { Element = element };

    /// <summary>A list of exactly <paramref name="length"/> elements.</summary>
    public static DuckType Array(DuckType element, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new(DuckTypeKind.Array) { Element = element, Length = length };
    }

    /// <summary>STRUCT with these fields.</summary>
    public static DuckType Struct(params ReadOnlySpan<(string Name, DuckType Type)> fields) =>
        fields.IsEmpty
            ? throw new ArgumentException("A STRUCT needs a field.", nameof(fields))
            : new(DuckTypeKind.Struct) { Fields = Columns(fields) };

    /// <summary>UNION of these members.</summary>
    internal static DuckType Union(params ReadOnlySpan<(string Name, DuckType Type)> members) =>
        new(DuckTypeKind.Union) { Fields = Columns(members) };

    /// <summary>MAP from keys to values.</summary>
    public static DuckType Map(DuckType key, DuckType value)
    {
        var entry = Struct(("key", key), ("value", value));
        return new(DuckTypeKind.Map) { Element = entry, Fields = entry.Fields };
    }

    /// <summary>ENUM of these values.</summary>
    public static DuckType Enum(params IReadOnlyList<string> values) =>
        values.Count == 0
            ? throw new ArgumentException("An ENUM needs a value.", nameof(values))
            : new(DuckTypeKind.Enum) { Values = [.. values] };

    /// <summary>A kind that has no parts.</summary>
    internal static DuckType Plain(DuckTypeKind kind) => new(kind);

    private static DuckColumn[] Columns(ReadOnlySpan<(string Name, DuckType Type)> fields)
    {
        var columns = new DuckColumn[fields.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new(fields[i].Name, fields[i].Type);
        }
        return columns;
    }
}
