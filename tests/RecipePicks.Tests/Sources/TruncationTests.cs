using System.Text;

namespace RecipePicks.Tests.Sources;

/// <summary>Files cut short at every byte: the whole records before the cut, and one reject when something was lost.</summary>
public sealed class TruncationTests
{
    private static readonly IReadOnlyList<string> Three = [Small(1), Small(2), Small(3)];

    public static TheoryData<string, string> Texts =>
        new(
            ("Records", Logs.Wrap(Three)),
            ("an array", $"[{string.Join(",\n", Three)}]"),
            ("lines", string.Join("\n", Three)),
            (
                "LookupEvents",
                $$"""{"Events":[{{string.Join(",", Three.Select(r => $$"""{"CloudTrailEvent":{{Logs.Quote(r)}}}"""))}}],"NextToken":"t"}"""
            ),
            ("strings", $"[{string.Join(",", Three.Select(Logs.Quote))}]")
        );

    [Theory]
    [MemberData(nameof(Texts))]
    public void JSON_cut_anywhere_gives_its_whole_records_and_one_reject(string shape, string text)
    {
        using var folder = new TempFolder();
        var paths = Enumerable
            .Range(1, text.Length - 1)
            .Select(cut => folder.Write($"{cut:d6}.json", text[..cut]))
            .ToList();
        var ends = Ends(shape, text);
        var reading = Reading.OfPaths(paths);
        var records = reading.Records.ToLookup(r => r.File, r => r.EventId);
        foreach (var entry in reading.Ledger)
        {
            var cut = int.Parse(entry.File[..6]);
            var whole = ends.Count(e => e <= cut);
            Assert.Equal(Logs.Ids(whole), records[entry.File]);
            var lost = shape != "lines" || !IsLineEnd(text, cut);
            Assert.True(entry.Rejected == (lost ? 1 : 0), $"{shape} cut at {cut}: {entry.Rejected} rejects");
            Assert.Equal(entry.Rejected, entry.Rejects.Count);
            Assert.All(entry.Rejects, r => Assert.InRange(r.Offset!.Value, 0, cut));
            Assert.All(entry.Rejects, r => Assert.Contains("cut short", r.Reason));
        }
    }

    [Fact]
    public void A_gzip_cut_anywhere_gives_the_records_that_can_be_inflated_and_one_reject()
    {
        var gzip = Logs.Gzip(Logs.Wrap(Logs.Many(10)));
        using var folder = new TempFolder();
        var paths = Enumerable
            .Range(1, gzip.Length - 1)
            .Select(cut => folder.Write($"{cut:d6}.json.gz", gzip[..cut]))
            .ToList();
        var reading = Reading.OfPaths(paths);
        var records = reading.Records.ToLookup(r => r.File, r => r.EventId);
        var before = 0;
        foreach (var entry in reading.Ledger.OrderBy(e => e.File, StringComparer.Ordinal))
        {
            Assert.Equal((entry.File, 1L), (entry.File, entry.Rejected));
            var ids = records[entry.File].ToList();
            Assert.Equal(Logs.Ids(ids.Count), ids);
            Assert.True(ids.Count >= before, entry.File);
            before = ids.Count;
        }

        Assert.Equal(gzip.Length - 1, reading.Ledger.Count);
        Assert.Equal(10, before);
    }

    [Fact]
    public void A_gzip_of_two_members_cut_in_the_second_keeps_the_first()
    {
        var first = Logs.Gzip(Logs.Lines(Logs.Many(5)));
        byte[] both = [.. first, .. Logs.Gzip(Logs.Lines(Logs.Many(5, from: 6)))];
        using var folder = new TempFolder();
        var paths = Enumerable
            .Range(first.Length, both.Length - first.Length)
            .Select(cut => folder.Write($"{cut:d6}.json.gz", both[..cut]))
            .ToList();
        var reading = Reading.OfPaths(paths);
        var records = reading.Records.ToLookup(r => r.File, r => r.EventId);
        foreach (var entry in reading.Ledger)
        {
            var cut = int.Parse(entry.File[..6]);
            Assert.Equal(Logs.Ids(5), records[entry.File].Take(5));
            Assert.True(entry.Rejected == (cut == first.Length ? 0 : 1), $"cut at {cut}: {entry.Rejected} rejects");
        }
    }

    [Fact]
    public void A_tar_cut_short_gives_its_whole_entries_and_a_reject()
    {
        var tar = Logs.Tar(
            ("a.json", Encoding.UTF8.GetBytes(Logs.Wrap(Logs.Many(20)))),
            ("b.json", Encoding.UTF8.GetBytes(Logs.Wrap(Logs.Many(20, from: 21))))
        );
        var middle = tar.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Logs.Id(30)));
        foreach (var (name, content) in new[] { ("x.tar", tar[..middle]), ("x.tar.gz", Logs.Gzip(tar[..middle])) })
        {
            var reading = Reading.Of(name, content);
            Assert.Equal(Logs.Ids(29), reading.Ids);
            Assert.NotEmpty(reading.Rejects);
        }
    }

    [Fact]
    public void A_zip_cut_short_is_a_reject()
    {
        var zip = Logs.Zip(("a.json", Encoding.UTF8.GetBytes(Logs.Wrap(Three))));
        for (var cut = 4; cut < zip.Length; cut++)
        {
            var reading = Reading.Of("x.zip", zip[..cut]);
            Assert.True(reading.Rejected > 0, $"cut at {cut}");
        }
    }

    /// <summary>A record with little in it, since it is cut at every byte.</summary>
    private static string Small(int n) =>
        $$$"""{"eventID":"{{{Logs.Id(n)}}}","eventName":"\u00e4","eventSource":"b","x":{"y":[1.5,"z",{}],"n":null}}""";

    /// <summary>Where each record is whole: after its last byte, for a string its closing quote.</summary>
    private static List<int> Ends(string shape, string text)
    {
        var ends = new List<int>();
        foreach (var record in Three)
        {
            var inside = shape is "LookupEvents" or "strings" ? Logs.Quote(record) : record;
            var end = text.IndexOf(inside, StringComparison.Ordinal) + inside.Length;
            ends.Add(shape == "LookupEvents" ? end + 1 : end);
        }

        return ends;
    }

    private static bool IsLineEnd(string text, int cut) => text[cut - 1] == '\n' || text[cut] == '\n';
}
