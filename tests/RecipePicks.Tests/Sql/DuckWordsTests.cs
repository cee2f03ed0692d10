using RecipePicks.Sql;

namespace RecipePicks.Tests.Sql;

public sealed class DuckWordsTests
{
    [Theory]
    [InlineData(
        "Conversion Error: Could not convert string 'a.b' to INT32\n\nLINE 1: SELECT CAST(...\n               ^",
        "Conversion Error: Could not convert string 'a.b' to INT32"
    )]
    [InlineData(
        "Out of Memory Error: failed to allocate data of size 2.0 GiB (1.9 GiB/2.0 GiB used)\nPossible solutions:\n* SET threads=1",
        "Out of Memory Error: failed to allocate data of size 2.0 GiB (1.9 GiB/2.0 GiB used)"
    )]
    [InlineData("Invalid Input Error: it is 1. of 2. Use SET x = 3 to go on.", "Invalid Input Error: it is 1. of 2")]
    [InlineData("", "")]
    public void Of_what_DuckDB_says_the_first_sentence_is_told(string said, string told) =>
        Assert.Equal(told, DuckWords.First(said));
}
