using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;
using RecipePicks.Letters;
using RecipePicks.State;
using Document = RecipePicks.Exposure.Documents.Document;

namespace RecipePicks.Tests.Letters;

/// <summary>What the log tells beside what AWS said later.</summary>
public sealed class StandingTests
{
    private const string Account = "111122223333";
    private const string Function = "AWS::Lambda::Function";
    private static readonly DateTime s_opened = new(2026, 3, 10, 10, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_asked = new(2026, 3, 12, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_was_public_before_a_gate_was_seen_stays_told()
    {
        var rows = Rows(
            "arn:aws:s3:::leaky",
            [Row("AWS::S3::Bucket", "leaky", 11, "bucket policy", Verdict.Public, "everyone")],
            Said(
                "s3api get-bucket-policy",
                "leaky",
                """
                {"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::leaky/*\"}]}"}
                """
            ),
            Said(
                "s3api get-public-access-block",
                "leaky",
                """{"PublicAccessBlockConfiguration":{"RestrictPublicBuckets":true,"IgnorePublicAcls":true}}"""
            )
        );
        Assert.Equal(
            [(Verdict.Public, s_opened, s_asked), (Verdict.Latent, (DateTime?)s_asked, (DateTime?)null)],
            rows.Where(r => r.Sheet == 11).Select(r => (r.Verdict, r.From, r.To))
        );
        Assert.Equal([true, false], rows.Where(r => r.Sheet == 11).Select(r => r.IsStanding));
    }

    [Fact]
    public void A_permission_of_the_log_and_the_policy_of_AWS_are_one_value()
    {
        var row = Assert.Single(
            Rows(
                $"arn:aws:sqs:us-east-1:{Account}:jobs",
                [Row("AWS::SQS::Queue", "jobs", 26, "queue permission", Verdict.External, "444455556666")],
                Said(
                    "sqs get-queue-attributes",
                    "jobs",
                    $$"""
                    {"Attributes":{"QueueArn":"arn:aws:sqs:us-east-1:{{Account}}:jobs","Policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"444455556666\"},\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"*\"}]}"} }
                    """
                )
            )
        );
        Assert.Equal((Verdict.External, s_opened, null), (row.Verdict, row.From!.Value, row.To));
        Assert.Equal(s_asked, row.Asked);
    }

    [Fact]
    public void A_back_door_that_still_stands_is_not_over()
    {
        var row = Assert.Single(
            Rows(
                $"arn:aws:lambda:us-east-1:{Account}:function:orders",
                [Row(Function, "orders", 23, "function's policy", Verdict.External, Source)],
                Said(
                    "lambda get-policy",
                    "orders",
                    $$"""
                    {"Policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"apigateway.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\",\"Resource\":\"*\",\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"{{Source}}\"} } }]}"}
                    """
                )
            ),
            r => r.Sheet == 23
        );
        Assert.Equal((Verdict.External, null), (row.Verdict, row.To));
    }

    [Fact]
    public void A_flag_that_is_still_on_behind_a_closed_network_was_not_taken_back()
    {
        var rows = Rows(
            $"arn:aws:rds:us-east-1:{Account}:db:db1",
            [Row("AWS::RDS::DBInstance", "db1", 53, "RDS instance's address", Verdict.Public, "everyone")],
            Said(
                "rds describe-db-instances",
                null,
                """
                {"DBInstances":[{"DBInstanceIdentifier":"db1","PubliclyAccessible":true,"Endpoint":{"Port":5432},
                 "VpcSecurityGroups":[{"VpcSecurityGroupId":"sg-1"}],"DBSubnetGroup":{"Subnets":[{"SubnetIdentifier":"subnet-1"}]}}]}
                """
            ),
            Said(
                "ec2 describe-security-groups",
                null,
                """{"SecurityGroups":[{"GroupId":"sg-1","IpPermissions":[]}]}"""
            ),
            Said(
                "ec2 describe-route-tables",
                null,
                """{"RouteTables":[{"Associations":[{"SubnetId":"subnet-1"}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1"}]}]}"""
            ),
            Said(
                "ec2 describe-network-acls",
                null,
                """{"NetworkAcls":[{"Associations":[{"SubnetId":"subnet-1"}],"Entries":[{"RuleNumber":100,"Egress":false,"RuleAction":"allow","CidrBlock":"0.0.0.0/0","Protocol":"-1"}]}]}"""
            )
        );
        Assert.DoesNotContain(rows, r => r.Why.Contains("no longer stood"));
        Assert.Contains(rows, r => r.Verdict == Verdict.Private && r.To is null);
    }

    [Fact]
    public void What_AWS_Config_recorded_was_not_asked_for()
    {
        var row = Assert.Single(
            Rows(
                $"arn:aws:sqs:us-east-1:{Account}:jobs",
                [Row("AWS::SQS::Queue", "jobs", 26, "queue permission", Verdict.External, "444455556666")],
                Said("sqs get-queue-attributes", "jobs", "{}") with
                {
                    Pages = [],
                    IsAbsent = true,
                    IsRecorded = true,
                }
            ),
            r => r.Verdict == Verdict.External
        );
        Assert.EndsWith("; when AWS Config recorded it at 2026-03-12T00:00:00Z it no longer stood", row.Why);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void What_was_recorded_outside_of_what_is_asked_about_is_closed_but_not_the_whole(
        bool isRecorded,
        bool isOutside,
        bool isWhole
    )
    {
        var standing = Standing.Of(
            new Estate([
                new Document("sqs get-queue-attributes", Account, "us-east-1", "jobs")
                {
                    IsAbsent = true,
                    IsRecorded = isRecorded,
                    Time = s_asked,
                },
            ]),
            [ResourceName.Of($"arn:aws:sqs:us-east-1:{Account}:jobs")],
            [],
            isOutside: _ => isOutside
        );
        Assert.Equal((true, isWhole), (standing.IsClosed, standing.IsWhole));
    }

    [Fact]
    public void A_list_that_AWS_refused_is_told_as_unknown()
    {
        var standing = Standing.Of(
            new Estate([
                new Document("rds describe-db-instances", Account, "us-east-1", null) { Unknown = "was denied" },
            ]),
            [ResourceName.Of($"arn:aws:rds:us-east-1:{Account}:db:db1")],
            [Row("AWS::RDS::DBInstance", "db1", 53, "RDS instance's address", Verdict.Public, "everyone")]
        );
        Assert.False(standing.IsWhole);
        Assert.Contains(standing.Rows, r => r.Verdict == Verdict.Unknown && r.Why.Contains("was denied"));
        Assert.Contains(standing.Rows, r => r.Verdict == Verdict.Public && r.To is null);
    }

    [Fact]
    public void What_was_told_before_the_log_changed_it_ends_with_the_call()
    {
        var deleted = new StateCall
        {
            EventId = "e1",
            Time = s_asked.AddDays(1),
            Source = "s3.amazonaws.com",
            Name = "DeleteBucketPolicy",
            Account = Account,
            Region = "us-east-1",
            Request = """{"bucketName":"leaky"}""",
        };
        var estate = new Estate([
            Said(
                "s3api get-bucket-policy",
                "leaky",
                """
                {"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::leaky/*\"}]}"}
                """
            ),
            Said("s3api get-public-access-block", "leaky", """{"PublicAccessBlockConfiguration":{}}"""),
            Said("s3control get-public-access-block", null, """{"PublicAccessBlockConfiguration":{}}"""),
        ]);
        var row = Assert.Single(
            Standing.Of(estate, [ResourceName.Of("arn:aws:s3:::leaky")], [], null, Replay.Of([deleted])).Rows,
            r => r.Sheet == 11
        );
        Assert.Equal((Verdict.Public, s_asked.AddDays(1), "e1"), (row.Verdict, row.To!.Value, row.EndedBy!.EventId));
    }

    [Theory]
    [InlineData(false, 1, "true", "Public", "Latent")]
    [InlineData(true, 1, "false", "Latent", "Unknown")]
    [InlineData(true, 1, "true", "Latent", null)]
    [InlineData(false, -1, "true", "Public", null)]
    public void A_gate_that_the_log_changed_after_AWS_was_asked_is_judged_again(
        bool shut,
        int days,
        string set,
        string before,
        string? after
    )
    {
        var changed = new StateCall
        {
            EventId = "e1",
            Time = s_asked.AddDays(days),
            Source = "s3.amazonaws.com",
            Name = "PutBucketPublicAccessBlock",
            Account = Account,
            Region = "us-east-1",
            Request =
                $$$"""{"bucketName":"leaky","PublicAccessBlockConfiguration":{"RestrictPublicBuckets":{{{set}}}}}""",
        };
        var block =
            $$$"""{"PublicAccessBlockConfiguration":{"RestrictPublicBuckets":{{{(shut ? "true" : "false")}}}}}""";
        var estate = new Estate([
            Said(
                "s3api get-bucket-policy",
                "leaky",
                """
                {"Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::leaky/*\"}]}"}
                """
            ),
            Said("s3api get-public-access-block", "leaky", block),
            Said("s3control get-public-access-block", null, """{"PublicAccessBlockConfiguration":{}}"""),
        ]);

        var rows = Standing
            .Of(estate, [ResourceName.Of("arn:aws:s3:::leaky")], [], null, Replay.Of([changed]))
            .Rows.Where(r => r.Sheet == 11)
            .ToList();

        Assert.Equal(after is null ? [before] : [before, after], rows.Select(r => r.Verdict.ToString()));
        Assert.Equal(
            after is null ? [(null, null)] : [(null, "e1"), ("e1", null)],
            rows.Select(r => (r.OpenedBy?.EventId, r.EndedBy?.EventId))
        );
    }

    private const string Source = "arn:aws:execute-api:us-east-1:444455556666:api/*";

    private static List<Exposed> Rows(string lead, List<Exposed> replayed, params IEnumerable<Document> documents) =>
        Standing.Of(new Estate(documents), [ResourceName.Of(lead)], replayed).Rows;

    private static Document Said(string call, string? subject, string output) =>
        new(call, Account, call.StartsWith("s3", StringComparison.Ordinal) ? null : "us-east-1", subject)
        {
            Pages = [JsonElement.Parse(output)],
            Time = s_asked,
        };

    private static Exposed Row(string type, string name, int sheet, string what, Verdict verdict, string to) =>
        new()
        {
            Type = type,
            Name = name,
            Names = [name],
            Account = Account,
            Region = type == "AWS::S3::Bucket" ? null : "us-east-1",
            What = what,
            Sheet = sheet,
            Verdict = verdict,
            SharedWith = to,
            Why = "the log says so",
            From = s_opened,
            Certainty = Certainty.Exact,
        };
}
