using System.IO.Compression;
using System.Text;

namespace RecipePicks.Tests.Sources;

/// <summary>Broken input: what is whole is read, what is not is named, and nothing crashes.</summary>
public sealed class DamageTests
{
    private static readonly string Good = Logs.Record(2);

    public static TheoryData<string, byte[]> BadRecords =>
        new(
            (
                "a missing quote",
                Logs.Utf8(Good.Replace("\"eventName\":\"StopInstances\"", "\"eventName\":\"StopInstances"))
            ),
            ("a missing opening quote", Logs.Utf8(Good.Replace("\"aws-cli/2.15\"", "aws-cli/2.15\""))),
            ("a missing comma", Logs.Utf8(Good.Replace(",\"eventSource\"", "\"eventSource\""))),
            ("a missing colon", Logs.Utf8(Good.Replace("\"eventSource\":", "\"eventSource\""))),
            ("a missing brace inside", Logs.Utf8(Good.Replace("]},\"force\"", "],\"force\""))),
            ("a control character", Logs.Utf8(Good.Replace("aws-cli", "aws\u0001cli"))),
            ("a line end in a string", Logs.Utf8(Good.Replace("aws-cli", "aws\ncli"))),
            ("a NUL byte", Logs.Utf8(Good.Replace("aws-cli", "aws\0cli"))),
            ("NUL bytes outside a string", Logs.Utf8(Good.Replace(",\"eventSource\"", "\0\0\0,\"eventSource\""))),
            ("a bad number", Logs.Utf8(Good.Replace("\"force\":false", "\"force\":01x"))),
            ("a bad escape", Logs.Utf8(Good.Replace("aws-cli", "aws\\qcli"))),
            ("a cut escape", Logs.Utf8(Good.Replace("aws-cli", "aws\\u12"))),
            ("single quotes", Logs.Utf8(Good.Replace('"', '\''))),
            ("Python's None", Logs.Utf8(Good.Replace("null", "None"))),
            ("invalid UTF-8", Latin1(Good.Replace("aws-cli", "aws\u00ffcli"))),
            ("invalid UTF-8 in the request", Latin1(Good.Replace("\"force\":false", "\"force\":\"\u00c3\u0028\""))),
            ("a cut record", Logs.Utf8(Good[..(Good.Length / 2)])),
            (
                "a cut record with an open string",
                Logs.Utf8(Good[..(Good.IndexOf("aws-cli", StringComparison.Ordinal) + 3)])
            ),
            (
                "nesting too deep",
                Logs.Utf8(Good.Replace("\"force\":false", $"\"force\":{new string('[', 200)}{new string(']', 200)}"))
            )
        );

    [Theory]
    [MemberData(nameof(BadRecords))]
    public void A_bad_record_does_not_take_its_neighbours_with_it(string kind, byte[] bad)
    {
        var (one, three) = (Logs.Utf8(Logs.Record(1)), Logs.Utf8(Logs.Record(3)));
        foreach (
            var (shape, before, between, after) in new[]
            {
                ("Records", "{\"Records\":[", ",", "]}"),
                ("lines", "", "\n", "\n"),
                ("an array", "[", ",\n", "]"),
            }
        )
        {
            byte[] text =
            [
                .. Logs.Utf8(before),
                .. one,
                .. Logs.Utf8(between),
                .. bad,
                .. Logs.Utf8(between),
                .. three,
                .. Logs.Utf8(after),
            ];
            var reading = Reading.Of("x.json", text);
            // An open string swallows text up to the next quote, and that may be the beginning of the next record.
            Assert.Contains(Logs.Id(1), reading.Ids);
            Assert.True(reading.Ids.Contains(Logs.Id(3)), $"{kind} in {shape}");
            Assert.DoesNotContain(Logs.Id(2), reading.Ids);
            var reject = Assert.Single(reading.Rejects);
            Assert.Equal(2, reject.Record);
            Assert.Equal(before.Length + one.Length + between.Length, reject.Offset);
        }
    }

    [Theory]
    [InlineData(
        "{\"CloudTrailEvent\":\"{\\\"eventName\\\":\\\"\\ud800\\\",\\\"eventSource\\\":\\\"b\\\",\\\"eventID\\\":\\\"lone\\\"}\"}"
    )]
    [InlineData(
        "{\"CloudTrailEvent\":\"{\\\"eventName\\\":\\\"\\\\ud800\\\",\\\"eventSource\\\":\\\"b\\\",\\\"eventID\\\":\\\"lone\\\"}\"}"
    )]
    [InlineData("{\"\\udc00\":1,\"detail\":{\"eventName\":\"\\ud800\",\"eventSource\":\"b\",\"eventID\":\"lone\"}}")]
    [InlineData("{\"eventname\":\"\\ud800\",\"eventsource\":\"b\",\"eventid\":\"lone\"}")]
    [InlineData(
        "{\"a\":{\"\\ud800\":\"\\ud800\",\"b\":{\"eventName\":\"\\ud800\",\"eventSource\":\"b\",\"eventID\":\"lone\"}}}"
    )]
    [InlineData("{\"\\ud800\":\"nothing that is known\"}")]
    public void Lone_surrogates_in_wrappers_are_no_crash(string text)
    {
        var reading = Reading.Of("x.json", Logs.Lines(Logs.Record(1), text, Logs.Record(2)));
        Assert.Equal(Logs.Ids(2), reading.Ids.Where(id => id != "lone"));
        Assert.Equal(3, reading.Records.Count + reading.Rejected);
    }

    [Fact]
    public void Invalid_UTF_8_in_one_record_of_a_wrapper_leaves_the_others_whole()
    {
        var hits = string.Join(",", Logs.Many(3).Select(r => $$"""{"_source":{{r}}}"""));
        var text = Latin1($$"""{"hits":[{{hits}}]}""".Replace("req-2", "req-\u00ff"));
        var reading = Reading.Of("x.json", text);
        Assert.Equal([Logs.Id(1), Logs.Id(3)], reading.Ids);
        Assert.NotEmpty(reading.Rejects);
    }

    [Theory]
    [InlineData("""{"Records":[R1}}},R2,R3]}""")]
    [InlineData("""{"Records":[R1,R2}},{"Records":[R3]}""")]
    [InlineData("""[R1,]R2,R3]""")]
    [InlineData("""{"Records":[R1,R2,R3]}}""")]
    [InlineData("""{"Records":[R1,R2]},R3]}""")]
    [InlineData("""{"Records":[R1 R2;R3]}""")]
    [InlineData("""{"Records":[R1,R2,R3] and more""")]
    [InlineData("""{"Records":[R1,R2,R3]} and more""")]
    [InlineData("""{"Records":{R1,R2,R3}""")]
    [InlineData("""{"Records":R1,R2,R3""")]
    [InlineData("""R1,R2,R3]}""")]
    [InlineData("""{"Records":[R1,R2,R3""")]
    public void Missing_and_extra_brackets_lose_no_record_and_are_told_once(string form)
    {
        var text = form.Replace("R1", Logs.Record(1)).Replace("R2", Logs.Record(2)).Replace("R3", Logs.Record(3));
        var reading = Reading.Of("x.json", text);
        Assert.Equal(Logs.Ids(3), reading.Ids);
        Assert.Single(reading.Rejects);
    }

    [Theory]
    [InlineData("""{"Records":[R1,,R2,]}""")]
    [InlineData("""R1,R2""")]
    public void Commas_too_many_lose_nothing(string form)
    {
        var reading = Reading.Of("x.json", form.Replace("R1", Logs.Record(1)).Replace("R2", Logs.Record(2)));
        Assert.Equal(Logs.Ids(2), reading.Ids);
        Assert.Empty(reading.Rejects);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5000)]
    [InlineData(70_000)]
    public void What_follows_the_last_gzip_member_is_a_reject(int bytes)
    {
        var garbage = Enumerable.Repeat((byte)'#', bytes).ToArray();
        var reading = Reading.Of("x.json.gz", [.. Logs.Gzip(Logs.Wrap(Logs.Many(3))), .. garbage]);
        Assert.Equal(Logs.Ids(3), reading.Ids);
        Assert.Contains("after the gzip data", Assert.Single(reading.Rejects).Reason);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(-8)]
    [InlineData(-1)]
    public void A_damaged_second_member_keeps_the_first_and_is_one_reject(int at)
    {
        var first = Logs.Gzip(Logs.Lines(Logs.Many(3)));
        var second = Logs.Gzip(Logs.Lines(Logs.Many(3, from: 4)));
        second[at < 0 ? second.Length + at : at] ^= 0x55;
        var reading = Reading.Of("x.json.gz", [.. first, .. second]);
        Assert.Equal(Logs.Ids(3), reading.Ids.Take(3));
        Assert.Single(reading.Rejects);
    }

    [Theory]
    [InlineData(-8, "damaged")]
    [InlineData(-4, "damaged")]
    [InlineData(2, "damaged")]
    public void A_checksum_that_does_not_fit_is_one_reject_and_the_records_are_read(int at, string reason)
    {
        var gzip = Logs.Gzip(Logs.Wrap(Logs.Many(3)));
        gzip[at < 0 ? gzip.Length + at : at] ^= 0x55;
        var reading = Reading.Of("x.json.gz", gzip);
        Assert.Equal(at < 0 ? Logs.Ids(3) : [], reading.Ids);
        Assert.Contains(reason, Assert.Single(reading.Rejects).Reason);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    [InlineData(3000)]
    public void Damage_in_a_gzip_loses_little_of_what_stands_before_it(int records)
    {
        using var to = new MemoryStream();
        using var gzip = new GZipStream(to, CompressionLevel.Optimal);
        gzip.Write(Logs.Utf8(Logs.Lines(Logs.Many(records))));
        gzip.Flush();
        var damage = Enumerable.Repeat((byte)0xFF, 100);
        var reading = Reading.Of("x.json.gz", [.. to.ToArray(), .. damage]);
        Assert.InRange(reading.Ids.Count, records - 32, records);
        Assert.Equal(Logs.Ids(reading.Ids.Count), reading.Ids);
        Assert.Contains("the compressed data is damaged", Assert.Single(reading.Rejects).Reason);
    }

    [Fact]
    public void A_damaged_zip_entry_is_one_reject_and_the_next_entry_is_read()
    {
        var zip = Logs.Zip(
            ("a.json", Logs.Utf8(Logs.Wrap(Logs.Many(30)))),
            ("b.json", Logs.Utf8(Logs.Wrap(Logs.Record(99))))
        );
        foreach (var at in new[] { 60, 100, 200 })
        {
            var damaged = (byte[])zip.Clone();
            damaged[at] ^= 0x10;
            var reading = Reading.Of("x.zip", damaged);
            Assert.Contains(Logs.Id(99), reading.Ids);
            Assert.Equal("x.zip!a.json", Assert.Single(reading.Ledger, e => e.Rejected > 0).File);
        }
    }

    [Fact]
    public void An_encrypted_zip_entry_is_a_reject_and_its_neighbour_is_read()
    {
        var zip = Logs.Zip(("a.json", Logs.Utf8(Logs.Record(1))), ("b.json", Logs.Utf8(Logs.Record(2))));
        zip[6] |= 1;
        var central = zip.AsSpan().IndexOf("PK\x1\x2"u8);
        zip[central + 8] |= 1;
        var reading = Reading.Of("x.zip", zip);
        Assert.Equal([Logs.Id(2)], reading.Ids);
        Assert.Single(reading.Ledger, e => e.File == "x.zip!a.json" && e.Rejected > 0);
    }

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);
}
