using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;
using static RecipePicks.Samples.World;

namespace RecipePicks.Samples;

/// <summary>The two objects that lie beside the logs and are no logs: a digest and an Insight file.</summary>
internal static class Bystanders
{
    public static (string Path, JsonNode Content) Digest(IReadOnlyList<LogFile> files)
    {
        var from = At(10, 23, 1, 31);
        var to = At(11, 0, 1, 31);
        var stem = $"{Production}_CloudTrail-Digest_{Virginia}_{ProductionTrail}_{Virginia}_";
        var previous =
            $"AWSLogs/{Production}/CloudTrail-Digest/{Virginia}/2026/03/10/{stem}{from:yyyyMMdd'T'HHmmss'Z'}.json.gz";
        var path =
            $"AWSLogs/{Production}/CloudTrail-Digest/{Virginia}/2026/03/11/{stem}{to:yyyyMMdd'T'HHmmss'Z'}.json.gz";
        var covered = files
            .Where(f => f.Path.StartsWith($"AWSLogs/{Production}/CloudTrail/{Virginia}/", StringComparison.Ordinal))
            .Where(f => f.Delivered > from && f.Delivered <= to)
            .ToList();
        var content = Obj(
            ("awsAccountId", Production),
            ("digestStartTime", from.Iso()),
            ("digestEndTime", to.Iso()),
            ("digestS3Bucket", TrailBucket),
            ("digestS3Object", path),
            ("digestPublicKeyFingerprint", new Dice("digest key").Hex(32)),
            ("digestSignatureAlgorithm", "SHA256withRSA"),
            ("newestEventTime", Times(covered).Max()),
            ("oldestEventTime", Times(covered).Min()),
            ("previousDigestS3Bucket", TrailBucket),
            ("previousDigestS3Object", previous),
            ("previousDigestHashValue", new Dice("previous digest").Hex(64)),
            ("previousDigestHashAlgorithm", "SHA-256"),
            ("previousDigestSignature", new Dice("previous signature").Hex(512)),
            (
                "logFiles",
                Arr([
                    .. covered.Select(f =>
                        (JsonNode?)Obj(
                            ("s3Bucket", TrailBucket),
                            ("s3Object", f.Path),
                            ("hashValue", Hash(f)),
                            ("hashAlgorithm", "SHA-256"),
                            ("newestEventTime", Times([f]).Max()),
                            ("oldestEventTime", Times([f]).Min())
                        )
                    ),
                ])
            )
        );
        return (path, content);
    }

    public static (string Path, JsonNode Content) Insight()
    {
        var dice = new Dice("insight");
        var shared = dice.Uuid();
        var path =
            $"AWSLogs/{Production}/CloudTrail-Insight/{Virginia}/2026/03/10/{Production}_CloudTrail-Insight_{Virginia}_20260310T2255Z_{dice.Alphanumeric(16)}.json.gz";
        return (path, Obj(("Records", Arr(Record("Start", At(10, 22, 15)), Record("End", At(10, 22, 41))))));

        JsonObject Record(string state, DateTimeOffset time)
        {
            var statistics = Obj(("baseline", Obj(("average", 0.0012))), ("insight", Obj(("average", 2.7))));
            if (state == "End")
                statistics.Add("insightDuration", 26);
            return Obj(
                ("eventVersion", "1.09"),
                ("eventTime", time.Iso()),
                ("awsRegion", Virginia),
                ("eventID", dice.Uuid()),
                ("eventType", "AwsCloudTrailInsight"),
                ("recipientAccountId", Production),
                ("sharedEventID", shared),
                (
                    "insightDetails",
                    Obj(
                        ("state", state),
                        ("eventSource", "ec2.amazonaws.com"),
                        ("eventName", "DescribeInstances"),
                        ("insightType", "ApiErrorRateInsight"),
                        ("errorCode", "Client.UnauthorizedOperation"),
                        ("insightContext", Obj(("statistics", statistics)))
                    )
                ),
                ("eventCategory", "Insight")
            );
        }
    }

    private static List<string> Times(IEnumerable<LogFile> files) =>
        [.. files.SelectMany(f => f.Records).Select(r => r["eventTime"]!.GetValue<string>())];

    // The digest was made before the file was altered, so it has the hash of the file as it was.
    private static string Hash(LogFile file)
    {
        var original = file.Records.Select(r =>
        {
            var copy = (JsonObject)r.DeepClone();
            if (Trails.IsTampered(copy))
                copy["sourceIPAddress"] = VpnExit;
            return copy;
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Delivery.Text(original))));
    }
}
