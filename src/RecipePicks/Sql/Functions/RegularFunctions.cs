using RecipePicks.Sql.Native;

namespace RecipePicks.Sql.Functions;

/// <summary>Regular expressions in Java's syntax: DuckDB's engine has another, so they are all ours.</summary>
internal static class RegularFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        Of("regexp_like(varchar, char) boolean", "picks_regexp_like({0}, {1})"),
        Of("regexp_like(varchar, varchar) boolean", "picks_regexp_like({0}, {1})"),
        Of("regexp_extract(varchar, varchar) varchar", "picks_regexp_extract({0}, {1}, 0)"),
        Of("regexp_extract(varchar, varchar, bigint) varchar", "picks_regexp_extract({0}, {1}, {2})"),
        Of("regexp_extract_all(varchar, varchar) array(varchar)", "picks_regexp_extract_all({0}, {1}, 0)"),
        Of("regexp_extract_all(varchar, varchar, bigint) array(varchar)", "picks_regexp_extract_all({0}, {1}, {2})"),
        Of("regexp_split(varchar, varchar) array(varchar)", "picks_regexp_split({0}, {1})"),
        Of("regexp_replace(varchar, varchar) varchar", "picks_regexp_replace({0}, {1}, '')"),
        Of("regexp_replace(varchar, varchar, varchar) varchar", "picks_regexp_replace({0}, {1}, {2})"),
        new("regexp_replace(varchar, varchar, function(array(varchar), varchar)) varchar", ReplaceBy)
        {
            Check = Pattern,
        },
        Of("regexp_count(varchar, varchar) bigint", "picks_regexp_count({0}, {1})"),
        Of("regexp_position(varchar, varchar) bigint", "picks_regexp_position({0}, {1})"),
    ];

    private static SqlFunction Of(string signature, string duck) => new(signature, duck) { Check = Pattern };

    /// <summary>A pattern that is written in the text and is none is refused in its place.</summary>
    private static void Pattern(Rendering call)
    {
        if (call.Arguments[1].Text is { } pattern && JavaRegex.Problem(pattern) is { } problem)
        {
            throw call.Error(1, problem, null);
        }
    }

    /// <summary>What lies before each match and what the function makes of its groups, joined; NULL if one is NULL.</summary>
    private static string ReplaceBy(Rendering call)
    {
        var part = call.Fresh("m");
        var (a, b) = (call.Fresh("a"), call.Fresh("b"));
        var groups = $"struct_extract({part}, 'groups')";
        var replaced = $"(CASE WHEN {groups} IS NULL THEN '' ELSE {call.Body(2, [groups])} END)";
        var pieces =
            $"list_transform(picks_regexp_parts({call[0]}, {call[1]}), lambda {part}: struct_extract({part}, 'before') || {replaced})";
        return $"list_reduce({pieces}, lambda {a}, {b}: {a} || {b})";
    }
}
