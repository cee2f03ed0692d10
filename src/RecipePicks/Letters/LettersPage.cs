using System.Text;

namespace RecipePicks.Letters;

/// <summary>Writes <c>docs/letters.md</c> from the letters themselves, so that the page cannot say otherwise.</summary>
internal static class LettersPage
{
    /// <summary>The page, as Markdown.</summary>
    public static string Write()
    {
        var page = new StringBuilder();
        page.Append("# The eleven letters\n\n");
        page.Append("This page is written from the code (`LettersPage.cs`); a test says whether it is current. ");
        page.Append("Every letter ends as *answered*, *partial* or *not in evidence*, and says which.\n\n");
        page.Append("| | letter | the question it answers | from |\n|---|---|---|---|\n");
        foreach (var letter in RecipePicks.All)
        {
            page.Append($"| {letter.Mark} | [{letter.Key}](#{letter.Key}) | {letter.Asks} | {letter.Needs} |\n");
        }

        page.Append(
            "\nThe questions below are files beside each letter, in Athena SQL; `picks cheatsheet` prints them with a lead's values. "
        );
        page.Append("*Needs* is what has to be known to ask.\n");
        foreach (var letter in RecipePicks.All)
        {
            page.Append($"\n## {letter.Key}\n\n{letter.Asks}\n\n| question | asks | needs |\n|---|---|---|\n");
            foreach (var q in letter.Questions)
            {
                var file = $"../src/RecipePicks/Letters/{q.Room}/{q.Name}.sql";
                var from = q.From is null ? "" : $" ({q.From})";
                var needs = q.Needs.Count == 0 ? "nothing" : string.Join(", ", q.Needs);
                page.Append($"| [{q.Name}]({file}){from} | {q.Asks} | {needs} |\n");
            }

            foreach (var script in letter.Scripts([]))
            {
                page.Append($"\n{script.Says} With the AWS CLI:\n\n```sh\n{script.Text}\n```\n");
            }
        }

        return page.ToString();
    }
}
