using System.Text.Json;

namespace RecipePicks.EndToEnd;

/// <summary><c>picks case</c>, from the outside.</summary>
public sealed class CaseTests : IDisposable
{
    private const string Lead = "AKIAMKTP7DRBKEXAMPLE";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cases_are_listed_told_merged_verified_and_pruned()
    {
        var (one, two, both) = (In("cases/one"), In("cases/two"), In("cases/both"));
        var accounts = Directory.GetDirectories(Repository.Logs).Order(StringComparer.Ordinal).ToList();
        Assert.True(accounts.Count > 1);
        Picks.With(["load", accounts[0], "--case", one]).Ok();
        Picks.With(["load", .. accounts[1..], "--case", two]).Ok();
        Picks.With(["load", accounts[0], "--case", both]).Ok();
        Picks.With(["load", .. accounts[1..], "--case", both]).Ok();

        var merged = Picks.With("case", "merge", one, two, "--into", In("cases/merged")).Ok();
        Assert.Matches("cases +2\n", merged.Out);
        Assert.Equal(Investigate(both), Investigate(In("cases/merged")));
        Assert.Matches("events +0\n", Picks.With("case", "merge", two, "--into", In("cases/merged")).Ok().Out);

        Assert.Matches(
            "segments after +1\n",
            Picks.With("case", "prune", "--case", In("cases/merged"), "--dry-run").Ok().Out
        );
        Assert.Matches("bytes after ", Picks.With("case", "prune", "--case", In("cases/merged")).Ok().Out);
        Assert.Equal(Investigate(both), Investigate(In("cases/merged")));

        using var list = JsonDocument.Parse(Picks.With("case", "list", In("cases"), "--format", "json").Ok().Out);
        Assert.Equal(
            ["both", "merged", "one", "two"],
            list.RootElement.EnumerateArray().Select(c => c.GetProperty("case").GetString())
        );
        Assert.Equal(
            list.RootElement[0].GetProperty("events").GetInt64(),
            list.RootElement[1].GetProperty("events").GetInt64()
        );
        var table = Picks.In(In("cases"), "case", "list").Ok().Out;
        Assert.Contains("state", table.Split('\n')[0]);
        Assert.Equal(5, Picks.With("case", "list", In("cases"), "--format", "csv").Ok().Out.Trim().Split('\n').Length);

        Assert.Contains(
            "as it was written",
            Picks.With("case", "info", "--case", In("cases/merged"), "--verify").Ok().Out
        );
        var parquet = Directory.GetFiles(two, "events.parquet", SearchOption.AllDirectories).First();
        File.WriteAllBytes(parquet, [.. File.ReadAllBytes(parquet), 0]);
        var differs = Picks.With("case", "info", "--case", two, "--verify").Is(1);
        Assert.Contains("events.parquet has ", differs.Err);
        Assert.Contains("damaged", Picks.With("case", "merge", two, "--into", one).Is(1).Err);
        Assert.Contains("merged into", Picks.With("case", "merge", one, "--into", one).Is(1).Err);
    }

    [Fact]
    public void A_case_that_may_only_be_read_answers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "what may be read is said otherwise on Windows");
        var directory = In("case");
        Picks.With("load", Repository.Logs, "--case", directory).Ok();
        var before = Investigate(directory);
        var events = Picks.With("case", "info", "--case", directory, "--verify", "--format", "json").Ok().Out;
        // Root may write whatever a folder's mode says: then somebody else reads.
        var who = Environment.UserName == "root" ? "setpriv --reuid 65534 --regid 65534 --clear-groups " : "";
        Picks.Shell($"chmod 755 '{_folder.Path}' && chmod -R a+rX,a-w '{directory}'").Ok();
        try
        {
            var read = Picks.Shell($"{who}$PICKS investigate {Lead} --case '{directory}' --format json").Ok();
            Assert.Equal(before, read.Out);
            Assert.Equal(
                events,
                Picks.Shell($"{who}$PICKS case info --case '{directory}' --verify --format json").Ok().Out
            );
            Assert.Contains(
                "cannot be written to",
                Picks.Shell($"{who}$PICKS load samples/incident/AWSLogs --case '{directory}'").Is(1).Err
            );
        }
        finally
        {
            Picks.Shell($"chmod -R u+w '{directory}'").Ok();
        }
    }

    [Fact]
    public void What_to_do_with_cases_must_be_said()
    {
        Assert.Contains("list, info, merge, prune", Picks.With("case").Is(2).Err);
        Assert.Contains("--into", Picks.With("case", "merge", "x").Is(2).Err);
        Assert.Contains("there is no case", Picks.With("case", "prune", "--case", In("none")).Is(1).Err);
        Assert.Contains("there is no case", Picks.With("case", "info", "--case", In("none")).Is(1).Err);
        Assert.Contains("there is no folder", Picks.With("case", "list", In("none")).Is(1).Err);
    }

    private string In(string name) => Path.Combine(_folder.Path, name);

    private static string Investigate(string directory) =>
        Picks.With("investigate", Lead, "--case", directory, "--format", "json").Ok().Out;
}
