using System.Text.Json;
using RecipePicks.Letters;
using RecipePicks.State;

namespace RecipePicks.Tests.Letters;

/// <summary>The accounts at a time, from documents alone.</summary>
public sealed class EstateHistoryTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";
    private static readonly DateTime March = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void What_two_documents_show_differently_changed_without_a_call()
    {
        var history = new EstateHistory(
            Replay.Of([], [Shown(March, "SecurityAudit"), Shown(March.AddDays(19), "Admin")])
        );

        Assert.Equal(["SecurityAudit"], Attached(history, March.AddDays(9)));
        Assert.Equal(["Admin"], Attached(history, DateTime.MaxValue));
        Assert.Equal(["SecurityAudit"], Attached(history, March.AddDays(9)));
    }

    [Fact]
    public void An_object_s_list_is_what_the_call_gave_it()
    {
        var bucket = new StateDocument
        {
            Form = "config",
            Type = "AWS::S3::Bucket",
            Account = "111122223333",
            Time = March,
            Names = ["data", "arn:aws:s3:::data"],
            Json = """{"name":"data"}""",
            More = """{"PublicAccessBlockConfiguration":{"ignorePublicAcls":false}}""",
        };
        var account = new StateDocument
        {
            Form = "config",
            Type = "AWS::S3::AccountPublicAccessBlock",
            Account = "111122223333",
            Time = March,
            Names = ["111122223333"],
            Json = """{"ignorePublicAcls":false}""",
        };
        var call = new StateCall
        {
            EventId = "e1",
            Time = March.AddDays(1),
            Source = "s3.amazonaws.com",
            Name = "PutObjectAcl",
            Account = "111122223333",
            Region = "us-east-1",
            Request = """{"bucketName":"data","key":"cards/a.csv","x-amz-acl":["public-read"]}""",
        };
        var history = new EstateHistory(Replay.Of([call], [bucket, account]));

        var told = history.At(DateTime.MaxValue).Resource("arn:aws:s3:::data/cards/a.csv");
        Assert.Contains("\"Action\":[\"s3:GetObject\"]", told!.Granted);
        Assert.Null(history.At(March).Resource("arn:aws:s3:::data/cards/a.csv")?.Granted);
    }

    [Fact]
    public void A_renamed_user_is_who_it_was_and_another_of_its_old_name_is_not()
    {
        var (policy, other) = ("arn:aws:iam::aws:policy/AdministratorAccess", "arn:aws:iam::aws:policy/SecurityAudit");
        var history = new EstateHistory(
            Replay.Of([
                Call(1, "CreateUser", new { userName = "eve" }),
                Call(2, "AttachUserPolicy", new { userName = "eve", policyArn = policy }),
                Call(3, "UpdateUser", new { userName = "eve", newUserName = "support" }),
                Call(4, "CreateUser", new { userName = "eve" }),
                Call(5, "AttachUserPolicy", new { userName = "eve", policyArn = other }),
            ])
        );

        var estate = history.At(DateTime.MaxValue);
        Assert.Equal([policy], estate.Find("arn:aws:iam::111122223333:user/support")!.Attached);
        Assert.Equal([other], estate.Find("arn:aws:iam::111122223333:user/eve")!.Attached);
        Assert.Equal("support", history.At(March.AddMinutes(3)).Find("arn:aws:iam::111122223333:user/eve")!.Name);
    }

    [Fact]
    public void A_renamed_user_keeps_the_partition_and_path_of_its_ARN()
    {
        const string Partition = "arn:aws-cn:iam::111122223333:user/";
        var made = Call(1, "CreateUser", new { userName = "eve" }) with
        {
            Response = JsonSerializer.Serialize(
                new { user = new { arn = $"{Partition}staff/eve", userId = "AIDAEVE0000000000AAAA" } }
            ),
        };
        var history = new EstateHistory(
            Replay.Of([made, Call(3, "UpdateUser", new { userName = "eve", newUserName = "support" })])
        );

        var user = history.At(DateTime.MaxValue).Find($"{Partition}staff/support");
        Assert.Equal([$"{Partition}eve"], user!.Former);
    }

    [Fact]
    public void A_document_that_has_no_name_but_the_unique_id_is_of_the_user_of_its_ARN()
    {
        var shown = Shown(March, "Admin") with { Names = ["AIDAALICE00000000AAAA", Alice] };

        Assert.Equal(["Admin"], Attached(new EstateHistory(Replay.Of([], [shown])), DateTime.MaxValue));
    }

    [Fact]
    public void A_member_of_a_group_that_was_renamed_is_in_the_group_of_the_new_name()
    {
        var history = new EstateHistory(
            Replay.Of([
                Call(1, "CreateUser", new { userName = "eve" }),
                Call(1, "CreateGroup", new { groupName = "dev" }),
                Call(2, "AddUserToGroup", new { groupName = "dev", userName = "eve" }),
                Call(3, "UpdateGroup", new { groupName = "dev", newGroupName = "ops" }),
                Call(4, "CreateGroup", new { groupName = "dev" }),
                Call(5, "CreateUser", new { userName = "max" }),
                Call(6, "AddUserToGroup", new { groupName = "dev", userName = "max" }),
            ])
        );

        var estate = history.At(DateTime.MaxValue);
        Assert.Equal(["ops"], estate.Find("arn:aws:iam::111122223333:user/eve")!.Groups);
        Assert.Equal(["dev"], estate.Find("arn:aws:iam::111122223333:user/max")!.Groups);
        Assert.NotEqual(estate.Group("ops", "111122223333"), estate.Group("dev", "111122223333"));
    }

    private static StateCall Call(int minute, string name, object request) =>
        new()
        {
            EventId = $"{minute}{name}",
            Time = March.AddMinutes(minute),
            Source = "iam.amazonaws.com",
            Name = name,
            Account = "111122223333",
            Region = "us-east-1",
            Request = JsonSerializer.Serialize(request),
        };

    private static IEnumerable<string> Attached(EstateHistory history, DateTime time) =>
        history.At(time).Find(Alice)!.Attached.Select(a => a.Split('/')[^1]);

    private static StateDocument Shown(DateTime time, string policy) =>
        new()
        {
            Form = "config",
            Type = "AWS::IAM::User",
            Account = "111122223333",
            Time = time,
            Names = ["alice", Alice],
            Json =
                $$"""{"userName":"alice","arn":"{{Alice}}","userPolicyList":[],"groupList":[],"attachedManagedPolicies":[{"policyName":"{{policy}}","policyArn":"arn:aws:iam::aws:policy/{{policy}}"}]}""",
        };
}
