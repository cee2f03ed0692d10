using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Tests.Iam.Patterns;

public sealed class ArnPatternTests
{
    [Theory]
    [InlineData("*", "arn:aws:s3:::data/x", true)]
    [InlineData("*", "*", true)]
    [InlineData("arn:aws:s3:::*", "*", false)]
    [InlineData("arn:aws:s3:::data/*", "arn:aws:s3:::data/x/y", true)]
    [InlineData("arn:aws:s3:::data/*", "arn:aws:s3:::data", false)]
    [InlineData("arn:aws:s3:::DATA/*", "arn:aws:s3:::data/x", false)]
    [InlineData("arn:aws:s3:::d?ta", "arn:aws:s3:::data", true)]
    [InlineData("arn:aws:sqs", "arn:aws:sqs:eu-west-1:111122223333:q", true)]
    [InlineData("arn:aws:lambda:*", "arn:aws:lambda:eu-west-1:111122223333:function:f", true)]
    [InlineData("arn:aws:lambda:*:*:function:f*", "arn:aws:lambda:eu-west-1:111122223333:function:f:prod", true)]
    // No wildcard crosses a colon that parts the ARN.
    [InlineData("arn:aws:sqs:eu*q", "arn:aws:sqs:eu-west-1:111122223333:q", false)]
    [InlineData("arn:aws:iam::*:role/x", "arn:aws:iam::111122223333:role/x", true)]
    [InlineData("arn:*:iam::1111*:*", "arn:aws-cn:iam::111122223333:role/x", true)]
    [InlineData("execute-api:/prod/GET/*", "arn:aws:execute-api:eu-west-1:111122223333:a/prod/GET/x", false)]
    public void A_resource_is_matched_part_by_part(string pattern, string resource, bool matches) =>
        Assert.Equal(matches, ArnPattern.OfResource(pattern).Matches(new ArnText(resource)));

    [Theory]
    [InlineData("arn:aws:sns:*:topic1", "arn:aws:sns:us-east-1:111122223333:topic1", true)]
    [InlineData("arn:aws:sns:*:topic1", "arn:aws:sns:us-east-1:111122223333:topic2", false)]
    [InlineData("arn:aws:s3:*secret/*", "arn:aws:s3:::secret/x", false)]
    [InlineData("arn:aws:s3:*:secret/*", "arn:aws:s3:::secret/x", true)]
    [InlineData("arn:aws:iam:*:role/r", "arn:aws:iam::111122223333:role/r", true)]
    [InlineData("arn:aws:sqs:eu*q", "arn:aws:sqs:eu-west-1:111122223333:q", false)]
    [InlineData("arn:aws:sqs:?:q", "arn:aws:sqs:::q", false)]
    [InlineData("arn:aws:sqs", "arn:aws:sqs:eu-west-1:111122223333:q", true)]
    [InlineData("arn:aws:sqs:*:*:q", "arn:aws:sqs:eu-west-1:111122223333:q", true)]
    [InlineData("arn:aws:sqs:*:*:q", "arn:aws:sqs:eu-west-1:111122223333:p", false)]
    [InlineData("arn:aws:iam::*:role/a*b", "arn:aws:iam::111122223333:role/acb", true)]
    public void In_a_statement_a_star_that_ends_a_part_crosses_colons(string pattern, string resource, bool matches)
    {
        Assert.Equal(matches, ArnPattern.OfStatement(pattern).Matches(new ArnText(resource)));
        Assert.Equal(matches, ArnPattern.OfStatement(pattern).Globs.Any(g => g.Matches(resource)));
    }

    [Theory]
    [InlineData("${aws:PrincipalArn}")]
    [InlineData("arn:aws:sqs:*:${aws:PrincipalAccount}:q")]
    public void A_variable_before_the_fifth_colon_of_a_statement_is_unknown(string pattern)
    {
        Assert.Null(ArnPattern.OfStatement(pattern).Resolve(_ => (true, "111122223333"), out var isUnknown));
        Assert.True(isUnknown);
    }

    [Theory]
    [InlineData("arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/a*b/x", true)]
    [InlineData("arn:aws:s3:::home/${aws:username}/*", "arn:aws:s3:::home/axb/x", false)]
    [InlineData("${aws:PrincipalArn}", "arn:aws:iam::111122223333:user/a*b", true)]
    [InlineData("arn:aws:s3:::${aws:absent, 'data'}", "arn:aws:s3:::data", true)]
    public void A_value_in_the_place_of_a_variable_is_plain_text(string pattern, string resource, bool matches)
    {
        (bool, string?) Lookup(string key) =>
            (
                true,
                key == "aws:username" ? "a*b"
                : key == "aws:PrincipalArn" ? "arn:aws:iam::111122223333:user/a*b"
                : null
            );

        Assert.Equal(matches, ArnPattern.OfCondition(pattern).Resolve(Lookup, out _)!.Matches(new ArnText(resource)));
    }

    [Fact]
    public void A_variable_without_a_value_meets_nothing()
    {
        var pattern = ArnPattern.OfResource("arn:aws:s3:::home/${aws:username}");

        Assert.Null(pattern.Resolve(_ => (true, null), out var absent));
        Assert.False(absent);
        Assert.Null(pattern.Resolve(_ => (false, null), out var unknown));
        Assert.True(unknown);
        Assert.Equal(
            "home/${aws:username}",
            ArnPattern.OfStatement("arn:aws:s3:::home/${aws:username}", PolicyVersion.V2008).Segments[5].Literal
        );
    }
}
