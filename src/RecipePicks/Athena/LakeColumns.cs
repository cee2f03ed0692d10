using RecipePicks.Engines;
using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Types;
using RecipePicks.Store;

namespace RecipePicks.Athena;

/// <summary>Reads a table of a lake as the newest definition has it: what an older one lacks is NULL.</summary>
internal static class LakeColumns
{
    /// <summary>The query that <c>cloudtrail_logs</c> stands for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="scope">What is asked about.</param>
    /// <param name="now">UTC: an open window ends there.</param>
    public static LakeRelation Of(TableDefinition table, LakeScope scope, DateTime now)
    {
        var partitions = LakePartitions.Of(table, scope, now);
        if (table.Columns.Any(c => c.Name == "class_uid"))
        {
            throw new EngineException(
                $"{table.Quoted} holds OCSF events, as Security Lake writes them, and not CloudTrail's own: see docs/athena.md"
            );
        }

        var columns = CloudTrailTable
            .Columns.Where(c => !c.Name.StartsWith("picks_", StringComparison.Ordinal))
            .Select(c => Column(table, c.Name, DuckTypeText.Read(c.Type)))
            .Concat(
                table
                    .Partitions.Where(p => !CloudTrailTable.Columns.Any(c => c.Name == p.Name))
                    .Select(p => AthenaText.Name(p.Name))
            )
            .Append("CAST(NULL AS varchar) AS picks_unmapped")
            .Append("\"$path\" AS picks_file")
            .Append("CAST(NULL AS bigint) AS picks_record");
        var sql = $"""
            SELECT {string.Join(",\n  ", columns)}
            FROM {table.Quoted}
            """;
        return new LakeRelation(
            partitions.Condition is { } condition ? $"{sql}\nWHERE {condition}" : sql,
            partitions.Values
        )
        {
            Notices = partitions.Notices,
        };
    }

    private static string Column(TableDefinition table, string name, SqlType wanted)
    {
        var quoted = AthenaText.Name(name);
        return table.Columns.FirstOrDefault(c => c.Name == name) is not { } column
                ? $"CAST(NULL AS {wanted}) AS {quoted}"
            : Holds(column.Type, wanted) ? quoted
            : $"{Adapted(quoted, column.Type, wanted)} AS {quoted}";
    }

    /// <summary>Whether a type has all fields of another, each by its name.</summary>
    private static bool Holds(SqlType type, SqlType wanted) =>
        wanted.Kind switch
        {
            TypeKind.Row => type.Kind == TypeKind.Row
                && wanted.Fields.All(f => Field(type, f.Name!) is { } own && Holds(own.Type, f.Type)),
            TypeKind.Array => type.Kind == TypeKind.Array && Holds(type.Element, wanted.Element),
            TypeKind.Map => type.Kind == TypeKind.Map,
            _ => type.IsText,
        };

    private static string Adapted(string sql, SqlType type, SqlType wanted) =>
        Holds(type, wanted)
            ? sql
            : (type.Kind, wanted.Kind) switch
            {
                (TypeKind.Row, TypeKind.Row) =>
                    $"CAST(ROW({string.Join(", ", wanted.Fields.Select(f => Member(sql, type, f)))}) AS {wanted})",
                (TypeKind.Array, TypeKind.Array) =>
                    $"transform({sql}, e -> {Adapted("e", type.Element, wanted.Element)})",
                (_, TypeKind.Varchar) => $"CAST({sql} AS varchar)",
                _ => $"CAST(NULL AS {wanted})",
            };

    private static string Member(string sql, SqlType type, RowField wanted) =>
        Field(type, wanted.Name!) is { } own
            ? Adapted($"{sql}.{AthenaText.Name(own.Name!)}", own.Type, wanted.Type)
            : $"CAST(NULL AS {wanted.Type})";

    private static RowField? Field(SqlType type, string name) =>
        type.Fields.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));
}
