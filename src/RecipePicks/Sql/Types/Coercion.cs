namespace RecipePicks.Sql.Types;

/// <summary>Which types become which without being asked.</summary>
/// <remarks>Source: Trino, TypeCoercion. A text never becomes a number or a time, nor the other way round.</remarks>
internal static class Coercion
{
    /// <summary>Whether a value of one type is taken where another is wanted.</summary>
    public static bool Can(SqlType from, SqlType to) =>
        from.Equals(to) || Common(from, to) is { } common && Alike(common, to);

    /// <summary>The type that both become, or null.</summary>
    public static SqlType? Common(SqlType a, SqlType b)
    {
        if (a.Equals(b) || b.Kind == TypeKind.Unknown)
        {
            return a;
        }

        if (a.Kind == TypeKind.Unknown)
        {
            return b;
        }

        if (a.Kind > b.Kind)
        {
            (a, b) = (b, a);
        }

        return (a.Kind, b.Kind) switch
        {
            (TypeKind.Decimal, TypeKind.Decimal) => Decimals(a, b),
            (<= TypeKind.BigInt and >= TypeKind.TinyInt, TypeKind.Decimal) => Decimals(AsDecimal(a), b),
            (>= TypeKind.TinyInt and <= TypeKind.Real, <= TypeKind.Double and >= TypeKind.TinyInt) => b,
            (TypeKind.Char, TypeKind.Char) => SqlType.Char(Math.Max(a.Precision, b.Precision)),
            (TypeKind.Char, TypeKind.Varchar) => b,
            (TypeKind.Date, TypeKind.Timestamp or TypeKind.TimestampTz) => b,
            (TypeKind.Timestamp, TypeKind.Timestamp) => SqlType.Timestamp(Math.Max(a.Precision, b.Precision)),
            (TypeKind.Timestamp, TypeKind.TimestampTz) => SqlType.TimestampTz(
                Math.Max(a.Precision, b.Precision),
                b.Zone
            ),
            (TypeKind.TimestampTz, TypeKind.TimestampTz) => SqlType.TimestampTz(
                Math.Max(a.Precision, b.Precision),
                a.Zone == b.Zone ? a.Zone : "UTC"
            ),
            (TypeKind.Array, TypeKind.Array) => Common(a.Element, b.Element) is { } element
                ? SqlType.Array(element)
                : null,
            (TypeKind.Map, TypeKind.Map) => Common(a.Key, b.Key) is { } key && Common(a.Element, b.Element) is { } value
                ? SqlType.Map(key, value)
                : null,
            (TypeKind.Row, TypeKind.Row) => Rows(a, b),
            _ => null,
        };
    }

    /// <summary>An integer as a decimal that holds all of its values.</summary>
    public static SqlType AsDecimal(SqlType type) =>
        type.Kind switch
        {
            TypeKind.TinyInt => SqlType.Decimal(3, 0),
            TypeKind.SmallInt => SqlType.Decimal(5, 0),
            TypeKind.Integer => SqlType.Decimal(10, 0),
            TypeKind.BigInt => SqlType.Decimal(19, 0),
            _ => type,
        };

    private static SqlType Decimals(SqlType a, SqlType b)
    {
        var scale = Math.Max(a.Scale, b.Scale);
        return SqlType.Decimal(Math.Max(a.Precision - a.Scale, b.Precision - b.Scale) + scale, scale);
    }

    private static SqlType? Rows(SqlType a, SqlType b)
    {
        if (a.Fields.Count != b.Fields.Count)
        {
            return null;
        }

        var fields = new List<RowField>();
        foreach (var (x, y) in a.Fields.Zip(b.Fields))
        {
            if (Common(x.Type, y.Type) is not { } type)
            {
                return null;
            }

            fields.Add(new(string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase) ? x.Name : null, type));
        }

        return SqlType.Row(fields);
    }

    /// <summary>The same but for what is given up silently: a fraction's digits, a zone, a row's names.</summary>
    private static bool Alike(SqlType a, SqlType b) =>
        a.Equals(b)
        || (a.Kind, b.Kind) switch
        {
            (TypeKind.Timestamp, TypeKind.Timestamp) or (TypeKind.TimestampTz, TypeKind.TimestampTz) => true,
            (TypeKind.Row, TypeKind.Row) => a.Fields.Zip(b.Fields).All(f => Alike(f.First.Type, f.Second.Type)),
            (TypeKind.Array, TypeKind.Array) => Alike(a.Element, b.Element),
            (TypeKind.Map, TypeKind.Map) => Alike(a.Key, b.Key) && Alike(a.Element, b.Element),
            _ => false,
        };
}
