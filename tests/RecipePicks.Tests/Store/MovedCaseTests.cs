using System.Text.RegularExpressions;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>A case that is read elsewhere than where it was made.</summary>
public sealed partial class MovedCaseTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public MovedCaseTests()
    {
        _folder.Write("logs/111122223333_CloudTrail_eu-west-1_20240301T0005Z_abc.json", Logs.Wrap(Logs.Many(50)));
        // Some programs on Windows write archives with their own separator.
        _folder.Write(
            "logs/win.zip",
            Logs.Zip((@"AWSLogs\2024\b.json", Logs.Utf8(Logs.Wrap(Logs.Many(20, from: 40)))))
        );
        TestCase.Load(_folder["case"], new LoadOptions { SegmentEvents = 30 }, _folder["logs"]);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_the_same_under_another_name_without_its_logs()
    {
        var before = CaseState.Of(_folder["case"], "user3", Logs.Id(7));
        Directory.CreateDirectory(_folder["else where"]);
        Directory.Move(_folder["case"], _folder["else where/Fall 'ä' 1"]);
        Directory.Delete(_folder["logs"], recursive: true);
        Assert.Equal(before, CaseState.Of(_folder["else where/Fall 'ä' 1"], "user3", Logs.Id(7)));
        Pruning.Prune(_folder["else where/Fall 'ä' 1"], CancellationToken.None);
        Assert.Equal(before, CaseState.Of(_folder["else where/Fall 'ä' 1"], "user3", Logs.Id(7)));
    }

    [Fact]
    public void A_path_that_looks_like_a_column_is_none()
    {
        _folder.Write("few/a.json", Logs.Wrap(Logs.Many(3)));
        _folder.Write("few/b.json", Logs.Wrap(Logs.Many(3, from: 4)));
        var name = "awsregion=nowhere/picks_file=x/case";
        TestCase.Load(_folder[name], new LoadOptions { SegmentEvents = 3, Threads = 1 }, _folder["few"]);
        const string Sql = "SELECT DISTINCT awsregion FROM cloudtrail_logs";
        foreach (var prune in new[] { false, true })
        {
            if (prune)
            {
                Pruning.Prune(_folder[name], CancellationToken.None);
            }

            using var opened = Case.Open(_folder[name]);
            Assert.NotEqual("nowhere", TestCase.Value(opened, Sql));
            Assert.Equal("few/a.json", TestCase.Locate(opened, Logs.Id(1))?.File);
        }
    }

    [Fact]
    public void Nothing_in_it_names_where_it_was_made()
    {
        Pruning.Prune(_folder["case"], CancellationToken.None);
        TestCase.Load(_folder["case"], _folder.Write("more.json", Logs.Wrap(Logs.Many(3, from: 90))));
        foreach (var file in Directory.GetFiles(_folder["case"], "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(_folder.Path, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)));
        }

        using var opened = Case.Open(_folder["case"]);
        Assert.All(
            TestCase.Rows(opened, "SELECT DISTINCT picks_file FROM cloudtrail_logs"),
            r => Assert.False(Path.IsPathRooted((string)r[0]!))
        );
    }

    [Fact]
    public void Its_names_are_good_on_every_system()
    {
        Pruning.Prune(_folder["case"], 40, CancellationToken.None);
        Assert.All(
            Directory.GetFileSystemEntries(_folder["case"], "*", SearchOption.AllDirectories),
            f => Assert.Matches(GoodName(), Path.GetFileName(f))
        );
    }

    [Fact]
    public void Stored_paths_with_back_slashes_are_read_and_known_again()
    {
        // As a program on Windows might have written them.
        foreach (var page in Directory.GetFiles(_folder["case"], "segment.json", SearchOption.AllDirectories))
        {
            File.WriteAllText(page, File.ReadAllText(page).Replace("\"file\": \"logs/", "\"file\": \"logs\\\\"));
        }

        using (var opened = Case.Open(_folder["case"]))
        {
            Assert.Contains(opened.Ledger(), e => e.File.StartsWith(@"logs\1111", StringComparison.Ordinal));
            Assert.Contains(opened.Ledger(), e => e.File.EndsWith(@"!AWSLogs\2024\b.json", StringComparison.Ordinal));
            Assert.Equal(59, TestCase.Coverage(opened).Events);
            Assert.Single(opened.Find(Logs.Id(7)));
        }

        Assert.Equal(2, TestCase.Load(_folder["case"], _folder["logs"]).FilesKnown);
    }

    [GeneratedRegex(@"^(?!(con|prn|aux|nul|com\d|lpt\d)(\.|$))[a-z0-9.-]*[a-z0-9]$", RegexOptions.None, 1000)]
    private static partial Regex GoodName();
}
