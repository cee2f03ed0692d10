using RecipePicks.DuckDb;

namespace RecipePicks.Sql.Native;

/// <summary>Every function that compiled queries call and DuckDB does not have.</summary>
internal static class NativeFunctions
{
    /// <summary>The functions.</summary>
    public static IReadOnlyList<DuckScalarFunction> List { get; } =
    [
        .. JsonFunctions.List,
        .. JsonCasts.List,
        .. RegexFunctions.List,
        .. TextFunctions.List,
        .. NumberTexts.List,
        .. TimeFunctions.List,
        .. AddressFunctions.List,
        .. UrlFunctions.List,
    ];

    /// <summary>Makes them known to a database.</summary>
    public static void Register(DuckConnection connection)
    {
        foreach (var function in List)
        {
            connection.Register(function);
        }
    }
}
