namespace RecipePicks.Sql.Types;

/// <summary>Types that are one word.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<string, SqlType> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["boolean"] = SqlType.Boolean,
        ["tinyint"] = SqlType.TinyInt,
        ["smallint"] = SqlType.SmallInt,
        ["integer"] = SqlType.Integer,
        ["int"] = SqlType.Integer,
        ["bigint"] = SqlType.BigInt,
        ["real"] = SqlType.Real,
        ["float"] = SqlType.Real,
        ["double"] = SqlType.Double,
        ["decimal"] = SqlType.Decimal(38, 0),
        ["varchar"] = SqlType.Varchar,
        ["string"] = SqlType.Varchar,
        ["char"] = SqlType.Char(1),
        ["varbinary"] = SqlType.Varbinary,
        ["binary"] = SqlType.Varbinary,
        ["date"] = SqlType.Date,
        ["timestamp"] = SqlType.Timestamp(3),
        ["json"] = SqlType.Json,
        ["ipaddress"] = SqlType.IpAddress,
        ["uuid"] = SqlType.Uuid,
    };

    /// <summary>Every name.</summary>
    public static IReadOnlyCollection<string> All => s_types.Keys;

    /// <summary>A type by its name, or null.</summary>
    public static SqlType? Of(string name) => s_types.GetValueOrDefault(name);
}
