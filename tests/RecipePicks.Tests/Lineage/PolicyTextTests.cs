using System.Text.Json;
using RecipePicks.Lineage;

namespace RecipePicks.Tests.Lineage;

/// <summary>Whom a policy lets in, and what is left of it without them.</summary>
public sealed class PolicyTextTests
{
    [Theory]
    [InlineData("""{"AWS":"arn:aws:iam::999988887777:root"}""", "999988887777")]
    [InlineData("""{"AWS":["999988887777","arn:aws:iam::111122223333:role/own"]}""", "999988887777")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", "")]
    [InlineData("""{"AWS":"arn:aws:iam::444455556666:root"}""", "")]
    [InlineData("""{"Service":"lambda.amazonaws.com"}""", "")]
    [InlineData("\"*\"", "*")]
    [InlineData("""{"AWS":"*"}""", "*")]
    [InlineData("""{"AWS":"AIDADELETEDUSER"}""", "")]
    public void Outsiders_are_accounts_that_the_evidence_is_not_of(string principal, string outsiders) =>
        Assert.Equal(
            outsiders,
            string.Join(' ', Read($$"""{"Statement":{"Effect":"Allow","Principal":{{principal}}} }""")!.Outsiders)
        );

    [Fact]
    public void Everybody_under_a_condition_and_a_denial_let_nobody_in()
    {
        Assert.Empty(
            Read(
                """{"Statement":[{"Effect":"Allow","Principal":"*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}]}"""
            )!.Outsiders
        );
        Assert.Empty(Read("""{"Statement":[{"Effect":"Deny","Principal":"*"}]}""")!.Outsiders);
    }

    [Fact]
    public void Without_outsiders_the_others_keep_what_they_had()
    {
        var policy = Read(
            """{"Version":"2012-10-17","Statement":[{"Sid":"own","Effect":"Allow","Principal":{"AWS":["111122223333","999988887777"]},"Action":"s3:GetObject"},{"Sid":"out","Effect":"Allow","Principal":{"AWS":"999988887777"},"Action":"s3:*"},{"Sid":"tls","Effect":"Deny","Principal":"*","Action":"s3:*"}]}"""
        )!;

        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"own","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject"},{"Sid":"tls","Effect":"Deny","Principal":"*","Action":"s3:*"}]}""",
            policy.WithoutOutsiders
        );
        Assert.Null(
            Read("""{"Statement":[{"Effect":"Allow","Principal":{"AWS":"999988887777"}}]}""")!.WithoutOutsiders
        );
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("%zz")]
    public void What_is_no_policy_is_none(string text) => Assert.Null(Read(text));

    [Fact]
    public void A_document_may_be_percent_encoded() =>
        Assert.True(Read("%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%7D%5D%7D")!.Allows);

    private static PolicyText? Read(string text) =>
        PolicyText.Parse(JsonSerializer.SerializeToElement(text), "111122223333", ["444455556666"]);
}
