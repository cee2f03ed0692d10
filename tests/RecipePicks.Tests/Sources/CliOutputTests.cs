using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using RecipePicks.Letters;
using RecipePicks.Sources;
using RecipePicks.Store;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Sources;

/// <summary>What the AWS CLI printed, kept whole: told by its place, its manifest or itself; denied is not absent.</summary>
public sealed class CliOutputTests : IDisposable
{
    private const string Policy = """{"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[]}"}""";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_in_the_layout_tells_its_account_region_and_bucket()
    {
        _folder.Write("aws/111122223333/global/s3api-get-bucket-policy.logs.eu-west-1.json", Policy);
        Assert.Equal(
            [
                ["aws s3api get-bucket-policy", "logs.eu-west-1", "111122223333", null, null, "ok"],
            ],
            Load("aws")
        );
    }

    [Fact]
    public void A_manifest_tells_what_the_name_does_not()
    {
        _folder.Write("aws/one.json", Policy);
        _folder.Write("aws/manifest.jsonl", Answer("ok", "b", "\"file\":\"one.json\"") + "\n");
        Assert.Equal(
            [
                ["aws s3api get-bucket-policy", "b", "111122223333", null, "2026-03-12T00:00:00Z", "ok"],
            ],
            Load("aws")
        );
    }

    [Theory]
    [InlineData("lambda get-policy", """{"function-name":"f"}""", "f")]
    [InlineData("lambda get-policy", """{"function-name":"f","qualifier":"live"}""", "f,live")]
    [InlineData(
        "organizations list-policies-for-target",
        """{"target-id":"r-1","filter":"SERVICE_CONTROL_POLICY"}""",
        "r-1"
    )]
    [InlineData(
        "organizations list-policies-for-target",
        """{"target-id":"r-1","filter":"RESOURCE_CONTROL_POLICY"}""",
        "r-1,RESOURCE_CONTROL_POLICY"
    )]
    public void What_a_call_was_about_follows_from_the_way_in_which_it_was_made(
        string call,
        string parameters,
        string subject
    ) =>
        Assert.Equal(
            subject,
            string.Join(
                ',',
                CliAnswer
                    .Parse(
                        $$"""{"call":"{{call}}","parameters":{{parameters}},"account":"111122223333","time":"2026-03-12T00:00:00Z","outcome":"ok"}"""
                    )!
                    .Subject
            )
        );

    [Fact]
    public void What_a_document_shows_it_showed_when_the_manifest_says()
    {
        _folder.Write("aws/one.json", Policy);
        _folder.Write("aws/manifest.jsonl", Answer("ok", "b", "\"file\":\"one.json\"") + "\n");
        TestCase.Load(_folder["case"], _folder["aws"]);
        using var opened = Case.Open(_folder["case"]);
        Assert.Equal(
            ["b", "2026-03-12T00:00:00Z"],
            Assert.Single(
                TestCase.Rows(
                    opened,
                    "SELECT coalesce(resourceid, resourcename), capturetime FROM config_items WHERE form = 'get-bucket-policy'"
                )
            )
        );
    }

    [Fact]
    public void A_manifest_whose_answers_lie_beside_it_is_not_passed_over()
    {
        _folder.Write("aws/one.json", Policy);
        _folder.Write("aws/manifest.jsonl", Answer("ok", "b", "\"file\":\"one.json\"") + "\n");
        Assert.Empty(TestCase.Load(_folder["case"], _folder["aws"]).Skipped);
    }

    [Fact]
    public void What_nothing_tells_is_in_the_ledger_with_the_reason()
    {
        _folder.Write("aws/one.json", Policy);
        var summary = TestCase.Load(_folder["case"], _folder["aws"]);
        var reason = Assert.Single(summary.Skipped).Reason;
        Assert.Contains("does not say what it is of", reason);
        Assert.Contains("s3api get-bucket-policy", reason);
    }

    [Fact]
    public void An_output_that_repeats_what_was_asked_needs_no_name()
    {
        _folder.Write("x.json", """{"SnapshotId":"snap-1","CreateVolumePermissions":[{"Group":"all"}]}""");
        Assert.Equal(
            [
                ["aws ec2 describe-snapshot-attribute", "snap-1", null, null, null, "ok"],
            ],
            Load("x.json")
        );
    }

    [Theory]
    [InlineData(
        """{"Role":{"RoleName":"partner","Arn":"arn:aws:iam::111122223333:role/partner"}}""",
        "aws iam get-role",
        "partner",
        "111122223333"
    )]
    [InlineData("""{"cluster":{"name":"one","status":"ACTIVE"}}""", "aws eks describe-cluster", "one", null)]
    [InlineData("""{"Cluster":{"Id":"j-1","Name":"one"}}""", "aws emr describe-cluster", "j-1", null)]
    [InlineData(
        """{"relationalDatabase":{"name":"db","publiclyAccessible":true}}""",
        "aws lightsail get-relational-database",
        "db",
        null
    )]
    public void An_output_that_is_one_thing_is_told_by_the_names_of_that(
        string output,
        string form,
        string subject,
        string? account
    )
    {
        _folder.Write("x.json", output);
        Assert.Equal(
            [
                [form, subject, account, null, null, "ok"],
            ],
            Load("x.json")
        );
    }

    [Fact]
    public void Denied_absent_failed_and_empty_are_four_things()
    {
        _folder.Write(
            "aws/manifest.jsonl",
            string.Join(
                '\n',
                Answer("denied", "a", "\"code\":\"AccessDenied\",\"message\":\"no\""),
                Answer("absent", "b", "\"code\":\"NoSuchBucketPolicy\",\"message\":\"none\""),
                Answer("failed", "c", "\"message\":\"broken\""),
                Answer("ok", "d", null)
            )
        );
        Assert.Equal(
            [("a", "denied"), ("b", "absent"), ("c", "failed"), ("d", "ok")],
            Load("aws").Select(r => ((string)r[1]!, (string)r[5]!))
        );
    }

    [Fact]
    public void Two_buckets_with_the_same_policy_are_two_even_when_they_come_one_after_the_other()
    {
        _folder.Write("aws/111122223333/global/s3api-get-bucket-policy.a.json", Policy);
        Load("aws");
        _folder.Write("aws/111122223333/global/s3api-get-bucket-policy.b.json", Policy);
        Assert.Equal(["a", "b"], Load("aws").Select(r => r[1]));
    }

    [Fact]
    public void A_document_too_large_for_a_row_is_kept_in_pages_of_its_own_shape()
    {
        var roles = Enumerable
            .Range(0, 30)
            .Select(i => $$"""{"RoleName":"r{{i}}","Description":"{{new string('x', 100_000)}}"}""");
        using var document = JsonDocument.Parse(
            $$"""{"UserDetailList":[],"RoleDetailList":[{{string.Join(',', roles)}}],"IsTruncated":false}"""
        );
        var items = CliOutput
            .Items(
                document.RootElement,
                new DocumentName("111122223333/global/iam-get-account-authorization-details.json")
            )
            .ToList();
        Assert.True(items.Count > 1);
        Assert.All(items, i => Assert.True(i.Size < ConfigItemWriter.Largest));
        Assert.Equal(
            Enumerable.Range(0, 30).Select(i => $"r{i}"),
            items.SelectMany(i => JsonPath.Values(JsonElement.Parse(i.Configuration!), "RoleDetailList[].RoleName"))
        );
    }

    [Fact]
    public void The_latest_answer_counts()
    {
        _folder.Write("aws/manifest.jsonl", Answer("denied", "a", null));
        Load("aws");
        _folder.Write("aws/manifest.jsonl", Answer("absent", "a", null).Replace("03-12", "03-13"));
        Load("aws");
        using var opened = Case.Open(_folder["case"]);
        var inquiry = new Inquiry(opened.Engine, new Coverage(), TimeWindow.All, CancellationToken.None);
        var answer = Assert.Single(Collected.Of(inquiry, "s3api get-bucket-policy", "iam list-users"));
        Assert.Equal(("a", "absent", true), (answer.Subject, answer.Outcome, answer.IsKnown));
        Assert.Equal("a", answer.Parameters["bucket"]);
    }

    [Fact]
    public void Any_value_comes_back_out_of_a_files_name()
    {
        Check.QuickThrowOnFailure(
            Prop.ForAll<NonEmptyString>(value =>
            {
                var text = value.Get;
                if (
                    text.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar)
                    || CliLayout.Short(text) != text
                )
                {
                    return true;
                }

                var part = CliLayout.Part(text);
                Assert.Matches("^[A-Za-z0-9._%~-]+$", part);
                return part.Contains('~') || CliLayout.Parts(part) is [var back] && back == text;
            })
        );
    }

    [Theory]
    [InlineData("prod/db", "prod%2Fdb")]
    [InlineData("arn:aws:sns:us-east-1:111122223333:news", "news")]
    [InlineData("arn:aws:ecs:us-east-1:111122223333:task-definition/web:3", "web%3A3")]
    [InlineData("https://sqs.us-east-1.amazonaws.com/111122223333/jobs", "jobs")]
    [InlineData("../../etc", "..%2F..%2Fetc")]
    [InlineData("$(id);'\n", "%24%28id%29%3B%27%0A")]
    public void A_value_stands_in_a_name_as_no_file_system_minds(string value, string part) =>
        Assert.Equal(part, CliLayout.Part(value));

    [Theory]
    [InlineData("cognito-identity-describe-identity-pool.x.json", "cognito-identity describe-identity-pool")]
    [InlineData("ec2-describe-nat-gateways.us-east-1.json", "ec2 describe-nat-gateways")]
    [InlineData("logs-describe-destinations.json", "logs describe-destinations")]
    [InlineData("logs-describe-destinations", null)]
    [InlineData("athena-get-query-results.json", null)]
    [InlineData("cloudtrail-lookup-events.json", null)]
    [InlineData("111122223333_CloudTrail_us-east-1_20260311T2000Z_x.json.gz", null)]
    public void A_command_is_told_by_a_name(string name, string? call) => Assert.Equal(call, CliLayout.CallOf(name));

    private IReadOnlyList<object?[]> Load(string path)
    {
        TestCase.Load(_folder["case"], _folder[path]);
        using var opened = Case.Open(_folder["case"]);
        return TestCase.Rows(
            opened,
            "SELECT form, resourceid, accountid, awsregion, capturetime, status FROM config_items WHERE form LIKE 'aws %' ORDER BY 1, 2"
        );
    }

    private static string Answer(string outcome, string bucket, string? more) =>
        $$$"""{"call":"s3api get-bucket-policy","parameters":{"bucket":"{{{bucket}}}"},"account":"111122223333","time":"2026-03-12T00:00:00Z","outcome":"{{{outcome}}}"{{{(more is null ? "" : "," + more)}}}}""";
}
