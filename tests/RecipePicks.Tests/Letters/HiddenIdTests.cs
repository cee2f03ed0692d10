using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Letters;

/// <summary>Records whose callers' ids are hidden or missing.</summary>
public sealed class HiddenIdTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Fact]
    public void A_key_behind_asterisks_ties_nobody_to_anybody()
    {
        const string key = "AKIA****************";
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", Session("Admin", "ann", key)),
            Record(
                "CreateUser",
                Time + "2Z",
                User("jane", key),
                """{"eventSource":"iam.amazonaws.com","readOnly":false,"requestParameters":{"userName":"eve"}}"""
            )
        );

        var said = evidence.Investigate("arn:aws:sts::111122223333:assumed-role/Admin/ann");

        Assert.DoesNotContain("jane", said.Letter("track").Text());
        Assert.DoesNotContain(said.Containment, s => (s.Command ?? "").Contains("eve", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sign_in_that_names_nobody_ends_no_investigation()
    {
        using var evidence = new SmallCase(
            Record("ListBuckets", Time + "1Z", User("bob")),
            Record(
                "ConsoleLogin",
                Time + "2Z",
                """{"type":"AssumedRole","sessionContext":{"attributes":{"creationDate":"2024-05-01T10:00:00Z"} } }""",
                """{"eventSource":"signin.amazonaws.com","responseElements":{"ConsoleLogin":"Success"} }"""
            )
        );

        var said = evidence.Investigate("arn:aws:iam::111122223333:user/bob");

        Assert.Single(said.Letter("caller").Table("calls").Rows);
        Assert.All(said.Letters, l => Assert.DoesNotContain("defect", l.Text(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_session_is_not_meant_by_the_last_word_of_its_ARN()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", Session("App", "developer")),
            Record(
                "DeleteDBInstance",
                Time + "2Z",
                User("bob"),
                """{"requestParameters":{"dBInstanceIdentifier":"developer"}}"""
            ),
            Record(
                "RevokeSession",
                Time + "3Z",
                User("bob"),
                """{"requestParameters":{"session":"arn:aws:sts::111122223333:assumed-role/App/developer"}}"""
            )
        );

        var said = evidence.Investigate("arn:aws:sts::111122223333:assumed-role/App/developer");

        Assert.Equal(["RevokeSession"], said.Letter("events").Table("calls").Column("eventname"));
    }
}
