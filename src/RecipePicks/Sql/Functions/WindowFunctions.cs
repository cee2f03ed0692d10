namespace RecipePicks.Sql.Functions;

/// <summary>Functions over windows. {O} is IGNORE NULLS here.</summary>
internal static class WindowFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("row_number() bigint", "row_number(){F}"),
        new("rank() bigint", "rank(){F}"),
        new("dense_rank() bigint", "dense_rank(){F}"),
        new("percent_rank() double", "percent_rank(){F}"),
        new("cume_dist() double", "cume_dist(){F}"),
        new("ntile(bigint) bigint", "ntile({0}){F}"),
        new("lag(T) T", "lag({0}{O}){F}"),
        new("lag(T, bigint) T", "lag({0}, {1}{O}){F}"),
        new("lag(T, bigint, T) T", "lag({0}, {1}, {2}{O}){F}"),
        new("lead(T) T", "lead({0}{O}){F}"),
        new("lead(T, bigint) T", "lead({0}, {1}{O}){F}"),
        new("lead(T, bigint, T) T", "lead({0}, {1}, {2}{O}){F}"),
        new("first_value(T) T", "first_value({0}{O}){F}"),
        new("last_value(T) T", "last_value({0}{O}){F}"),
        new("nth_value(T, bigint) T", "nth_value({0}, {1}{O}){F}"),
    ];
}
