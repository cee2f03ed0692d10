using System.Text.Json;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Sources;

/// <summary>Every entry of the knowledge of the AWS CLI's calls: it reads, its paths are there, its output is told.</summary>
public sealed class CliCallsTests
{
    private static readonly string[] s_reading = ["batch-get-", "describe-", "get-", "list-"];

    public static TheoryData<int, string> Calls =>
        [.. CliCalls.File.Calls.Select((c, i) => (i, $"{c.Call} after {c.After ?? "nothing"}"))];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_call_only_reads(int entry, string name)
    {
        var call = Of(entry, name);
        var words = call.Call.Split(' ');
        Assert.Equal(2, words.Length);
        Assert.Contains(s_reading, verb => words[1].StartsWith(verb, StringComparison.Ordinal));
        Assert.All(words, word => Assert.Matches("^[a-z][a-z0-9-]*$", word));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void What_a_call_goes_by_comes_before_it_and_prints_its_names(int entry, string name)
    {
        var call = Of(entry, name);
        Assert.Equal(call.After is null, call.Each is null);
        Assert.True(call.When != "hand" || call.After is null);
        if (call.After is not null)
        {
            var before = CliCalls.File.Calls.Take(entry).Where(c => c.Call == call.After).ToList();
            Assert.NotEmpty(before);
            Assert.All(before, b => Assert.Equal(call.Where, b.Where));
            Assert.NotEmpty(JsonPath.Values(before[0].Prints!.Value, call.Each!));
            Assert.Contains(call.With!.Values, v => v.Contains("{each}", StringComparison.Ordinal));
            Assert.All(
                Holes(call).Where(h => h.StartsWith("parent.", StringComparison.Ordinal)),
                hole => Assert.Contains(hole["parent.".Length..], before[0].With!.Keys)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Its_options_are_filled_from_what_is_known(int entry, string name)
    {
        var call = Of(entry, name);
        Assert.All(
            Holes(call).Where(h => !h.StartsWith("parent.", StringComparison.Ordinal)),
            hole =>
                Assert.Contains(
                    hole,
                    new[] { "each", "account", "region", "partition", "lead", "lead.bucket", "lead.key" }
                )
        );
        Assert.Equal(call.When == "lead", Holes(call).Any(h => h.StartsWith("lead", StringComparison.Ordinal)));
        Assert.All(call.Subject, option => Assert.Contains(option, call.With!.Keys));
        Assert.Contains(call.When, new[] { null, "always", "lead", "hand" });
        Assert.Matches("^(account|region|us-(east-1|west-2))$", call.Where);
        Assert.Matches("^AWS::[A-Za-z0-9]*::[A-Za-z0-9]+$", call.Of);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void Its_output_is_told_by_its_file_and_by_itself(int entry, string name)
    {
        var call = Of(entry, name);
        var subject = call.Subject.Select(_ => "one").ToList();
        var file = new DocumentName($"aws/111122223333/{CliLayout.File(call.Call, "us-east-1", subject)}");
        Assert.Equal((call.Call, "111122223333", "us-east-1"), (file.Call, file.AccountId, file.RegionName));
        Assert.Equal(subject, file.Subject);
        if (call.Prints is { } prints && prints.EnumerateObject().Any())
        {
            Assert.Contains(call.Call, CliCalls.ThatPrint(prints));
            var item = Assert.Single(CliOutput.Items(prints, file));
            Assert.Equal(("aws " + call.Call, CliCalls.Of(call.Call)[0].Of, "ok"), (item.Form, item.Type, item.Status));
        }
    }

    [Fact]
    public void Two_entries_of_a_call_never_write_the_same_file_for_different_questions()
    {
        foreach (var group in CliCalls.File.Calls.GroupBy(c => c.Call).Where(g => g.Count() > 1))
        {
            var files = group
                .GroupBy(c =>
                    string.Join(
                        ',',
                        (c.With ?? new Dictionary<string, string>())
                            .Where(o => !o.Value.Contains('{'))
                            .Select(o => $"{o.Key}={o.Value}")
                    )
                )
                .Select(g =>
                    string.Join(
                        ';',
                        g.First().Subject.Select(o => g.First().With![o].Contains('{') ? o : g.First().With![o])
                    )
                );
            Assert.Equal(files.Count(), files.Distinct().Count());
        }
    }

    [Fact]
    public void A_code_means_one_thing()
    {
        var file = CliCalls.File;
        var codes = file.Denied.Concat(file.Throttled).Concat(file.Expired).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.All(file.Calls, c => Assert.Empty((c.Absent ?? []).Intersect(codes)));
    }

    [Fact]
    public void Every_operation_that_a_check_of_exposure_needs_is_collected()
    {
        var told = CliCalls.File.Calls.SelectMany(c => (c.Tells ?? []).Append(Operation(c.Call))).ToHashSet();
        Assert.Empty(s_needed.Except(told));
    }

    // The operations of the design's 53 checks of exposure, one of each service and kind of evidence.
    private static readonly string[] s_needed =
    [
        "ec2.DescribeSnapshotAttribute",
        "ec2.GetSnapshotBlockPublicAccessState",
        "ec2.DescribeImageAttribute",
        "rds.DescribeDbSnapshotAttributes",
        "s3control.GetPublicAccessBlock",
        "s3api.GetBucketPolicy",
        "s3api.GetPublicAccessBlock",
        "s3api.GetBucketAcl",
        "s3api.GetObjectAcl",
        "s3control.GetAccessPointPolicy",
        "cloudfront.GetDistribution",
        "iam.GetRole",
        "kms.GetKeyPolicy",
        "kms.ListGrants",
        "secretsmanager.GetResourcePolicy",
        "lambda.GetPolicy",
        "lambda.GetFunctionUrlConfig",
        "lambda.GetLayerVersionPolicy",
        "sqs.GetQueueAttributes",
        "sns.GetTopicAttributes",
        "ecr.GetRepositoryPolicy",
        "efs.DescribeFileSystemPolicy",
        "opensearch.DescribeDomain",
        "apigateway.GetResources",
        "ram.GetResourceShareAssociations",
        "cognito-identity.GetIdentityPoolRoles",
        "ec2.DescribeSecurityGroups",
        "ec2.DescribeRouteTables",
        "ec2.DescribeNetworkInterfaces",
        "elbv2.DescribeTargetHealth",
        "eks.DescribeCluster",
        "ecs.DescribeTasks",
        "globalaccelerator.ListEndpointGroups",
        "ec2.DescribeVpcEndpointServicePermissions",
    ];

    private static string Operation(string call) =>
        call.Split(' ') is [var service, var operation]
            ? $"{service}.{string.Concat(operation.Split('-').Select(w => char.ToUpperInvariant(w[0]) + w[1..]))}"
            : "";

    private static IEnumerable<string> Holes(CliCall call) =>
        (call.With ?? new Dictionary<string, string>()).Values.SelectMany(v =>
            System.Text.RegularExpressions.Regex.Matches(v, @"\{([a-z.-]+)\}").Select(m => m.Groups[1].Value)
        );

    private static CliCall Of(int entry, string name)
    {
        var call = CliCalls.File.Calls[entry];
        Assert.StartsWith(call.Call, name);
        return call;
    }
}
