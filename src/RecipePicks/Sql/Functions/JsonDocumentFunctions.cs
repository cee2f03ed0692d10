namespace RecipePicks.Sql.Functions;

/// <summary>JSON: all ours, for DuckDB fails on text that is no JSON and gives objects where Trino gives NULL.</summary>
internal static class JsonDocumentFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new(
            "json_extract_scalar(varchar, varchar) varchar",
            r => r.Fill(Checked(r, "picks_json_extract_scalar({0}, {1})"))
        ),
        new(
            "json_extract_scalar(json, varchar) varchar",
            r => r.Fill(Checked(r, "picks_json_extract_scalar({0}, {1})"))
        ),
        new("json_extract(varchar, varchar) json", r => r.Fill(Checked(r, "picks_json_extract({0}, {1})"))),
        new("json_extract(json, varchar) json", r => r.Fill(Checked(r, "picks_json_extract({0}, {1})"))),
        new("json_parse(varchar) json", "picks_json_parse({0})"),
        new("json_format(json) varchar", "{0}"),
        new("json_size(varchar, varchar) bigint", "picks_json_size({0}, {1})"),
        new("json_size(json, varchar) bigint", "picks_json_size({0}, {1})"),
        new("json_array_length(varchar) bigint", "picks_json_array_length({0})"),
        new("json_array_length(json) bigint", "picks_json_array_length({0})"),
        new("json_array_get(varchar, bigint) json", "picks_json_array_get({0}, {1})"),
        new("json_array_get(json, bigint) json", "picks_json_array_get({0}, {1})"),
        .. Contains("varchar"),
        .. Contains("json"),
        new("is_json_scalar(varchar) boolean", "picks_is_json_scalar({0})"),
        new("is_json_scalar(json) boolean", "picks_is_json_scalar({0})"),
    ];

    private static IEnumerable<SqlFunction> Contains(string of) =>
        [
            new($"json_array_contains({of}, boolean) boolean", "picks_json_array_contains_boolean({0}, {1})"),
            new($"json_array_contains({of}, bigint) boolean", "picks_json_array_contains_bigint({0}, {1})"),
            new($"json_array_contains({of}, double) boolean", "picks_json_array_contains_double({0}, {1})"),
            new($"json_array_contains({of}, varchar) boolean", "picks_json_array_contains_text({0}, {1})"),
        ];

    /// <summary>A path that is written in the text is read now, so that its error has a place.</summary>
    private static string Checked(Rendering call, string pattern)
    {
        if (call.Arguments[1].Text is { } path)
        {
            try
            {
                Native.JsonPath.Read(path);
            }
            catch (FormatException e)
            {
                throw call.Error(1, e.Message, "A path is $.name.name[0]; a name with other signs is $[\"na.me\"].");
            }
        }

        return pattern;
    }
}
