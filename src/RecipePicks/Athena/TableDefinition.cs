using System.Text;
using System.Text.Json;
using RecipePicks.Engines;
using RecipePicks.Sql;
using RecipePicks.Sql.Parsing;
using RecipePicks.Sql.Tree;
using RecipePicks.Sql.Types;

namespace RecipePicks.Athena;

/// <summary>A column of a table in a lake.</summary>
/// <param name="Name">Its name, in lower case as the catalog keeps it.</param>
/// <param name="Type">Its type.</param>
internal sealed record LakeColumn(string Name, SqlType Type);

/// <summary>A table as the catalog defines it: columns, partitions, and how partitions are projected.</summary>
internal sealed record TableDefinition
{
    /// <summary>Its database; null where the session's is meant.</summary>
    public string? Database { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Columns, without the partitions.</summary>
    public IReadOnlyList<LakeColumn> Columns { get; init; } = [];

    /// <summary>Partition columns, in order.</summary>
    public IReadOnlyList<LakeColumn> Partitions { get; init; } = [];

    /// <summary>TBLPROPERTIES.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Values of one of its partitions, in order; empty where the catalog lists none.</summary>
    public IReadOnlyList<string> Example { get; init; } = [];

    /// <summary>Where its files lie; null when the definition does not say.</summary>
    public string? Location { get; init; }

    /// <summary>Whether its partitions are computed from its properties.</summary>
    public bool IsProjected =>
        string.Equals(Properties.GetValueOrDefault("projection.enabled"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Its name in queries.</summary>
    public string Quoted => (Database is null ? "" : AthenaText.Name(Database) + ".") + AthenaText.Name(Name);

    /// <summary>Reads Glue's answer to GetTable.</summary>
    /// <param name="table">The answer's <c>Table</c>.</param>
    /// <param name="database">The database that was asked for.</param>
    /// <param name="name">The table that was asked for.</param>
    /// <exception cref="EngineException">It is no table whose definition can be read.</exception>
    public static TableDefinition OfGlue(JsonElement table, string database, string name)
    {
        if (table.ValueKind != JsonValueKind.Object)
        {
            throw new EngineException($"Glue's catalog says nothing of {database}.{name}");
        }

        var storage = table.Member("StorageDescriptor");
        var ddl = new StringBuilder($"CREATE EXTERNAL TABLE {Hive(name)} ({Declared(storage.Items("Columns"))})");
        var partitions = table.Items("PartitionKeys").ToList();
        if (partitions.Count > 0)
        {
            ddl.Append($" PARTITIONED BY ({Declared(partitions)})");
        }

        return OfDdl(ddl.ToString(), database) with
        {
            Name = name,
            Location = storage.Text("Location"),
            Properties = OfParameters(table.Member("Parameters")),
        };
    }

    /// <summary>Reads a CREATE EXTERNAL TABLE statement.</summary>
    /// <param name="text">The statement.</param>
    /// <param name="database">The database of a name that has none before it.</param>
    /// <exception cref="EngineException">It is no such statement.</exception>
    public static TableDefinition OfDdl(string text, string? database)
    {
        try
        {
            if (SqlParser.Parse(text).OfType<CreateTable>().FirstOrDefault() is not { Name.Parts.Count: > 0 } table)
            {
                throw new EngineException("there is no CREATE EXTERNAL TABLE statement with a table's name in it");
            }

            return new TableDefinition
            {
                Database = table.Name.Parts.Count > 1 ? table.Name.Parts[^2].Text : database,
                Name = table.Name.Parts[^1].Text,
                Columns = [.. table.Columns.Select(Column)],
                Partitions = [.. table.Partitions.Select(Column)],
                Properties = table.Properties,
                Location = table.Location,
            };
        }
        catch (SqlTextException e)
        {
            throw new EngineException($"the table's definition cannot be read: {e.Message}", e);
        }
    }

    private static LakeColumn Column(DeclaredColumn column) => new(column.Name.Text.ToLowerInvariant(), column.Type);

    private static string Declared(IEnumerable<JsonElement> columns) =>
        string.Join(", ", columns.Select(c => $"{Hive(c.Text("Name") ?? "")} {c.Text("Type") ?? "string"}"));

    private static string Hive(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    private static Dictionary<string, string> OfParameters(JsonElement parameters)
    {
        var properties = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in parameters.ValueKind == JsonValueKind.Object ? parameters.EnumerateObject() : default)
        {
            properties[property.Name] = property.Value.ToString();
        }

        return properties;
    }
}
