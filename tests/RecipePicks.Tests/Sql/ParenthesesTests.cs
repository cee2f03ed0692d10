using RecipePicks.Sql.Parsing;

namespace RecipePicks.Tests.Sql;

public sealed class ParenthesesTests
{
    [Theory]
    [InlineData("SELECT ((SELECT 1) + 1)")]
    [InlineData("SELECT 1 IN ((SELECT 1), 2)")]
    [InlineData("SELECT 1 WHERE 1 IN ((SELECT 1) UNION (SELECT 2))")]
    [InlineData("SELECT * FROM ((SELECT 1 AS a) AS x JOIN (SELECT 1 AS b) AS y ON x.a = y.b)")]
    [InlineData("((SELECT 1) UNION ALL SELECT 2) ORDER BY 1")]
    [InlineData("SELECT * FROM ((SELECT 1))")]
    [InlineData("SELECT (((SELECT 1)))")]
    [InlineData("(WITH a AS (SELECT 1) SELECT * FROM a)")]
    public void Queries_and_expressions_in_parentheses_are_told_apart(string sql) =>
        Assert.Single(SqlParser.Parse(sql));
}
