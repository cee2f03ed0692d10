using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Scenarios;

/// <summary>Each technique of Stratus Red Team, from the log of its detonation alone: where it shows, or why it cannot.</summary>
public sealed class StratusDetonationTests
{
    public static TheoryData<string, string> Leads =>
        new(StratusDetonations.All.SelectMany(d => d.Leads.Select(l => (d.Technique, l))));

    public static TheoryData<string> NotShown =>
        [.. StratusDetonations.All.Where(d => !d.IsShown).Select(d => d.Technique)];

    [Theory]
    [MemberData(nameof(Leads))]
    public void A_detonation_is_told_from_each_lead_that_a_responder_would_have(string technique, string lead)
    {
        using var log = Log(technique);
        var said = log.Investigate(lead);

        var missing = Of(technique)
            .Facts.Select(f => (Fact: f, Instead: f.Missing(said)))
            .Where(f => f.Instead is not null)
            .Select(f => $"{f.Fact.Letter}: {f.Fact.Words}\n{f.Instead}")
            .ToList();
        Assert.True(missing.Count == 0, string.Join("\n\n", missing));
    }

    // What the log cannot show is not made up either: no change, no exposure, no step from one identity to another.
    [Theory]
    [MemberData(nameof(NotShown))]
    public void A_detonation_that_only_reads_changes_opens_and_leads_to_nothing(string technique)
    {
        using var log = Log(technique);
        var said = log.Investigate(Of(technique).Leads[0]);

        Assert.DoesNotContain(said.Letter("changes").Tables, t => t.Name == "states" && t.Rows.Count > 0);
        Assert.DoesNotContain(said.Letter("public").Tables, t => t.Name == "exposures" && t.Rows.Count > 0);
        Assert.All(said.Graph.Edges, e => Assert.True(e.Kind == "used-from" || e is { Kind: "issued", Time: null }));
        Assert.All(
            new[] { "changes", "public" },
            letter => Assert.Equal(AnswerStatus.NotInEvidence, said.Letter(letter).Status)
        );
    }

    [Fact]
    public void No_file_is_left_out()
    {
        var folder = SharedData.Folder("stratus-detonation-logs");
        Assert.SkipWhen(folder is null, "the logs of Stratus Red Team do not lie beside the repository");

        Assert.Equal(
            Directory
                .EnumerateFiles(Path.Combine(folder!, "logs"))
                .Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal),
            StratusDetonations.All.Select(d => d.Technique)
        );
    }

    [Fact]
    public void What_is_not_shown_in_Changes_tracK_or_Public_says_why()
    {
        Assert.All(StratusDetonations.All, d => Assert.True(d.Facts.Length > 0 && (d.IsShown || d.Why is not null)));
    }

    [Fact]
    public void The_page_about_the_detonations_is_current()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "RecipePicks.slnx")))
        {
            root = root.Parent;
        }

        var page = Path.Combine(root!.FullName, "docs", "stratus.md");
        if (Environment.GetEnvironmentVariable("PICKS_WRITE_DOCS") == "1")
        {
            File.WriteAllText(page, StratusPage.Write());
        }

        Assert.True(
            File.Exists(page) && File.ReadAllText(page).ReplaceLineEndings("\n") == StratusPage.Write(),
            "docs/stratus.md is out of date; run the tests with PICKS_WRITE_DOCS=1 to write it anew"
        );
    }

    private static StratusDetonation Of(string technique) =>
        StratusDetonations.All.Single(d => d.Technique == technique);

    private static SmallCase Log(string technique)
    {
        var log = SharedData.Detonation(technique);
        Assert.SkipWhen(log is null, "the logs of Stratus Red Team do not lie beside the repository");
        return log!;
    }
}
