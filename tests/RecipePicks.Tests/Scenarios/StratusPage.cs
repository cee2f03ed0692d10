using System.Text;

namespace RecipePicks.Tests.Scenarios;

/// <summary>The page that says where each detonation shows.</summary>
internal static class StratusPage
{
    /// <summary>The page, in Markdown.</summary>
    public static string Write()
    {
        var all = StratusDetonations.All;
        var page = new StringBuilder()
            .Append("# Stratus Red Team's detonations\n\n")
            .Append(
                "<!-- Written from the tests' table; run the tests with PICKS_WRITE_DOCS=1 to write it anew. -->\n\n"
            )
            .Append(
                "Stratus Red Team publishes the CloudTrail events of its techniques' detonations. Each file, loaded alone and\n"
            )
            .Append(
                "investigated from each lead that a responder would have, must say what stands here; a test holds it to that.\n"
            )
            .Append($"{all.Count(d => d.IsShown)} of {all.Count} show in Changes, tracK or Public; ")
            .Append($"{all.Count(d => !d.IsShown)} cannot, and the page says why.\n\n")
            .Append("| technique | leads | where it shows | what the log cannot show |\n| --- | --- | --- | --- |\n");
        foreach (var one in all)
        {
            var leads = string.Join("<br>", one.Leads.Select(l => $"`{l}`"));
            var shows = one
                .Facts.GroupBy(f => f.Letter)
                .Select(g => $"**{g.Key}** {string.Join("; ", g.Select(f => f.Words))}");
            page.Append(
                $"| {one.Technique} | {leads} | {Cell(string.Join("<br>", shows))} | {Cell(one.Why ?? "")} |\n"
            );
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
