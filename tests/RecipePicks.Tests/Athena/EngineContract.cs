using RecipePicks.Engines;
using RecipePicks.Letters;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Athena;

/// <summary>What every engine has to do. A new engine derives from this, gives itself, and is done when all of it passes.</summary>
public abstract class EngineContract
{
    /// <summary>Two calls: one with all cells, one with as few as may be.</summary>
    internal static readonly string[] Records =
    [
        SmallCase.Record(
            "CreateUser",
            "2026-03-10T10:00:00Z",
            SmallCase.User("o'neil", "AKIAUSER0000000000AA"),
            """{"requestParameters":{"userName":"d'arc \"x\" , y"},"errorCode":"","readOnly":false}"""
        ),
        SmallCase.Record("ListUsers", "2026-03-10T11:00:00Z", SmallCase.User("alice", "AKIAUSER0000000000AB")),
    ];

    private static readonly string[] s_rooms =
    [
        "Resource",
        "Events",
        "Changes",
        "Identity",
        "Permissions",
        "Entitlements",
        "Public",
        "Ip",
        "Caller",
        "Track",
        "Forensics",
        "Pulling",
    ];

    private static readonly Dictionary<string, object?> s_none = new(StringComparer.Ordinal);

    /// <summary>The engine, over <see cref="Records"/>.</summary>
    internal abstract IEngine Engine { get; }

    internal abstract string Name { get; }

    [Fact]
    public void It_has_a_name() => Assert.Equal(Name, Engine.Name);

    [Fact]
    public void Rows_come_in_the_querys_order_with_its_columns()
    {
        var rows = Ask("SELECT eventname, eventtime AS at FROM cloudtrail_logs ORDER BY eventtime DESC");

        Assert.Equal(["eventname", "at"], rows.Columns);
        Assert.Equal(["ListUsers", "CreateUser"], rows.Rows.Select(r => r.Text("eventname")));
        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void A_value_is_bound_and_cannot_act()
    {
        const string Count = "SELECT count(*) AS n FROM cloudtrail_logs WHERE useridentity.username = :name";

        Assert.Equal(1, Ask(Count, ("name", "o'neil")).Rows.Single().Count("n"));
        Assert.Equal(0, Ask(Count, ("name", "x' OR '1' = '1")).Rows.Single().Count("n"));
        Assert.Equal(0, Ask(Count, ("name", "")).Rows.Single().Count("n"));
    }

    [Fact]
    public void A_parameter_in_a_text_or_a_comment_is_none() =>
        Assert.Equal(
            ":no",
            Ask("SELECT ':no' AS said -- :nor\nFROM cloudtrail_logs /* :this */ LIMIT 1").Rows.Single().Text("said")
        );

    [Fact]
    public void A_parameter_may_stand_twice_and_numbers_are_numbers()
    {
        var rows = Ask(
            "SELECT eventname FROM cloudtrail_logs WHERE length(eventname) > :n AND length(eventname) + 1 > :n ORDER BY 1",
            ("n", 9L)
        );

        Assert.Equal(["CreateUser"], rows.Rows.Select(r => r.Text("eventname")));
    }

    [Fact]
    public void Cells_are_of_their_columns_types()
    {
        var row = Ask(
            """
            SELECT 7 AS whole, count(*) AS many, 1.5E0 AS fraction, true AS flag, CAST(NULL AS varchar) AS nothing, '' AS empty,
                   array_agg(eventname ORDER BY eventname) AS list
            FROM cloudtrail_logs
            """
        )
            .Rows.Single();

        Assert.Equal((7, 2), (row.Count("whole"), row.Count("many")));
        Assert.Equal(1.5, row["fraction"]);
        Assert.Equal(true, row["flag"]);
        Assert.Null(row["nothing"]);
        Assert.Equal("", row["empty"]);
        Assert.Equal(["CreateUser", "ListUsers"], row.List("list"));
    }

    [Fact]
    public void Texts_come_letter_for_letter() =>
        Assert.Contains(
            "d'arc",
            Ask("SELECT requestparameters AS json FROM cloudtrail_logs WHERE eventname = 'CreateUser'")
                .Rows.Single()
                .Text("json")
        );

    [Fact]
    public void A_query_without_rows_has_columns()
    {
        var rows = Ask("SELECT eventname FROM cloudtrail_logs WHERE eventname = 'Nothing'");

        Assert.Equal(["eventname"], rows.Columns);
        Assert.Equal(0, rows.Count);
    }

    [Fact]
    public void Something_can_be_made_of_each_row() =>
        Assert.Equal(
            ["CreateUser!", "ListUsers!"],
            Engine.Query(
                "SELECT eventname FROM cloudtrail_logs ORDER BY 1",
                s_none,
                r => r.Text("eventname") + "!",
                CancellationToken.None
            )
        );

    [Fact]
    public void A_query_may_begin_with_WITH() =>
        Assert.Equal(
            2,
            Ask("WITH a AS (SELECT eventname FROM cloudtrail_logs) SELECT count(*) AS n FROM a")
                .Rows.Single()
                .Count("n")
        );

    [Theory]
    [InlineData("SELECT nobody FROM cloudtrail_logs")]
    [InlineData("SELECT FROM WHERE")]
    [InlineData("SELECT count(*) FROM cloudtrail_logs WHERE eventname = :missing")]
    public void What_it_refuses_it_refuses_in_words(string sql) =>
        Assert.NotEmpty(Assert.Throws<EngineException>(() => Ask(sql)).Message);

    [Fact]
    public void It_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            Engine.Query(
                "SELECT count(*) AS n FROM cloudtrail_logs a, cloudtrail_logs b, UNNEST(sequence(1, 9999)) AS c(x), UNNEST(sequence(1, 9999)) AS d(x)",
                s_none,
                stop.Token
            )
        );
    }

    [Fact]
    public void It_says_where_events_lie_and_passes_over_those_that_it_does_not_have()
    {
        var id = Ask("SELECT eventid FROM cloudtrail_logs WHERE eventname = 'ListUsers'")
            .Rows.Single()
            .Text("eventid")!;

        var found = Engine.Locate([id, "00000000-0000-0000-0000-000000000000"], CancellationToken.None);

        Assert.Equal(id, Assert.Single(Assert.Single(found)).EventId);
        Assert.NotEmpty(Assert.Single(found[id]).File);
    }

    [Fact]
    public void It_answers_every_question_of_the_letters()
    {
        var values = Needed
            .All.Values.SelectMany(names => names)
            .Distinct()
            .ToDictionary(name => name, Needed.Placeholder)
            .Concat([KeyValuePair.Create("from", (object)"0000"), KeyValuePair.Create("to", (object)"9999")])
            .ToDictionary(v => v.Key, v => (object?)v.Value);

        Assert.All(
            s_rooms.SelectMany(Question.Of).Where(q => !q.Sql.Text.Contains("config_items", StringComparison.Ordinal)),
            question =>
            {
                var (sql, bound) = question.Sql.Bind(values);
                Assert.NotEmpty(Engine.Query(sql, bound, CancellationToken.None).Columns);
            }
        );
    }

    private QueryRows Ask(string sql, params (string Name, object? Value)[] values) =>
        Engine.Query(sql, values.ToDictionary(v => v.Name, v => v.Value), CancellationToken.None);
}
