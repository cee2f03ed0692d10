namespace RecipePicks.Tests.Sources;

/// <summary>Containers and containers within containers.</summary>
public sealed class ContainerTests
{
    private static readonly string First = Logs.Wrap(Logs.Many(2));
    private static readonly string Second = Logs.Lines(Logs.Many(2, from: 3));

    public static TheoryData<string, byte[]> Containers =>
        new(
            ("x.json.gz", Logs.Gzip(First + Second)),
            ("members.json.gz", [.. Logs.Gzip(First), .. Logs.Gzip(Second)]),
            ("empty member.gz", [.. Logs.Gzip(First), .. Logs.Gzip(""), .. Logs.Gzip(Second)]),
            ("cut between members.gz", [.. Logs.Gzip((First + Second)[..500]), .. Logs.Gzip((First + Second)[500..])]),
            ("x.gz.gz", Logs.Gzip(Logs.Gzip(First + Second))),
            ("x.zip", Logs.Zip(("a.json", Logs.Utf8(First)), ("b.ndjson", Logs.Utf8(Second)))),
            ("gz in.zip", Logs.Zip(("2024/03/a.json.gz", Logs.Gzip(First)), ("2024/03/b.json.gz", Logs.Gzip(Second)))),
            ("zip in.zip", Logs.Zip(("a.zip", Logs.Zip(("x.json", Logs.Utf8(First)))), ("b.json", Logs.Utf8(Second)))),
            ("zip.gz", Logs.Gzip(Logs.Zip(("a.json", Logs.Utf8(First)), ("b.json", Logs.Utf8(Second))))),
            ("x.tar", Logs.Tar(("a.json", Logs.Utf8(First)), ("b.json.gz", Logs.Gzip(Second)))),
            ("x.tar.gz", Logs.Gzip(Logs.Tar(("a.json", Logs.Utf8(First)), ("b.json", Logs.Utf8(Second))))),
            ("tar in.zip", Logs.Zip(("x.tar", Logs.Tar(("a.json", Logs.Utf8(First)), ("b.json", Logs.Utf8(Second)))))),
            ("up and away.zip", Logs.Zip(("../../../a.json", Logs.Utf8(First)), ("/etc/b.json", Logs.Utf8(Second)))),
            ("twice the same name.zip", Logs.Zip(("a.json", Logs.Utf8(First)), ("a.json", Logs.Utf8(Second)))),
            ("twice the same name.tar", Logs.Tar(("a.json", Logs.Utf8(First)), ("a.json", Logs.Utf8(Second)))),
            ("long name.zip", Logs.Zip((new string('n', 60_000) + ".json", Logs.Utf8(First + Second)))),
            ("no extension", Logs.Gzip(First + Second))
        );

    [Theory]
    [MemberData(nameof(Containers))]
    public void Every_container_gives_its_records(string name, byte[] content)
    {
        using var folder = new TempFolder();
        var path = folder.Write("in/" + name, content);
        var reading = Reading.OfPaths(path);
        Assert.Equal(Logs.Ids(4), reading.Ids);
        Assert.Empty(reading.Rejects);
        Assert.All(reading.Ledger, e => Assert.Equal("loaded", e.Status));
        Assert.Equal(reading.Ledger.Count, reading.Ledger.Select(e => e.File).Distinct().Count());
        Assert.Equal([path], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Entries_are_named_by_their_way_through_the_archives()
    {
        var inner = Logs.Zip(("x/a.json", Logs.Utf8(First)));
        var reading = Reading.Of("case.zip", Logs.Zip(("in.zip", inner), ("b.json.gz", Logs.Gzip(Second))));
        Assert.Equal(["case.zip!b.json.gz", "case.zip!in.zip!x/a.json"], reading.Ledger.Select(e => e.File));
        Assert.Equal([Second.Length, First.Length], reading.Ledger.Select(e => e.Bytes));
        Assert.Equal(reading.Ledger[0].Sha256, reading.Ledger[1].Sha256);
    }

    [Fact]
    public void A_file_whose_name_has_an_exclamation_mark_is_no_archive()
    {
        var gzip = Logs.Gzip(First);
        Assert.Equal(gzip.Length, Assert.Single(Reading.Of("look!.json.gz", gzip).Ledger).Bytes);
    }

    [Fact]
    public void An_entry_that_cannot_be_opened_does_not_take_its_neighbours_with_it()
    {
        var zip = Logs.Zip(
            ("a.json", Logs.Utf8(First)),
            ("b.json", Logs.Utf8(Logs.Record(9))),
            ("c.json", Logs.Utf8(Second))
        );
        // The second entry's own header; the directory at the end still lists it.
        var second = 4 + zip.AsSpan(4).IndexOf("PK\x3\x4"u8);
        zip[second] = (byte)'X';
        var reading = Reading.Of("x.zip", zip);
        Assert.Equal(Logs.Ids(4), reading.Ids);
        var reject = Assert.Single(reading.Rejects);
        Assert.Equal("x.zip!b.json", reject.File);
    }

    [Fact]
    public void Containers_too_deep_are_refused_and_their_neighbours_read()
    {
        var deep = Logs.Utf8(First);
        for (var i = 0; i < 6; i++)
        {
            deep = Logs.Gzip(deep);
        }

        var reading = Reading.Of("x.zip", Logs.Zip(("a", deep), ("b.json", Logs.Utf8(Second))));
        Assert.Equal(Logs.Ids(2, from: 3), reading.Ids);
        Assert.Contains("cap on nesting", Assert.Single(reading.Rejects).Reason);
    }

    [Fact]
    public void Many_small_files_with_long_names_fit_the_readers_buffers()
    {
        using var folder = new TempFolder();
        var name = new string('n', 200);
        var zip = Logs.Zip(
            Enumerable.Range(1, 3000).Select(n => ($"{name}/{name}/{name}/{n:d5}.json", Logs.Utf8(Logs.Record(n))))
        );
        folder.Write("many.zip", zip);
        var summary = Store.TestCase.Load(folder["case"], folder["many.zip"]);
        Assert.Equal((3000L, 3000L, 0L), (summary.Records, summary.Events, summary.Rejected));
    }

    [Fact]
    public void A_part_that_begins_where_the_window_ends_is_still_recognised()
    {
        // The first part leaves ten bytes of the reader's window: too few to see what the second is.
        var first = Logs.Record(1).PadRight((12 << 20) - 10);
        var second =
            $"Event name,Event time,Event source,Event ID\nStopInstances,2024-03-01T00:00:00Z,ec2,{Logs.Id(2)}\n";
        var reading = Reading.Of("x.zip", Logs.Zip(("a.json", Logs.Utf8(first)), ("b.csv", Logs.Utf8(second))));
        Assert.Equal(Logs.Ids(2), reading.Ids);
    }
}
