namespace RecipePicks.DuckDb;

/// <summary>A type in SQL.</summary>
internal static class SqlTypeText
{
    internal static string Of(DuckType type) =>
        type.Kind switch
        {
            DuckTypeKind.Decimal => $"DECIMAL({type.Width},{type.Scale})",
            DuckTypeKind.Enum => $"ENUM({string.Join(", ", type.Values.Select(Literal))})",
            DuckTypeKind.List => $"{type.Element}[]",
            DuckTypeKind.Array => $"{type.Element}[{type.Length}]",
            DuckTypeKind.Struct => $"STRUCT({Members(type)})",
            DuckTypeKind.Union => $"UNION({Members(type)})",
            DuckTypeKind.Map => $"MAP({type.Fields[0].Type}, {type.Fields[1].Type})",
            DuckTypeKind.TimestampS => "TIMESTAMP_S",
            DuckTypeKind.TimestampMs => "TIMESTAMP_MS",
            DuckTypeKind.TimestampNs => "TIMESTAMP_NS",
            DuckTypeKind.TimestampTz => "TIMESTAMP WITH TIME ZONE",
            DuckTypeKind.TimeTz => "TIME WITH TIME ZONE",
            DuckTypeKind.TimeNs => "TIME_NS",
            DuckTypeKind.SqlNull => "\"NULL\"",
            DuckTypeKind.Varchar when type.IsJson => "JSON",
            _ => type.Kind.ToString().ToUpperInvariant(),
        };

    private static string Members(DuckType type) =>
        string.Join(", ", type.Fields.Select(field => $"{Name(field.Name)} {field.Type}"));

    private static string Name(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
