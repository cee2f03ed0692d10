using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class DenialTests
{
    public static TheoryData<string?, string?, bool> Calls =>
        new()
        {
            { "AccessDenied", null, true },
            { "Client.UnauthorizedOperation", "You are not authorized to perform this operation.", true },
            { "AccessDeniedException", "", true },
            { "VpceAccessDenied", null, true },
            { "InsufficientS3BucketPolicyException", "Access denied. Check the bucket policy", true },
            { null, "Failed authentication", true },
            { null, "No username found in supplied account", true },
            { "ValidationError", "User: x is not authorized to perform: iam:GetUser", true },
            { "NoSuchKey", "The specified key does not exist.", false },
            { "ThrottlingException", "Rate exceeded", false },
            { "NoSuchBucketPolicy", "The bucket policy does not exist", false },
            { null, null, false },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_denial_is_a_code_that_says_so_or_a_message_that_does(string? code, string? message, bool denied) =>
        Assert.Equal(denied, Denial.Is(code, message));

    [Theory]
    [MemberData(nameof(Calls))]
    public void The_questions_hold_the_same_rule(string? code, string? message, bool denied)
    {
        var more = new System.Text.Json.Nodes.JsonObject { ["errorCode"] = code, ["errorMessage"] = message };
        using var evidence = new SmallCase(
            SmallCase.Record("Call", "2024-05-01T00:00:00Z", SmallCase.User("bob"), more.ToJsonString())
        );
        var said = evidence.Investigate("bob");

        var expected = denied ? 1L : 0L;
        Assert.Equal(expected, said.Letter("ip").Table("addresses").Column("denied").Sum(n => (long)n!));
        Assert.Equal(expected, said.Letter("caller").Table("calls_by_name").Column("denied").Sum(n => (long)n!));
        Assert.Equal(expected, said.Letter("forensics").Table("denied").Column("totalevents").Sum(n => (long)n!));
    }

    [Theory]
    [InlineData(
        "User: a is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::1:role/x",
        "arn:aws:iam::1:role/x"
    )]
    [InlineData("… on resource: arn:aws:iam::1:role/x because no policy allows it", "arn:aws:iam::1:role/x")]
    [InlineData("… on resource: * because", null)]
    [InlineData("Access Denied", null)]
    [InlineData(null, null)]
    public void A_message_may_name_what_the_parameters_do_not(string? message, string? resource) =>
        Assert.Equal(resource, Denial.ResourceIn(message));
}
