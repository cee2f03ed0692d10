using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>An identity that had two names, in the letters.</summary>
public sealed class RenamedTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Theory]
    [InlineData("arn:aws:iam::111122223333:user/eve", "user support")]
    [InlineData("arn:aws:iam::111122223333:user/support", "user eve")]
    public void Who_was_renamed_is_one_and_says_that_it_had_another_name(string lead, string other)
    {
        using var evidence = new SmallCase(
            Record(
                "CreateUser",
                Time + "1Z",
                User("bob"),
                """{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"eve"}}"""
            ),
            Record(
                "CreateAccessKey",
                Time + "2Z",
                User("bob"),
                """
                {"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"eve"},
                 "responseElements":{"accessKey":{"accessKeyId":"AKIAEVE0000000000000","userName":"eve","status":"Active"}}}
                """
            ),
            Record("ListUsers", Time + "3Z", User("eve")),
            Record(
                "UpdateUser",
                Time + "4Z",
                User("bob"),
                """{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"eve","newUserName":"support"}}"""
            ),
            Record(
                "UpdateUser",
                Time + "5Z",
                User("bob"),
                """{"eventSource":"iam.amazonaws.com","errorCode":"EntityTemporarilyUnmodifiable","requestParameters":{"userName":"support","newUserName":"refused"}}"""
            ),
            Record("ListRoles", Time + "6Z", User("support"))
        );

        var investigation = evidence.Investigate(lead);

        var track = investigation.Letter("track");
        Assert.Contains("made user support", track.Text());
        Assert.Contains("made the key AKIAEVE0000000000000 of user support", track.Text());
        Assert.DoesNotContain("refused", track.Text());
        Assert.Contains(track.Gaps, g => g.Contains(other, StringComparison.Ordinal));
        Assert.Contains(investigation.Letter("identity").Gaps, g => g.Contains(other, StringComparison.Ordinal));
    }
}
