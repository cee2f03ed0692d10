using RecipePicks.Athena;
using RecipePicks.Letters;
using RecipePicks.Tests.Sql;

namespace RecipePicks.Tests.Athena;

/// <summary>What is sent to Athena, and what makes its tables, is read by grammars that others wrote.</summary>
public sealed class AthenaGrammarTests
{
    private const string Old =
        "CREATE EXTERNAL TABLE logs (eventname string, readonly boolean, resources array<struct<arn:string>>, useridentity struct<type:string,sessioncontext:struct<attributes:struct<mfaauthenticated:string>>>) PARTITIONED BY (year int, month int, day int)";

    [Fact]
    public void Every_text_that_is_sent_is_Trinos_and_every_table_is_Hives()
    {
        var table = new TrailTable { Bucket = "s3://trail", Accounts = ["111122223333"] };
        var texts = new Dictionary<string, string>
        {
            ["hive:timestamp"] = table.Write(),
            ["hive:year-month-day"] = (table with { Days = TrailDays.YearMonthDay }).Write(),
            ["hive:organization"] = (table with { Organization = "o-a1b2c3d4e5", Accounts = [] }).Write(),
            ["hive:(no statement)"] = "CREATE EXTERNAL TABEL a (b string)",
        };
        foreach (var (name, ddl) in texts.Where(t => t.Key != "hive:(no statement)").Append(new("old", Old)).ToList())
        {
            foreach (var question in new[] { "Pulling/named", "Pulling/called" })
            {
                texts[$"{question} of {name}"] = Sent(question, ddl).Text;
            }
        }

        var said = TrinoGrammarTests.Ask(texts);

        Assert.NotEmpty(said["hive:(no statement)"]);
        said.Remove("hive:(no statement)");
        Assert.Empty(said.SelectMany(s => s.Value.Select(e => $"{s.Key} {e}")));
    }

    [Fact]
    public void Values_are_sent_in_the_order_of_their_question_marks_and_quoted()
    {
        var query = AthenaText.Of(
            "SELECT ':a' AS x FROM cloudtrail_logs WHERE a = :a AND b = ? AND c = :a AND d = :n",
            new Dictionary<string, object?>
            {
                ["a"] = "it's",
                ["1"] = null,
                ["n"] = 7L,
            },
            null
        );

        Assert.Equal("SELECT ':a' AS x FROM cloudtrail_logs WHERE a = ? AND b = ? AND c = ? AND d = ?", query.Text);
        Assert.Equal(["'it''s'", "NULL", "'it''s'", "7"], query.Values);
    }

    [Fact]
    public void A_statement_that_makes_a_table_is_sent_as_it_stands() =>
        Assert.Equal((Old, 0), (Sent(Old).Text, Sent(Old).Values.Count));

    [Fact]
    public void Statements_are_sent_one_by_one() =>
        Assert.Equal(
            ["SELECT ';' AS a", "SHOW TABLES"],
            AthenaText.Statements("SELECT ';' AS a; -- b;\n;SHOW TABLES;")
        );

    [Fact]
    public void A_table_of_the_same_name_in_a_schema_is_that_table()
    {
        Assert.True(AthenaText.Names("SELECT 1 FROM cloudtrail_logs"));
        Assert.False(AthenaText.Names("SELECT 1 FROM other.cloudtrail_logs"));
        Assert.False(AthenaText.Names("DESCRIBE cloudtrail_logs"));
    }

    private static AthenaQuery Sent(string text) => AthenaText.Of(text, new Dictionary<string, object?>(), null);

    private static AthenaQuery Sent(string question, string ddl)
    {
        var scope = new LakeScope
        {
            Window = new TimeWindow(new(2025, 12, 30), new(2026, 2, 3)),
            Regions = ["eu-west-1"],
            Accounts = ["111122223333"],
        };
        var relation = LakeColumns.Of(TableDefinition.OfDdl(ddl, "security"), scope, DateTime.UnixEpoch);
        var values = Needed
            .All.Values.SelectMany(n => n)
            .Distinct()
            .ToDictionary(n => n, n => (object?)Needed.Placeholder(n));
        values["from"] = values["to"] = "2026";
        var (sql, bound) = Question.Load(question).Sql.Bind(values);
        return AthenaText.Of(sql, bound, relation);
    }
}
