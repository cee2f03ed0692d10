namespace RecipePicks.Sql.Functions;

/// <summary>Maps.</summary>
internal static class MapFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("map() map(varchar, varchar)", "map(CAST([] AS VARCHAR[]), CAST([] AS VARCHAR[]))"),
        new(
            "map(array(K), array(V)) map(K, V)",
            "(CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL ELSE map({0}, {1}) END)"
        ),
        new("map_keys(map(K, V)) array(K)", "map_keys({0})"),
        new("map_values(map(K, V)) array(V)", "map_values({0})"),
        new(
            "map_entries(map(K, V)) array(entry(K, V))",
            r => Each(r, "struct_pack(field0 := struct_extract({e}, 'key'), field1 := struct_extract({e}, 'value'))")
        ),
        new("map_from_entries(array(entry(K, V))) map(K, V)", "map_from_entries({0})"),
        new("map_concat(map(K, V), map(K, V)...) map(K, V)", "map_concat({*})"),
        new(
            "map_filter(map(K, V), function(K, V, boolean)) map(K, V)",
            r => FromEntries($"list_filter(map_entries({r[0]}), {Entry(r, 1)})")
        ),
        new(
            "transform_keys(map(K, V), function(K, V, U)) map(U, V)",
            r =>
                FromEntries(
                    $"list_transform(map_entries({r[0]}), {Entry(r, 1, "struct_pack(k := {b}, v := struct_extract({e}, 'value'))")})"
                )
        ),
        new(
            "transform_values(map(K, V), function(K, V, U)) map(K, U)",
            r =>
                FromEntries(
                    $"list_transform(map_entries({r[0]}), {Entry(r, 1, "struct_pack(k := struct_extract({e}, 'key'), v := {b})")})"
                )
        ),
    ];

    private static string FromEntries(string entries) => $"map_from_entries({entries})";

    private static string Each(Rendering call, string body)
    {
        var e = call.Fresh("e");
        return $"list_transform(map_entries({call[0]}), lambda {e}: {body.Replace("{e}", e, StringComparison.Ordinal)})";
    }

    private static string Entry(Rendering call, int argument, string body = "{b}")
    {
        var entry = call.Fresh("e");
        var inner = call.Body(argument, [$"struct_extract({entry}, 'key')", $"struct_extract({entry}, 'value')"]);
        return $"lambda {entry}: {body.Replace("{e}", entry, StringComparison.Ordinal).Replace("{b}", inner, StringComparison.Ordinal)}";
    }
}
