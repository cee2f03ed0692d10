using System.Text.Json;
using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Accounts;

/// <summary>What the grants of a KMS key allow, and to whom.</summary>
public sealed class KeyGrantsTests
{
    private const string Admins =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/admin"},"Action":"kms:*","Resource":"*"}]}""";

    private const string UsesKeys =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kms:*","Resource":"*"}]}""";

    [Theory]
    [InlineData("kms:Decrypt", Verdict.Yes)]
    [InlineData("kms:ReEncryptFrom", Verdict.Yes)]
    [InlineData("kms:Encrypt", Verdict.No)]
    [InlineData("kms:CreateGrant", Verdict.No)]
    public void The_grantee_may_do_the_operations_that_the_grant_names_and_no_others(string action, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Ask(Alice, action, $$"""{"granteePrincipal":"{{Alice}}","operations":["Decrypt","ReEncryptFrom"]}""")
        );

    [Fact]
    public void A_grant_to_somebody_else_lets_nobody_in() =>
        Assert.Equal(
            Verdict.No,
            Ask(Alice, "kms:Decrypt", $$"""{"granteePrincipal":"{{Stranger}}","operations":["Decrypt"]}""")
        );

    [Fact]
    public void The_answer_names_the_grant()
    {
        var access = Access(
            Alice,
            "kms:Decrypt",
            [],
            null,
            $$"""{"granteePrincipal":"{{Alice}}","operations":["Decrypt"]}"""
        );

        var reason = Assert.Single(access.Decision.Because);
        Assert.Equal("a grant of 1234abcd", reason.Policy);
        Assert.Contains("0c23", reason.Statement!.Name);
    }

    [Theory]
    [InlineData("encryptionContextSubset", "orders", Verdict.Yes)]
    [InlineData("encryptionContextSubset", "invoices", Verdict.No)]
    [InlineData("encryptionContextSubset", null, Verdict.Conditional)]
    [InlineData("encryptionContextEquals", "orders", Verdict.Yes)]
    [InlineData("encryptionContextEquals", "invoices", Verdict.No)]
    public void A_constraint_asks_for_the_encryption_context_whatever_the_case_of_its_keys(
        string constraint,
        string? table,
        Verdict verdict
    ) =>
        Assert.Equal(
            verdict,
            Access(
                Alice,
                "kms:Decrypt",
                table is null
                    ? []
                    : [new("kms:EncryptionContext:table", [table]), new("kms:EncryptionContextKeys", ["table"])],
                null,
                $$$"""{"granteePrincipal":"{{{Alice}}}","operations":["Decrypt"],"{{{constraint}}}":{"Table":"orders"}}"""
            ).Verdict
        );

    [Fact]
    public void Only_a_constraint_on_the_whole_context_minds_what_else_is_in_it()
    {
        Verdict With(string constraint) =>
            Access(
                Alice,
                "kms:Decrypt",
                [new("kms:EncryptionContext:table", ["orders"]), new("kms:EncryptionContextKeys", ["table", "row"])],
                null,
                $$$"""{"granteePrincipal":"{{{Alice}}}","operations":["Decrypt"],"{{{constraint}}}":{"table":"orders"}}"""
            ).Verdict;

        Assert.Equal(Verdict.Yes, With("encryptionContextSubset"));
        Assert.Equal(Verdict.No, With("encryptionContextEquals"));
    }

    [Theory]
    [InlineData("kms:DescribeKey")]
    [InlineData("kms:RetireGrant")]
    public void No_constraint_holds_an_operation_that_has_no_encryption_context(string action) =>
        Assert.Equal(
            Verdict.Yes,
            Ask(
                Alice,
                action,
                $$$"""{"granteePrincipal":"{{{Alice}}}","operations":["Decrypt","DescribeKey","RetireGrant"],"encryptionContextSubset":{"t":"o"}}"""
            )
        );

    [Theory]
    [InlineData("kms:RetireGrant", Verdict.Yes)]
    [InlineData("kms:Decrypt", Verdict.No)]
    public void The_retiring_principal_may_retire_and_no_more(string action, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Ask(
                Alice,
                action,
                $$"""{"granteePrincipal":"{{Stranger}}","retiringPrincipal":"{{Alice}}","operations":["Decrypt"]}"""
            )
        );

    [Fact]
    public void A_statement_that_denies_goes_before_a_grant() =>
        Assert.Equal(
            Verdict.No,
            Access(
                Alice,
                "kms:Decrypt",
                [],
                """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"kms:Decrypt","Resource":"*"}]}""",
                $$"""{"granteePrincipal":"{{Alice}}","operations":["Decrypt"]}"""
            ).Verdict
        );

    [Theory]
    [InlineData(null, Verdict.No)]
    [InlineData(UsesKeys, Verdict.Yes)]
    public void A_grant_to_an_account_is_for_those_whom_its_own_policies_allow(string? own, Verdict verdict) =>
        Assert.Equal(
            verdict,
            Access(
                Alice,
                "kms:Decrypt",
                [],
                own,
                $$"""{"granteePrincipal":"arn:aws:iam::{{Account}}:root","operations":["Decrypt"]}"""
            ).Verdict
        );

    [Fact]
    public void A_grant_to_a_service_is_none_to_a_user() =>
        Assert.Equal(
            Verdict.No,
            Ask(
                Alice,
                "kms:Decrypt",
                """{"granteePrincipal":"dynamodb.us-east-1.amazonaws.com","operations":["Decrypt"]}"""
            )
        );

    [Fact]
    public void Grants_that_the_evidence_does_not_show_leave_the_answer_open()
    {
        Assert.Null(KeyGrants.Policy([("0c23", null)]));
        Assert.Equal(
            Verdict.Unknown,
            Of(Alice, "kms:Decrypt", [], null, new ResourcePolicy(Key, Account, Admins, true)).Verdict
        );
    }

    [Fact]
    public void A_key_without_grants_lets_nobody_in_by_one() =>
        Assert.Equal(
            Verdict.No,
            Of(
                Alice,
                "kms:Decrypt",
                [],
                null,
                new ResourcePolicy(Key, Account, Admins, true) { Granted = KeyGrants.Policy([]) }
            ).Verdict
        );

    private static Verdict Ask(string caller, string action, string grant) =>
        Access(caller, action, [], null, grant).Verdict;

    private static Access Access(
        string caller,
        string action,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context,
        string? own,
        string grant
    ) =>
        Of(
            caller,
            action,
            context,
            own,
            new ResourcePolicy(Key, Account, Admins, true)
            {
                Granted = KeyGrants.Policy([("0c23", JsonElement.Parse(grant))]),
            }
        );

    private static Access Of(
        string caller,
        string action,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context,
        string? own,
        ResourcePolicy key
    ) =>
        new AccessQuestions(
            new EstatePolicies(
                new Estate(
                    [
                        new IamIdentity
                        {
                            Kind = IdentityKind.User,
                            Arn = caller,
                            Account = Account,
                            Name = caller.Split('/')[^1],
                            Inline = own is null ? [] : [new PolicyDocument("p", own)],
                        },
                    ],
                    resources: [key],
                    organization: Organization.None
                )
            )
        ).Ask(Caller.TryParse(caller)!, action, Key, context);
}
