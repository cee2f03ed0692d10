namespace RecipePicks.EndToEnd;

/// <summary><c>--out FILE</c>, whatever lies where the file should.</summary>
public sealed class OutTests(IncidentCase incident) : IClassFixture<IncidentCase>
{
    private const string Query = "SELECT 1 AS n";

    [Fact]
    public void A_link_stays_one_and_its_target_is_written()
    {
        using var folder = new TemporaryFolder();
        var (target, link) = (Path.Combine(folder.Path, "target.csv"), Path.Combine(folder.Path, "link.csv"));
        File.WriteAllText(target, "before");
        File.CreateSymbolicLink(link, target);
        incident.Ask("sql", Query, "--format", "csv", "--out", link).Ok();

        Assert.Equal(target, File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName);
        Assert.Equal("n\n1\n", File.ReadAllText(target));
    }

    [Fact]
    public void A_pipe_stays_one_and_is_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders");
        using var folder = new TemporaryFolder();
        var run = Picks
            .Shell(
                $"mkfifo pipe && (timeout 60 cat pipe > read.csv & $PICKS sql '{Query}' --case '{incident.Folder}' --format csv --out pipe; wait); test -p pipe && cat read.csv",
                folder.Path
            )
            .Ok();

        Assert.Equal("n\n1\n", run.Out);
    }

    [Theory]
    [InlineData("csv", "segments/000001/events.parquet")]
    [InlineData("parquet", "segments/000001/events.parquet")]
    [InlineData("csv", "story.json")]
    public void Nothing_is_written_into_the_case(string format, string file)
    {
        var whole = Path.Combine(incident.Folder, file);
        var before = File.Exists(whole) ? File.ReadAllBytes(whole) : null;
        var run = incident.Ask("sql", Query, "--format", format, "--out", whole).Is(2);

        Assert.Contains("lies in the case", run.Err);
        Assert.Equal(before, File.Exists(whole) ? File.ReadAllBytes(whole) : null);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_told_by_the_name_that_was_given() =>
        Assert.Equal(
            "picks: /nonexistent/x.csv: there is no such folder\n",
            incident.Ask("sql", Query, "--out", "/nonexistent/x.csv").Is(1).Err
        );

    [Fact]
    public void Several_results_are_no_json_document_and_lines_of_json_hold_them()
    {
        const string two = "SELECT 1 AS a; SELECT 2 AS b";
        Assert.Contains("2 results", incident.Ask("sql", two, "--format", "json").Is(2).Err);
        Assert.Equal("{\"a\": 1}\n{\"b\": 2}\n", incident.Ask("sql", two, "--format", "ndjson").Ok().Out);
    }
}
