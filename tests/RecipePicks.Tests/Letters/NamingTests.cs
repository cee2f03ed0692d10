using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class NamingTests
{
    private static IReadOnlyList<Naming> Of(string lead, NamingTexts texts) => Naming.Of(ResourceName.Of(lead), texts);

    [Theory]
    [InlineData(
        "i-1",
        """{"instancesSet":{"items":[{"instanceId":"i-1"}]}}""",
        "requestParameters.instancesSet.items[].instanceId"
    )]
    [InlineData("arn:aws:iam::111122223333:user/x/bob", """{"userName":"bob"}""", "requestParameters.userName")]
    [InlineData("my_role", """{"roleArn":"arn:aws:iam::111122223333:role/my_role"}""", "requestParameters.roleArn")]
    [InlineData(
        "arn:aws:s3:::bucket",
        """{"bucketName":"bucket","Host":"bucket.s3.amazonaws.com"}""",
        "requestParameters.bucketName"
    )]
    [InlineData(
        "arn:aws:s3:::bucket/a/key.txt",
        """{"bucketName":"bucket","key":"a/key.txt"}""",
        "requestParameters.key"
    )]
    [InlineData(
        "jobs",
        """{"queueUrl":"https://sqs.eu-west-1.amazonaws.com/111122223333/jobs"}""",
        "requestParameters.queueUrl"
    )]
    [InlineData(
        "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/f:*",
        """{"logGroupName":"/aws/lambda/f"}""",
        "requestParameters.logGroupName"
    )]
    [InlineData(
        "arn:aws:ssm:eu-west-1:111122223333:parameter/db/password",
        """{"name":"/db/password"}""",
        "requestParameters.name"
    )]
    [InlineData(
        "arn:aws:kms:eu-west-1:111122223333:alias/prod",
        """{"keyId":"alias/prod"}""",
        "requestParameters.keyId"
    )]
    [InlineData(
        "111122223333",
        """{"createVolumePermission":{"add":{"items":[{"userId":111122223333}]}}}""",
        "requestParameters.createVolumePermission.add.items[].userId"
    )]
    [InlineData("o\"brien", """{"userName":"o\"brien"}""", "requestParameters.userName")]
    public void A_whole_value_of_the_request_is_the_target(string lead, string request, string path) =>
        Assert.Equal(new Naming(NamingRole.Request, path), Of(lead, new NamingTexts(request, null))[0]);

    [Theory]
    [InlineData("bucket", """{"encryptionContext":{"aws:s3:arn":"bucket"}}""")]
    [InlineData("bucket", """{"policyDocument":"{\"Resource\":\"arn:aws:s3:::bucket/*\"}"}""")]
    [InlineData("bucket", """{"Host":"bucket.s3.amazonaws.com"}""")]
    [InlineData("arn:aws:s3:::bucket/key", """{"bucketName":"another","key":"key"}""")]
    [InlineData("arn:aws:iam::111122223333:user/admin", """{"roleName":"admin"}""")]
    [InlineData("i-1", "not JSON about i-1")]
    public void A_name_inside_a_longer_text_or_of_another_thing_is_a_mention(string lead, string request) =>
        Assert.Equal(NamingRole.Mention, Of(lead, new NamingTexts(request, null))[0].Role);

    [Theory]
    [InlineData("bucket", """{"bucketName":"bucket-logs","Host":"bucket-logs.s3.amazonaws.com"}""")]
    [InlineData("bob", """{"userName":"bobby"}""")]
    [InlineData("i-1", """{"instanceId":"i-12"}""")]
    [InlineData("bob", "null")]
    public void A_part_of_a_longer_name_names_nothing(string lead, string request) =>
        Assert.Empty(Of(lead, new NamingTexts(request, null)));

    [Fact]
    public void A_user_of_the_same_name_in_another_account_is_a_mention_at_most() =>
        Assert.Equal(
            NamingRole.Mention,
            Of(
                "arn:aws:iam::111122223333:user/bob",
                new NamingTexts("""{"userName":"bob"}""", null, Account: "999999999999")
            )[0].Role
        );

    [Theory]
    [InlineData(
        "arn:aws:iam::111122223333:user/bob",
        """{"policy":"{\"Principal\":{\"AWS\":\"arn:aws:iam::999999999999:user/bob\"}}"}"""
    )]
    [InlineData("arn:aws:iam::111122223333:role/x", """{"name":"arn:aws:sts::999999999999:assumed-role/x/session"}""")]
    [InlineData("arn:aws:iam::111122223333:root", """{"masterUsername":"root","text":"become root, now"}""")]
    [InlineData("arn:aws:iam::111122223333:root", """{"policy":"arn:aws:iam::999999999999:root"}""")]
    public void What_another_account_s_ARN_names_is_no_mention(string lead, string request) =>
        Assert.Empty(Of(lead, new NamingTexts(request, null)));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/x", """{"name":"arn:aws:sts::111122223333:assumed-role/x/session"}""")]
    [InlineData("arn:aws:iam::111122223333:root", """{"policy":"{\"AWS\":\"arn:aws:iam::111122223333:root\"}"}""")]
    [InlineData("arn:aws:iam::111122223333:user/bob", """{"text":"to arn:aws:iam::999999999999:user/al, from bob"}""")]
    public void What_its_own_account_s_ARN_names_is_one(string lead, string request) =>
        Assert.Equal(NamingRole.Mention, Of(lead, new NamingTexts(request, null))[0].Role);

    [Fact]
    public void A_function_of_the_same_name_in_another_region_is_a_mention_at_most()
    {
        const string Lead = "arn:aws:lambda:us-east-1:111122223333:function:f";
        const string Request = """{"functionName":"f"}""";
        Assert.Equal(NamingRole.Mention, Of(Lead, new NamingTexts(Request, null, Region: "eu-west-1"))[0].Role);
        Assert.Equal(NamingRole.Request, Of(Lead, new NamingTexts(Request, null, Region: "us-east-1"))[0].Role);
    }

    [Fact]
    public void Responses_and_service_details_name_in_the_response_and_messages_in_passing()
    {
        var texts = new NamingTexts(
            null,
            """{"keyMetadata":{"keyId":"k1"}}""",
            ServiceEventDetails: """{"keyId":"k1"}""",
            ErrorMessage: "key k1 is disabled"
        );

        Assert.Equal(
            [
                new Naming(NamingRole.Response, "responseElements.keyMetadata.keyId"),
                new Naming(NamingRole.Response, "serviceEventDetails.keyId"),
                new Naming(NamingRole.Mention, "errorMessage"),
            ],
            Of("k1", texts)
        );
    }

    [Fact]
    public void An_ARN_among_the_resources_is_a_target_by_its_end_or_as_a_whole()
    {
        var texts = new NamingTexts(null, null, ResourceArns: ["arn:aws:kms:eu-west-1:111122223333:key/k1"]);

        Assert.Equal([new Naming(NamingRole.Request, "resources[].ARN")], Of("k1", texts));
        Assert.Equal(
            [new Naming(NamingRole.Request, "resources[].ARN")],
            Of("arn:aws:kms:eu-west-1:111122223333:key/k1", texts)
        );
        Assert.NotEqual(NamingRole.Request, Of("arn:aws:kms:us-east-1:111122223333:key/k1", texts)[0].Role);
    }

    [Fact]
    public void Resources_are_read_however_an_engine_types_them()
    {
        string[] arns = ["arn:aws:s3:::a", "arn:aws:s3:::b"];
        object?[] shapes =
        [
            new[]
            {
                new Dictionary<string, object?> { ["arn"] = arns[0] },
                new Dictionary<string, object?> { ["arn"] = arns[1] },
            },
            "[{arn=arn:aws:s3:::a, accountid=1, type=x}, {arn=arn:aws:s3:::b, accountid=null, type=null}]",
            """[{"arn":"arn:aws:s3:::a"},{"arn":"arn:aws:s3:::b"}]""",
        ];

        Assert.All(shapes, shape => Assert.Equal(arns, NamedEvent.Arns(shape)));
        Assert.Empty(NamedEvent.Arns(null));
    }

    [Theory]
    [InlineData("i-0dbc91f429e48eeed", "i-0dbc91f429e48eeed")]
    [InlineData("aws/lambda/f", "aws/lambda/f")]
    [InlineData("a", "a")]
    [InlineData("report-ü-2024.txt", "-2024.txt")]
    [InlineData("o'brien", "brien")]
    [InlineData("日本", "日本")]
    public void JSON_text_is_searched_for_what_no_writer_escapes(string name, string text) =>
        Assert.Equal(text, ResourceName.InsideJson(name));
}
