namespace RecipePicks.DuckDb.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void A_test_runs() => Assert.Equal(4, 2 + 2);
}
