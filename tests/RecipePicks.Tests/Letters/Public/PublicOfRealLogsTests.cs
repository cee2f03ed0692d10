namespace RecipePicks.Tests.Letters;

/// <summary>What real logs show to have been open.</summary>
public sealed class PublicOfRealLogsTests
{
    // technique, resource, verdict, with whom. The other techniques of Stratus Red Team open nothing to others.
    public static TheoryData<string, string, string, string> Detonations =>
        new()
        {
            { "aws.exfiltration.ec2-security-group-open-port-22-ingress", "sg-", "public", "everyone" },
            { "aws.exfiltration.ec2-share-ami", "ami-", "shared", "" },
            { "aws.exfiltration.ec2-share-ebs-snapshot", "snap-", "shared", "" },
            { "aws.exfiltration.rds-share-snapshot", "", "shared", "" },
            { "aws.persistence.iam-backdoor-role", "", "shared", "" },
            { "aws.persistence.iam-create-backdoor-role", "", "shared", "" },
            { "aws.persistence.lambda-backdoor-function", "", "public", "everyone" },
        };

    [Theory]
    [MemberData(nameof(Detonations))]
    public void A_detonation_that_opens_something_is_told(string technique, string resource, string verdict, string to)
    {
        using var log = SharedData.Detonation(technique);
        Assert.SkipWhen(log is null, "the logs of Stratus Red Team do not lie beside the repository");
        var caller = log.Query(
                "SELECT DISTINCT useridentity.arn AS arn FROM cloudtrail_logs WHERE useridentity.arn <> ''",
                new Dictionary<string, object?>(),
                TestContext.Current.CancellationToken
            )
            .Rows.Select(r => r.Text("arn")!)
            .ToList();
        var rows = log.Investigate(caller).Letter("public").Table("exposures").Rows;
        var row = Assert.Single(rows);
        Assert.StartsWith(resource, (string)row[0]!);
        Assert.Equal(verdict, row[1]);
        Assert.StartsWith(to, (string)row[6]!);
        Assert.NotNull(row[3]);
        Assert.Null(row[4]);
        var name = (string)row[0]!;
        Assert.Equal(verdict, Assert.Single(log.Investigate(name).Letter("public").Table("exposures").Rows)[1]);
    }

    [Theory]
    [InlineData("snap-083d3b857c13988bc", "012345678912", "2023-07-10T12:11:28Z", "2023-07-10T12:11:57Z")]
    [InlineData("ami-0aa1d83d0b0985c86", "012345678901", "2023-07-10T12:11:01Z", "2023-07-10T12:11:57Z")]
    [InlineData("exfiltration", "193672423079", "2023-07-10T12:22:06Z", "2023-07-10T12:28:24Z")]
    public void Invictus_shares_are_intervals(string resource, string account, string from, string to)
    {
        using var log = SharedData.Invictus();
        Assert.SkipWhen(log is null, "the log of Invictus does not lie beside the repository");
        var row = Assert.Single(log.Investigate(resource).Letter("public").Table("exposures").Rows);
        Assert.Equal([resource, "shared", account, from, to], [row[0], row[1], row[6], row[3], row[4]]);
    }
}
