using RecipePicks.Sql;

namespace RecipePicks.Tests.Sql;

/// <summary>What Athena refuses is refused, with its place and what to write instead.</summary>
public sealed class SqlErrorTests
{
    [Theory]
    [InlineData("SELECT eventnam FROM cloudtrail_logs", 8, "no column eventnam", "eventname")]
    [InlineData("SELECT arn FROM cloudtrail_logs", 8, "no column arn", "useridentity.arn")]
    [InlineData("SELECT useridentity.acountid FROM cloudtrail_logs", 21, "no field acountid", "accountid")]
    [InlineData(
        "SELECT requestparameters.bucketName FROM cloudtrail_logs",
        26,
        "is varchar",
        "json_extract_scalar(requestparameters, '$.bucketName')"
    )]
    [InlineData("SELECT jsn_extract_scalar('', '$') ", 8, "no function jsn_extract_scalar", "json_extract_scalar")]
    [InlineData("SELECT string_agg(eventname, ',') FROM cloudtrail_logs", 8, "no function string_agg", "array_join")]
    [InlineData("SELECT * FROM cloudtrail_logs WHERE readonly = false", 46, "varchar = boolean", "'true' or 'false'")]
    [InlineData(
        "SELECT * FROM cloudtrail_logs WHERE eventtime > now()",
        47,
        "varchar > timestamp(3) with time zone",
        "from_iso8601_timestamp(eventtime)"
    )]
    [InlineData(
        "SELECT * FROM cloudtrail_logs WHERE eventtime > date '2023-01-01'",
        47,
        "varchar > date",
        "date(from_iso8601_timestamp(eventtime))"
    )]
    [InlineData(
        "SELECT date_trunc('hour', eventtime) FROM cloudtrail_logs",
        8,
        "does not take",
        "from_iso8601_timestamp(eventtime)"
    )]
    [InlineData("SELECT cuont(*) FROM cloudtrail_logs", 8, "no function cuont", "mean count?")]
    [InlineData(
        "SELECT date_add('hour', 1, date '2024-05-01')",
        17,
        "'hour' is not a valid DATE field",
        "no time of day"
    )]
    [InlineData("SELECT date_add('dya', 1, date '2024-05-01')", 17, "'dya' is not a valid DATE field", "mean day?")]
    [InlineData("SELECT regexp_like('a', 'b(')", 25, "Not a regular expression: b(", "")]
    [InlineData("SELECT cardinality(repeat('a', 300000000))", 32, "count argument of repeat", "")]
    [InlineData(
        "SELECT x FROM (VALUES 1) AS t(i) LEFT JOIN UNNEST(ARRAY[1]) AS u(x) ON i = x",
        74,
        "LEFT JOIN involving UNNEST",
        "ON TRUE"
    )]
    [InlineData("SELECT 'a' 'b'", 12, "two texts follow", "||")]
    [InlineData("SELECT 'a' + 'b'", 12, "varchar + varchar", "||")]
    [InlineData("SELECT a == 1 FROM cloudtrail_logs", 10, "==", "a = b")]
    [InlineData("SELECT '1'::int", 11, "where", "CAST")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE eventname ILIKE 'a'", 55, "ILIKE", "lower")]
    [InlineData("SELECT eventname, count(*) FROM cloudtrail_logs", 8, "neither grouped by", "GROUP BY")]
    [InlineData("SELECT eventname n FROM cloudtrail_logs WHERE n = 'a'", 47, "no column n", null)]
    [InlineData("SELECT eventname n, count(*) FROM cloudtrail_logs GROUP BY n", 60, "no column n", null)]
    [InlineData("SELECT count(*) FROM cloudtrail_logs WHERE count(*) > 1", 44, "cannot stand in WHERE", "HAVING")]
    [InlineData("SELECT eventname FROM nowhere", 23, "no table nowhere", "cloudtrail_logs")]
    [InlineData("SELECT * FROM cloudtrail_logs WHERE eventname = ‘a’", 49, "typographic", "--lenient")]
    [InlineData("SELECT * FROM cloudtrail_logs WHERE eventname = \"a\"", 49, "no column a", "single quotes")]
    [InlineData(
        "SELECT json_extract_scalar(requestparameters, '$..a') FROM cloudtrail_logs",
        47,
        "Invalid JSON path",
        "$.name"
    )]
    [InlineData("SELECT 1 LIMIT 5 OFFSET 2", 18, "OFFSET", null)]
    [InlineData("-- nothing here", 1, "only blanks and comments", "SELECT")]
    [InlineData(
        "SELECT a.eventid FROM cloudtrail_logs a JOIN cloudtrail_logs b ON a.eventid = b.eventid WHERE eventname = 'x'",
        95,
        "ambiguous",
        "t.eventname"
    )]
    [InlineData("SELECT date_diff('hours', now(), now())", 18, "'hours'", "hour")]
    [InlineData("SELECT INTERVAL '7' DAYS", 21, "unit", "INTERVAL '7' DAY")]
    [InlineData("SELECT now() AT TIME ZONE 'Mars'", 27, "not a time zone", null)]
    [InlineData("SELECT sum(count(*)) FROM cloudtrail_logs", 12, "cannot hold another", "WITH")]
    [InlineData("SELECT :x", 8, ":x has no value", "--parameter x=")]
    [InlineData("SELECT 1 UNION SELECT 1, 2", 10, "1 and 2 columns", null)]
    [InlineData("SELECT cast(eventtime AS timestmp) FROM cloudtrail_logs", 26, "no type timestmp", "timestamp")]
    public void A_mistake_has_its_place_and_its_remedy(string sql, int column, string problem, string? instead)
    {
        var refused = Assert.Throws<SqlTextException>(() => SqlDatabase.Compile(sql));
        Assert.Contains(problem, refused.Message);
        Assert.True(refused.Column == column, refused.Message);
        Assert.Contains(instead ?? "", refused.Instead ?? "");
    }

    [Fact]
    public void A_caret_points_at_the_place_in_its_line()
    {
        var refused = Assert.Throws<SqlTextException>(() =>
            SqlDatabase.Compile("SELECT eventname\nFROM cloudtrail_logs\nWHERE  eventnme = 'a'")
        );
        Assert.Equal(
            "line 3, column 8: there is no column eventnme\n  WHERE  eventnme = 'a'\n         ^\nDid you mean eventname?",
            refused.Message
        );
    }
}
