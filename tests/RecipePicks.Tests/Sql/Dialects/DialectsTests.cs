using RecipePicks.Letters;
using RecipePicks.Sql;
using RecipePicks.Sql.Dialects;
using RecipePicks.Sql.Parsing;
using RecipePicks.Store;
using RecipePicks.Tests.Reports;

namespace RecipePicks.Tests.Sql.Dialects;

/// <summary>Each dialect says what it can say, and names what it cannot.</summary>
public sealed class DialectsTests
{
    private const string Key = "AKIAIOSFODNN7EXAMPLE";

    /// <summary>Quotes, backslashes, marks of patterns and of comments, a line feed, and letters beyond ASCII.</summary>
    internal const string Hostile = "a'b\"c\\d/e.*(f)|g%_h\n# i -- j */ \u202ek 'é";

    [Fact]
    public void The_dialects_are_these() =>
        Assert.Equal(["athena", "lake", "duckdb", "logs-insights"], CheatSheet.Dialects);

    [Theory]
    [InlineData("lake")]
    [InlineData("duckdb")]
    [InlineData("logs-insights")]
    public void What_is_said_and_what_is_not_is_as_approved(string dialect)
    {
        var all = Queries(dialect, [new(LeadKind.AccessKey, Key), new(LeadKind.Resource, "customer-data")]);
        var lines = all.Select(e => $"{e.Letter}: {e.Asks}\n  {(e.IsSaid ? "said" : e.Text)}");

        Approved.Check(
            $"cheatsheet-{dialect}.txt",
            $"{all.Count(e => e.IsSaid)} of {all.Count} are said\n\n{string.Join('\n', lines)}\n"
        );
    }

    [Fact]
    public void Athenas_text_is_as_it_was() =>
        Assert.Equal(
            CheatSheet.For([]).Where(e => e.Engine == "athena").Select(e => e.Text),
            Queries("athena", []).Select(e => e.Text)
        );

    [Theory]
    [InlineData("athena")]
    [InlineData("lake")]
    [InlineData("duckdb")]
    [InlineData("logs-insights")]
    public void What_cannot_be_said_is_one_line_of_comment_with_its_place(string dialect) =>
        Assert.All(
            Queries(dialect, []).Where(e => !e.IsSaid),
            e =>
                Assert.Matches(
                    $"\\A{e.Comment} cannot be said in [A-Za-z ]+: line \\d+, column \\d+ of Athena's text: [^\\n]+\\z",
                    e.Text
                )
        );

    [Theory]
    [InlineData("SELECT eventname, row_number() OVER (ORDER BY eventtime) FROM cloudtrail_logs", 1, 19, "window")]
    [InlineData(
        "SELECT eventname FROM cloudtrail_logs a\nJOIN cloudtrail_logs b ON a.eventid = b.eventid",
        2,
        6,
        "JOIN"
    )]
    [InlineData("SELECT eventname FROM cloudtrail_logs\nCROSS JOIN UNNEST(resources) AS t(r)", 2, 12, "UNNEST")]
    [InlineData("WITH t AS (SELECT 1 AS x) SELECT x FROM t", 1, 6, "WITH")]
    [InlineData("SELECT min_by(eventid, eventtime) FROM cloudtrail_logs", 1, 8, "min_by")]
    [InlineData("SELECT count(*) FILTER (WHERE eventname = 'x') FROM cloudtrail_logs", 1, 8, "FILTER")]
    [InlineData("SELECT count(*) FROM cloudtrail_logs HAVING count(*) > 1", 1, 54, "HAVING")]
    [InlineData("SELECT DISTINCT eventname FROM cloudtrail_logs", 1, 1, "DISTINCT")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE NOT (eventname = 'x')", 1, 45, "expression")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE strpos(requestparameters, 'x') > 0", 1, 52, "object")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE readonly = 'true'", 1, 45, "boolean")]
    [InlineData("SELECT useridentity FROM cloudtrail_logs", 1, 8, "object")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE year = '2024'", 1, 45, "field")]
    [InlineData("SELECT eventname FROM cloudtrail_logs UNION SELECT eventid FROM cloudtrail_logs", 1, 39, "UNION")]
    public void Logs_Insights_names_the_construct_that_it_lacks(string athena, int line, int column, string says)
    {
        var refused = Assert.Throws<SqlTextException>(() => Write(new LogsInsightsDialect(), athena));

        Assert.Equal((line, column), (refused.Line, refused.Column));
        Assert.Contains(says, refused.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eventname = 'x'", "eventName = \"x\"")]
    [InlineData("eventname <> 'x'", "(ispresent(eventName) and eventName != \"x\")")]
    [InlineData("eventname IN ('x', 'y')", "eventName in [\"x\", \"y\"]")]
    [InlineData("eventname NOT IN ('x')", "(ispresent(eventName) and eventName not in [\"x\"])")]
    [InlineData("errorcode LIKE '%Denied%'", "errorCode like /Denied/")]
    [InlineData("errorcode LIKE 'a_b%c'", "errorCode like /(?s)\\Aa.b.*c\\z/")]
    [InlineData("lower(errormessage) LIKE '%x.y%'", "tolower(errorMessage) like /x\\.y/")]
    [InlineData(
        "coalesce(errorcode, errormessage, '') = ''",
        "(errorCode = \"\" or (not ispresent(errorCode) and (not ispresent(errorMessage) or errorMessage = \"\")))"
    )]
    [InlineData("coalesce(eventtype, '') <> 'x'", "(not ispresent(eventType) or eventType != \"x\")")]
    [InlineData("errorcode IS NULL", "not ispresent(errorCode)")]
    [InlineData("(false OR eventname = 'x' OR errorcode IS NOT NULL)", "(eventName = \"x\" or ispresent(errorCode))")]
    [InlineData("split_part(useridentity.principalid, ':', 1) = 'A'", "userIdentity.principalId like /\\AA(:|\\z)/")]
    [InlineData(
        "split_part(useridentity.principalid, ':', 2) = 'i-1'",
        "userIdentity.principalId like /\\A[^:]*:i-1(:|\\z)/"
    )]
    [InlineData("json_extract_scalar(requestparameters, '$.bucketName') = 'b'", "requestParameters.bucketName = \"b\"")]
    [InlineData("eventname = 'a\"b'", "eventName like /\\Aa\\x{22}b\\z/")]
    [InlineData("strpos(errormessage, 'a/b') > 0", "errorMessage like /a\\/b/")]
    [InlineData(
        "useridentity.accountid <> recipientaccountid",
        "(ispresent(userIdentity.accountId) and ispresent(recipientAccountId) and userIdentity.accountId != recipientAccountId)"
    )]
    public void Logs_Insights_says_a_condition(string athena, string filter) =>
        Assert.Equal(
            $"filter {filter}\n| stats count(*) as n",
            Write(new LogsInsightsDialect(), $"SELECT count(*) AS n FROM cloudtrail_logs WHERE {athena}")
        );

    [Fact]
    public void Logs_Insights_says_a_grouping() =>
        Assert.Equal(
            """
            # count_distinct is an estimate where there are many values
            stats count(*) as calls, count_distinct(eventID) as ids, sortsFirst(eventTime) as first by userIdentity.arn, eventName
            | sort calls desc, eventName asc
            | limit 5
            """,
            Write(
                new LogsInsightsDialect(),
                """
                SELECT useridentity.arn, eventname, count(*) AS calls, count(DISTINCT eventid) AS ids, min(eventtime) AS first
                FROM cloudtrail_logs GROUP BY 1, eventname ORDER BY calls DESC, eventname LIMIT 5
                """
            )
        );

    [Fact]
    public void A_hostile_value_stays_within_its_text_in_Logs_Insights()
    {
        var said = Queries("logs-insights", [new(LeadKind.Ip, Hostile), new(LeadKind.Principal, Hostile)]);

        var pattern = said.First(e => e.Text.Contains("\\x{22}", StringComparison.Ordinal)).Text;
        Assert.Contains(
            "a'b\\x{22}c\\x{5c}d\\/e\\.\\x{2a}\\x{28}f\\x{29}\\x{7c}g%_h\\x{a}\\x{23} i -- j \\x{2a}\\/ \\x{202e}k '\\x{e9}",
            pattern
        );
        Assert.All(said, e => Assert.DoesNotContain("a'b\"", e.Text));
        Assert.All(said, e => Assert.All(e.Text.Split('\n'), line => Assert.DoesNotMatch("^# i", line)));
    }

    [Theory]
    [InlineData("lake")]
    [InlineData("athena")]
    public void A_hostile_value_is_one_literal_in_Trino(string dialect)
    {
        var said = Queries(
                dialect,
                [new(LeadKind.Ip, Hostile), new(LeadKind.Principal, Hostile), new(LeadKind.Resource, Hostile)]
            )
            .Where(e => e.IsSaid)
            .ToList();

        Assert.Contains(said, e => e.Text.Contains(Hostile.Replace("'", "''"), StringComparison.Ordinal));
        Assert.All(said, e => Assert.Single(SqlParser.Parse(e.Text)));
    }

    [Fact]
    public void A_value_that_could_reach_over_a_documents_values_is_not_searched_in_Lake()
    {
        foreach (var value in (string[])[Hostile, "a\",\"b", "{", ":1", "nul", "a,b"])
        {
            var literal = SqlText.Literal(value);
            Assert.Throws<SqlTextException>(() =>
                Write(
                    new LakeDialect(),
                    $"SELECT eventid FROM cloudtrail_logs WHERE strpos(requestparameters, {literal}) > 0"
                )
            );
        }
    }

    [Theory]
    [InlineData(
        "strpos(requestparameters, 'my-bucket') > 0",
        "any_match(map_keys(requestParameters) || map_values(requestParameters), v -> coalesce(strpos(v, 'my-bucket'), 0) > 0)"
    )]
    [InlineData(
        "json_extract_scalar(requestparameters, '$.bucketName') = 'b'",
        "element_at(requestParameters, 'bucketName') = 'b'"
    )]
    [InlineData(
        "json_extract_scalar(requestparameters, '$.a.b') = 'b'",
        "json_extract_scalar(element_at(requestParameters, 'a'), '$.b') = 'b'"
    )]
    [InlineData("eventtime >= '2024-05-01T00:00:00Z'", "eventTime >= '2024-05-01 00:00:00'")]
    [InlineData("coalesce(eventtime, '') = ''", "coalesce(date_format(eventTime, '%Y-%m-%dT%H:%i:%sZ'), '') = ''")]
    [InlineData("lower(readonly) = 'false'", "lower(CAST(readOnly AS varchar)) = 'false'")]
    [InlineData("useridentity.accesskeyid = 'k'", "userIdentity.accessKeyId = 'k'")]
    public void Lake_says_a_condition(string athena, string lake) =>
        Assert.Equal(
            $"SELECT eventID\nFROM <event_data_store_ID>\nWHERE {lake}",
            Write(new LakeDialect(), $"SELECT eventid FROM cloudtrail_logs WHERE {athena}")
        );

    private static List<CheatSheetEntry> Queries(string dialect, IReadOnlyList<Lead> leads) =>
        [.. CheatSheet.For(leads, dialect: dialect).Where(e => e.Engine == dialect)];

    private static string Write(IDialect dialect, string athena) =>
        dialect.Write(athena, new() { Catalog = LocalEngine.NewCatalog(), Now = DateTime.UnixEpoch });
}
