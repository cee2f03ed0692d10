using System.Text.Json;
using System.Text.Json.Nodes;
using RecipePicks.Cases;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Letters;

/// <summary>Letter Public of a responder who has CloudTrail and a snapshot of AWS Config, and nothing else.</summary>
public sealed class PublicOfConfigTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_public_bucket_is_told_with_the_item_that_says_so_and_its_age()
    {
        var answer = Asked(Snapshot(Leaky, Gate), "leaky");
        var row = Assert.Single(answer.Tables.Single(t => t.Name == "exposures").Rows, r => (string?)r[1] == "PUBLIC");
        Assert.Equal("leaky", row[0]);
        var finding = Assert.Single(answer.Findings, f => f.Severity == Severity.Critical);
        Assert.Contains("it stood so when AWS Config recorded it, ", finding.Text);
        Assert.Contains("before the log begins", finding.Text);
        var cited = Assert.Single(finding.Evidence);
        Assert.Equal(("", 1L), (cited.EventId, cited.Record));
        Assert.EndsWith("snapshot.json", cited.File);
    }

    [Theory]
    [InlineData("test_rdscluster_snapshot_config", 2, "verify", "PRIVATE")]
    [InlineData("test_eks_config", 1, "kapil-dev", "UNKNOWN")]
    public void What_AWS_Config_really_recorded_is_judged_as_far_as_its_item_goes(
        string recording,
        int answer,
        string lead,
        string verdict
    )
    {
        var folder = SharedData.Folder("custodian");
        Assert.SkipUnless(folder is not null, "shared/data/cloudtrail/custodian is not there");
        var recorded = Path.Combine(
            folder,
            "tests",
            "data",
            "placebo",
            recording,
            $"config.GetResourceConfigHistory_{answer}.json"
        );
        Assert.SkipUnless(File.Exists(recorded), $"{recorded} is not there");
        _folder.Write("in/log.json", Logs.Wrap(Logs.Record(1)));
        _folder.Write("in/history.json", History(recorded));

        var exposures = Ask(lead).Tables.Single(t => t.Name == "exposures");

        var row = Assert.Single(exposures.Rows);
        Assert.Equal([lead, verdict], row.Take(2));
    }

    // What botocore answered, recorded with Placebo, which writes a time as an object of its parts.
    private static string History(string file)
    {
        var items = JsonNode.Parse(File.ReadAllText(file))!["data"]!["configurationItems"]!.AsArray();
        foreach (var item in items)
        {
            foreach (var (name, value) in item!.AsObject().ToList())
            {
                if (value is JsonObject time && time["__class__"]?.GetValue<string>() == "datetime")
                {
                    int Part(string part) => time[part]!.GetValue<int>();
                    item[name] = TimeWindow.Format(
                        new DateTime(
                            Part("year"),
                            Part("month"),
                            Part("day"),
                            Part("hour"),
                            Part("minute"),
                            Part("second"),
                            DateTimeKind.Utc
                        )
                    );
                }
            }
        }

        return new JsonObject { ["configurationItems"] = items.DeepClone() }.ToJsonString();
    }

    [Fact]
    public void The_last_item_that_is_not_after_the_window_decides()
    {
        var answer = Asked(
            Snapshot(Queue("2024-03-01T00:00:00.000Z", Everyone), Queue("2024-03-20T00:00:00.000Z", null)),
            "jobs",
            new TimeWindow(new(2024, 2, 25, 0, 0, 0, DateTimeKind.Utc), new(2024, 3, 10, 0, 0, 0, DateTimeKind.Utc))
        );
        Assert.Equal("PUBLIC", Assert.Single(answer.Tables.Single(t => t.Name == "exposures").Rows)[1]);
    }

    [Fact]
    public void What_was_recorded_as_closed_before_the_log_begins_is_no_full_answer()
    {
        var old = Asked(Snapshot(Queue("2016-01-01T00:00:00.000Z", null)), "jobs");
        Assert.Equal(
            (AnswerStatus.Partial, "jobs is closed to others, by all that AWS Config recorded of it."),
            (old.Status, old.Headline)
        );
    }

    [Fact]
    public void Text_that_is_none_in_an_item_breaks_no_answer()
    {
        var broken = """
            {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2016-01-01T00:00:00.000Z","configurationItemStatus":"OK","awsAccountId":"111122223333","resourceType":"AWS::EC2::Instance","resourceId":"i-0aaaaaaaaaaaaaaa2","awsRegion":"eu-west-1",
            "configuration":{"instanceId":"i-0aaaaaaaaaaaaaaa2","networkInterfaces":[],"x":"\ud800"},"supplementaryConfiguration":{}}
            """;
        var answer = Asked(Snapshot(broken, Leaky, Gate), "leaky");
        Assert.Contains(answer.Tables.Single(t => t.Name == "exposures").Rows, r => (string?)r[1] == "PUBLIC");
    }

    private Answer Asked(string snapshot, string lead, TimeWindow window = default)
    {
        _folder.Write("in/log.json", Logs.Wrap(Logs.Record(1), Logs.Record(2)));
        _folder.Write("in/snapshot.json", snapshot);
        return Ask(lead, window);
    }

    private Answer Ask(string lead, TimeWindow window = default)
    {
        TestCase.Load(_folder["case"], _folder["in"]);
        using var opened = Case.Open(_folder["case"]);
        return Investigation
            .Run(
                opened.Engine,
                TestCase.Coverage(opened),
                new InvestigationRequest { Leads = [lead], Window = window },
                TestContext.Current.CancellationToken
            )
            .Letters.First(a => a.Key == "public");
    }

    private const string Everyone =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}""";

    private static string Snapshot(params IEnumerable<string> items) =>
        $$"""{"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[{{string.Join(",", items)}}]}""";

    private static string Queue(string time, string? policy) =>
        $$$"""
            {"configurationItemVersion":"1.3","configurationItemCaptureTime":"{{{time}}}","configurationItemStatus":"OK","awsAccountId":"111122223333","resourceType":"AWS::SQS::Queue","resourceId":"https://sqs.eu-west-1.amazonaws.com/111122223333/jobs","resourceName":"jobs","ARN":"arn:aws:sqs:eu-west-1:111122223333:jobs","awsRegion":"eu-west-1",
            "configuration":{"QueueArn":"arn:aws:sqs:eu-west-1:111122223333:jobs","Policy":{{{JsonSerializer.Serialize(
                policy
            )}}} },"supplementaryConfiguration":{}}
            """;

    private const string Leaky = """
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2016-01-01T00:00:00.000Z","configurationItemStatus":"OK","awsAccountId":"111122223333","resourceType":"AWS::S3::Bucket","resourceId":"leaky","resourceName":"leaky","ARN":"arn:aws:s3:::leaky","awsRegion":"eu-west-1",
        "configuration":{"name":"leaky","owner":{"displayName":null,"id":"79a5"},"creationDate":"2015-01-01T00:00:00.000Z"},
        "supplementaryConfiguration":{"AccessControlList":"{\"grantSet\":null,\"grantList\":[{\"grantee\":{\"id\":\"79a5\",\"displayName\":null},\"permission\":\"FullControl\"}],\"owner\":{\"displayName\":null,\"id\":\"79a5\"},\"isRequesterCharged\":false}","BucketPolicy":{"policyText":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::leaky/*\"}]}"}}}
        """;

    private const string Gate = """
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2016-01-01T00:00:00.000Z","configurationItemStatus":"OK","awsAccountId":"111122223333","resourceType":"AWS::S3::AccountPublicAccessBlock","resourceId":"111122223333","awsRegion":"us-east-1",
        "configuration":{"blockPublicAcls":false,"ignorePublicAcls":false,"blockPublicPolicy":false,"restrictPublicBuckets":false},"supplementaryConfiguration":{}}
        """;
}
