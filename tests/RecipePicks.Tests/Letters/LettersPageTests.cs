using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class LettersPageTests
{
    [Fact]
    public void The_page_about_the_letters_is_current()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "RecipePicks.slnx")))
        {
            root = root.Parent;
        }

        Assert.NotNull(root);
        var page = Path.Combine(root.FullName, "docs", "letters.md");
        if (Environment.GetEnvironmentVariable("PICKS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(page, LettersPage.Write());
        }

        Assert.True(
            File.Exists(page)
                && File.ReadAllText(page).ReplaceLineEndings("\n") == LettersPage.Write().ReplaceLineEndings("\n"),
            "docs/letters.md is out of date; run the tests with PICKS_WRITE_DOCS=1 to write it anew"
        );
    }
}
