using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace RecipePicks.Tests.Sources;

/// <summary>CloudTrail records and the wrappings in which they travel, made for tests.</summary>
internal static class Logs
{
    public static string Id(int n) => $"00000000-0000-4000-8000-{n:d12}";

    /// <summary>A record, compact; the same for the same number.</summary>
    public static string Record(int n)
    {
        var time = new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(n);
        var user = $"user{n % 7}";
        return $$$"""
            {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLEUSER{{{n % 7}}}",
            "arn":"arn:aws:iam::111122223333:user/{{{user}}}","accountId":"111122223333",
            "accessKeyId":"AKIAEXAMPLEKEY0{{{n % 5}}}","userName":"{{{user}}}"},
            "eventTime":"{{{time:yyyy-MM-ddTHH:mm:ssZ}}}","eventSource":"ec2.amazonaws.com","eventName":"StopInstances",
            "awsRegion":"eu-west-1","sourceIPAddress":"198.51.100.{{{n % 200}}}","userAgent":"aws-cli/2.15",
            "requestParameters":{"instancesSet":{"items":[{"instanceId":"i-{{{n:x17}}}"}]},"force":false},
            "responseElements":null,"requestID":"req-{{{n}}}","eventID":"{{{Id(n)}}}","readOnly":false,
            "eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}
            """.ReplaceLineEndings("");
    }

    public static IReadOnlyList<string> Many(int count, int from = 1) =>
        [.. Enumerable.Range(from, count).Select(Record)];

    public static IReadOnlyList<string> Ids(int count, int from = 1) => [.. Enumerable.Range(from, count).Select(Id)];

    /// <summary>As a trail delivers them.</summary>
    public static string Wrap(params IEnumerable<string> records) =>
        $$"""{"Records":[{{string.Join(",", records)}}]}""";

    public static string Lines(params IEnumerable<string> records) => string.Concat(records.Select(r => r + "\n"));

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A JSON string that holds a text.</summary>
    public static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n") + "\"";

    public static byte[] Gzip(string text) => Gzip(Utf8(text));

    public static byte[] Gzip(byte[] content)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return to.ToArray();
    }

    public static byte[] Zip(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return to.ToArray();
    }

    public static byte[] Tar(params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var to = new MemoryStream();
        using (var tar = new TarWriter(to, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) }
                );
            }
        }

        return to.ToArray();
    }
}
