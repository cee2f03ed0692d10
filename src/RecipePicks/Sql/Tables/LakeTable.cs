using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tables;

/// <summary>An event data store of CloudTrail Lake: times are timestamps, parameters are maps.</summary>
/// <remarks>Source: AWS, "CloudTrail Lake: supported event schemas"; a map's nested values are JSON text.</remarks>
internal static class LakeTable
{
    private static readonly SqlType s_map = SqlType.Map(SqlType.Varchar, SqlType.Varchar);
    private static readonly string[] s_maps =
    [
        "requestparameters",
        "responseelements",
        "additionaleventdata",
        "serviceeventdetails",
    ];
    private static readonly string[] s_flags = ["readonly", "sessioncredentialfromconsole"];

    /// <summary>The table over the same events.</summary>
    /// <param name="columns">The columns of the events.</param>
    public static Table Of(IReadOnlyList<(string Name, SqlType Type)> columns) =>
        new(
            "event_data_store",
            [
                .. columns.Select(c => Column(c.Name, c.Type)),
                Computed(
                    "managementevent",
                    SqlType.Boolean,
                    "(coalesce({t}.eventcategory, 'Management') = 'Management')"
                ),
            ]
        );

    private static TableColumn Column(string name, SqlType type) =>
        name == "eventtime"
            ? new(name, SqlType.Timestamp(3), "TRY(picks_from_iso8601({t}.eventtime))") { ByForm = AsText }
        : Array.Exists(s_maps, m => m == name) ? new(name, s_map, $"picks_json_texts({{t}}.{name})")
        : Array.Exists(s_flags, f => f == name) ? new(name, SqlType.Boolean, $"TRY(picks_to_boolean({{t}}.{name}))")
        : new(name, type, $"{{t}}.{Duck.Name(name)}");

    /// <summary>CloudTrail Lake compares its times with texts; both are then compared as such.</summary>
    private static string? AsText(string example) =>
        example.Length < 4 || !char.IsAsciiDigit(example[0]) ? null
        : example.Contains('T', StringComparison.Ordinal) ? "{t}.eventtime"
        : "replace(replace({t}.eventtime, 'T', ' '), 'Z', '')";

    private static TableColumn Computed(string name, SqlType type, string sql) => new(name, type, sql);
}
