using RecipePicks.Letters;
using RecipePicks.Tests.Letters;
using static RecipePicks.Tests.Letters.SmallCase;

namespace RecipePicks.Tests.Cases;

/// <summary>Ids that a responder gives in another case than AWS writes them.</summary>
public sealed class WrongCaseTests
{
    private const string Time = "2024-05-01T10:00:0";

    [Theory]
    [InlineData("akiaiosfodnn7example", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("Asiatfqr7nscwlle7iww", "ASIATFQR7NSCWLLE7IWW")]
    [InlineData("aroatfqr7nsc6q6yrq2q7:Eve", "AROATFQR7NSC6Q6YRQ2Q7:Eve")]
    [InlineData("I-0ABC91F429E48EEED", "i-0abc91f429e48eeed")]
    [InlineData("i-0ABC91f429e48eeed", "i-0abc91f429e48eeed")]
    [InlineData("SG-1234ABCD", "sg-1234abcd")]
    [InlineData("70E5932E-9022-4B38-837E-CA10DAD94EB7", "70e5932e-9022-4b38-837e-ca10dad94eb7")]
    public void What_can_only_be_an_id_is_meant_in_the_case_that_AWS_writes(string text, string meant) =>
        Assert.Equal(meant, LeadForm.Meant(text)?.Value);

    [Theory]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("i-0abc91f429e48eeed")]
    [InlineData("Deploy")]
    [InlineData("LOGS-DEADBEEF")]
    [InlineData("arn:aws:iam::123456789012:user/Bob")]
    [InlineData("'; DROP TABLE cloudtrail_logs; --")]
    public void What_is_right_or_says_nothing_is_left_as_it_is(string text) => Assert.Null(LeadForm.Meant(text));

    [Fact]
    public void A_key_in_lower_case_is_followed_and_told_as_it_is_read()
    {
        using var evidence = new SmallCase(
            Record("GetUser", Time + "1Z", User("bob", "AKIAIOSFODNN7EXAMPLE")),
            Record("ListUsers", Time + "2Z", User("bob", "AKIAIOSFODNN7EXAMPLE"))
        );

        var said = evidence.Investigate("akiaiosfodnn7example");

        Assert.Equal([new Lead(LeadKind.AccessKey, "AKIAIOSFODNN7EXAMPLE")], said.Leads);
        Assert.Equal(
            "akiaiosfodnn7example was read as AKIAIOSFODNN7EXAMPLE: AWS writes such ids in upper case only.",
            said.Reading[0]
        );
        Assert.Equal(2, said.Letter("caller").Table("calls").Rows.Count);
    }

    [Fact]
    public void An_instance_in_upper_case_is_found()
    {
        using var evidence = new SmallCase(
            Record(
                "StopInstances",
                Time + "1Z",
                User("eve"),
                """{"requestParameters":{"instancesSet":{"items":[{"instanceId":"i-0abc91f429e48eeed"}]}}}"""
            )
        );

        var said = evidence.Investigate("I-0ABC91F429E48EEED");

        Assert.Equal([new Lead(LeadKind.Resource, "i-0abc91f429e48eeed")], said.Leads);
        Assert.Single(said.Letter("events").Table("calls").Rows);
    }

    [Fact]
    public void A_name_that_the_evidence_has_as_it_is_stays_a_name()
    {
        using var evidence = new SmallCase(Record("GetUser", Time + "1Z", User("asiapacificteam01")));

        var said = evidence.Investigate("asiapacificteam01");

        Assert.Equal([new Lead(LeadKind.Principal, "asiapacificteam01")], said.Leads);
    }
}
