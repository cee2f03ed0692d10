using System.Text;
using RecipePicks.Sources;

namespace RecipePicks.Tests.Sources;

public sealed class CanonicalHashTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null]}""", """ { "b" : [ true , null ] , "a" : 1 } """)]
    [InlineData("""{"x":"a/b","y":"é"}""", """{"y":"\u00e9","x":"a\/b"}""")]
    [InlineData("""[{"a":{"b":"c","d":"e"}}]""", """[{"a":{"d":"e","b":"c"}}]""")]
    public void Text_that_says_the_same_has_one_hash(string one, string other) => Assert.Equal(Of(one), Of(other));

    [Fact]
    public void Text_that_says_something_else_has_another()
    {
        string[] texts =
        [
            .. new[]
            {
                "null",
                "true",
                "false",
                "[0]",
                "[1.0]",
                "\"\"",
                "\"1\"",
                "\"true\"",
                "[]",
                "{}",
                "[[]]",
                "[{}]",
            },
            .. new[]
            {
                "[1]",
                "[2]",
                "[1,2]",
                "[2,1]",
                "[[1],2]",
                "[[1,2]]",
                """{"a":1}""",
                """{"a":2}""",
                """{"b":1}""",
            },
            .. new[] { """{"a":[1]}""", """{"a":[2]}""", """{"a":"b","c":"d"}""", """{"a":"d","c":"b"}""" },
            .. new[] { """{"a":{"b":1},"c":{}}""", """{"a":{},"c":{"b":1}}""" },
        ];

        Assert.Equal(texts.Length, texts.Select(Of).Distinct().Count());
    }

    private static ulong Of(string json) => CanonicalHash.Of(Encoding.UTF8.GetBytes(json));
}
