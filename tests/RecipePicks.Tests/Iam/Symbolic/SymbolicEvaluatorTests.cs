using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Symbolic;
using static RecipePicks.Tests.Iam.Given;

namespace RecipePicks.Tests.Iam.Symbolic;

/// <summary>Questions about many requests at once.</summary>
public sealed class SymbolicEvaluatorTests
{
    [Fact]
    public void What_is_allowed_whatever_the_circumstances_is_yes()
    {
        var answer = Ask(["s3:Get*"], ["arn:aws:s3:::data/*"], Allow("s3:*"));

        Assert.Equal(AccessVerdict.Yes, answer.Verdict);
        Assert.Empty(answer.Conditions);
        Assert.Null(answer.Counterexample);
    }

    [Fact]
    public void What_is_allowed_under_conditions_names_them_and_has_a_witness()
    {
        var answer = Ask(
            ["s3:GetObject"],
            ["arn:aws:s3:::data/*"],
            Allow(
                "s3:*",
                rest: ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"},\"Bool\":{\"aws:SecureTransport\":\"true\"}}"
            )
        );

        Assert.Equal(AccessVerdict.Conditional, answer.Verdict);
        Assert.Equal(["IpAddress aws:SourceIp 203.0.113.0/24", "Bool aws:SecureTransport true"], answer.Conditions);
        Assert.Equal(["203.0.113.0"], answer.Witness!.Lookup("aws:SourceIp").Values);
        Assert.Equal("arn:aws:s3:::data/", answer.Witness.Resource);
        Assert.NotNull(answer.Counterexample);
    }

    [Fact]
    public void A_deny_leaves_what_it_does_not_mean()
    {
        var answer = Ask(
            ["s3:*"],
            ["arn:aws:s3:::*"],
            Allow("s3:*"),
            """{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::a*"}""",
            """{"Effect":"Deny","NotAction":"s3:GetObject","Resource":"*"}"""
        );

        Assert.Equal(AccessVerdict.Conditional, answer.Verdict);
        Assert.Equal("s3:GetObject", answer.Witness!.Action, ignoreCase: true);
        Assert.DoesNotContain(":::a", answer.Witness.Resource);
    }

    [Fact]
    public void Denies_that_together_leave_nothing_are_a_no()
    {
        // No address is outside both; the key itself is there or not.
        var answer = Ask(
            ["s3:GetObject"],
            ["*"],
            Allow("s3:*"),
            Deny("s3:*", rest: ",\"Condition\":{\"NumericLessThan\":{\"k:n\":\"5\"}}"),
            Deny("s3:*", rest: ",\"Condition\":{\"NumericGreaterThanEquals\":{\"k:n\":\"5\"}}"),
            Deny("s3:*", rest: ",\"Condition\":{\"Null\":{\"k:n\":\"true\"}}")
        );

        // A value that is no number passes both; AWS sends none for such a key, but the policies do not say so.
        Assert.Equal(AccessVerdict.Conditional, answer.Verdict);
        Assert.Equal(["x"], answer.Witness!.Lookup("k:n").Values);
    }

    [Theory]
    [InlineData("NumericLessThan", "s3:max-keys", "79228162514264337593543950335")]
    [InlineData("NumericGreaterThan", "s3:max-keys", "-79228162514264337593543950335")]
    [InlineData("DateLessThan", "aws:CurrentTime", "99999999999999999")]
    [InlineData("DateGreaterThan", "aws:CurrentTime", "-99999999999999999")]
    [InlineData("DateEquals", "aws:CurrentTime", "99999999999999999")]
    public void Numbers_and_times_of_any_size_are_compared(string test, string key, string value)
    {
        var answer = Ask(
            ["s3:GetObject"],
            ["arn:aws:s3:::data/*"],
            Allow("s3:*", rest: $",\"Condition\":{{\"{test}\":{{\"{key}\":\"{value}\"}}}}")
        );

        Assert.Equal(AccessVerdict.Conditional, answer.Verdict);
        Assert.NotNull(answer.Witness);
    }

    [Fact]
    public void What_a_condition_allows_and_denies_at_once_is_no_although_the_key_is_not_known()
    {
        const string Same = ",\"Condition\":{\"StringEquals\":{\"k:t\":\"a\"}}";
        string[] statements = [Allow(rest: Same), Deny(rest: Same)];

        Assert.Equal(AccessVerdict.No, Ask(["s3:GetObject"], ["*"], statements).Verdict);
        Assert.Equal(Decision.Unknown, Decide(Request(context: null), new PolicySet { Identity = Layer(statements) }));
    }

    [Fact]
    public void A_policy_that_is_missing_makes_unknown_only_where_it_matters()
    {
        var policies = new PolicySet { Identity = Layer(Allow("s3:*")), Boundary = PolicyLayer.Missing };
        var caller = Caller.TryParse(Alice)!;

        Assert.Equal(
            AccessVerdict.Unknown,
            SymbolicEvaluator.Ask(new(caller, ["s3:*"], ["*"], null, Account), policies).Verdict
        );
        Assert.Equal(
            AccessVerdict.No,
            SymbolicEvaluator.Ask(new(caller, ["ec2:*"], ["*"], null, Account), policies).Verdict
        );
    }

    [Fact]
    public void A_key_that_every_request_has_is_never_absent()
    {
        var answer = Ask(
            ["s3:GetObject"],
            ["*"],
            Allow(),
            Deny(rest: ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"),
            Deny(rest: ",\"Condition\":{\"Null\":{\"aws:SecureTransport\":\"true\"}}")
        );

        Assert.True(answer.Witness!.Lookup("aws:SecureTransport").IsPresent == Truth.Yes);
    }

    [Theory]
    [InlineData("anonymous", "aws:PrincipalOrgID", AccessVerdict.No)]
    [InlineData("anonymous", "aws:SourceVpce", AccessVerdict.Conditional)]
    public void Whom_a_bucket_policy_lets_in_is_asked_of_anyone(string caller, string asked, AccessVerdict expected)
    {
        var rest = $",\"Condition\":{{\"StringNotEquals\":{{\"{asked}\":\"o-1\"}}}}";
        var answer = SymbolicEvaluator.Ask(
            new(Caller.TryParse(caller)!, ["s3:*"], ["arn:aws:s3:::data/*"], null, Account),
            new PolicySet { Resource = Layer(Allow("s3:GetObject", "\"*\""), Deny("s3:*", "\"*\"", rest)) }
        );

        Assert.Equal(expected, answer.Verdict);
    }

    private static SymbolicAnswer Ask(string[] actions, string[] resources, params string[] statements) =>
        SymbolicEvaluator.Ask(
            new AccessQuestion(Caller.TryParse(Alice)!, actions, resources, null, Account),
            new PolicySet { Identity = Layer(statements) }
        );
}
