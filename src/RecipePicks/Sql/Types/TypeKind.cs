namespace RecipePicks.Sql.Types;

/// <summary>Trino's types, as far as they are known here.</summary>
internal enum TypeKind
{
    /// <summary>The type of a bare NULL.</summary>
    Unknown,
    Boolean,
    TinyInt,
    SmallInt,
    Integer,
    BigInt,
    Decimal,
    Real,
    Double,
    Char,
    Varchar,
    Varbinary,
    Date,
    Timestamp,
    TimestampTz,

    /// <summary>INTERVAL DAY TO SECOND, held as microseconds.</summary>
    IntervalDay,

    /// <summary>INTERVAL YEAR TO MONTH, held as months.</summary>
    IntervalYear,

    /// <summary>JSON, held as its text.</summary>
    Json,

    /// <summary>IPADDRESS, held as sixteen bytes.</summary>
    IpAddress,
    Uuid,
    Array,
    Map,
    Row,
}
