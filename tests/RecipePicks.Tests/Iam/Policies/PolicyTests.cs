using RecipePicks.Iam.Policies;

namespace RecipePicks.Tests.Iam.Policies;

public sealed class PolicyTests
{
    [Fact]
    public void Every_legal_form_is_read()
    {
        var policy = Policy.Parse(
            """
            {
              "version": "2012-10-17", "Id": "x",
              "Statement": {
                "Sid": "One", "Effect": "Allow",
                "Principal": { "AWS": ["111122223333", "*"], "Service": "ec2.amazonaws.com", "Federated": "accounts.google.com", "CanonicalUser": "79a5" },
                "NotAction": "iam:*", "NotResource": ["arn:aws:s3:::a", "arn:aws:s3:::b"],
                "Condition": { "ForAllValues:StringLikeIfExists": { "aws:TagKeys": ["a", "b*"] }, "NumericLessThan": { "s3:max-keys": 10 }, "Bool": { "aws:SecureTransport": true } }
              }
            }
            """,
            "p"
        );

        var statement = Assert.Single(policy.Statements);
        Assert.Equal(PolicyVersion.V2012, policy.Version);
        Assert.Equal("statement 1 (One)", statement.Name);
        Assert.Equal(5, statement.Principal!.Entries.Count);
        Assert.True(statement.Actions.AllBut);
        Assert.True(statement.Resources!.AllBut);
        Assert.Equal(["10"], statement.Conditions[1].Values);
        Assert.Equal("ForAllValues:StringLikeIfExists aws:TagKeys a or b*", statement.Conditions[0].ToString());
        Assert.Empty(policy.Notices);
    }

    [Theory]
    [InlineData("%7B%22Statement%22%3A%5B%5D%7D")]
    [InlineData("  {\"Statement\":[]}\n")]
    [InlineData("\uFEFF{\"Statement\":[]}")]
    public void The_text_is_read_as_it_is_carried(string text) =>
        Assert.Equal(PolicyVersion.V2008, Policy.Parse(text, "p").Version);

    [Theory]
    [InlineData("", "This policy contains invalid Json")]
    [InlineData("{", "This policy contains invalid Json")]
    [InlineData("""{"Statement":[]} x""", "This policy contains invalid Json")]
    [InlineData("""{"Statement":[],"Id":"\ud800"}""", "This policy contains invalid Json")]
    [InlineData("[]", "Syntax errors in policy.")]
    [InlineData("{}", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[],"Statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[],"statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Version":"2020-01-01","Statement":[]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Action":"a:b","Resource":"*"}]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Effect":"allow","Action":"a:b","Resource":"*"}]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Resource":"*"}]}""", "Policy statement must contain actions.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"a:b"}]}""", "Policy statement must contain resources.")]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"x"}]}""",
        "Resource x must be in ARN format or \"*\"."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"GetObject","Resource":"*"}]}""",
        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b:c","Resource":"*"}]}""",
        "Actions/Condition can contain only one colon."
    )]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"i m:b","Resource":"*"}]}""", "Vendor i m is not valid")]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b","NotAction":"a:c","Resource":"*"}]}""",
        "Syntax errors in policy."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"a:b","Resource":"*"}]}""",
        "Policy document should not specify a principal."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"StringIs":{"k":"v"}}}]}""",
        "Invalid Condition type : StringIs."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"NullIfExists":{"k":"true"}}}]}""",
        "Invalid Condition type : NullIfExists."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"StringEquals":{"k":{}}}}]}""",
        "Syntax errors in policy."
    )]
    [InlineData(
        """{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"StringEquals":{"k":"1","K":"2"}}}]}""",
        "Syntax errors in policy."
    )]
    [InlineData("""{"Statement":[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]}""", "This policy contains invalid Json")]
    public void What_is_no_policy_is_refused_in_the_words_of_AWS(string text, string message)
    {
        Assert.Null(Policy.TryParse(text, "p", PolicyKind.Identity, out var error));
        Assert.Equal(message, error!.Message);
    }

    [Fact]
    public void An_error_says_where_it_is()
    {
        Policy.TryParse(
            "{\n  \"Statement\": [\n    {\"Effect\": \"Allow\", \"Action\": [\"s3:x\", 7], \"Resource\": \"*\"}\n  ]\n}",
            "p",
            null,
            out var error
        );

        Assert.Equal(
            "Syntax errors in policy. (Statement[0].Action[1]: it must be a text; line 3, column 44)",
            error!.ToString()
        );
    }

    [Fact]
    public void What_AWS_would_not_take_but_may_be_stored_is_read_and_noticed()
    {
        var policy = Policy.Parse(
            """{"Statement":[{"Sid":"A","Effect":"Allow","Principal":"arn:aws:iam::111122223333:root","Action":"s3:*","Condition":{"IpAddress":{"aws:SourceIp":"office"}}},{"Sid":"A","Effect":"Deny","Action":"s3:*"}]}""",
            "p"
        );

        Assert.Equal(3, policy.Notices.Count);
    }
}
