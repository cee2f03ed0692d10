using RecipePicks.Iam.Evaluation;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Evaluation;

/// <summary>Condition operators, on keys that the request has, has several times, and does not have.</summary>
public sealed class ConditionTests
{
    [Theory]
    [InlineData("StringEquals", "\"a*\"", "\"a*\"", true)]
    [InlineData("StringEquals", "\"a*\"", "\"ab\"", false)]
    [InlineData("StringEquals", "[\"x\",\"y\"]", "\"y\"", true)]
    [InlineData("StringEquals", "\"Y\"", "\"y\"", false)]
    [InlineData("StringEqualsIgnoreCase", "\"Y\"", "\"y\"", true)]
    [InlineData("StringNotEquals", "[\"x\",\"y\"]", "\"y\"", false)]
    [InlineData("StringNotEquals", "[\"x\",\"y\"]", "\"z\"", true)]
    [InlineData("StringNotEqualsIgnoreCase", "\"X\"", "\"x\"", false)]
    [InlineData("StringLike", "\"a?c*\"", "\"abcd\"", true)]
    [InlineData("StringLike", "\"a?c\"", "\"ac\"", false)]
    [InlineData("StringNotLike", "\"a*\"", "\"b\"", true)]
    [InlineData("NumericEquals", "\"10\"", "\"10.0\"", true)]
    [InlineData("NumericNotEquals", "\"10\"", "\"11\"", true)]
    [InlineData("NumericLessThan", "10", "9", true)]
    [InlineData("NumericLessThan", "10", "10", false)]
    [InlineData("NumericLessThanEquals", "10", "10", true)]
    [InlineData("NumericGreaterThan", "10", "\"9\"", false)]
    [InlineData("NumericGreaterThanEquals", "-1", "\"-1\"", true)]
    [InlineData("NumericEquals", "\"ten\"", "\"ten\"", false)]
    [InlineData("DateGreaterThan", "\"2026-01-01T00:00:00Z\"", "\"2026-01-01T00:00:01Z\"", true)]
    [InlineData("DateLessThan", "\"2026-01-01\"", "\"2025-12-31T23:59:59.999Z\"", true)]
    [InlineData("DateEquals", "\"2026-01-01T01:00:00+01:00\"", "\"1767225600\"", true)]
    [InlineData("DateLessThanEquals", "\"2026\"", "\"2026-01-01T00:00:00Z\"", true)]
    [InlineData("DateNotEquals", "\"2026-01-01\"", "\"2026-01-02\"", true)]
    [InlineData("DateGreaterThanEquals", "\"2026-01-02\"", "\"2026-01-01\"", false)]
    [InlineData("Bool", "true", "\"True\"", true)]
    [InlineData("Bool", "\"false\"", "true", false)]
    [InlineData("BinaryEquals", "\"QmluYXJ5\"", "\"QmluYXJ5\"", true)]
    [InlineData("BinaryEquals", "\"QmluYXJ5\"", "\"QmluYXJz\"", false)]
    [InlineData("IpAddress", "\"203.0.113.0/24\"", "\"203.0.113.77\"", true)]
    [InlineData("IpAddress", "\"203.0.113.9/24\"", "\"203.0.114.1\"", false)]
    [InlineData("IpAddress", "\"203.0.113.7\"", "\"203.0.113.7\"", true)]
    [InlineData("IpAddress", "\"0.0.0.0/0\"", "\"2001:db8::1\"", false)]
    [InlineData("IpAddress", "\"2001:DB8:1234:5678::/64\"", "\"2001:db8:1234:5678::9\"", true)]
    [InlineData("IpAddress", "\"::/0\"", "\"2001:db8::1\"", true)]
    [InlineData("NotIpAddress", "[\"10.0.0.0/8\",\"192.168.0.0/16\"]", "\"192.168.1.1\"", false)]
    [InlineData("NotIpAddress", "\"10.0.0.0/8\"", "\"11.0.0.1\"", true)]
    [InlineData("ArnLike", "\"arn:aws:sns:*:111122223333:*\"", "\"arn:aws:sns:eu-west-1:111122223333:t\"", true)]
    [InlineData("ArnEquals", "\"arn:aws:sns:*:111122223333:t?\"", "\"arn:aws:sns:eu-west-1:111122223333:t1\"", true)]
    [InlineData("ArnLike", "\"arn:aws:sns:*:t\"", "\"arn:aws:sns:eu-west-1:111122223333:t\"", false)]
    [InlineData("ArnLike", "\"*\"", "\"arn:aws:sns:eu-west-1:111122223333:t\"", true)]
    [InlineData("ArnNotLike", "\"arn:aws:sns:*:*:*\"", "\"arn:aws:sqs:eu-west-1:111122223333:t\"", true)]
    [InlineData("ArnNotEquals", "\"arn:aws:sns:*:*:*\"", "\"arn:aws:sns:eu-west-1:111122223333:t\"", false)]
    [InlineData("stringequals", "\"a\"", "\"a\"", true)]
    public void An_operator_compares_a_value(string name, string values, string value, bool holds) =>
        Assert.Equal(holds, Holds(name, values, $$"""{"k:key":{{value}}}"""));

    [Theory]
    [InlineData("StringEquals", false)]
    [InlineData("StringEqualsIfExists", true)]
    [InlineData("StringNotEquals", true)]
    [InlineData("StringNotLikeIfExists", true)]
    [InlineData("ForAllValues:StringEquals", true)]
    [InlineData("ForAllValues:StringNotEquals", true)]
    [InlineData("ForAnyValue:StringEquals", false)]
    [InlineData("ForAnyValue:StringNotEquals", false)]
    [InlineData("ForAnyValue:StringEqualsIfExists", true)]
    [InlineData("NumericLessThan", false)]
    [InlineData("Bool", false)]
    [InlineData("BoolIfExists", true)]
    [InlineData("NotIpAddress", true)]
    [InlineData("ArnNotLike", true)]
    [InlineData("DateNotEquals", true)]
    public void An_operator_says_what_an_absent_key_means(string name, bool holds)
    {
        Assert.Equal(holds, Holds(name, "\"v\"", "{}"));
        Assert.Equal(holds, Holds(name, "\"v\"", """{"k:key":[]}"""));
    }

    [Theory]
    [InlineData("true", "{}", true)]
    [InlineData("true", """{"k:key":"v"}""", false)]
    [InlineData("false", "{}", false)]
    [InlineData("\"false\"", """{"K:KEY":"v"}""", true)]
    [InlineData("[true,false]", "{}", true)]
    public void Null_asks_whether_the_key_is_absent(string value, string context, bool holds) =>
        Assert.Equal(holds, Holds("Null", value, context));

    [Theory]
    [InlineData("ForAllValues:StringEquals", "[\"a\",\"b\"]", "[\"a\",\"b\"]", true)]
    [InlineData("ForAllValues:StringEquals", "[\"a\",\"b\"]", "[\"a\",\"c\"]", false)]
    [InlineData("ForAnyValue:StringEquals", "[\"a\",\"b\"]", "[\"c\",\"a\"]", true)]
    [InlineData("ForAnyValue:StringEquals", "[\"a\",\"b\"]", "[\"c\",\"d\"]", false)]
    [InlineData("ForAllValues:StringNotEquals", "[\"a\",\"b\"]", "[\"c\",\"d\"]", true)]
    [InlineData("ForAllValues:StringNotEquals", "[\"a\",\"b\"]", "[\"c\",\"a\"]", false)]
    [InlineData("ForAnyValue:StringNotLike", "[\"a*\",\"b\"]", "[\"ax\",\"c\"]", true)]
    [InlineData("ForAnyValue:StringNotLike", "[\"a*\",\"b\"]", "[\"ax\",\"b\"]", false)]
    public void Set_operators_range_over_the_values_of_the_request(
        string name,
        string values,
        string asked,
        bool holds
    ) => Assert.Equal(holds, Holds(name, values, $$"""{"k:key":{{asked}}}"""));

    [Theory]
    [InlineData("${aws:username}", "alice", true)]
    [InlineData("${ aws:USERNAME }/*", "alice/x", true)]
    [InlineData("${aws:PrincipalTag/team, 'none'}", "none", true)]
    [InlineData("${aws:PrincipalTag/team,'{none}'}", "{none}", true)]
    [InlineData("${aws:PrincipalTag/team}", "", false)]
    [InlineData("${*}${?}${$}", "*?$", true)]
    [InlineData("${*}", "x", false)]
    [InlineData("${unfinished", "${unfinished", true)]
    public void Variables_stand_for_values_of_the_request(string pattern, string value, bool holds) =>
        Assert.Equal(holds, Holds("StringLike", $"\"{pattern}\"", $$"""{"k:key":"{{value}}"}"""));

    [Fact]
    public void Variables_are_plain_text_in_the_old_version()
    {
        var old = new PolicySet
        {
            Identity = new([
                Policy(
                    Allow(rest: ",\"Condition\":{\"StringEquals\":{\"k:key\":\"${aws:username}\"}}"),
                    version: "2008-10-17"
                ),
            ]),
        };

        Assert.Equal(Decision.Allowed, Decide(Request(context: """{"k:key":"${aws:username}"}"""), old));
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(context: """{"k:key":"alice"}"""), old));
    }

    [Fact]
    public void All_conditions_must_hold()
    {
        const string Both =
            ",\"Condition\":{\"StringEquals\":{\"k:a\":\"1\",\"k:b\":\"1\"},\"StringLike\":{\"k:c\":\"*\"}}";
        var policies = new PolicySet { Identity = Layer(Allow(rest: Both)) };

        Assert.Equal(Decision.Allowed, Decide(Request(context: """{"k:a":"1","k:b":"1","k:c":""}"""), policies));
        Assert.Equal(
            Decision.ImplicitlyDenied,
            Decide(Request(context: """{"k:a":"1","k:b":"2","k:c":""}"""), policies)
        );
        Assert.Equal(Decision.ImplicitlyDenied, Decide(Request(context: """{"k:a":"1","k:b":"1"}"""), policies));
    }

    [Fact]
    public void A_key_that_is_not_known_makes_the_answer_unknown_and_is_named()
    {
        var policies = new PolicySet
        {
            Identity = Layer(Allow(rest: ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}")),
        };
        var decision = PolicyEvaluator.Decide(Request(context: null), policies);

        Assert.Equal(Decision.Unknown, decision.Decision);
        Assert.Equal(["aws:SourceIp"], decision.Missing);
        Assert.Equal(
            Decision.ImplicitlyDenied,
            Decide(Request(context: null, action: "s3:x"), new PolicySet { Identity = Layer(Allow("ec2:*")) })
        );
    }

    [Theory]
    [InlineData(Alice, "aws:PrincipalArn", Alice)]
    [InlineData(Role, "aws:PrincipalArn", Role)]
    [InlineData(Session, "aws:PrincipalAccount", "111122223333")]
    [InlineData(Session, "aws:PrincipalType", "AssumedRole")]
    [InlineData("arn:aws:iam::111122223333:root", "aws:userid", "111122223333")]
    [InlineData("ec2.amazonaws.com", "aws:PrincipalIsAWSService", "true")]
    [InlineData("anonymous", "aws:PrincipalType", "Anonymous")]
    public void What_follows_from_the_caller_needs_not_be_told(string caller, string key, string value)
    {
        var policies = new PolicySet
        {
            Identity = Layer(Allow(rest: $",\"Condition\":{{\"StringEquals\":{{\"{key}\":\"{value}\"}}}}")),
            Resource = Layer(
                Allow(principal: "\"*\"", rest: $",\"Condition\":{{\"StringEquals\":{{\"{key}\":\"{value}\"}}}}")
            ),
        };

        Assert.Equal(Decision.Allowed, Decide(Request(caller), policies));
    }

    private static bool Holds(string name, string values, string context)
    {
        var policies = new PolicySet
        {
            Identity = Layer(Allow(rest: $",\"Condition\":{{\"{name}\":{{\"k:key\":{values}}}}}")),
        };
        return Decide(Request(context: context), policies) == Decision.Allowed;
    }

    // A session's ARN leaves its role's path out.
    [Theory]
    [InlineData("reader", "ArnLike", "arn:aws:iam::*:role/reader", Decision.Unknown)]
    [InlineData("reader", "ArnLike", "arn:aws:iam::*:role/ops/*", Decision.Unknown)]
    [InlineData("reader", "ArnLike", "arn:aws:iam::*:role/*", Decision.Allowed)]
    [InlineData("reader", "ArnLike", "arn:aws:iam::*:role/*reader", Decision.Allowed)]
    [InlineData("reader", "ArnLike", "arn:aws:iam::*:role/writer", Decision.ImplicitlyDenied)]
    [InlineData("reader", "StringEquals", "arn:aws:iam::444455556666:role/reader", Decision.ImplicitlyDenied)]
    [InlineData("reader", "StringNotLike", "arn:aws:iam::111122223333:role/reader", Decision.Unknown)]
    [InlineData(
        "AWSReservedSSO_Admin_0123456789abcdef",
        "ArnLike",
        "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*",
        Decision.Allowed
    )]
    [InlineData(
        "AWSReservedSSO_Admin_0123456789abcdef",
        "ArnNotLike",
        "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*",
        Decision.ImplicitlyDenied
    )]
    public void The_role_of_a_session_may_have_any_path(string role, string test, string value, Decision decision)
    {
        var policies = new PolicySet
        {
            Identity = Layer(Allow(rest: $",\"Condition\":{{\"{test}\":{{\"aws:PrincipalArn\":\"{value}\"}}}}")),
        };

        Assert.Equal(decision, Decide(Request($"arn:aws:sts::{Account}:assumed-role/{role}/me"), policies));
    }

    [Fact]
    public void What_every_request_has_is_not_absent_because_it_was_not_given()
    {
        var late = Deny(rest: ",\"Condition\":{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2020-01-01T00:00:00Z\"}}");

        Assert.Equal(Decision.Unknown, Decide(Request(), new PolicySet { Identity = Layer(Allow(), late) }));
        Assert.Equal(
            Decision.ExplicitlyDenied,
            Decide(
                Request(context: "{\"aws:CurrentTime\":\"2026-03-10T00:00:00Z\"}"),
                new PolicySet { Identity = Layer(Allow(), late) }
            )
        );
    }

    [Theory]
    [InlineData(Account, Decision.Allowed)]
    [InlineData(Other, Decision.ImplicitlyDenied)]
    public void The_account_of_who_calls_a_key_is_the_caller_s(string account, Decision decision) =>
        Assert.Equal(
            decision,
            Decide(
                Request(action: "kms:Decrypt", resource: Key),
                new PolicySet
                {
                    Resource = Layer(
                        Allow(
                            "kms:*",
                            "\"*\"",
                            $",\"Condition\":{{\"StringEquals\":{{\"kms:CallerAccount\":\"{account}\"}}}}"
                        )
                    ),
                }
            )
        );

    [Theory]
    [InlineData("\"\"", Decision.Allowed)]
    [InlineData("[\"\",\"cost\"]", Decision.ImplicitlyDenied)]
    [InlineData("\"other\"", Decision.ImplicitlyDenied)]
    public void An_empty_text_is_no_value_of_ForAllValues(string value, Decision decision) =>
        Assert.Equal(
            decision,
            Decide(
                Request(context: $"{{\"aws:TagKeys\":{value}}}"),
                new PolicySet
                {
                    Identity = Layer(
                        Allow(rest: ",\"Condition\":{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"cost\"]}}")
                    ),
                }
            )
        );
}
