using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class WhoTests
{
    [Theory]
    [InlineData(
        "IAMUser",
        "arn:aws:iam::111122223333:user/x/bob",
        null,
        "111122223333",
        "bob",
        null,
        "IAM user bob of account 111122223333"
    )]
    [InlineData(
        "Root",
        "arn:aws:iam::111122223333:root",
        "111122223333",
        "111122223333",
        null,
        null,
        "the root user of account 111122223333"
    )]
    [InlineData(
        "AssumedRole",
        "arn:aws:sts::111122223333:assumed-role/admin/me",
        "AROA1:me",
        null,
        null,
        null,
        "session me of role admin of account 111122223333"
    )]
    [InlineData("AWSService", null, null, null, null, "ec2.amazonaws.com", "AWS service ec2.amazonaws.com")]
    [InlineData(
        "AWSAccount",
        null,
        "AROA1:me",
        "999999999999",
        null,
        null,
        "principal AROA1:me of another account, 999999999999"
    )]
    [InlineData("AWSAccount", null, "", "ANONYMOUS_PRINCIPAL", null, null, "an anonymous caller")]
    [InlineData("WebIdentityUser", null, "accounts.google.com:app:me", null, "me", null, "web identity user me")]
    [InlineData("SAMLUser", null, "x:bob@example.com", null, "bob@example.com", null, "SAML user bob@example.com")]
    [InlineData(
        "FederatedUser",
        "arn:aws:sts::111122223333:federated-user/bob",
        null,
        null,
        null,
        null,
        "federated user bob of account 111122223333"
    )]
    [InlineData(
        "IdentityCenterUser",
        null,
        null,
        "111122223333",
        null,
        null,
        "IAM Identity Center user without a name of account 111122223333"
    )]
    [InlineData("IAMUser", null, null, "4.9E+11", "bob", null, "IAM user bob")]
    [InlineData(null, null, null, null, null, null, "nobody named (userIdentity is empty)")]
    [InlineData(
        null,
        "arn:aws:iam::111122223333:user/bob",
        null,
        null,
        null,
        null,
        "bob of account 111122223333 (its type is unknown)"
    )]
    [InlineData("Unknown", null, "x", null, null, null, "x (its type is unknown)")]
    public void Every_kind_of_identity_has_words(
        string? type,
        string? arn,
        string? id,
        string? account,
        string? name,
        string? by,
        string words
    ) => Assert.Equal(words, Who.Is(type, arn, id, account, name, by));

    [Fact]
    public void What_a_spreadsheet_made_of_an_account_is_never_shown_as_one()
    {
        Assert.Null(Who.Account("4.9E+11"));
        Assert.Equal("4.9E+11 (not an account)", Who.AccountCell("4.9E+11"));
    }
}
