using System.Text;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Sources;

/// <summary>AWS Config's files and the AWS CLI's documents, in every form in which they reach a responder.</summary>
public sealed class ConfigItemsTests
{
    private const string Item = """
        {"configurationItemVersion":"1.3","configurationItemCaptureTime":"2026-03-10T21:00:00.123Z","configurationItemStatus":"OK",
         "resourceType":"AWS::IAM::Role","resourceId":"AROAEXAMPLEEXAMPLE00","resourceName":"report","ARN":"arn:aws:iam::111122223333:role/report",
         "awsAccountId":"111122223333","awsRegion":"global","configuration":{"roleName":"report"},"supplementaryConfiguration":{},
         "relationships":[{"resourceType":"AWS::IAM::Policy","resourceId":"ANPA","name":"Is attached to CustomerManagedPolicy"}],"tags":{"a":"b"}}
        """;

    public static TheoryData<string, string> Forms =>
        new()
        {
            { "a snapshot", $$"""{"fileVersion":"1.0","configSnapshotId":"c","configurationItems":[{{Item}}]}""" },
            { "a history file", $$"""{"fileVersion":"1.0","configurationItems":[{{Item}}]}""" },
            { "a list of items", $"[{Item}]" },
            { "an item alone", Item },
            { "lines of items", Item.ReplaceLineEndings("") + "\n" },
            {
                "a notification",
                $$"""{"configurationItem":{{Item}},"messageType":"ConfigurationItemChangeNotification"}"""
            },
            {
                "a notification of SNS",
                $$"""{"Type":"Notification","Message":{{System.Text.Json.JsonSerializer.Serialize("{\"configurationItem\":" + Item + "}")}} }"""
            },
            {
                "an event of EventBridge",
                $$"""{"detail-type":"Config Configuration Item Change","detail":{"configurationItem":{{Item}} } }"""
            },
            {
                "get-resource-config-history",
                $$"""{"configurationItems":[{{Item.Replace("\"2026-03-10T21:00:00.123Z\"", "1773176400.123").Replace("{\"roleName\":\"report\"}", "\"{\\\"roleName\\\":\\\"report\\\"}\"").Replace("\"ARN\"", "\"arn\"").Replace("awsAccountId", "accountId")}}]}"""
            },
        };

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_item_is_found_in_every_form(string form, string text)
    {
        Assert.True(ConfigItems.Matches(Encoding.UTF8.GetBytes(text)), form);
        var item = Assert.Single(Read(text).Items);
        Assert.Equal(
            ("config", "AWS::IAM::Role", "AROAEXAMPLEEXAMPLE00", "report", "arn:aws:iam::111122223333:role/report"),
            (item.Form, item.Type, item.Id, item.Name, item.Arn)
        );
        Assert.Equal(("111122223333", "2026-03-10T21:00:00.123Z", "OK"), (item.Account, item.CaptureTime, item.Status));
        Assert.Equal("""{"roleName":"report"}""", item.Configuration);
        Assert.Contains("ANPA", item.Relationships);
    }

    [Fact]
    public void Items_of_a_snapshot_are_cut_out_one_by_one_however_they_are_spelled()
    {
        var tricky = Item.Replace("\"a\":\"b\"", """ "}{][":"\"configurationItems\":[{\\" """);
        var read = Read($$"""{"configurationItems" : [ {{Item}} , {{tricky}},{{Item}} ], "fileVersion":"1.0"}""");
        Assert.Equal(3, read.Items.Count);
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData(
        "aws/111122223333/ec2-describe-security-groups.eu-west-1.json",
        """{"SecurityGroups":[{"GroupId":"sg-1"},{"GroupId":"sg-2"}]}""",
        "AWS::EC2::SecurityGroup",
        "sg-1",
        2
    )]
    [InlineData(
        "x/s3api-get-bucket-policy.my-bucket.json",
        """{"Policy":"{\"Statement\":[]}"}""",
        "AWS::S3::Bucket",
        "my-bucket",
        1
    )]
    [InlineData(
        "x.json",
        """{"Reservations":[{"Instances":[{"InstanceId":"i-1"}]}]}""",
        "AWS::EC2::Instance",
        "i-1",
        1
    )]
    [InlineData("x.json", """{"LaunchPermissions":[],"ImageId":"ami-1"}""", "AWS::EC2::Image", "ami-1", 1)]
    [InlineData(
        "x.json",
        """{"Role":{"RoleName":"report","Arn":"arn:aws:iam::111122223333:role/report"}}""",
        "AWS::IAM::Role",
        "report",
        1
    )]
    public void A_document_of_the_AWS_CLI_is_told_by_its_members(
        string name,
        string text,
        string type,
        string first,
        int count
    )
    {
        Assert.True(ConfigItems.Matches(Encoding.UTF8.GetBytes(text)));
        var items = Read(text, name).Items;
        Assert.Equal(count, items.Count);
        Assert.Equal((type, first), (items[0].Type, items[0].Name));
    }

    [Fact]
    public void A_documents_name_may_tell_its_account_and_region()
    {
        var item = Assert.Single(
            Read(
                """{"Snapshots":[{"SnapshotId":"snap-1"}]}""",
                "aws/111122223333/ec2-describe-snapshots.eu-west-1.json"
            ).Items
        );
        Assert.Equal(("111122223333", "eu-west-1"), (item.Account, item.Region));
    }

    [Fact]
    public void Records_of_CloudTrail_among_items_are_handed_on()
    {
        var read = Read(Item.ReplaceLineEndings("") + "\n" + Logs.Record(1));
        Assert.Single(read.Items);
        Assert.Single(read.Records);
    }

    [Theory]
    [InlineData(
        """{"configurationItems":[{"configurationItemCaptureTime":"2026-03-10T21:00:00Z","resourceType":"AWS::""",
        "cut short"
    )]
    [InlineData("""{"configurationItem":{"a":tru}}""", "broken JSON")]
    public void What_is_broken_is_named(string text, string problem) =>
        Assert.Contains(problem, Assert.Single(Read(text).Problems));

    [Theory]
    [InlineData(
        """{"Records":[{"eventVersion":"1.08","userIdentity":{},"requestParameters":{"configurationItems":[]}}]}"""
    )]
    [InlineData("""{"Events":[]}""")]
    [InlineData("[]")]
    public void A_log_is_none(string text) => Assert.False(ConfigItems.Matches(Encoding.UTF8.GetBytes(text)));

    private static Found Read(string text, string name = "x.json")
    {
        var found = new Found();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        foreach (var record in ConfigItems.Read(content, name, line: null, found))
        {
            if (record.Problem is { } problem)
            {
                found.Problems.Add(problem);
            }
            else
            {
                found.Records.Add(Encoding.UTF8.GetString(record.Json));
            }
        }

        return found;
    }

    private sealed class Found : IConfigItemSink
    {
        public List<ConfigItem> Items { get; } = [];

        public List<string> Records { get; } = [];

        public List<string> Problems { get; } = [];

        // Whole documents are for CliOutputTests.
        public void Item(ConfigItem item)
        {
            if (!item.Form.StartsWith(CliOutput.Form, StringComparison.Ordinal))
            {
                Items.Add(item);
            }
        }

        public void Beside() { }

        public void Other(string kind, bool known) => Problems.Add(kind);
    }
}
