namespace RecipePicks.Sql.Functions;

/// <summary>What kind of function one is.</summary>
internal enum FunctionKind
{
    /// <summary>One value for one row.</summary>
    Scalar,

    /// <summary>One value for many rows; also over a window.</summary>
    Aggregate,

    /// <summary>Over a window alone.</summary>
    Window,
}

/// <summary>A group of functions, as documentation lists them.</summary>
internal sealed record FunctionGroup(string Title, FunctionKind Kind, IReadOnlyList<SqlFunction> Functions);

/// <summary>Every function of Trino's that is known here, in order. What is not in it is never written for DuckDB.</summary>
internal static class FunctionTable
{
    /// <summary>The groups.</summary>
    public static IReadOnlyList<FunctionGroup> Groups { get; } =
    [
        new("Conditions", FunctionKind.Scalar, ConditionFunctions.List),
        new("Text", FunctionKind.Scalar, StringFunctions.List),
        new("Regular expressions", FunctionKind.Scalar, RegularFunctions.List),
        new("JSON", FunctionKind.Scalar, JsonDocumentFunctions.List),
        new("Dates and times", FunctionKind.Scalar, DateFunctions.List),
        new("Arrays", FunctionKind.Scalar, ArrayFunctions.List),
        new("Maps", FunctionKind.Scalar, MapFunctions.List),
        new("Numbers", FunctionKind.Scalar, NumberFunctions.List),
        new("Addresses, URLs and bytes", FunctionKind.Scalar, NetworkFunctions.List),
        new("Aggregates", FunctionKind.Aggregate, AggregateFunctions.List),
        new("Windows", FunctionKind.Window, WindowFunctions.List),
    ];

    private static readonly Dictionary<string, Named> s_byName = ByName();

    private static readonly Dictionary<string, string> s_instead = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ifnull"] = "Write coalesce(a, b).",
        ["nvl"] = "Write coalesce(a, b).",
        ["isnull"] = "Write a IS NULL.",
        ["len"] = "Write length(text).",
        ["charindex"] = "Write strpos(text, part).",
        ["instr"] = "Write strpos(text, part).",
        ["get_json_object"] = "Write json_extract_scalar(text, '$.path').",
        ["json_extract_string"] = "Write json_extract_scalar(text, '$.path').",
        ["json_value"] = "Write json_extract_scalar(text, '$.path').",
        ["json_query"] = "Write json_extract(text, '$.path').",
        ["json_exists"] = "Write json_extract(text, '$.path') IS NOT NULL.",
        ["to_timestamp"] = "Write from_iso8601_timestamp(text), or date_parse(text, '%Y-%m-%d').",
        ["to_date"] = "Write date(…), or date_parse(text, '%Y-%m-%d').",
        ["str_to_date"] = "Write date_parse(text, '%Y-%m-%d').",
        ["datediff"] = "Write date_diff('day', a, b).",
        ["dateadd"] = "Write date_add('day', n, a).",
        ["getdate"] = "Write now().",
        ["string_agg"] = "Write array_join(array_agg(x), ',') or listagg(x, ',') WITHIN GROUP (ORDER BY x).",
        ["group_concat"] = "Write array_join(array_agg(x), ',').",
        ["collect_list"] = "Write array_agg(x).",
        ["collect_set"] = "Write array_agg(DISTINCT x).",
        ["array_contains"] = "Write contains(array, x).",
        ["explode"] = "Write CROSS JOIN UNNEST(array) AS t(x).",
        ["size"] = "Write cardinality(array).",
        ["array_length"] = "Write cardinality(array).",
        ["startswith"] = "Write starts_with(text, part).",
        ["ends_with"] = "Write text LIKE '%part'.",
        ["regexp_matches"] = "Write regexp_like(text, 'pattern').",
        ["regexp_substr"] = "Write regexp_extract(text, 'pattern').",
        ["substring_index"] = "Write split_part(text, ',', n).",
        ["median"] = "Write approx_percentile(x, 0.5).",
        ["first"] = "Write min_by(x, eventtime).",
        ["last"] = "Write max_by(x, eventtime).",
    };

    /// <summary>Every name, in the order of the table.</summary>
    public static IEnumerable<string> Names =>
        Groups.SelectMany(g => g.Functions).Select(f => f.Name).Distinct(StringComparer.Ordinal);

    /// <summary>The functions of a name.</summary>
    public static IReadOnlyList<SqlFunction> Of(string name) =>
        s_byName.TryGetValue(name, out var found) ? found.Functions : [];

    /// <summary>The kind of a name's functions; null if there is none.</summary>
    public static FunctionKind? KindOf(string name) => s_byName.TryGetValue(name, out var found) ? found.Kind : null;

    /// <summary>What to write instead of another database's function.</summary>
    public static string? Instead(string name) => s_instead.GetValueOrDefault(name);

    private sealed record Named(FunctionKind Kind, List<SqlFunction> Functions);

    private static Dictionary<string, Named> ByName()
    {
        var all = new Dictionary<string, Named>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in Groups)
        {
            foreach (var function in group.Functions)
            {
                if (!all.TryGetValue(function.Name, out var named))
                {
                    all[function.Name] = named = new(group.Kind, []);
                }

                named.Functions.Add(function);
            }
        }

        return all;
    }
}
