using System.Text;
using RecipePicks.Sql;
using RecipePicks.Sql.Parsing;

namespace RecipePicks.Tests.Sql;

/// <summary>Text that nobody meant: it is refused with its place, and nothing worse happens.</summary>
public sealed class HostileSqlTests
{
    private const int Texts = 100_000;

    private static readonly string[] s_seeds =
    [
        .. global::RecipePicks.Letters.RecipePicks.All.SelectMany(l => l.Questions).Select(q => q.Sql.Text),
        "WITH x AS (SELECT useridentity.arn a, count(*) c FROM cloudtrail_logs GROUP BY 1) SELECT * FROM x WHERE c > 5 ORDER BY c DESC LIMIT 10",
        "SELECT t.k, r.arn FROM cloudtrail_logs CROSS JOIN UNNEST(resources) WITH ORDINALITY AS r(arn, account, type, n) LEFT JOIN (VALUES (1)) AS t(k) ON true",
        "SELECT json_extract_scalar(requestparameters, '$.a[0].b'), date_format(from_iso8601_timestamp(eventtime), '%Y') FROM cloudtrail_logs",
        "SELECT transform(ARRAY[1, 2], x -> x + 1), CAST(ROW(1, 'a') AS ROW(a bigint, b varchar)).b, row_number() OVER (PARTITION BY eventname ORDER BY eventtime ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM cloudtrail_logs",
        "CREATE EXTERNAL TABLE t (a struct<b:string,c:array<string>>) PARTITIONED BY (day string) TBLPROPERTIES ('a'='b'); SELECT * FROM t",
    ];

    private static readonly string[] s_pieces =
    [
        "(",
        ")",
        "'",
        "\"",
        ",",
        ".",
        ";",
        "SELECT",
        "FROM",
        "WHERE",
        "NOT",
        "CASE",
        "END",
        "->",
        "[",
        "]",
        "||",
        "IN",
        "--",
        "/*",
        "*/",
        "0",
        "1e9999",
        "NULL",
        "ARRAY[",
        "CAST(",
        "AS",
        "OVER",
        "INTERVAL",
        "‘",
        "“",
        "?",
        ":a",
        "$",
        "<x>",
        "${y}",
        "\0",
        "\u202e",
        "💰",
        "read_csv('/etc/passwd')",
        "x'",
        "U&'\\",
        "AT TIME ZONE",
        "GROUP BY",
        "UNNEST(",
        "eventname",
    ];

    [Fact]
    public void A_hundred_thousand_mutations_compile_or_say_where_they_are_wrong()
    {
        var random = new Random(20260101);
        var compiled = 0;
        for (var i = 0; i < Texts; i++)
        {
            var text = i % 3 == 0 ? Random(random) : Mutated(random);
            var options = SqlDatabase.Options with
            {
                Lenient = i % 2 == 0,
                Catalog = new(RecipePicks.Store.CloudTrailTable.Columns),
            };
            try
            {
                compiled += AthenaSql.Compile(text, options).Count;
            }
            catch (SqlTextException e)
            {
                Assert.InRange(e.Line, 1, text.Count(c => c == '\n') + 1);
                Assert.InRange(e.Column, 1, text.Length + 1);
                Assert.NotEmpty(e.Problem);
            }
        }

        Assert.True(compiled > 100, "the mutations are too wild to test anything beyond the parser");
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("NOT ", "")]
    [InlineData("- ", "")]
    [InlineData("ARRAY[", "]")]
    [InlineData("CASE WHEN true THEN ", " END")]
    [InlineData("CAST(", " AS varchar)")]
    [InlineData("coalesce(", ")")]
    [InlineData("transform(ARRAY[1], x -> ", ")")]
    [InlineData("(SELECT ", ")")]
    [InlineData("if(true, ", ")")]
    public void Text_that_is_nested_deep_is_refused_by_name(string open, string close)
    {
        var text = new StringBuilder("SELECT ")
            .Insert(7, open, 20_000)
            .Append('1')
            .Insert(7 + (open.Length * 20_000) + 1, close, 20_000)
            .ToString();
        var refused = Assert.Throws<SqlTextException>(() => SqlDatabase.Compile(text));
        Assert.Contains("deep", refused.Problem);
    }

    [Theory]
    [InlineData("1", " + 1")]
    [InlineData("'a'", " || 'a'")]
    [InlineData("requestparameters", ".a")]
    [InlineData("ARRAY[1]", "[1]")]
    [InlineData("1", " = 1")]
    public void Chains_without_end_are_refused_by_name(string first, string link)
    {
        var text = $"SELECT {first}{string.Concat(Enumerable.Repeat(link, 50_000))} FROM cloudtrail_logs";
        Assert.Contains(
            "operators follow",
            Assert
                .Throws<SqlTextException>(() => SqlDatabase.Compile(text, SqlDatabase.Options with { Lenient = true }))
                .Problem
        );
    }

    [Fact]
    public void What_doubles_when_it_is_nested_stays_small_or_is_refused()
    {
        foreach (var depth in (int[])[5, 15, 40, 150])
        {
            var text =
                string.Concat(Enumerable.Repeat("element_at(ARRAY[greatest(1, ", depth))
                + "1"
                + string.Concat(Enumerable.Repeat(")], random(9))", depth));
            try
            {
                Assert.True(SqlDatabase.Compile("SELECT " + text).Sql.Length < 10_000_000);
            }
            catch (SqlTextException e)
            {
                Assert.NotEmpty(e.Problem);
            }
        }
    }

    [Fact]
    public void A_thousand_alternatives_are_no_trouble()
    {
        var text =
            "SELECT count(*) FROM cloudtrail_logs WHERE "
            + string.Join(" OR ", Enumerable.Range(0, 5000).Select(i => $"eventname = 'x{i}'"));
        Assert.NotEmpty(SqlDatabase.Compile(text).Sql);
        Assert.Single(SqlParser.Parse(text));
    }

    private static string Random(Random random) =>
        string.Join(
            random.Next(2) == 0 ? " " : "",
            Enumerable.Range(0, random.Next(1, 40)).Select(_ => s_pieces[random.Next(s_pieces.Length)])
        );

    private static string Mutated(Random random)
    {
        var text = new StringBuilder(s_seeds[random.Next(s_seeds.Length)]);
        for (var i = random.Next(1, 5); i > 0; i--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 12), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 2:
                    text[at] = (char)random.Next(32, 127);
                    break;
                default:
                    text.Insert(at, text.ToString(at, Math.Min(random.Next(1, 30), text.Length - at)));
                    break;
            }

            if (text.Length == 0)
            {
                break;
            }
        }

        return text.ToString();
    }
}
