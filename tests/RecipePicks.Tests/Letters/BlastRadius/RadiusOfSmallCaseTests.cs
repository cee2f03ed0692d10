using System.Text;
using RecipePicks.Cases;
using RecipePicks.Store;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters.BlastRadius;

/// <summary>Permissions and Entitlements of accounts of a few lines: a document, and calls.</summary>
public sealed class RadiusOfSmallCaseTests : IDisposable
{
    private const string Time = "2024-05-01T10:00:0";
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_used_and_is_granted_nowhere_stands_first()
    {
        var said = Ask(
            "alice",
            Document("sqs:SendMessage"),
            Call("DescribeInstances", "1"),
            Call("ListQueues", "2", "sqs")
        );

        Assert.Contains(
            "It used 2 actions that no policy in the evidence grants.",
            said.Letter("permissions").Headline
        );
        Assert.Equal("used, not granted", said.Letter("permissions").Table("used").Column("agrees")[0]);
    }

    [Fact]
    public void Without_the_organization_what_is_not_granted_is_unknown_and_never_no()
    {
        var said = Ask("alice", Document("sqs:SendMessage"), Call("DescribeInstances", "1", error: true));

        Assert.Equal(AnswerStatus.Partial, said.Letter("permissions").Status);
        Assert.Equal(["UNKNOWN"], said.Letter("permissions").Table("subjects").Column("admin"));
        Assert.All(said.Letter("permissions").Table("access").Column("verdict"), v => Assert.Equal("UNKNOWN", v));
    }

    [Fact]
    public void A_policy_that_a_call_took_away_since_is_there_as_of_the_last_use()
    {
        var said = Ask(
            "alice",
            Document(null),
            Call("SendMessage", "1", "sqs"),
            Record(
                "DeleteUserPolicy",
                Time + "5Z",
                User("admin"),
                """{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"alice","policyName":"queue"}}"""
            )
        );

        var permissions = said.Letter("permissions");
        Assert.Contains("the document of the inline policy queue (user/alice)", permissions.Text());
        Assert.Contains("DeleteUserPolicy by admin", permissions.Text());
    }

    [Fact]
    public void A_session_policy_takes_rights_away_from_the_session_that_it_was_passed_to()
    {
        var said = Ask(
            "ASIASESSION0000000001",
            Document("sqs:SendMessage"),
            Record(
                "AssumeRole",
                Time + "1Z",
                User("alice"),
                """
                {"eventSource":"sts.amazonaws.com","readOnly":true,
                 "requestParameters":{"roleArn":"arn:aws:iam::111122223333:role/worker","roleSessionName":"s",
                   "policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sqs:ReceiveMessage\",\"Resource\":\"*\"}]}"},
                 "responseElements":{"credentials":{"accessKeyId":"ASIASESSION0000000001"},"assumedRoleUser":{"assumedRoleId":"AROAEXAMPLEEXAMPLE00:s","arn":"arn:aws:sts::111122223333:assumed-role/worker/s"}}}
                """
            ),
            Record(
                "ReceiveMessage",
                Time + "2Z",
                Session("worker", "s", "ASIASESSION0000000001"),
                """{"eventSource":"sqs.amazonaws.com"}"""
            )
        );

        var permissions = said.Letter("permissions");
        Assert.Contains(permissions.Table("inputs").Column("kind"), k => (string)k! == "session policy");
        var sqs = permissions.Table("access").Rows.Where(r => (string)r[0]! == "sqs").ToList();
        Assert.Equal(1L, sqs.Sum(r => (long)r[2]!));
    }

    private Investigated Ask(string lead, string document, params string[] records)
    {
        File.WriteAllText(_folder["iam-get-account-authorization-details.json"], document);
        File.WriteAllText(
            _folder["log.json"],
            $$"""{"Records":[{{string.Join(',', records)}}]}""",
            new UTF8Encoding(false)
        );
        TestCase.Load(_folder["case"], _folder["iam-get-account-authorization-details.json"], _folder["log.json"]);
        using var opened = Case.Open(_folder["case"]);
        return Investigation.Run(
            opened.Engine,
            TestCase.Coverage(opened),
            new InvestigationRequest { Leads = [lead] },
            TestContext.Current.CancellationToken
        );
    }

    private static string Call(string name, string second, string service = "ec2", bool error = false) =>
        Record(
            name,
            $"{Time}{second}Z",
            User("alice"),
            $$"""{"eventSource":"{{service}}.amazonaws.com"{{(error ? ",\"errorCode\":\"AccessDenied\",\"errorMessage\":\"no\"" : "")}}}"""
        );

    private static string Document(string? action)
    {
        var policies = action is null
            ? ""
            : $$"""{"PolicyName":"queue","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]} }""";
        return $$"""
            {"UserDetailList":[{"Path":"/","UserName":"alice","UserId":"AIDAALICEXXXXXXX","Arn":"{{Alice}}","CreateDate":"2024-01-01T00:00:00+00:00","UserPolicyList":[{{policies}}],"GroupList":[],"AttachedManagedPolicies":[],"Tags":[]}],
             "GroupDetailList":[],
             "RoleDetailList":[{"Path":"/","RoleName":"worker","RoleId":"AROAEXAMPLEEXAMPLE00","Arn":"arn:aws:iam::111122223333:role/worker","CreateDate":"2024-01-01T00:00:00+00:00",
               "AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{Alice}}"},"Action":"sts:AssumeRole"}]},
               "InstanceProfileList":[],"RolePolicyList":[{"PolicyName":"all","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*"}]} }],"AttachedManagedPolicies":[],"Tags":[]}],
             "Policies":[]}
            """;
    }
}
