using RecipePicks.Sql.Functions;

namespace RecipePicks.Sql;

/// <summary>A function that queries may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Signature">How it is called: <c>strpos(varchar, varchar) → bigint</c>.</param>
/// <param name="Group">What it is for.</param>
public sealed record SqlFunctionWord(string Name, string Signature, string Group);

/// <summary>The words of Athena's SQL that an editor completes.</summary>
public static class SqlWords
{
    /// <summary>Every function that is known, in the order of the documentation.</summary>
    public static IReadOnlyList<SqlFunctionWord> Functions { get; } =
    [
        .. FunctionTable.Groups.SelectMany(g =>
            g.Functions.Select(f => new SqlFunctionWord(f.Name, f.ToString(), g.Title))
        ),
    ];
}
