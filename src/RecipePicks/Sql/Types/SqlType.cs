using System.Text;

namespace RecipePicks.Sql.Types;

/// <summary>A field of a row.</summary>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Type">Its type.</param>
internal sealed record RowField(string? Name, SqlType Type);

/// <summary>A type of Trino's. Two of the same text are equal.</summary>
internal sealed class SqlType : IEquatable<SqlType>
{
    private string? _text;

    private SqlType(TypeKind kind) => Kind = kind;

    public static SqlType Unknown { get; } = new(TypeKind.Unknown);
    public static SqlType Boolean { get; } = new(TypeKind.Boolean);
    public static SqlType TinyInt { get; } = new(TypeKind.TinyInt);
    public static SqlType SmallInt { get; } = new(TypeKind.SmallInt);
    public static SqlType Integer { get; } = new(TypeKind.Integer);
    public static SqlType BigInt { get; } = new(TypeKind.BigInt);
    public static SqlType Real { get; } = new(TypeKind.Real);
    public static SqlType Double { get; } = new(TypeKind.Double);
    public static SqlType Varchar { get; } = new(TypeKind.Varchar);
    public static SqlType Varbinary { get; } = new(TypeKind.Varbinary);
    public static SqlType Date { get; } = new(TypeKind.Date);
    public static SqlType IntervalDay { get; } = new(TypeKind.IntervalDay);
    public static SqlType IntervalYear { get; } = new(TypeKind.IntervalYear);
    public static SqlType Json { get; } = new(TypeKind.Json);
    public static SqlType IpAddress { get; } = new(TypeKind.IpAddress);
    public static SqlType Uuid { get; } = new(TypeKind.Uuid);

    public TypeKind Kind { get; }

    /// <summary>DECIMAL: digits in all. CHAR: its length. Timestamps: digits of the second's fraction.</summary>
    public int Precision { get; private init; }

    /// <summary>VARCHAR in a cast: how many characters it takes; null for any number.</summary>
    public int? Length { get; private init; }

    /// <summary>DECIMAL: digits after the point.</summary>
    public int Scale { get; private init; }

    /// <summary>
    /// Timestamps with a time zone: the zone. Trino keeps it in each value, we keep it in the type: it is a constant in
    /// the text, or UTC.
    /// </summary>
    public string Zone { get; private init; } = "UTC";

    /// <summary>ARRAY: of its elements. MAP: of its values.</summary>
    public SqlType Element { get; private init; } = null!;

    /// <summary>MAP: of its keys.</summary>
    public SqlType Key { get; private init; } = null!;

    public IReadOnlyList<RowField> Fields { get; private init; } = [];

    public bool IsInteger => Kind is TypeKind.TinyInt or TypeKind.SmallInt or TypeKind.Integer or TypeKind.BigInt;

    public bool IsNumber => Kind is >= TypeKind.TinyInt and <= TypeKind.Double;

    public bool IsText => Kind is TypeKind.Varchar or TypeKind.Char;

    public bool IsTime => Kind is TypeKind.Date or TypeKind.Timestamp or TypeKind.TimestampTz;

    public static SqlType Decimal(int precision, int scale) =>
        new(TypeKind.Decimal) { Precision = Math.Clamp(precision, 1, 38), Scale = Math.Clamp(scale, 0, 38) };

    /// <summary>VARCHAR of a length: in a cast alone, for values are of <see cref="Varchar"/>.</summary>
    public static SqlType VarcharOf(int length) => new(TypeKind.Varchar) { Length = length };

    public static SqlType Char(int length) => new(TypeKind.Char) { Precision = length };

    public static SqlType Timestamp(int precision) => new(TypeKind.Timestamp) { Precision = precision };

    public static SqlType TimestampTz(int precision, string zone = "UTC") =>
        new(TypeKind.TimestampTz) { Precision = precision, Zone = zone };

    public static SqlType Array(SqlType element) => new(TypeKind.Array) { Element = element };

    public static SqlType Map(SqlType key, SqlType value) => new(TypeKind.Map) { Key = key, Element = value };

    public static SqlType Row(IReadOnlyList<RowField> fields) => new(TypeKind.Row) { Fields = fields };

    /// <summary>What DuckDB calls a row's field: its own name, or its number where it has none or shares it.</summary>
    public string FieldName(int index)
    {
        var name = Fields[index].Name?.ToLowerInvariant();
        return
            name is null || Fields.Take(index).Any(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
            ? $"field{index}"
            : name;
    }

    /// <summary>The type as Trino writes it.</summary>
    public override string ToString() =>
        _text ??= Kind switch
        {
            TypeKind.Unknown => "unknown",
            TypeKind.Decimal => $"decimal({Precision},{Scale})",
            TypeKind.Char => $"char({Precision})",
            TypeKind.Varchar when Length is { } length => $"varchar({length})",
            TypeKind.Timestamp => $"timestamp({Precision})",
            TypeKind.TimestampTz => $"timestamp({Precision}) with time zone",
            TypeKind.IntervalDay => "interval day to second",
            TypeKind.IntervalYear => "interval year to month",
            TypeKind.Array => $"array({Element})",
            TypeKind.Map => $"map({Key}, {Element})",
            TypeKind.Row => $"row({string.Join(", ", Fields.Select(Written))})",
            _ => Kind.ToString().ToLowerInvariant(),
        };

    /// <summary>The type that DuckDB holds it in.</summary>
    public string Physical =>
        Kind switch
        {
            TypeKind.Boolean => "BOOLEAN",
            TypeKind.TinyInt => "TINYINT",
            TypeKind.SmallInt => "SMALLINT",
            TypeKind.Integer => "INTEGER",
            TypeKind.BigInt or TypeKind.IntervalDay or TypeKind.IntervalYear => "BIGINT",
            TypeKind.Decimal => $"DECIMAL({Precision},{Scale})",
            TypeKind.Real => "FLOAT",
            TypeKind.Double => "DOUBLE",
            TypeKind.Varbinary or TypeKind.IpAddress => "BLOB",
            TypeKind.Date => "DATE",
            TypeKind.Timestamp or TypeKind.TimestampTz => "TIMESTAMP",
            TypeKind.Uuid => "UUID",
            TypeKind.Array => $"{Element.Physical}[]",
            TypeKind.Map => $"MAP({Key.Physical}, {Element.Physical})",
            TypeKind.Row =>
                $"STRUCT({string.Join(", ", Fields.Select((f, i) => $"{Duck.Name(FieldName(i))} {f.Type.Physical}"))})",
            TypeKind.Unknown => "INTEGER",
            _ => "VARCHAR",
        };

    /// <summary>The type of what a cast to this one gives: texts of any length.</summary>
    public SqlType Lasting =>
        Kind switch
        {
            TypeKind.Varchar => Varchar,
            TypeKind.Array => Array(Element.Lasting),
            TypeKind.Map => Map(Key.Lasting, Element.Lasting),
            TypeKind.Row => Row([.. Fields.Select(f => f with { Type = f.Type.Lasting })]),
            _ => this,
        };

    public bool Equals(SqlType? other) =>
        other is not null
        && Zone == other.Zone
        && string.Equals(ToString(), other.ToString(), StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as SqlType);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    private static string Written(RowField field)
    {
        if (field.Name is not { } name)
        {
            return field.Type.ToString();
        }

        var plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        var text = new StringBuilder();
        _ =
            plain && !char.IsAsciiDigit(name[0]) && !Lexing.Keywords.IsReserved(name)
                ? text.Append(name)
                : text.Append('"').Append(name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return text.Append(' ').Append(field.Type).ToString();
    }
}
