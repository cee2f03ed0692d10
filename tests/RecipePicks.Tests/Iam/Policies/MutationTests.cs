using System.Text;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Tests.Iam.Policies;

/// <summary>Policies that were damaged: each is read, or refused with a message and a place.</summary>
public sealed class MutationTests
{
    private const int Mutations = 50_000;

    private static readonly string[] Seeds =
    [
        """{"Version":"2012-10-17","Id":"x","Statement":[{"Sid":"One","Effect":"Allow","Principal":{"AWS":["111122223333","*"],"Service":"ec2.amazonaws.com"},"NotAction":["iam:*","s3:Get?"],"NotResource":"arn:aws:s3:::a/${aws:username, 'x'}/*","Condition":{"ForAllValues:StringLikeIfExists":{"aws:TagKeys":["a","b*"]},"NumericLessThan":{"s3:max-keys":10},"Bool":{"aws:SecureTransport":true},"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]},"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},"Null":{"aws:MultiFactorAuthAge":"true"}}}]}""",
        """{"Statement":{"Effect":"Deny","NotPrincipal":"*","Action":"*","Resource":["arn:aws:s3:::*","*"],"Condition":{"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/${aws:PrincipalTag/x}"},"BinaryEquals":{"k":"QmluYXJ5"}}}}""",
        "%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D",
    ];

    private static readonly string[] Splices =
    [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "null",
        "true",
        "1e999",
        "-",
        "\\ud800",
        "\\u0000",
        "${",
        "'",
        "*",
        "?",
        "%7B",
        "%",
        "\uD800",
        "\uFEFF",
        "\"Statement\":",
        "\"Action\":\"*\",",
        "\"Effect\":",
        "[[[[[[[[[[[[[[[[[[[[",
        "/129",
        "::",
        "arn:",
    ];

    [Fact]
    public void A_damaged_policy_is_read_or_refused_with_a_place()
    {
        var random = new Random(5);
        var read = 0;
        for (var i = 0; i < Mutations; i++)
        {
            var text = Damage(Seeds[random.Next(Seeds.Length)], random);
            var kind = (PolicyKind?)random.Next(7);
            if (Policy.TryParse(text, "p", kind, out var error) is { } policy)
            {
                read++;
                Assert.NotNull(policy.Statements);
            }
            else
            {
                Assert.True(error!.Message.Length > 0 && error.Detail.Length > 0, text);
                Assert.True(error.Line > 0 && error.Column > 0, text);
            }
        }

        Assert.InRange(read, Mutations / 50, Mutations - (Mutations / 50));
    }

    private static string Damage(string seed, Random random)
    {
        var text = new StringBuilder(seed);
        for (var n = random.Next(1, 4); n > 0 && text.Length > 0; n--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Splices[random.Next(Splices.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 127);
                    break;
                default:
                    var from = random.Next(text.Length);
                    text.Insert(at, text.ToString(from, Math.Min(random.Next(1, 60), text.Length - from)));
                    break;
            }
        }

        return text.ToString();
    }
}
