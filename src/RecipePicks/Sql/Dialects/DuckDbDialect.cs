using System.Text.RegularExpressions;
using RecipePicks.Sql.Binding;

namespace RecipePicks.Sql.Dialects;

/// <summary>
/// DuckDB by itself over the case's Parquet: what the compiler writes, where that calls none of the functions that only
/// this program has.
/// </summary>
internal sealed partial class DuckDbDialect : IDialect
{
    public string Name => "duckdb";

    public string Title => "DuckDB";

    public string Comment => "--";

    /// <summary>A literal, a name in quotes, or a call of a function of ours.</summary>
    [GeneratedRegex(
        """'(?:[^']|'')*'|"(?:[^"]|"")*"|(?<ours>picks_[a-z0-9_]+)\s*\(""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Pieces();

    public string Write(string athena, CompilerOptions options)
    {
        var compiled = AthenaSql.Compile(athena, options)[^1];
        if (Pieces().Matches(compiled.Sql).FirstOrDefault(m => m.Groups["ours"].Success) is { } call)
        {
            throw new SqlTextException(
                athena,
                0,
                $"DuckDB has nothing that answers as Athena does here; picks sql answers it with {call.Groups["ours"].Value}"
            );
        }

        return $"""
            CREATE OR REPLACE TEMP VIEW cloudtrail_logs AS FROM read_parquet('case/segments/*/events.parquet');
            {Items(athena)}{compiled.Sql};
            """;
    }

    /// <summary>A case that took in no states has no file of them, so that only a query of them names the file.</summary>
    private static string Items(string athena) =>
        athena.Contains("config_items", StringComparison.Ordinal)
            ? "CREATE OR REPLACE TEMP VIEW config_items AS FROM read_parquet('case/segments/*/items.parquet');\n"
            : "";
}
