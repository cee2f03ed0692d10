using System.Text;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Which cases there are, what one holds, and whether it is as it was written.</summary>
public sealed class CaseInfoTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public CaseInfoTests()
    {
        _folder.Write("logs/a.json", Logs.Wrap(Logs.Many(50)));
        _folder.Write("logs/b.json", Logs.Wrap(Logs.Record(50), "{\"bad\"}", Logs.Record(51)));
        TestCase.Load(_folder["cases/x/case"], new LoadOptions { SegmentEvents = 30, Threads = 1 }, _folder["logs"]);
    }

    private string CaseFolderPath => _folder["cases/x/case"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_case_is_told_in_numbers()
    {
        var before = DateTime.UtcNow.AddMinutes(-10);
        var info = CaseInfo.Read(CaseFolderPath, CancellationToken.None);
        Assert.Equal((51L, 2, 0L), (info.Events, info.Ledger.Count, info.ConflictingDuplicates));
        Assert.Equal(["111122223333"], info.Accounts);
        Assert.Equal(new DateTime(2024, 3, 1, 0, 1, 0, DateTimeKind.Utc), info.From);
        Assert.Equal(new DateTime(2024, 3, 1, 0, 51, 0, DateTimeKind.Utc), info.To);
        Assert.Equal([30L, 21L], info.Segments.Select(s => s.Events));
        Assert.Equal(["000001", "000002"], info.Segments.Select(s => s.Name));
        Assert.Equal(1, info.Segments.Sum(s => s.Duplicates));
        Assert.Equal(1, info.Format);
        Assert.Equal(2, info.Prune.SegmentsBefore);
        Assert.Equal(1, info.Prune.SegmentsAfter);
        Assert.All(
            info.Segments,
            s =>
            {
                Assert.Equal(Product.Version, s.Version);
                Assert.InRange(s.Written!.Value, before, DateTime.UtcNow.AddSeconds(1));
                Assert.True(s is { ParquetBytes: > 0, IndexBytes: > 0 });
            }
        );
        Assert.Equal(
            info.Bytes,
            Directory.GetFiles(CaseFolderPath, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length)
        );
    }

    public static TheoryData<string> Files => ["events.ids", "identifiers-1-0.idx", "events.parquet"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_that_is_not_as_it_was_written_is_named(string name)
    {
        Assert.Empty(Verify());
        var file = Directory.GetFiles(_folder["cases/x/case/segments/000002"], name.Replace("1-0", "*")).Single();
        var content = File.ReadAllBytes(file);
        foreach (var at in new[] { 0, content.Length / 2, content.Length - 1 })
        {
            var changed = (byte[])content.Clone();
            changed[at] ^= 1;
            File.WriteAllBytes(file, changed);
            Assert.Contains(Verify(), d => d.Contains($"000002/{Path.GetFileName(file)} is not what was written"));
        }

        File.WriteAllBytes(file, content[..^1]);
        Assert.Contains(Verify(), d => d.Contains($"000002/{Path.GetFileName(file)} has "));
        File.Delete(file);
        Assert.Contains(Verify(), d => d.Contains($"000002/{Path.GetFileName(file)} is missing"));
        File.WriteAllBytes(file, content);
        Assert.Empty(Verify());
        _folder.Write("cases/x/case/segments/000002/more.txt", "x");
        Assert.Equal(["000002/more.txt is not in the segment's page"], Verify());
    }

    [Fact]
    public void A_page_that_says_something_else_is_named()
    {
        var page = _folder["cases/x/case/segments/000002/segment.json"];
        var text = File.ReadAllText(page);
        File.WriteAllText(page, text.Replace("\"events\": 21,", "\"events\": 20,"));
        Assert.Contains(Verify(), d => d.Contains("000002/events.parquet holds 21, the segment's page says 20"));
        File.WriteAllText(page, text.Replace("\"duplicates\": 1", "\"duplicates\": 1, \"events\": 99"));
        Assert.Contains(Verify(), d => d.Contains("the ledger counts"));
        File.Delete(page);
        Assert.Contains(Verify(), d => d.Contains("segment.json"));
    }

    [Fact]
    public void A_segment_that_is_not_there_is_missed()
    {
        Directory.Move(_folder["cases/x/case/segments/000001"], _folder["elsewhere"]);
        Assert.Equal(["000001 is missing"], Verify());
    }

    [Theory]
    [InlineData("\"files\": [", "\"files\": [null, ")]
    [InlineData("\"parts\": [", "\"parts\": [null, ")]
    [InlineData("\"index\": [", "\"index\": [null, ")]
    public void A_page_with_holes_is_damaged_and_stops_nobody_else(string text, string other)
    {
        TestCase.Load(_folder["cases/y"], _folder["logs/a.json"]);
        var page = _folder["cases/x/case/segments/000002/segment.json"];
        File.WriteAllText(page, File.ReadAllText(page).Replace(text, other));

        var found = CaseListing.Below(_folder["cases"], CancellationToken.None).Cases;

        Assert.Equal([("x/case", "damaged"), ("y", "whole")], found.Select(c => (c.Path, c.State)));
        Assert.Contains("segment.json cannot be read", found[0].Problem);
        Assert.Contains("segment.json cannot be read", Verify()[0]);
    }

    [Fact]
    public void A_case_of_a_version_that_kept_no_hashes_is_compared_by_its_structure()
    {
        foreach (var page in Directory.GetFiles(CaseFolderPath, "segment.json", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(page);
            File.WriteAllText(page, System.Text.RegularExpressions.Regex.Replace(text, "\"parts\": \\[[^]]*\\],", ""));
        }

        Assert.Empty(Verify());
        var file = _folder["cases/x/case/segments/000001/events.ids"];
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^1]);
        Assert.Contains(Verify(), d => d.Contains("events.ids"));
    }

    [Fact]
    public void Cases_below_a_folder_are_found_wherever_they_lie()
    {
        TestCase.Load(_folder["cases/y"], _folder["logs/a.json"]);
        TestCase.Load(_folder["cases/newer"], _folder["logs/a.json"]);
        TestCase.Load(_folder["cases/broken"], _folder["logs/a.json"]);
        _folder.Write("cases/none/segments/readme.txt", "no case");
        Directory.CreateSymbolicLink(_folder["cases/none/round"], _folder["cases"]);
        var page = _folder["cases/newer/segments/000001/segment.json"];
        File.WriteAllText(page, File.ReadAllText(page).Replace("\"format\": 1", "\"format\": 99"));
        File.WriteAllBytes(_folder["cases/broken/segments/000001/events.parquet"], Encoding.UTF8.GetBytes("noise"));

        var found = CaseListing.Below(_folder["cases"], CancellationToken.None);

        Assert.Empty(found.Unread);
        Assert.Equal(
            [("broken", "damaged"), ("newer", "newer"), ("x/case", "whole"), ("y", "whole")],
            found.Cases.Select(c => (c.Path, c.State))
        );
        Assert.Contains("events.parquet", found.Cases[0].Problem);
        Assert.Contains("newer version", found.Cases[1].Problem);
        Assert.Equal([null, null, 51L, 50L], found.Cases.Select(c => c.Info?.Events));
        Assert.All(found.Cases, c => Assert.True(c.Bytes > 0));
        Assert.Equal(".", Assert.Single(CaseListing.Below(CaseFolderPath, CancellationToken.None).Cases).Path);
        Assert.Throws<CaseException>(() => CaseListing.Below(_folder["nowhere"], CancellationToken.None));
    }

    private IReadOnlyList<string> Verify() => CaseInfo.Verify(CaseFolderPath, CancellationToken.None);
}
