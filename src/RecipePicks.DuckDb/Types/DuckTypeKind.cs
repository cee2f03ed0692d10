namespace RecipePicks.DuckDb;

/// <summary>What a <see cref="DuckType"/> is: DuckDB's own type numbers (duckdb_type).</summary>
public enum DuckTypeKind
{
    /// <summary>No type.</summary>
    Invalid = 0,

    /// <summary>BOOLEAN, a <see cref="bool"/>.</summary>
    Boolean = 1,

    /// <summary>TINYINT, an <see cref="sbyte"/>.</summary>
    TinyInt = 2,

    /// <summary>SMALLINT, a <see cref="short"/>.</summary>
    SmallInt = 3,

    /// <summary>INTEGER, an <see cref="int"/>.</summary>
    Integer = 4,

    /// <summary>BIGINT, a <see cref="long"/>.</summary>
    BigInt = 5,

    /// <summary>UTINYINT, a <see cref="byte"/>.</summary>
    UTinyInt = 6,

    /// <summary>USMALLINT, a <see cref="ushort"/>.</summary>
    USmallInt = 7,

    /// <summary>UINTEGER, a <see cref="uint"/>.</summary>
    UInteger = 8,

    /// <summary>UBIGINT, a <see cref="ulong"/>.</summary>
    UBigInt = 9,

    /// <summary>FLOAT, a <see cref="float"/>.</summary>
    Float = 10,

    /// <summary>DOUBLE, a <see cref="double"/>.</summary>
    Double = 11,

    /// <summary>
    /// TIMESTAMP in microseconds, a <see cref="DateTime"/> of kind Utc: it has no zone of its own, DuckDB counts it from
    /// 1970 in UTC, and a time of no kind would be shifted by whoever converts it to local time.
    /// </summary>
    Timestamp = 12,

    /// <summary>DATE, a <see cref="DateOnly"/>.</summary>
    Date = 13,

    /// <summary>TIME in microseconds, a <see cref="TimeOnly"/>.</summary>
    Time = 14,

    /// <summary>INTERVAL, a <see cref="DuckInterval"/>.</summary>
    Interval = 15,

    /// <summary>HUGEINT, an <see cref="Int128"/>.</summary>
    HugeInt = 16,

    /// <summary>VARCHAR (JSON too), a <see cref="string"/>.</summary>
    Varchar = 17,

    /// <summary>BLOB, an array of <see cref="byte"/>.</summary>
    Blob = 18,

    /// <summary>DECIMAL, a <see cref="decimal"/> if it fits, else a <see cref="DuckDecimal"/>.</summary>
    Decimal = 19,

    /// <summary>TIMESTAMP_S in seconds, a <see cref="DateTime"/> of kind Utc.</summary>
    TimestampS = 20,

    /// <summary>TIMESTAMP_MS in milliseconds, a <see cref="DateTime"/> of kind Utc.</summary>
    TimestampMs = 21,

    /// <summary>TIMESTAMP_NS in nanoseconds, a <see cref="DateTime"/> of kind Utc, which drops the last two digits.</summary>
    TimestampNs = 22,

    /// <summary>ENUM, a <see cref="string"/>.</summary>
    Enum = 23,

    /// <summary>A list of any length, an array of objects.</summary>
    List = 24,

    /// <summary>STRUCT, a dictionary in the order of its fields.</summary>
    Struct = 25,

    /// <summary>MAP, an ordered array of pairs.</summary>
    Map = 26,

    /// <summary>UUID, a <see cref="Guid"/>.</summary>
    Uuid = 27,

    /// <summary>UNION, the value of the member that is set.</summary>
    Union = 28,

    /// <summary>BIT; not read, cast it to VARCHAR.</summary>
    Bit = 29,

    /// <summary>TIME WITH TIME ZONE; not read, cast it to VARCHAR.</summary>
    TimeTz = 30,

    /// <summary>TIMESTAMP WITH TIME ZONE in microseconds, a <see cref="DateTimeOffset"/> in UTC.</summary>
    TimestampTz = 31,

    /// <summary>UHUGEINT, a <see cref="UInt128"/>.</summary>
    UHugeInt = 32,

    /// <summary>A list of fixed length, an array of objects.</summary>
    Array = 33,

    /// <summary>Any type, in the signatures of DuckDB's own functions.</summary>
    Any = 34,

    /// <summary>BIGNUM; not read, cast it to VARCHAR.</summary>
    BigNum = 35,

    /// <summary>The type of a bare NULL.</summary>
    SqlNull = 36,

    /// <summary>A string literal during binding.</summary>
    StringLiteral = 37,

    /// <summary>An integer literal during binding.</summary>
    IntegerLiteral = 38,

    /// <summary>TIME_NS in nanoseconds, a <see cref="TimeOnly"/>, which drops the last two digits.</summary>
    TimeNs = 39,

    /// <summary>GEOMETRY; not read, cast it to VARCHAR.</summary>
    Geometry = 40,

    /// <summary>VARIANT; not read, cast it to VARCHAR.</summary>
    Variant = 41,
}
