using System.Text.Json;

namespace RecipePicks.Tests;

public sealed class WholeJsonTests
{
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"b"}""")]
    [InlineData("""["\ud83d\ude00"]""", """["\ud83d\ude00"]""")]
    [InlineData("""["\ud83d"]""", """["\ufffd"]""")]
    [InlineData("""["\ude00x"]""", """["\ufffdx"]""")]
    [InlineData("""["\uD83D\uD83D\uDE00"]""", """["\ufffd\uD83D\uDE00"]""")]
    [InlineData("""["\ud83d\u0041"]""", """["\ufffd\u0041"]""")]
    [InlineData("""["\\ud83d"]""", """["\\ud83d"]""")]
    [InlineData("""["\\\ud83d"]""", """["\\\ufffd"]""")]
    [InlineData("""{"\udfff":1}""", """{"\ufffd":1}""")]
    public void Half_of_a_pair_becomes_a_replacement_character_and_nothing_else_changes(string json, string whole)
    {
        Assert.Equal(whole, WholeJson.Of(json));
        using var parsed = JsonDocument.Parse(whole);
        foreach (
            var text in parsed.RootElement.ValueKind == JsonValueKind.Array
                ? parsed.RootElement.EnumerateArray()
                : default
        )
        {
            Assert.NotNull(text.GetString());
        }
    }
}
