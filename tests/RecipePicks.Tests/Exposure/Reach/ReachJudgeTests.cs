using RecipePicks.Exposure.Reach;

namespace RecipePicks.Tests.Exposure.Reach;

/// <summary>Who gets in by one policy; the account is 111122223333 in each.</summary>
public sealed class ReachJudgeTests
{
    private const string Account = "111122223333";
    private const string Oidc = "arn:aws:iam::111122223333:oidc-provider/";
    private const string Eks = "oidc.eks.us-east-1.amazonaws.com/id/ABC";
    private const string GitHub = "token.actions.githubusercontent.com";
    private const string Cognito = "cognito-identity.amazonaws.com";
    private const string Canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

    [Theory]
    [InlineData("""{"StringEquals":{"aws:username":"bob"}}""")]
    [InlineData("""{"StringLike":{"aws:username":"app-*"}}""")]
    [InlineData("""{"StringEquals":{"aws:PrincipalType":"AssumedRole"}}""")]
    [InlineData("""{"StringEquals":{"aws:PrincipalType":"Account"}}""")]
    [InlineData("""{"StringEquals":{"aws:PrincipalType":"FederatedUser"}}""")]
    [InlineData("""{"Null":{"aws:username":"true","aws:PrincipalAccount":"false"}}""")]
    [InlineData("""{"Null":{"aws:PrincipalAccount":"false"}}""")]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/x"}}""")]
    [InlineData("""{"StringLike":{"aws:PrincipalArn":"*:user/app-?"}}""")]
    public void Whatever_kind_of_caller_a_condition_asks_for_a_stranger_can_be_one(string condition) =>
        Is("PUBLIC-AUTH", Allow("*", "s3:GetObject", condition), "s3");

    [Theory]
    [InlineData("""{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com"}}""", "kms:Decrypt", "kms")]
    [InlineData("""{"Bool":{"aws:ViaAWSService":"true"}}""", "s3:GetObject", "s3")]
    [InlineData("""{"ForAnyValue:StringEquals":{"aws:CalledVia":"athena.amazonaws.com"}}""", "s3:GetObject", "s3")]
    public void Everybody_who_has_an_account_can_have_a_service_call_for_him(
        string condition,
        string action,
        string type
    ) => Is("PUBLIC-AUTH", Allow("*", action, condition), type);

    [Theory]
    [InlineData("""{"Bool":{"aws:PrincipalIsAWSService":"false"}}""", "PUBLIC")]
    [InlineData("""{"Bool":{"aws:ViaAWSService":"false"}}""", "PUBLIC")]
    [InlineData("""{"Bool":{"aws:PrincipalIsAWSService":"true"}}""", "PRIVATE")]
    public void What_a_condition_says_of_services_is_asked_as_it_stands(string condition, string verdict) =>
        Is(verdict, Allow("*", "s3:GetObject", condition), "s3");

    [Theory]
    [InlineData("lambda:InvokeFunction", "lambda", "PUBLIC-AUTH")]
    [InlineData("lambda:InvokeFunctionUrl", "lambda", "PUBLIC")]
    [InlineData("lambda:*", "lambda", "PUBLIC")]
    [InlineData("lambda:InvokeFunction", "policy", "PUBLIC-AUTH")]
    [InlineData("kms:Decrypt", "policy", "PUBLIC-AUTH")]
    public void Without_credentials_a_function_is_reached_by_its_URL_alone(
        string action,
        string type,
        string verdict
    ) => Is(verdict, Allow("*", action), type);

    [Theory]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:execute-api:us-east-1:444455556666:api/*"}}""", "EXTERNAL")]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"444455556666"}}""", "EXTERNAL")]
    [InlineData("""{"StringEquals":{"aws:SourceOrgID":"o-abcdefghij"}}""", "EXTERNAL")]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::someones-bucket"}}""", "UNKNOWN")]
    [InlineData(
        """{"ArnLike":{"aws:SourceArn":"arn:aws:s3:::someones-bucket"},"StringEquals":{"aws:SourceAccount":"111122223333"}}""",
        "PRIVATE"
    )]
    [InlineData("""{"StringEquals":{"aws:SourceAccount":"111122223333"}}""", "PRIVATE")]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:execute-api:*:111122223333:*"}}""", "PRIVATE")]
    [InlineData("{}", "UNKNOWN")]
    [InlineData("""{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:*:t"}}""", "UNKNOWN")]
    public void A_service_acts_for_the_account_that_the_condition_names(string condition, string verdict) =>
        Is(verdict, Allow("""{"Service":"apigateway.amazonaws.com"}""", "lambda:InvokeFunction", condition), "lambda");

    [Fact]
    public void A_statement_that_lets_a_service_in_for_anybody_hides_none_that_names_an_account() =>
        Is(
            "EXTERNAL",
            $$"""
            {"Statement":[
              {"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*"},
              {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*",
               "Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:us-east-1:444455556666:t"} } }]}
            """,
            "sqs"
        );

    [Theory]
    [InlineData("""{"Service":"ec2.amazonaws.com"}""", "sts:AssumeRole")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", "sts:AssumeRole")]
    public void A_service_takes_roles_of_its_own_account_only(string principal, string action) =>
        Is("PRIVATE", Allow(principal, action), "iam-role");

    [Fact]
    public void A_key_for_the_trails_of_the_account_is_private() =>
        Is(
            "PRIVATE",
            Allow(
                """{"Service":"cloudtrail.amazonaws.com"}""",
                "kms:GenerateDataKey*",
                """{"StringLike":{"kms:EncryptionContext:aws:cloudtrail:arn":"arn:aws:cloudtrail:*:111122223333:trail/*"}}"""
            ),
            "kms"
        );

    [Theory]
    [InlineData(Oidc + GitHub, $$"""{"StringLike":{"{{GitHub}}:sub":"repo:attacker/*"} }""", "EXTERNAL")]
    [InlineData(Oidc + GitHub, $$"""{"StringEquals":{"{{GitHub}}:repository_owner_id":"12345"} }""", "EXTERNAL")]
    [InlineData(Oidc + GitHub, $$"""{"StringLike":{"{{GitHub}}:sub":"repo:octo*"} }""", "PUBLIC")]
    [InlineData(Oidc + GitHub, $$"""{"StringEquals":{"{{GitHub}}:aud":"sts.amazonaws.com"} }""", "PUBLIC")]
    [InlineData(
        "accounts.google.com",
        """{"StringEquals":{"accounts.google.com:sub":"112233445566778899000"}}""",
        "EXTERNAL"
    )]
    [InlineData(Cognito, $$"""{"StringEquals":{"{{Cognito}}:sub":"us-east-1:1234"} }""", "EXTERNAL")]
    [InlineData(
        Cognito,
        $$"""{"StringEquals":{"{{Cognito}}:aud":"us-east-1:1"},"ForAnyValue:StringLike":{"{{Cognito}}:amr":"authenticated"} }""",
        "EXTERNAL"
    )]
    [InlineData(
        Cognito,
        $$"""{"StringEquals":{"{{Cognito}}:aud":"us-east-1:1"},"ForAnyValue:StringLike":{"{{Cognito}}:amr":"unauthenticated"} }""",
        "PUBLIC"
    )]
    [InlineData(
        Oidc + Eks,
        $$"""{"StringEquals":{"{{Eks}}:sub":"system:serviceaccount:ns:sa","{{Eks}}:aud":"sts.amazonaws.com"} }""",
        "PRIVATE"
    )]
    [InlineData(Oidc + Eks, $$"""{"StringEquals":{"{{Eks}}:aud":"sts.amazonaws.com"} }""", "UNKNOWN")]
    [InlineData(Oidc + Eks, $$"""{"StringLike":{"{{Eks}}:sub":"*"} }""", "UNKNOWN")]
    [InlineData(
        $"arn:aws:iam::444455556666:oidc-provider/{Eks}",
        $$"""{"StringEquals":{"{{Eks}}:sub":"system:serviceaccount:ns:sa"} }""",
        "EXTERNAL"
    )]
    public void A_provider_vouches_for_those_whom_its_claims_name(string provider, string condition, string verdict) =>
        Is(
            verdict,
            Allow($$"""{"Federated":"{{provider}}"}""", "sts:AssumeRoleWithWebIdentity", condition),
            "iam-role"
        );

    [Fact]
    public void Whose_a_canonical_user_is_the_owners_own_id_tells()
    {
        var policy = Allow($$"""{"CanonicalUser":"{{Canonical}}"}""", "s3:GetObject");
        Is("UNKNOWN", policy, "s3");
        var owner = new Household(Account, []);
        Is("PRIVATE", policy, "s3", owner with { CanonicalId = Canonical });
        Is("EXTERNAL", policy, "s3", owner with { CanonicalId = new string('0', 64) });
        Is("PRIVATE", policy, "s3", owner with { Trusted = [Canonical] });
    }

    [Theory]
    [InlineData("arn:aws:iam::444455556666:role/*", true)]
    [InlineData("arn:aws:iam::444455556666:role/x", false)]
    public void By_the_rule_of_S3_a_value_with_a_wildcard_is_not_fixed(string arn, bool isPublic) =>
        Assert.Equal(
            isPublic,
            Judge(
                Allow("*", "s3:GetObject", $$$"""{"ArnLike":{"aws:PrincipalArn":"{{{arn}}}"}}"""),
                "s3",
                new Household(Account, [])
            ).IsPublicToAws
        );

    private static string Allow(string principal, string action, string condition = "{}") =>
        $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{(
                principal == "*" ? "\"*\"" : principal
            )}},
             "Action":"{{action}}"{{(
                action.StartsWith("sts:") ? "" : ",\"Resource\":\"*\""
            )}},"Condition":{{condition}} }]}
            """;

    private static PolicyReach Judge(string policy, string type, Household household) =>
        ReachJudge.Judge(policy, PolicyType.Find(type)!, household);

    private static void Is(string verdict, string policy, string type, Household? household = null)
    {
        var reach = Judge(policy, type, household ?? new Household(Account, []));
        Assert.True(
            verdict == reach.Verdict,
            $"{reach.Verdict}, not {verdict}: {string.Join("; ", reach.Because)} {policy}"
        );
        Assert.Equal(reach.Openness >= Openness.External, reach.Witness is not null);
    }
}
