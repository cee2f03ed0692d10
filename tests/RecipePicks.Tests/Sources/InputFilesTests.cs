using RecipePicks.Sources;

namespace RecipePicks.Tests.Sources;

/// <summary>Folders, files and patterns.</summary>
public sealed class InputFilesTests
{
    [Fact]
    public void Files_come_in_the_order_of_the_times_in_their_names_whatever_folder_they_lie_in()
    {
        using var folder = new TempFolder();
        folder.Write("logs/b/1_CloudTrail_eu-west-1_20240301T0000Z_x.json.gz", "");
        folder.Write("logs/a/1_CloudTrail_eu-west-1_20240302T0000Z_x.json.gz", "");
        folder.Write("logs/c/1_CloudTrail_eu-west-1_20240301T0005Z_x.json.gz", "");
        folder.Write("logs/z.json", "");
        var files = InputFiles.Find([folder["logs"]], []);
        Assert.Equal(
            [
                "logs/z.json",
                "logs/b/1_CloudTrail_eu-west-1_20240301T0000Z_x.json.gz",
                "logs/c/1_CloudTrail_eu-west-1_20240301T0005Z_x.json.gz",
                "logs/a/1_CloudTrail_eu-west-1_20240302T0000Z_x.json.gz",
            ],
            files.Select(f => f.Name)
        );
    }

    [Fact]
    public void A_file_that_is_named_twice_is_taken_once()
    {
        using var folder = new TempFolder();
        var file = folder.Write("logs/a.json", "{}");
        Assert.Single(InputFiles.Find([file, folder["logs"], folder["logs/*.json"], folder["logs/?.json"]], []));
    }

    [Fact]
    public void A_path_at_which_nothing_lies_is_told()
    {
        using var folder = new TempFolder();
        var missing = new List<string>();
        Assert.Empty(InputFiles.Find([folder["none"], folder["*.zip"]], missing));
        Assert.Equal([folder["none"], folder["*.zip"]], missing);
    }

    [Fact]
    public void Links_that_lead_nowhere_or_round_in_a_circle_are_no_crash()
    {
        using var folder = new TempFolder();
        folder.Write("logs/a.json", Logs.Record(1));
        Directory.CreateSymbolicLink(folder["logs/round"], folder["logs"]);
        File.CreateSymbolicLink(folder["logs/nowhere.json"], folder["gone.json"]);
        var reading = Reading.OfPaths(folder["logs"]);
        Assert.Equal([Logs.Id(1)], reading.Ids);
        Assert.Equal("logs/nowhere.json", Assert.Single(reading.Rejects).File);
    }
}
