using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Functions;

/// <summary>Choices between values.</summary>
internal static class ConditionFunctions
{
    public static IReadOnlyList<SqlFunction> List { get; } =
    [
        new("coalesce(T...) T", "coalesce({*})"),
        new("nullif(T, T) T", "nullif({0}, {1})"),
        new("if(boolean, T) T", "(CASE WHEN {0} THEN {1} END)"),
        new("if(boolean, T, T) T", "(CASE WHEN {0} THEN {1} ELSE {2} END)"),
        new("try(T) T", "TRY({0})"),
        new("greatest(T...) T", r => OneOf(r, "greatest")),
        new("least(T...) T", r => OneOf(r, "least")),
        new("typeof(T) varchar", r => Duck.Text(r.Arguments[0].Type.ToString())),
    ];

    /// <summary>Trino's is NULL where one is NULL; DuckDB's passes over it.</summary>
    private static string OneOf(Rendering call, string name) =>
        call.Arguments.Count == 1
            ? call[0]
            : $"(CASE WHEN {string.Join(" OR ", call.Arguments.Select(a => $"{a.Sql} IS NULL"))} THEN CAST(NULL AS {call.Result.Physical}) ELSE {name}({call.All}) END)";
}
