using System.Text.Json;
using RecipePicks.Exposure;
using RecipePicks.Exposure.Policies;

namespace RecipePicks.Tests.Exposure;

/// <summary>Who a resource policy of account 111122223333 lets in.</summary>
public sealed class PolicyJudgeTests
{
    private const string Star =
        """ "Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*" """;

    [Theory]
    [InlineData("StringEquals", "aws:PrincipalOrgID", "o-abc", "external organization o-abc")]
    [InlineData("StringLike", "aws:PrincipalOrgID", "o-*", "unknown everyone")]
    [InlineData(
        "ForAnyValue:StringLike",
        "aws:PrincipalOrgPaths",
        "o-abc/r-1/ou-1/*",
        "external organization o-abc/r-1/ou-1/*"
    )]
    [InlineData("ForAllValues:StringLike", "aws:PrincipalOrgPaths", "o-abc/*", "unknown everyone")]
    [InlineData("StringEqualsIfExists", "aws:PrincipalOrgID", "o-abc", "unknown everyone")]
    [InlineData("StringNotEquals", "aws:PrincipalOrgID", "o-abc", "public everyone")]
    [InlineData("StringEquals", "AWS:SourceAccount", "111122223333", "private ")]
    [InlineData("StringEquals", "aws:SourceAccount", "999988887777", "external 999988887777")]
    [InlineData("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}", "unknown everyone")]
    [InlineData("StringEquals", "aws:SourceOwner", "111122223333", "private ")]
    [InlineData("ArnLike", "aws:SourceArn", "arn:aws:sns:eu-west-1:111122223333:*", "private ")]
    [InlineData(
        "ArnLike",
        "aws:SourceArn",
        "arn:aws:sns:eu-west-1:999988887777:t",
        "external arn:aws:sns:eu-west-1:999988887777:t"
    )]
    [InlineData("ArnLike", "aws:SourceArn", "arn:aws:s3:::b", "unknown arn:aws:s3:::b")]
    [InlineData("ArnLike", "aws:SourceArn", "arn:aws:s3:::*", "unknown everyone")]
    [InlineData("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/deploy", "unknown everyone")]
    [InlineData("IpAddress", "aws:SourceIp", "203.0.113.0/24", "external 203.0.113.0/24")]
    [InlineData("IpAddress", "aws:SourceIp", "0.0.0.0/0", "public everyone")]
    [InlineData("IpAddress", "aws:SourceIp", "128.0.0.0/1", "public everyone")]
    [InlineData("IpAddress", "aws:SourceIp", "2001:db8::/33", "external 2001:db8::/33")]
    [InlineData("IpAddress", "aws:SourceIp", "::/0", "public everyone")]
    [InlineData("NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "public everyone")]
    [InlineData("StringEquals", "aws:SourceVpce", "vpce-1a2b3c4d", "external vpce-1a2b3c4d")]
    [InlineData("StringLike", "aws:SourceVpce", "vpce-*", "unknown everyone")]
    [InlineData("Bool", "aws:SecureTransport", "true", "public everyone")]
    [InlineData("StringLike", "aws:Referer", "https://shop.example/*", "public everyone")]
    [InlineData("StringEquals", "sts:ExternalId", "s3cret", "unknown everyone")]
    [InlineData("StringEquals", "what:ever", "x", "unknown everyone")]
    [InlineData("Null", "aws:PrincipalOrgID", "false", "unknown everyone")]
    public void A_condition_narrows_everyone_by_fixed_values_alone(
        string op,
        string key,
        string value,
        string expected
    ) => Assert.Equal(expected, Said($$"""{ {{Star}},"Condition":{"{{op}}":{"{{key}}":"{{value}}"} } }"""));

    [Theory]
    [InlineData("\"*\"", "public everyone")]
    [InlineData("{\"AWS\":\"*\"}", "public everyone")]
    [InlineData("{\"AWS\":[\"111122223333\",\"*\"]}", "public everyone")]
    [InlineData("{\"AWS\":\"arn:aws:iam::111122223333:root\"}", "private ")]
    [InlineData("{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/r/s\"}", "private ")]
    [InlineData("{\"AWS\":[\"111122223333\",\"arn:aws:iam::999988887777:root\"]}", "external 999988887777")]
    [InlineData("{\"AWS\":\"arn:aws:iam::999988887777:user/eve\"}", "external arn:aws:iam::999988887777:user/eve")]
    [InlineData(
        "{\"AWS\":\"arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1\"}",
        "external arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"
    )]
    [InlineData("{\"AWS\":\"AIDAEXAMPLEEXAMPLE000\"}", "unknown AIDAEXAMPLEEXAMPLE000")]
    [InlineData("{\"AWS\":\"arn:aws:iam::*:role/x\"}", "unknown arn:aws:iam::*:role/x")]
    [InlineData("{\"Service\":\"sns.amazonaws.com\"}", "unknown sns.amazonaws.com")]
    [InlineData("{\"CanonicalUser\":\"79a5\"}", "unknown canonical user 79a5")]
    public void A_principal_is_judged_by_whose_it_is(string principal, string expected) =>
        Assert.Equal(
            expected,
            Said($$"""{"Effect":"Allow","Principal":{{principal}},"Action":"s3:*","Resource":"*"}""")
        );

    [Fact]
    public void A_service_held_to_a_source_is_as_open_as_that_source()
    {
        const string service =
            """ "Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage","Resource":"*" """;
        Assert.Equal(
            "private ",
            Said($$$"""{ {{{service}}},"Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"} } }""")
        );
        Assert.Equal(
            "external arn:aws:sns:eu-west-1:999988887777:t",
            Said(
                $$$"""{ {{{service}}},"Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:999988887777:t"} } }"""
            )
        );
    }

    [Fact]
    public void Allowing_all_but_some_is_public() =>
        Assert.Equal(
            "public everyone",
            Said("""{"Effect":"Allow","NotPrincipal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"*"}""")
        );

    [Theory]
    [InlineData(""" "Principal":"*","Action":"s3:*","Resource":"*" """, "private ")]
    [InlineData(""" "Principal":"*","Action":"s3:Get*","Resource":"arn:aws:s3:::b/*" """, "private ")]
    [InlineData(""" "Principal":"*","Action":"s3:PutObject","Resource":"*" """, "public everyone")]
    [InlineData(""" "Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b/cards/*" """, "public everyone")]
    [InlineData(""" "Principal":"*","NotAction":"s3:PutObject","Resource":"*" """, "private ")]
    [InlineData(""" "Principal":"*","NotAction":"s3:Get*","Resource":"*" """, "public everyone")]
    [InlineData(""" "Principal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"*" """, "public everyone")]
    [InlineData(""" "NotPrincipal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*" """, "private ")]
    [InlineData(""" "NotPrincipal":{"AWS":"999988887777"},"Action":"s3:*","Resource":"*" """, "external 999988887777")]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}} """,
        "public everyone"
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-abc"}} """,
        "external organization o-abc"
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEqualsIfExists":{"aws:PrincipalAccount":"111122223333"}} """,
        "private "
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-bad"}} """,
        "public everyone"
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"StringNotEquals":{"aws:SourceVpce":"vpce-1"}} """,
        "external 203.0.113.0/24"
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"Bool":{"aws:SecureTransport":"false"}} """,
        "public everyone"
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"},"Bool":{"aws:ViaAWSService":"false"}} """,
        "external 203.0.113.0/24"
    )]
    [InlineData(
        """ "Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"what:ever":"x"}} """,
        "unknown everyone"
    )]
    public void A_Deny_narrows_only_when_it_covers_all_that_is_allowed(string deny, string expected) =>
        Assert.Equal(expected, Said($$"""{ {{Star}} }""", $$"""{"Effect":"Deny",{{deny}} }"""));

    [Fact]
    public void Each_who_gets_in_is_told_apart_with_the_statement_that_says_so()
    {
        var grants = Grants(
            """{"Sid":"Web","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}""",
            """{"Sid":"Backup","Effect":"Allow","Principal":{"AWS":["999988887777","222233334444"]},"Action":["s3:ListBucket","s3:GetObject"],"Resource":"*"}"""
        );
        Assert.Equal(["everyone", "999988887777", "222233334444"], grants.Select(g => g.To));
        Assert.Contains("statement Web", grants[0].Why);
        Assert.Contains("s3:ListBucket, s3:GetObject", grants[1].Why);
    }

    [Theory]
    [InlineData("s3:*", "s3:Get*", true)]
    [InlineData("s3:Get*", "s3:*", false)]
    [InlineData("*", "s3:Get?bject", true)]
    [InlineData("s3:Get?", "s3:Get*", false)]
    [InlineData("S3:GET*", "s3:getobject", true)]
    [InlineData("a*b*c", "axxbyyc", true)]
    [InlineData("a*b", "a*bc", false)]
    public void A_pattern_covers_another(string wide, string narrow, bool covers) =>
        Assert.Equal(covers, Glob.Covers(wide, narrow, StringComparison.OrdinalIgnoreCase));

    [Theory]
    [InlineData("s3:Get*", "s3:*Object", true)]
    [InlineData("s3:Get*", "s3:Put*", false)]
    [InlineData("*", "", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("*a", "b*", true)]
    [InlineData("ab", "b*", false)]
    public void Patterns_overlap(string one, string other, bool overlap)
    {
        Assert.Equal(overlap, Glob.Overlaps(one, other));
        Assert.Equal(overlap, Glob.Overlaps(other, one));
    }

    private static IReadOnlyList<Grant> Grants(params IEnumerable<string> statements) =>
        PolicyJudge.Document(
            JsonElement.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}"""),
            new ExposureContext("111122223333")
        );

    private static string Said(params IEnumerable<string> statements)
    {
        var said = Judgement.Of(Grants(statements));
        return $"{said.Verdict.ToString().ToLowerInvariant()} {said.Witness}";
    }
}
