using System.IO.Compression;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Sources;

/// <summary>Tests that measure the whole process: nothing runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Input that is made to hurt: a reject that names the cap, in bounded memory.</summary>
[Collection(nameof(Alone))]
public sealed class BombTests
{
    private const int Much = 512 << 20;

    [Theory]
    [InlineData(' ')]
    [InlineData('[')]
    [InlineData('\n')]
    public void Half_a_gigabyte_of_one_character_is_refused_by_the_cap_on_expansion(char c)
    {
        var gzip = Inflating((byte)c, Much, "");
        var reading = Reading.Of("bomb.json.gz", gzip);
        Assert.Contains(reading.Rejects, r => r.Reason.Contains("cap on expansion", StringComparison.Ordinal));
        Assert.Empty(reading.Records);
    }

    [Fact]
    public void Half_a_gigabyte_of_zeros_is_not_inflated_at_all()
    {
        var reading = Reading.Of("bomb.gz", Inflating(0, Much, ""));
        Assert.Equal("skipped", Assert.Single(reading.Ledger).Status);
    }

    [Fact]
    public void Records_before_the_bomb_are_kept()
    {
        var reading = Reading.Of("bomb.json.gz", Inflating((byte)' ', Much, Logs.Lines(Logs.Many(3))));
        Assert.Equal(Logs.Ids(3), reading.Ids);
        Assert.Contains("cap on expansion", Assert.Single(reading.Rejects).Reason);
    }

    [Fact]
    public void A_zip_of_half_a_gigabyte_is_refused_and_so_is_one_within_another()
    {
        var bomb = Inflating((byte)' ', Much, "");
        var zip = Logs.Zip(("a.json.gz", bomb));
        foreach (var content in new[] { zip, Logs.Zip(("in.zip", zip)), Logs.Gzip(zip) })
        {
            var reading = Reading.Of("bomb.zip", content);
            Assert.Contains(reading.Rejects, r => r.Reason.Contains("cap on expansion", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_zip_within_a_container_is_not_unpacked_in_memory()
    {
        // A stored entry of 200 MB inside a zip inside a gzip: the inner zip must be put aside to be opened.
        var inner = new MemoryStream();
        using (var zip = new ZipArchive(inner, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var filler = zip.CreateEntry("a.bin", CompressionLevel.NoCompression).Open())
            {
                var block = new byte[1 << 20];
                for (var i = 0; i < 200; i++)
                {
                    filler.Write(block);
                }
            }

            using var log = zip.CreateEntry("b.json").Open();
            log.Write(Logs.Utf8(Logs.Record(1)));
        }

        var gzip = Logs.Gzip(inner.ToArray());
        inner.Dispose();
        using var folder = new TempFolder();
        var path = folder.Write("x.zip.gz", gzip);
        var before = GC.GetTotalAllocatedBytes();
        var reading = Reading.OfPaths(path);
        Assert.Equal([Logs.Id(1)], reading.Ids);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_string_of_twenty_megabytes_is_refused_by_the_cap_on_a_record()
    {
        var big = Logs.Record(2).Replace("aws-cli/2.15", new string('a', 20 << 20));
        var reading = Reading.Of("x.json", Logs.Wrap(Logs.Record(1), big, Logs.Record(3)));
        Assert.Equal([Logs.Id(1), Logs.Id(3)], reading.Ids);
        Assert.Contains("cap on the size of a record", Assert.Single(reading.Rejects).Reason);
    }

    [Fact]
    public void A_record_of_ten_megabytes_is_read()
    {
        var big = Logs.Record(2).Replace("\"force\":false", $"\"force\":\"{new string('a', 10 << 20)}\\u003d\"");
        var reading = Reading.Of("x.json", Logs.Wrap(Logs.Record(1), big, Logs.Record(3)));
        Assert.Equal(Logs.Ids(3), reading.Ids);
        Assert.EndsWith("a=\"}", reading.Records[1].Request);
    }

    [Theory]
    [InlineData("{\"eventname\":\"x\",\"eventsource\":\"y\",\"eventid\":\"big\",\"useragent\":\"*\"}")]
    [InlineData(
        "{\"CloudTrailEvent\":\"{\\\"eventName\\\":\\\"x\\\",\\\"eventSource\\\":\\\"y\\\",\\\"eventID\\\":\\\"big\\\",\\\"userAgent\\\":\\\"*\\\"}\"}"
    )]
    public void A_record_that_grows_when_it_is_taken_out_of_its_wrapper_is_read_or_refused(string form)
    {
        var text = form.Replace("*", new string('é', 7 << 20));
        var reading = Reading.Of("x.json", Logs.Lines(Logs.Record(1), text, Logs.Record(3)));
        Assert.Equal(Logs.Ids(3).Where(id => id != Logs.Id(2)), reading.Ids.Where(id => id != "big"));
        Assert.Equal(3, reading.Records.Count + reading.Rejected);
    }

    [Fact]
    public void Nesting_around_records_is_bounded()
    {
        var text = new string('[', 100_000) + Logs.Record(1) + new string(']', 100_000);
        var reading = Reading.Of("x.json", text);
        Assert.Equal([Logs.Id(1)], reading.Ids);
        Assert.Contains("cap on nesting", Assert.Single(reading.Rejects).Reason);
    }

    [Fact]
    public void Objects_within_objects_without_end_are_given_up_by_a_cap_and_in_time()
    {
        var text = Logs.Record(1) + "\n" + string.Concat(Enumerable.Repeat("{\"a\":", 500_000));
        var reading = Reading.Of("x.json", text);
        Assert.Equal([Logs.Id(1)], reading.Ids);
        Assert.NotEmpty(reading.Rejects);
        Assert.All(reading.Rejects, r => Assert.Matches("depth|cap|cut short", r.Reason));
    }

    [Fact]
    public void A_reader_stays_within_its_buffers()
    {
        using var reader = new RecordReader();
        using var content = new MemoryStream(
            Logs.Utf8(Logs.Record(1).Replace("aws-cli/2.15", new string('a', 40 << 20)))
        );
        reader.Open(content);
        for (var outcome = reader.Next(); outcome != ReadOutcome.End; outcome = reader.Next())
        {
            if (outcome == ReadOutcome.Full)
            {
                reader.Recycle();
            }
        }

        Assert.InRange(reader.Buffer(SliceSource.Window).Length, 0, 2 * RecordReader.LargestValue);
        Assert.InRange(reader.Buffer(SliceSource.Scratch).Length, 0, 4 * RecordReader.LargestValue);
    }

    /// <summary>A gzip file that inflates to a prefix and then to one byte over and over.</summary>
    private static byte[] Inflating(byte c, int length, string prefix)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Logs.Utf8(prefix));
            var block = Enumerable.Repeat(c, 1 << 20).ToArray();
            for (var i = 0; i < length >> 20; i++)
            {
                gzip.Write(block);
            }
        }

        return to.ToArray();
    }
}
