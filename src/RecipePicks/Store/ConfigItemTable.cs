namespace RecipePicks.Store;

/// <summary>
/// The table of recorded states beside the calls: AWS Config items, and what the AWS CLI printed of each resource.
/// </summary>
public static class ConfigItemTable
{
    /// <summary>The name that letters and <c>picks sql</c> use.</summary>
    public const string Name = "config_items";

    /// <summary>The columns with their SQL types; all that is text or JSON is VARCHAR.</summary>
    public static IReadOnlyList<(string Name, string Type)> Columns { get; } =
    [
        ("form", "VARCHAR"),
        ("resourcetype", "VARCHAR"),
        ("resourceid", "VARCHAR"),
        ("resourcename", "VARCHAR"),
        ("arn", "VARCHAR"),
        ("accountid", "VARCHAR"),
        ("awsregion", "VARCHAR"),
        ("capturetime", "VARCHAR"),
        ("status", "VARCHAR"),
        ("configuration", "VARCHAR"),
        ("supplementary", "VARCHAR"),
        ("relationships", "VARCHAR"),
        ("tags", "VARCHAR"),
        ("file", "VARCHAR"),
        ("record", "BIGINT"),
        ("hash", "VARCHAR"),
    ];

    /// <summary>A CREATE TABLE statement for an empty table of this shape.</summary>
    /// <param name="name">The table's name.</param>
    /// <returns>DuckDB SQL.</returns>
    public static string CreateTable(string name) =>
        $"CREATE TABLE {name} ({string.Join(", ", Columns.Select(c => $"\"{c.Name}\" {c.Type}"))})";
}
