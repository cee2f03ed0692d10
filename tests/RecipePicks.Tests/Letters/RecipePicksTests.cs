namespace RecipePicks.Tests.Letters;

public sealed class RecipePicksTests
{
    private static readonly string[] Keys =
    [
        .. new[] { "resource", "events", "changes", "identity", "permissions", "entitlements" },
        .. new[] { "public", "ip", "caller", "track", "forensics" },
    ];

    [Fact]
    public void The_eleven_marks_spell_RECIPEPICKS() =>
        Assert.Equal("RECIPEPICKS", string.Concat(RecipePicks.Letters.RecipePicks.All.Select(l => l.Mark)));

    [Fact]
    public void The_keys_are_the_contracts_in_its_order() =>
        Assert.Equal(Keys, RecipePicks.Letters.RecipePicks.All.Select(l => l.Key));

    [Fact]
    public void Every_letter_has_a_question_its_needs_and_a_query_of_its_own() =>
        Assert.All(
            RecipePicks.Letters.RecipePicks.All,
            letter =>
            {
                Assert.EndsWith("?", letter.Asks);
                Assert.NotEmpty(letter.Needs);
                Assert.NotEmpty(letter.Questions);
            }
        );
}
