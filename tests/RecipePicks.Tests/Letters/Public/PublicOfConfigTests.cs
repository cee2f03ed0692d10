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
        _folder.Write("in/log.json", Logs.Wrap(Logs.Record(1)));
        _folder.Write("in/snapshot.json", Snapshot);
        TestCase.Load(_folder["case"], _folder["in"]);
        using var opened = Case.Open(_folder["case"]);
        var answer = Investigation
            .Run(
                opened.Engine,
                TestCase.Coverage(opened),
                new InvestigationRequest { Leads = ["leaky"] },
                TestContext.Current.CancellationToken
            )
            .Letters.First(a => a.Key == "public");

        var row = Assert.Single(answer.Tables.Single(t => t.Name == "exposures").Rows, r => (string?)r[1] == "PUBLIC");
        Assert.Equal("leaky", row[0]);
        var finding = Assert.Single(answer.Findings, f => f.Severity == Severity.Critical);
        Assert.Contains("it stood so when AWS Config recorded it, ", finding.Text);
        Assert.Contains("before the log begins", finding.Text);
        var cited = Assert.Single(finding.Evidence);
        Assert.Equal(("", 1L), (cited.EventId, cited.Record));
        Assert.EndsWith("snapshot.json", cited.File);
    }

    private const string Snapshot = """
        {"fileVersion":"1.0","configSnapshotId":"a","configurationItems":[
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2016-01-01T00:00:00.000Z","configurationItemStatus":"OK","awsAccountId":"111122223333","resourceType":"AWS::S3::Bucket","resourceId":"leaky","resourceName":"leaky","ARN":"arn:aws:s3:::leaky","awsRegion":"eu-west-1",
        "configuration":{"name":"leaky","owner":{"displayName":null,"id":"79a5"},"creationDate":"2015-01-01T00:00:00.000Z"},
        "supplementaryConfiguration":{"AccessControlList":"{\"grantSet\":null,\"grantList\":[{\"grantee\":{\"id\":\"79a5\",\"displayName\":null},\"permission\":\"FullControl\"}],\"owner\":{\"displayName\":null,\"id\":\"79a5\"},\"isRequesterCharged\":false}","BucketPolicy":{"policyText":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::leaky/*\"}]}"}}},
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2016-01-01T00:00:00.000Z","configurationItemStatus":"OK","awsAccountId":"111122223333","resourceType":"AWS::S3::AccountPublicAccessBlock","resourceId":"111122223333","awsRegion":"us-east-1",
        "configuration":{"blockPublicAcls":false,"ignorePublicAcls":false,"blockPublicPolicy":false,"restrictPublicBuckets":false},"supplementaryConfiguration":{}}
        ]}
        """;
}
