using RecipePicks.Sql;
using RecipePicks.Sql.Functions;

namespace RecipePicks.Tests.Sql;

public sealed class SqlPageTests
{
    [Fact]
    public void The_page_about_SQL_is_current()
    {
        var page = Path.Combine(TrinoGrammarTests.Root(), "docs", "sql.md");
        if (Environment.GetEnvironmentVariable("PICKS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(page, SqlPage.Write());
        }

        Assert.True(
            File.Exists(page) && File.ReadAllText(page).ReplaceLineEndings("\n") == SqlPage.Write(),
            "docs/sql.md is out of date; run the tests with PICKS_WRITE_DOCS=1 to write it anew"
        );
    }

    [Fact]
    public void The_page_lists_what_is_refused_as_not_known()
    {
        Assert.Contains("map_zip_with", UnknownFunctions.Names);
        Assert.All(
            UnknownFunctions.Names,
            name =>
            {
                var refused = Assert.Throws<SqlTextException>(() => SqlDatabase.Compile($"SELECT {name}(1)"));
                Assert.Contains(name, refused.Message, StringComparison.OrdinalIgnoreCase);
            }
        );
    }

    [Fact]
    public void Every_function_of_ours_is_called_by_a_function_of_the_table_or_by_the_compiler()
    {
        var sources = Directory
            .GetFiles(
                Path.Combine(TrinoGrammarTests.Root(), "src", "RecipePicks", "Sql"),
                "*.cs",
                SearchOption.AllDirectories
            )
            .Where(f => !f.Contains("Native", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToList();
        Assert.All(
            global::RecipePicks.Sql.Native.NativeFunctions.List,
            f => Assert.Contains(sources, s => s.Contains(f.Name, StringComparison.Ordinal))
        );
        Assert.NotEmpty(FunctionTable.Names);
    }
}
