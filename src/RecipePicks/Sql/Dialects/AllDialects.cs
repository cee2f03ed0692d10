using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Parsing;
using RecipePicks.Sql.Tree;

namespace RecipePicks.Sql.Dialects;

/// <summary>The dialects, in the order in which they are offered; the first is the one that is written by hand.</summary>
internal static class AllDialects
{
    /// <summary>The dialects.</summary>
    public static IReadOnlyList<IDialect> List { get; } =
    [new AthenaDialect(), new LakeDialect(), new DuckDbDialect(), new LogsInsightsDialect()];

    /// <summary>A query in a dialect, or one line of comment that says why it has none.</summary>
    public static (string Text, bool Said) Print(this IDialect dialect, string athena, CompilerOptions options)
    {
        try
        {
            return (dialect.Write(athena, options), true);
        }
        catch (SqlTextException e)
        {
            var why = $"line {e.Line}, column {e.Column} of Athena's text: {e.Problem}";
            return ($"{dialect.Comment} cannot be said in {dialect.Title}: {why.ReplaceLineEndings(" ")}", false);
        }
    }

    /// <summary>The one query of a text.</summary>
    /// <exception cref="SqlTextException">It is no query.</exception>
    public static Query Read(string athena) =>
        SqlParser.Parse(athena) is [QueryStatement only]
            ? only.Query
            : throw new SqlTextException(athena, 0, "this is not one query");
}
