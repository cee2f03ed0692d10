using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Tests.Sources;

/// <summary>The same three records, in every shape of JSON in which they reach a responder.</summary>
public sealed class ShapeTests
{
    private static readonly IReadOnlyList<string> Three = Logs.Many(3);

    public static TheoryData<string, string> Shapes =>
        new(
            ("Records", Logs.Wrap(Three)),
            ("Records with white space around", "\n\t  " + Logs.Wrap(Three) + "\r\n\n"),
            (
                "Records after other members",
                $$"""{"note":{"a":[1,{}]},"Records":[{{string.Join(",", Three)}}],"more":[]}"""
            ),
            ("pretty-printed", Pretty(Logs.Wrap(Three))),
            ("pretty-printed with CRLF", Pretty(Logs.Wrap(Three)).ReplaceLineEndings("\r\n")),
            ("an array", $"[{string.Join(",", Three)}]"),
            ("an array of arrays", $"[[{Three[0]},{Three[1]}],[{Three[2]}]]"),
            ("lines", Logs.Lines(Three)),
            ("lines without the last line's end", string.Join("\n", Three)),
            ("lines with CRLF and empty ones between", string.Join("\r\n\r\n", Three)),
            ("one after the other without separators", string.Concat(Three)),
            ("one after the other with tabs, as --output text has them", string.Join("\t", Three)),
            ("pretty-printed one after the other", string.Concat(Three.Select(Pretty))),
            ("several wrappers in one file", Logs.Wrap(Three[0]) + Logs.Wrap(Three.Skip(1))),
            ("wrappers in lines", Logs.Wrap(Three[0]) + "\n" + Logs.Wrap(Three[1]) + "\n" + Logs.Wrap(Three[2]) + "\n"),
            ("a wrapper of wrappers", $$"""{"Records":[{{Logs.Wrap(Three)}}]}"""),
            ("a byte order mark", "\uFEFF" + Logs.Wrap(Three)),
            (
                "two files with byte order marks joined",
                "\uFEFF" + Logs.Wrap(Three[0]) + "\n\uFEFF" + Logs.Wrap(Three.Skip(1))
            ),
            ("LookupEvents", $$"""{"Events":[{{Lookups()}}]}"""),
            ("LookupEvents with NextToken before", $$"""{"NextToken":"abc{}[]","Events":[{{Lookups()}}]}"""),
            ("LookupEvents with NextToken after", $$"""{"Events":[{{Lookups()}}],"NextToken":"abc{}[]"}"""),
            ("LookupEvents' events in lines", Lookups().Replace("},{", "}\n{")),
            ("LookupEvents' CloudTrailEvent alone", $"[{string.Join(",\n", Three.Select(Logs.Quote))}]"),
            ("CloudTrailEvent as a string a line, as jq prints it", Logs.Lines(Three.Select(Logs.Quote))),
            ("EventBridge", Logs.Lines(Three.Select(r => Bridge($"{r}")))),
            ("EventBridge in an array", $"[{string.Join(",", Three.Select(Bridge))}]"),
            ("Elasticsearch", Hits()),
            ("Splunk", Logs.Lines(Three.Select(r => Splunk(r)))),
            ("CloudWatch Logs", $$"""{"events":[{{string.Join(",", Three.Select(r => Message(r)))}}]}"""),
            ("deep wrappers", Deep),
            (
                "text around, as a program's log has it",
                $"2024 INFO got \"eventName\" {Three[0]} done\n{Three[1]}\nbye {Three[2]}"
            )
        );

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_shape_gives_its_records_and_nothing_else(string shape, string text)
    {
        var plain = Reading.Of("plain.json", Logs.Wrap(Three));
        var reading = Reading.Of("shape.json", text);
        Assert.Equal(Logs.Ids(3), reading.Ids);
        Assert.Equal(plain.Records.Select(r => r.Key), reading.Records.Select(r => r.Key));
        Assert.Equal([1, 2, 3], reading.Records.Select(r => r.Number));
        var entry = Assert.Single(reading.Ledger);
        Assert.Equal("loaded", entry.Status);
        Assert.Equal(shape.StartsWith("text around", StringComparison.Ordinal) ? 1 : 0, entry.Rejected);
    }

    [Fact]
    public void A_single_record_is_a_file_too()
    {
        Assert.Equal([Logs.Id(1)], Reading.Of("one.json", Three[0]).Ids);
        Assert.Equal([Logs.Id(1)], Reading.Of("one.json", Pretty(Three[0])).Ids);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void PowerShell_writes_UTF_16_and_it_is_read(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        byte[] content = [.. text.GetPreamble(), .. text.GetBytes(Logs.Wrap(Three))];
        Assert.Equal(Logs.Ids(3), Reading.Of("lookup.json", content).Ids);
    }

    [Fact]
    public void An_export_with_timestamp_instead_of_eventTime_is_read()
    {
        var record = Three[0].Replace("\"eventTime\"", "\"@timestamp\"");
        Assert.Equal([Logs.Id(1)], Reading.Of("export.json", record).Ids);
    }

    [Fact]
    public void Rows_of_Athena_with_lower_case_names_are_read()
    {
        var row = JsonNode.Parse(Three[0])!.AsObject();
        var lower = new JsonObject();
        foreach (var (name, value) in row)
        {
            lower[name.ToLowerInvariant()] = value?.DeepClone();
        }

        lower["requestparameters"] = lower["requestparameters"]!.ToJsonString();
        lower["useridentity"] = new JsonObject { ["type"] = "IAMUser", ["accesskeyid"] = "AKIAEXAMPLEKEY01" };
        var reading = Reading.Of("athena.json", Logs.Lines(lower.ToJsonString()));
        Assert.Equal([Logs.Id(1)], reading.Ids);
        Assert.Contains("\"instanceId\":\"i-00000000000000001\"", reading.Records[0].Request);
    }

    [Fact]
    public void A_record_without_eventID_is_named_by_its_content()
    {
        var one = Three[0].Replace($",\"eventID\":\"{Logs.Id(1)}\"", "");
        var two = Three[1].Replace($",\"eventID\":\"{Logs.Id(2)}\"", "");
        var reading = Reading.Of("noid.json", Logs.Wrap(one, two, one));
        Assert.All(reading.Ids, id => Assert.StartsWith("no-eventid-", id));
        Assert.Equal(reading.Records[0].Key, reading.Records[2].Key);
        Assert.NotEqual(reading.Records[0].Key, reading.Records[1].Key);
    }

    private static string Pretty(string json) =>
        JsonNode.Parse(json)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static string Lookups() =>
        string.Join(
            ",",
            Three.Select(
                (r, i) =>
                    $$"""{"EventId":"{{Logs.Id(i + 1)}}","EventName":"StopInstances","Resources":[{"ResourceName":"i"}],"""
                    + $"\"CloudTrailEvent\":{Logs.Quote(r)}}}"
            )
        );

    private static string Bridge(string record) =>
        """{"version":"0","detail-type":"AWS API Call via CloudTrail","source":"aws.ec2","resources":[],"detail":"""
        + $"{record}}}";

    private static string Splunk(string record) =>
        $$$"""{"preview":false,"result":{"_raw":{{{Logs.Quote(record)}}},"host":"h"}}""";

    private static string Message(string record) => $$"""{"timestamp":1,"message":{{Logs.Quote(record)}}""" + "}";

    private static string Deep =>
        """{"a":{"b":[{"c":{"d":[{"e":R1},R2,[R3]]}}]}}"""
            .Replace("R1", Three[0])
            .Replace("R2", Three[1])
            .Replace("R3", Three[2]);

    private static string Hits() =>
        $$$"""{"took":1,"hits":{"total":{"value":3},"hits":[{{{string.Join(",", Three.Select(Hit))}}}]}}""";

    private static string Hit(string record) => $$"""{"_index":"ct","_id":"1","_source":{{record}}""" + "}";
}
