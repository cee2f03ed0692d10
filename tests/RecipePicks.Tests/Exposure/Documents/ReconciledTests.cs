using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Documents;

namespace RecipePicks.Tests.Exposure;

/// <summary>Items of AWS Config of several times, and answers of the AWS CLI beside them.</summary>
public sealed class ReconciledTests
{
    private const string Account = "111122223333";
    private const string Role = "arn:aws:iam::111122223333:role/partner";
    private static readonly DateTime s_first = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_was_recorded_after_the_window_does_not_decide()
    {
        var opening = Assert.Single(
            Told([], [Queue(0, Everyone), Queue(19, null)], new TimeWindow(s_first.AddDays(-4), s_first.AddDays(9)))
        );
        Assert.Equal((Verdict.Public, s_first), (opening.Grant.Verdict, opening.Asked!.Value));
        Assert.Null(opening.Otherwise);
    }

    [Fact]
    public void What_was_recorded_only_after_the_window_is_the_nearest_there_is()
    {
        var window = new TimeWindow(null, s_first.AddDays(-1));
        Assert.Equal(s_first, Assert.Single(Told([], [Queue(3, null), Queue(0, Everyone)], window)).Asked!.Value);
        Assert.Empty(Told([], [Queue(0, null) with { IsDeleted = true }], window));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(3, false)]
    public void An_earlier_item_of_the_window_that_says_otherwise_is_named(int? windowFrom, bool isNamed)
    {
        var from = windowFrom is { } days ? s_first.AddDays(days) : (DateTime?)null;
        var opening = Assert.Single(
            Told([], [Queue(0, Everyone), Queue(2, null), Queue(2.5, null)], new TimeWindow(from, null))
        );
        Assert.Equal(Verdict.Private, opening.Grant.Verdict);
        Assert.Equal(
            isNamed
                ? "the item of AWS Config of 2026-03-01T00:00:00Z, which is not the latest, says PUBLIC to everyone"
                : null,
            opening.Otherwise
        );
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_an_item_leaves_it_told()
    {
        var item = new RecordedItem("AWS::EC2::SecurityGroup", Account, "us-east-1", "sg-1")
        {
            Configuration = JsonWalk.Parse(
                """{"groupId":"sg-1","description":"\ud800 \\ud800 \ud83d\ude00 \udc00","ipPermissions":[],"\udc00":1}"""
            ),
        };
        Assert.Equal(
            ["\ufffd \\ud800 \ud83d\ude00 \ufffd"],
            Reconciled.Of([], [item]).Judged.Of(Groups).SelectMany(d => d.Texts("SecurityGroups[].description"))
        );
    }

    [Fact]
    public void Members_of_one_name_in_an_answer_leave_its_other_things_told()
    {
        var asked = Asked(
            Groups,
            null,
            -1,
            """{"SecurityGroups":[{"GroupId":"sg-1","Tags":[],"Tags":[]},{"GroupId":"sg-0","GroupId":"sg-2"}]}"""
        );
        var item = Item("AWS::EC2::SecurityGroup", "sg-1", 0, """{"groupId":"sg-1","ipPermissions":[]}""");
        Assert.Equal(
            ["sg-2", "sg-1"],
            Reconciled.Of([asked], [item]).Judged.Of(Groups).SelectMany(d => d.Texts("SecurityGroups[].GroupId"))
        );
    }

    [Fact]
    public void A_role_that_was_deleted_after_it_was_listed_is_not_judged()
    {
        var listed = Asked(
            "iam get-account-authorization-details",
            null,
            -1,
            $$$"""{"RoleDetailList":[{"RoleName":"partner","Arn":"{{{Role}}}","AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}}]}"""
        );
        var gone = new RecordedItem("AWS::IAM::Role", Account, "global", "AROAEXAMPLEEXAMPLE12")
        {
            Name = "partner",
            Arn = Role,
            Time = s_first,
            IsDeleted = true,
        };
        Assert.NotEmpty(Told([listed], []));
        Assert.Empty(Told([listed], [gone]));
        Assert.NotEmpty(Told([listed], [gone with { Time = s_first.AddDays(-2) }]));
    }

    [Fact]
    public void A_last_item_that_cannot_be_read_leaves_the_last_known_told_as_such()
    {
        var opening = Assert.Single(Told([], [Queue(0, Everyone), Queue(1, null) with { Configuration = default }]));
        Assert.Equal((Verdict.Unknown, "everyone", s_first), (opening.Grant.Verdict, opening.Grant.To, opening.Asked));
        Assert.StartsWith(
            "the item of AWS Config of 2026-03-02T00:00:00Z does not tell it: unknown since then, last known PUBLIC",
            opening.Grant.Why,
            StringComparison.Ordinal
        );
        Assert.True(opening.IsLastKnown);
        Assert.Null(opening.Otherwise);
    }

    [Fact]
    public void What_stands_in_a_list_is_last_known_too_when_its_last_item_cannot_be_read()
    {
        var project = Item("AWS::CodeBuild::Project", "web", 0, """{"name":"web","projectVisibility":"PUBLIC_READ"}""");
        var unread = project with { Configuration = default, Time = s_first.AddDays(1) };
        var opening = Assert.Single(Told([], [project, unread]), o => o.Check == 42 && o.Aspect is null);
        Assert.Equal(("web", Verdict.Unknown), (opening.Thing.Name, opening.Grant.Verdict));
        Assert.Contains("last known PUBLIC", opening.Grant.Why);
        Assert.DoesNotContain(Told([], [unread]), o => o.Check == 42 && o.Aspect is null);
    }

    [Fact]
    public void A_method_that_AWS_Config_recorded_later_leaves_the_other_methods_of_the_API_told()
    {
        var openings = Told([Api, Methods], [Method("POST", "AWS_IAM", 0)]);
        Assert.Contains("1 of 2 methods", Assert.Single(openings).Why);
        Assert.Equal(Verdict.Public, openings[0].Grant.Verdict);
    }

    [Fact]
    public void Of_two_that_tell_of_one_method_the_later_is_judged()
    {
        var shut = Assert.Single(Told([Api, Methods], [Method("GET", "AWS_IAM", 0)]));
        Assert.Equal(Verdict.PublicAuth, shut.Grant.Verdict);
        Assert.Contains("is not the latest, says PUBLIC to everyone", shut.Otherwise);
        var open = Assert.Single(Told([Api, Methods], [Method("GET", "AWS_IAM", -2)]));
        Assert.Equal(Verdict.Public, open.Grant.Verdict);
    }

    [Fact]
    public void A_method_that_was_deleted_after_it_was_listed_is_gone()
    {
        var gone = Method("GET", null, 0) with { IsDeleted = true, Configuration = default };
        var opening = Assert.Single(Told([Api, Methods], [Method("GET", "NONE", -2), gone]));
        Assert.Equal(Verdict.PublicAuth, opening.Grant.Verdict);
        Assert.Contains("each of its 1 methods", opening.Why);
    }

    [Fact]
    public void A_listener_that_AWS_Config_recorded_later_leaves_the_others_told()
    {
        const string listeners = "elbv2 describe-listeners";
        const string balancer = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc";
        var asked = Asked(
            listeners,
            balancer,
            -1,
            """{"Listeners":[{"ListenerArn":"l1","Port":80},{"ListenerArn":"l2","Port":443}]}"""
        );
        var item = Item(
            "AWS::ElasticLoadBalancingV2::Listener",
            "l2",
            0,
            $$"""{"ListenerArn":"l2","LoadBalancerArn":"{{balancer}}","Port":8443}"""
        );
        Assert.Equal(
            ["80", "8443"],
            Reconciled
                .Of([asked], [item])
                .Judged.Find(listeners, Account, "us-east-1", balancer)
                .Texts("Listeners[].Port")
        );
    }

    [Fact]
    public void A_dispute_never_names_what_is_judged()
    {
        var bucket = new RecordedItem("AWS::S3::Bucket", Account, "us-east-1", "leaky")
        {
            Name = "leaky",
            Time = s_first,
            Configuration = JsonWalk.Parse("""{"name":"leaky"}"""),
            More = JsonWalk.Parse(
                $$$"""{"BucketPolicy":{"policyText":{{{JsonSerializer.Serialize(Reading)}}} },"AccessControlList":{"grantList":[]}}"""
            ),
            File = "config/history.json",
            Record = 7,
        };
        const string shut = """{"PublicAccessBlockConfiguration":{"RestrictPublicBuckets":true}}""";
        var openings = Told(
            [
                Asked("s3api get-public-access-block", "leaky", -1, shut),
                Asked("s3control get-public-access-block", null, -1, """{"PublicAccessBlockConfiguration":{}}"""),
            ],
            [bucket]
        );
        var policy = Assert.Single(openings, o => o.Check == 11);
        Assert.Equal((Verdict.Public, 7L), (policy.Grant.Verdict, policy.By!.Record));
        Assert.Equal(
            "another document about what decides, which is not the latest, says LATENT to everyone",
            policy.Otherwise
        );
    }

    [Fact]
    public void Things_of_one_name_in_two_regions_do_not_dispute_each_other()
    {
        var openings = Told([], [Queue(0, Everyone), Queue(1, null), Queue(0, Everyone) with { Region = "eu-west-1" }]);
        Assert.Equal(
            [("eu-west-1", Verdict.Public, false), ("us-east-1", Verdict.Private, true)],
            openings
                .Select(o => (o.Thing.Region!, o.Grant.Verdict, o.Otherwise is not null))
                .OrderBy(o => o.Item1, StringComparer.Ordinal)
        );
    }

    private const string Groups = "ec2 describe-security-groups";

    private const string Everyone =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sqs:*","Resource":"*"}]}""";

    private const string Reading =
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::leaky/*"}]}""";

    private static Document Api =>
        Asked(
            "apigateway get-rest-api",
            "a1b2c3",
            -1,
            """{"id":"a1b2c3","endpointConfiguration":{"types":["EDGE"]}}"""
        );

    private static Document Methods =>
        Asked(
            "apigateway get-resources",
            "a1b2c3",
            -1,
            """{"items":[{"id":"r1","resourceMethods":{"GET":{"httpMethod":"GET","authorizationType":"NONE"},"POST":{"httpMethod":"POST","authorizationType":"AWS_IAM"}}}]}"""
        );

    private static RecordedItem Method(string method, string? login, double days) =>
        Item(
            "AWS::ApiGateway::Method",
            $"a1b2c3|r1|{method}",
            days,
            $$"""{"RestApiId":"a1b2c3","ResourceId":"r1","HttpMethod":"{{method}}","AuthorizationType":"{{login}}"}"""
        );

    private static RecordedItem Queue(double days, string? policy) =>
        Item(
            "AWS::SQS::Queue",
            "https://sqs.us-east-1.amazonaws.com/111122223333/jobs",
            days,
            $$"""{"QueueArn":"arn:aws:sqs:us-east-1:111122223333:jobs","Policy":{{JsonSerializer.Serialize(policy)}} }"""
        ) with
        {
            Name = "jobs",
        };

    private static RecordedItem Item(string type, string id, double days, string configuration) =>
        new(type, Account, "us-east-1", id)
        {
            Time = s_first.AddDays(days),
            Configuration = JsonElement.Parse(configuration),
        };

    private static Document Asked(string call, string? subject, double days, string output) =>
        new(call, Account, call.StartsWith("s3", StringComparison.Ordinal) ? null : "us-east-1", subject)
        {
            Pages = [JsonElement.Parse(output)],
            Time = s_first.AddDays(days),
        };

    private static IReadOnlyList<Opening> Told(
        IReadOnlyList<Document> asked,
        IEnumerable<RecordedItem> items,
        TimeWindow window = default
    )
    {
        var both = Reconciled.Of(asked, items, window);
        var judged = DocumentChecks.Of(both.Judged, _ => true);
        return both.Otherwise is null ? judged : Disputed.Of(judged, DocumentChecks.Of(both.Otherwise, _ => true));
    }
}
