using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Tests.Letters;

public sealed class QuestionTests
{
    private const string Text = """
        -- asks: Who?
        -- needs: callers
        SELECT ':no', eventname -- nor :this
        FROM cloudtrail_logs /* nor :that */
        WHERE eventtime >= :from AND CAST(a AS varchar)::text = '' AND (false
            OR useridentity.arn IN (:arns)
            OR useridentity.accesskeyid IN (:keys)
          )
        """;

    [Fact]
    public void A_questions_head_is_its_asks_and_needs_and_the_rest_is_its_query()
    {
        var question = Question.Parse("Ip/who.sql", Text);

        Assert.Equal(("Ip", "who", "Who?"), (question.Room, question.Name, question.Asks));
        Assert.Equal(["callers"], question.Needs);
        Assert.StartsWith("SELECT", question.Sql.Text);
    }

    [Fact]
    public void What_selects_a_questions_events_is_known()
    {
        const string text = """
            -- asks: Who?
            -- needs: accounts
            SELECT eventname
            FROM cloudtrail_logs
            WHERE eventtime >= :from
              AND useridentity.accountid IN (:accounts)
              AND errorcode = ''
            GROUP BY 1
            ORDER BY 1
            """;
        var question = Question.Parse("Scope/who.sql", text);

        Assert.Equal(
            ["eventtime >= :from", "AND useridentity.accountid IN (:accounts)", "AND errorcode = ''"],
            question.Condition.Split('\n').Select(line => line.Trim())
        );
    }

    [Fact]
    public void Only_what_stands_outside_strings_and_comments_is_a_parameter() =>
        Assert.Equal(["from", "arns", "keys"], new SqlText(Text).Parameters);

    [Fact]
    public void A_question_without_a_head_or_with_a_parameter_that_nobody_fills_is_refused()
    {
        Assert.Throws<FormatException>(() => Question.Parse("Ip/x.sql", "SELECT 1"));
        var unfilled = "-- asks: What?\n-- needs: address\nSELECT :arns";
        Assert.Contains(":arns", Assert.Throws<FormatException>(() => Question.Parse("Ip/x.sql", unfilled)).Message);
    }

    [Fact]
    public void A_list_becomes_as_many_parameters_and_an_empty_one_takes_its_line_away()
    {
        var values = new Dictionary<string, object?>
        {
            ["from"] = "2024",
            ["arns"] = new[] { "a", "b" },
            ["keys"] = Array.Empty<string>(),
        };

        var (sql, bound) = new SqlText(Text).Bind(values);

        Assert.Contains("IN (:arns_1, :arns_2)", sql);
        Assert.DoesNotContain("accesskeyid", sql);
        Assert.Equal(["from", "arns_1", "arns_2"], bound.Keys);
        Assert.Equal(["2024", "a", "b"], bound.Values);
    }

    [Fact]
    public void A_long_list_becomes_a_table_of_as_many_parameters()
    {
        var arns = Enumerable.Range(1, 9).Select(i => $"arn {i}").ToArray();

        var (sql, bound) = new SqlText("SELECT 1 FROM cloudtrail_logs WHERE a IN (:arns)").Bind(
            new Dictionary<string, object?> { ["arns"] = arns }
        );

        Assert.Contains("a IN (VALUES (:arns_1), (:arns_2), ", sql);
        Assert.EndsWith("(:arns_9))", sql);
        Assert.Equal(arns, bound.Values);
    }

    [Fact]
    public void A_long_list_in_an_array_stays_a_list()
    {
        var names = Enumerable.Range(1, 9).Select(i => $"name {i}").ToArray();

        var (sql, bound) = new SqlText("SELECT 1 FROM UNNEST(ARRAY[:names]) AS searched (name)").Bind(
            new Dictionary<string, object?> { ["names"] = names }
        );

        Assert.Contains("ARRAY[:names_1, :names_2, ", sql);
        Assert.Equal(names, bound.Values);
    }

    [Fact]
    public void Values_are_never_part_of_the_text_that_runs()
    {
        var hostile = "'; DROP TABLE cloudtrail_logs; --:from";

        var (sql, bound) = new SqlText("SELECT :address FROM cloudtrail_logs").Bind(
            new Dictionary<string, object?> { ["address"] = hostile }
        );

        Assert.Equal("SELECT :address FROM cloudtrail_logs", sql);
        Assert.Equal(hostile, bound["address"]);
    }

    [Theory]
    [InlineData("o'brien", "'o''brien'")]
    [InlineData("'; DROP TABLE x; --", "'''; DROP TABLE x; --'")]
    [InlineData("''", "''''''")]
    [InlineData(@"back\slash", @"'back\slash'")]
    [InlineData(null, "NULL")]
    public void A_pasted_value_is_a_literal(string? value, string literal) =>
        Assert.Equal(literal, SqlText.Literal(value));

    [Fact]
    public void A_pasted_query_names_the_table_and_keeps_placeholders_for_what_is_not_known()
    {
        var pasted = new SqlText(
            "SELECT 'cloudtrail_logs' FROM cloudtrail_logs WHERE a = :address AND b IN (:keys)"
        ).Render(new Dictionary<string, object?> { ["keys"] = new[] { "AKIA'" } }, "security.trail");

        Assert.Equal("SELECT 'cloudtrail_logs' FROM security.trail WHERE a = '<address>' AND b IN ('AKIA''')", pasted);
    }

    [Fact]
    public void A_table_that_is_no_plain_name_is_quoted() =>
        Assert.Equal(
            "SELECT 1 FROM \"a\"\"; DROP\"",
            new SqlText("SELECT 1 FROM cloudtrail_logs").Render(new Dictionary<string, object?>(), "a\"; DROP")
        );

    [Fact]
    public void Every_question_says_what_it_asks_and_runs_on_the_local_engine()
    {
        using var none = new SmallCase(SmallCase.Record("A", "2024-01-01T00:00:00Z", SmallCase.User("bob")));
        var questions = RecipePicks.Letters.RecipePicks.All.SelectMany(l => l.Questions).ToList();
        Assert.True(questions.Count > 20);
        Assert.All(
            questions,
            q =>
            {
                Assert.EndsWith("?", q.Asks);
                var values = q.Sql.Parameters.ToDictionary(p => p, p => (object?)Needed.Placeholder(p));
                var (sql, bound) = q.Sql.Bind(values);
                Assert.IsType<QueryRows>(none.Query(sql, bound, TestContext.Current.CancellationToken));
            }
        );
    }

    [Theory]
    [InlineData(
        "Events/as-on-the-cheat-sheet",
        "WHERE requestparameters LIKE '%i-1%'\n   OR responseelements LIKE '%i-1%'\nORDER BY eventtime"
    )]
    [InlineData("Ip/as-on-the-cheat-sheet", "WHERE sourceipaddress = '192.0.2.1'\nORDER BY eventtime")]
    [InlineData("Caller/by-user-name", "WHERE useridentity.username = 'bob'\nORDER BY eventtime")]
    [InlineData("Caller/by-role", "WHERE useridentity.arn LIKE '%admin%'\nORDER BY eventtime")]
    [InlineData("Caller/by-access-key", "WHERE useridentity.accesskeyid LIKE 'AKIA1'")]
    [InlineData("Forensics/as-on-the-cheat-sheet", "(errorcode LIKE '%Denied%' OR errorcode LIKE '%Unauthorized%')")]
    public void The_cheat_sheets_queries_stand_as_they_are(string file, string part)
    {
        var values = new Dictionary<string, object?>
        {
            ["resource_like"] = "%i-1%",
            ["address"] = "192.0.2.1",
            ["user_name"] = "bob",
            ["role_like"] = "%admin%",
            ["access_key"] = "AKIA1",
        };
        var question = Question.Load(file);

        Assert.Contains(part, question.Sql.Render(values));
        Assert.NotNull(question.From);
    }
}
