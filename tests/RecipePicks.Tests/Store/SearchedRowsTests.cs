using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>Texts that are searched for apart from a row's other columns are found in the same rows.</summary>
public sealed class SearchedRowsTests(RowIndexTests.Cases cases) : IClassFixture<RowIndexTests.Cases>
{
    private const string Wide =
        "eventid, eventtime, eventname, eventsource, awsregion, sourceipaddress, useragent, useridentity, errorcode, requestparameters, resources";

    [Theory]
    [InlineData("strpos(requestparameters, 'svc-reporting') > 0")]
    [InlineData("requestparameters LIKE '%snap-%'")]
    [InlineData("requestparameters LIKE '%'")]
    [InlineData("requestparameters LIKE '%in no request of anybody%'")]
    [InlineData("NOT requestparameters LIKE '%\"%'")]
    [InlineData(
        "strpos(responseelements, 'AKIA') > 0 OR errormessage LIKE '%not authorized%' OR errorcode IS NULL AND readonly = 'false'"
    )]
    [InlineData("filter(resources, r -> strpos(r.arn, 'arn:aws:s3') > 0) <> ARRAY[] AND eventtime > '2026-01-01'")]
    [InlineData("coalesce(useragent, '') NOT LIKE 'aws-cli%'")]
    public void A_wide_row_is_found_as_a_narrow_one_is(string where)
    {
        var (wide, narrow) = (Sql(Wide, where), Sql("eventid", where));
        Assert.Contains("texts are searched first", cases.With.Sql(wide)[0].Explained);
        Assert.DoesNotContain("texts are searched first", cases.With.Sql(narrow)[0].Explained);
        foreach (var opened in (Case[])[cases.With, cases.Without])
        {
            Assert.Equal(Ids(opened, narrow), Ids(opened, wide));
        }
    }

    [Theory]
    [InlineData("SELECT * FROM cloudtrail_logs AS e WHERE e.requestparameters LIKE '%snap-%' ORDER BY e.eventid")]
    [InlineData("SELECT * FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%' ORDER BY eventid LIMIT 3")]
    [InlineData(
        "SELECT a.* FROM cloudtrail_logs a(v, useridentity, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, w, x, y, z, aa, ab, ac, ad, ae, af, ag) WHERE k LIKE '%snap-%' ORDER BY o"
    )]
    [InlineData(
        "WITH e AS (SELECT eventid AS id FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%') SELECT * FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%' ORDER BY eventid"
    )]
    public void All_columns_are_the_tables_own(string sql)
    {
        Assert.Contains("texts are searched first", cases.With.Sql(sql)[0].Explained);
        using var rows = cases.With.Sql(sql, TestContext.Current.CancellationToken);
        Assert.Equal(CloudTrailTable.Columns.Count, rows.Columns.Count);
        Assert.DoesNotContain(CaseViews.RowNumber, rows.Columns);
        Assert.True(rows.Read());
    }

    [Theory]
    [InlineData($"SELECT count(*) FROM (SELECT {Wide} FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%')")]
    [InlineData(
        "SELECT count(*), count(1), count(2), count(3), count(4), count(5), count(6), count(7), count(8), count(9) FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%'"
    )]
    [InlineData($"SELECT {Wide} FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%' AND random() < 2.0")]
    [InlineData($"SELECT {Wide} FROM cloudtrail_logs WHERE CAST(uuid() AS varchar) LIKE '%-%'")]
    [InlineData(
        $"SELECT {Wide} FROM cloudtrail_logs WHERE requestparameters LIKE '%snap-%' AND eventid IN (SELECT eventid FROM cloudtrail_logs)"
    )]
    [InlineData(
        $"SELECT {Wide} FROM cloudtrail_logs WHERE requestparameters LIKE '%a%' AND useridentity.accesskeyid = 'AKIAMKTP7DRBKEXAMPLE'"
    )]
    [InlineData($"SELECT {Wide} FROM cloudtrail_logs WHERE eventname = 'GetObject'")]
    public void Where_nothing_is_won_or_a_condition_may_change_all_is_read_at_once(string sql)
    {
        Assert.DoesNotContain("texts are searched first", cases.With.Sql(sql)[0].Explained);
        Assert.NotEmpty(TestCase.Rows(cases.With, sql));
    }

    [Fact]
    public void The_number_of_a_row_has_no_name_in_SQL() =>
        Assert.Throws<RecipePicks.Engines.EngineException>(() =>
            cases.With.Sql($"SELECT {CaseViews.RowNumber} FROM cloudtrail_logs")
        );

    [Fact]
    public void A_case_of_no_events_is_searched_too()
    {
        using var folder = new TempFolder();
        folder.Write("logs/none.json", """{"Records":[]}""");
        TestCase.Load(folder["case"], new LoadOptions(), folder["logs"]);
        using var empty = Case.Open(folder["case"]);
        Assert.Empty(TestCase.Rows(empty, Sql(Wide, "requestparameters LIKE '%x%'")));
    }

    private static string Sql(string columns, string where) => $"SELECT {columns} FROM cloudtrail_logs WHERE {where}";

    private static List<string> Ids(Case opened, string sql) =>
        [.. TestCase.Rows(opened, sql).Select(r => $"{r[0]}").Order(StringComparer.Ordinal)];
}
