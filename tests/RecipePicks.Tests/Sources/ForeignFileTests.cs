using System.IO.Compression;

namespace RecipePicks.Tests.Sources;

/// <summary>What lies beside logs: named for what it is, and no reject.</summary>
public sealed class ForeignFileTests
{
    public static TheoryData<string, string> Kinds =>
        new(
            (
                "a CloudTrail digest",
                """{"awsAccountId":"1","digestStartTime":"t","digestEndTime":"t","logFiles":[{"s3Bucket":"b"}]}"""
            ),
            (
                "a CloudTrail Insights or aggregated event",
                """{"Records":[{"eventVersion":"1.07","eventTime":"2024-03-01T00:00:00Z","eventID":"e","eventType":"AwsCloudTrailInsight","eventCategory":"Insight","eventName":"x","eventSource":"y","insightDetails":{"state":"Start","eventSource":"s","eventName":"n"}}]}"""
            ),
            (
                "an AWS Config item",
                """{"fileVersion":"1.0","configSnapshotId":"c","configurationItems":[{"configurationItemCaptureTime":"t","resourceType":"AWS::EC2::Instance"}]}"""
            ),
            (
                "an AWS Config notification",
                """{"configurationItem":{"configurationItemCaptureTime":"t"},"messageType":"ConfigurationItemChangeNotification"}"""
            ),
            (
                "a GuardDuty finding",
                """{"schemaVersion":"2.0","accountId":"1","id":"f","severity":8,"type":"T","service":{"action":{"awsApiCallAction":{"api":"x"}}}}"""
            ),
            (
                "a Security Hub finding",
                """[{"SchemaVersion":"2018-10-08","ProductArn":"arn:aws:x","AwsAccountId":"1","Id":"i"}]"""
            )
        );

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_of_another_kind_is_skipped_with_its_kind(string kind, string text)
    {
        foreach (var (name, content) in new[] { ("x.json", Logs.Utf8(text)), ("x.json.gz", Logs.Gzip(text)) })
        {
            var reading = Reading.Of(name, content);
            Assert.Empty(reading.Records);
            var entry = Assert.Single(reading.Ledger);
            Assert.Equal(("skipped", 0L), (entry.Status, entry.Rejected));
            Assert.Contains(kind, entry.Reason);
        }
    }

    [Fact]
    public void An_Insights_event_between_records_is_counted_apart()
    {
        var insight = """{"eventVersion":"1.07","eventID":"e","eventCategory":"Insight","insightDetails":{}}""";
        var reading = Reading.Of("x.json", Logs.Wrap(Logs.Record(1), insight, Logs.Record(2)));
        Assert.Equal(Logs.Ids(2), reading.Ids);
        var entry = Assert.Single(reading.Ledger);
        Assert.Equal(0, entry.Rejected);
        Assert.Equal(1, Assert.Single(entry.Others).Value);
    }

    [Theory]
    [InlineData("LICENSE", "Apache License\nVersion 2.0, January 2004\n")]
    [InlineData("README.md", "# Logs\n\nSome `{\"Records\": []}` here.\n")]
    [InlineData("page.html", "<html><body>{\"eventName\":\"x\",\"eventSource\":\"y\"}</body></html>")]
    [InlineData("script.py", "import json\nprint(json.loads(x)[\"eventName\"])\n")]
    public void Text_that_is_no_log_is_skipped(string name, string text)
    {
        var entry = Assert.Single(Reading.Of(name, text).Ledger);
        Assert.Equal(("skipped", "it is neither JSON nor an event history in CSV"), (entry.Status, entry.Reason));
        Assert.Equal(0, entry.Rejected);
    }

    [Fact]
    public void A_picture_is_skipped_also_a_large_one_inside_archives()
    {
        var picture = new byte[3 << 20];
        new Random(1).NextBytes(picture);
        byte[] head = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];
        head.CopyTo(picture, 0);
        var log = Logs.Utf8(Logs.Wrap(Logs.Record(1)));
        foreach (
            var (name, content) in new[]
            {
                ("x.png", picture),
                ("x.png.gz", Logs.Gzip(picture)),
                ("x.zip", Logs.Zip(("a.png", picture), ("b.json", log))),
                ("x.tar", Logs.Tar(("a.png", picture), ("b.json", log))),
                ("x.tgz", Logs.Gzip(Logs.Tar(("a.png", picture), ("b.json", log)))),
            }
        )
        {
            var reading = Reading.Of(name, content);
            Assert.Empty(reading.Rejects);
            Assert.Equal("skipped", reading.Ledger[0].Status);
            Assert.Equal(reading.Ledger.Count - 1, reading.Records.Count);
        }
    }

    [Theory]
    [InlineData("x.json")]
    [InlineData("123_CloudTrail_eu-west-1_20240301T0000Z_abc.json.gz")]
    [InlineData("logs.ndjson")]
    [InlineData("logs.jsonl")]
    public void A_file_that_its_name_calls_JSON_and_that_is_none_is_a_reject(string name)
    {
        var noise = new byte[2000];
        new Random(2).NextBytes(noise);
        var entry = Assert.Single(Reading.Of(name, noise).Ledger);
        Assert.Equal(("rejected", 1L), (entry.Status, entry.Rejected));
        Assert.Contains("JSON", entry.Reason);
    }

    [Fact]
    public void What_holds_nothing_is_skipped_as_empty()
    {
        Assert.Equal("it is empty", Assert.Single(Reading.Of("a.json", "").Ledger).Reason);
        Assert.Equal("it is empty", Assert.Single(Reading.Of("a.json", " \n \r\n").Ledger).Reason);
        Assert.Equal("it is empty", Assert.Single(Reading.Of("a.json.gz", Logs.Gzip("")).Ledger).Reason);
        Assert.Equal("an empty archive", Assert.Single(Reading.Of("a.zip", Logs.Zip()).Ledger).Reason);
        foreach (var text in new[] { """{"Records":[]}""", "[]", "{}", """{"Events":[],"NextToken":"x"}""" })
        {
            var entry = Assert.Single(Reading.Of("a.json", text).Ledger);
            Assert.Equal(("skipped", 0L, 0L), (entry.Status, entry.Rejected, entry.Records));
        }
    }

    [Fact]
    public void JSON_of_no_known_kind_is_skipped_alone_and_a_reject_among_records()
    {
        var alone = Assert.Single(Reading.Of("a.json", """{"hello":"world"}""").Ledger);
        Assert.Equal(("skipped", 0L), (alone.Status, alone.Rejected));
        Assert.Contains("hello", alone.Reason);
        var among = Reading.Of("a.json", Logs.Wrap(Logs.Record(1), """{"hello":"world"}""", Logs.Record(2)));
        Assert.Equal(Logs.Ids(2), among.Ids);
        var reject = Assert.Single(among.Rejects);
        Assert.Equal(2, reject.Record);
        Assert.Contains("hello", reject.Reason);
    }

    [Fact]
    public void A_gzip_of_random_text_larger_than_a_look_is_skipped_without_a_reject()
    {
        var text = string.Concat(
            Enumerable.Range(0, 200_000).Select(i => $"2 123456789010 eni-{i:x} 10.0.0.{i % 256} ACCEPT OK\n")
        );
        var entry = Assert.Single(Reading.Of("flow.log.gz", Logs.Gzip(text)).Ledger);
        Assert.Equal(("skipped", 0L), (entry.Status, entry.Rejected));
    }
}
