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

    [Theory]
    [InlineData("""{"StringEquals":{"sts:ExternalId":"x"}}""", "*")]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""", "*")]
    [InlineData("""{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""", "*")]
    [InlineData("""{"StringLike":{"aws:PrincipalArn":"*"}}""", "*")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/x"}}""", "*")]
    [InlineData("""{"StringNotEquals":{"aws:PrincipalAccount":"111122223333"}}""", "*")]
    [InlineData("""{"StringEqualsIfExists":{"aws:PrincipalOrgID":"o-1"}}""", "*")]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", "")]
    [InlineData("""{"StringEquals":{"AWS:PrincipalAccount":["111122223333"]}}""", "")]
    [InlineData("""{"StringEquals":{"aws:PrincipalAccount":["999988887777"]}}""", "999988887777")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/*"}}""", "")]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::own"}}""", "")]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"111122223333"},"Bool":{"aws:SecureTransport":"true"}}""", "")]
    public void Everybody_under_a_condition_is_an_outsider_unless_it_limits_the_account(
        string condition,
        string outsiders
    ) =>
        Assert.Equal(
            outsiders,
            string.Join(
                ' ',
                Read(
                    $$$"""{"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Condition":{{{condition}}} } }"""
                )!.Outsiders
            )
        );

    [Theory]
    [InlineData("""{"DateLessThan":{"aws:TokenIssueTime":"2024-05-01T10:30:00Z"}}""", true)]
    [InlineData("""{"DateLessThanEquals":{"AWS:TokenIssueTime":["2024-05-01T10:30:00Z"]}}""", true)]
    [InlineData("""{"DateGreaterThan":{"aws:TokenIssueTime":"2024-05-01T10:30:00Z"}}""", false)]
    [InlineData(
        """{"DateLessThan":{"aws:TokenIssueTime":"2024-05-01T10:30:00Z"},"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""",
        false
    )]
    [InlineData(
        """{"DateLessThan":{"aws:TokenIssueTime":"2024-05-01T10:30:00Z","aws:CurrentTime":"2024-05-01T10:30:00Z"}}""",
        false
    )]
    public void A_revocation_asks_for_nothing_but_the_time_of_issue(string condition, bool revokes) =>
        Assert.Equal(
            revokes,
            Deny(
                $$"""
                "Action":"*","Resource":"*","Condition":{{condition}}
                """
            ).RevokesBefore
                is not null
        );

    [Theory]
    [InlineData("'Action':'*','Resource':'arn:aws:s3:::x/*'")]
    [InlineData("'NotAction':'*','Resource':'*'")]
    [InlineData("'NotAction':'iam:*','Resource':'*'")]
    [InlineData("'Action':'s3:*','Resource':'*'")]
    [InlineData("'Action':'*','NotResource':'arn:aws:s3:::x/*'")]
    public void A_revocation_refuses_everything(string what) =>
        Assert.Null(
            Deny(
                what.Replace('\'', '"')
                    + ""","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2024-05-01T10:30:00Z"}}"""
            ).RevokesBefore
        );

    [Fact]
    public void Who_is_not_named_by_NotPrincipal_is_let_in() =>
        Assert.Equal(
            ["*"],
            Read("""{"Statement":{"Effect":"Allow","NotPrincipal":{"AWS":"111122223333"}} }""")!.Outsiders
        );

    [Fact]
    public void A_trust_policy_is_named_by_outsiders_else_by_all_that_it_lets_in() =>
        Assert.Equal(
            ["arn:aws:iam::111122223333:user/eve"],
            Read(
                """{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/eve"}} }"""
            )!.LetsIn
        );

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

    private static PolicyText Deny(string rest) => Read($$$"""{"Statement":[{"Effect":"Deny",{{{rest}}}}]}""")!;

    private static PolicyText? Read(string text) =>
        PolicyText.Parse(JsonSerializer.SerializeToElement(text), "111122223333", ["444455556666"]);
}
