using RecipePicks.Store;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>What the compiler reads by the identifier index is what a scan gives.</summary>
public sealed class RowIndexTests(RowIndexTests.Cases cases) : IClassFixture<RowIndexTests.Cases>
{
    private const string Key = "AKIAMKTP7DRBKEXAMPLE";

    private static readonly string[] s_columns =
    [
        "useridentity.principalid",
        "useridentity.arn",
        "useridentity.invokedby",
        "useridentity.accesskeyid",
        "useridentity.username",
        "useridentity.onbehalfof.userid",
        "useridentity.onbehalfof.identitystorearn",
        "useridentity.sessioncontext.sessionissuer.principalid",
        "useridentity.sessioncontext.sessionissuer.arn",
        "useridentity.sessioncontext.sessionissuer.username",
        "useridentity.sessioncontext.webidfederationdata.federatedprovider",
        "sourceipaddress",
        "vpcendpointid",
    ];

    /// <summary>The bundled incident in several segments, with an index and without.</summary>
    public sealed class Cases : IDisposable
    {
        private readonly TempFolder _folder = new();

        public Cases() => (With, Without) = Load(_folder, BundledIncident.Folder("AWSLogs"), segmentEvents: 900);

        internal Case With { get; }

        internal Case Without { get; }

        internal static (Case With, Case Without) Load(TempFolder folder, string source, int segmentEvents)
        {
            foreach (var index in (bool[])[true, false])
            {
                TestCase.Load(
                    folder[$"case-{index}"],
                    new LoadOptions { Index = index, SegmentEvents = segmentEvents },
                    source
                );
            }

            return (Case.Open(folder["case-True"]), Case.Open(folder["case-False"]));
        }

        public void Dispose()
        {
            With.Dispose();
            Without.Dispose();
            _folder.Dispose();
        }
    }

    [Fact]
    public void Every_value_of_the_incident_is_answered_as_by_a_scan()
    {
        var found = 0;
        foreach (var column in s_columns)
        {
            var values = Values(cases.Without, column).ToList();
            foreach (var value in values.Where((_, i) => i % Math.Max(1, values.Count / 20) == 0))
            {
                string[] asked = [value, value[1..], value + "x", value.ToUpperInvariant()];
                found += asked.Sum(v => Compare(cases.With, cases.Without, column, v));
            }
        }

        Assert.InRange(found, 1000, int.MaxValue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Every_value_of_odd_records_is_answered_as_by_a_scan(int seed)
    {
        var random = new RandomRecords(seed);
        using var folder = new TempFolder();
        folder.Write(
            "logs/odd.json",
            Logs.Wrap(
                Enumerable.Range(1, 400).Select(n => random.Write(random.Record(Logs.Id(n)), plainly: n % 2 == 0))
            )
        );
        var (with, without) = Cases.Load(folder, folder["logs"], segmentEvents: 150);
        using (with)
        using (without)
        {
            var found = 0;
            foreach (var column in s_columns)
            {
                var values = Values(without, column).ToList();
                found += values
                    .Take(40)
                    .Concat(values.Where(v => v[0] < 'a'))
                    .Sum(v => Compare(with, without, column, v));
                Compare(with, without, column, "");
            }

            Assert.InRange(found, 500, int.MaxValue);
        }
    }

    [Theory]
    [InlineData($"useridentity.accesskeyid = '{Key}'", 103)]
    [InlineData($"'{Key}' = useridentity.accesskeyid", 103)]
    [InlineData($"useridentity.accesskeyid LIKE '{Key}'", 103)]
    [InlineData($"useridentity.accesskeyid IN ('{Key}', 'AKIAFAWPL7Q2TEXAMPLE')", 119)]
    [InlineData($"(UserIdentity.AccessKeyId = '{Key}' AND sourceipaddress = '203.0.113.77') AND eventname <> ''", 59)]
    [InlineData(
        $"(eventname LIKE 'G%' OR NOT eventname LIKE 'G%') AND cloudtrail_logs.useridentity.accesskeyid = '{Key}'",
        103
    )]
    [InlineData("sourceipaddress = '2001:db8:5ca1:ab1e::17'", 67)]
    [InlineData("useridentity.arn = 'arn:aws:iam::111122223333:user/backup-sync'", 18)]
    [InlineData("useridentity.username = 'no one'", 0)]
    [InlineData($"(false OR useridentity.accesskeyid = '{Key}' OR sourceipaddress = '2001:db8:5ca1:ab1e::17')", 170)]
    [InlineData($"(useridentity.arn IN ('a', 'b') OR eventname <> '' AND useridentity.accesskeyid = '{Key}')", 103)]
    [InlineData($"useridentity.accesskeyid IN (VALUES ('{Key}'), ('AKIAFAWPL7Q2TEXAMPLE'))", 119)]
    public void An_identifier_that_must_be_there_is_looked_up(string where, int rows) =>
        Assert.Contains("the identifier index is used for ", Answer(where, rows));

    [Theory]
    [InlineData($"useridentity.accesskeyid LIKE '%{Key}%'", 103, "knows whole values only")]
    [InlineData("useridentity.accesskeyid LIKE 'AKIAMKTP7DRBKEXAMPL_'", 103, "knows whole values only")]
    [InlineData($"useridentity.accesskeyid = '{Key}' OR eventname = 'no call'", 103, "no condition")]
    [InlineData($"NOT useridentity.accesskeyid <> '{Key}'", 103, "no condition")]
    [InlineData($"lower(useridentity.accesskeyid) = lower('{Key}')", 103, "no condition")]
    [InlineData($"useridentity.accesskeyid = '{Key}' || ''", 103, "no condition")]
    [InlineData($"coalesce(useridentity.accesskeyid, '') = '{Key}'", 103, "no condition")]
    [InlineData("eventname = 'CreateUser' AND errorcode IS NULL", 1, "no condition")]
    [InlineData("sourceipaddress = '12'", 0, "of this form")]
    [InlineData("sourceipaddress = ''", 0, "of this form")]
    public void Where_the_index_could_miss_an_event_all_are_read(string where, int rows, string why)
    {
        var explained = Answer(where, rows);
        Assert.Contains("the identifier index is not used", explained);
        Assert.Contains(why, explained);
        Assert.DoesNotContain("picks_row", explained);
    }

    [Theory]
    [InlineData($"SELECT count(*) FROM cloudtrail_logs AS e WHERE e.useridentity.accesskeyid = '{Key}'", true)]
    [InlineData(
        $"SELECT count(*) FROM $EDS_ID WHERE userIdentity.accessKeyId = '{Key}' AND eventTime > '2026-01-01'",
        true
    )]
    [InlineData(
        $"WITH k AS (SELECT * FROM cloudtrail_logs WHERE useridentity.accesskeyid = '{Key}') SELECT count(*) FROM k JOIN k AS l ON k.eventid = l.eventid",
        true
    )]
    [InlineData(
        $"SELECT count(*) FROM cloudtrail_logs WHERE sourceipaddress IN (SELECT sourceipaddress FROM cloudtrail_logs WHERE useridentity.accesskeyid = '{Key}')",
        true
    )]
    [InlineData(
        $"SELECT count(*) FROM cloudtrail_logs a WHERE EXISTS (SELECT 1 FROM cloudtrail_logs b WHERE a.useridentity.accesskeyid = '{Key}' AND a.eventid = b.eventid)",
        false
    )]
    [InlineData(
        $"SELECT count(*) FROM cloudtrail_logs a LEFT JOIN cloudtrail_logs b ON a.eventid = b.eventid WHERE b.useridentity.accesskeyid = '{Key}'",
        false
    )]
    [InlineData(
        $"SELECT count(*) FROM cloudtrail_logs a(useridentity, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa, ab, ac, ad, ae, af) WHERE g = '203.0.113.77'",
        true
    )]
    [InlineData(
        $"CREATE VIEW v AS SELECT * FROM cloudtrail_logs WHERE useridentity.accesskeyid = '{Key}'; SELECT count(*) FROM v WHERE eventname LIKE '%s'",
        false
    )]
    [InlineData(
        $"SELECT count(*), min(eventtime) FROM cloudtrail_logs WHERE useridentity.accesskeyid = '{Key}' HAVING count(*) > 5",
        true
    )]
    public void The_answer_is_the_same_wherever_a_query_reads_the_events(string sql, bool used)
    {
        var explained = cases.With.Sql(sql)[^1].Explained;
        Assert.Equal(used, explained.Contains("the identifier index is used"));
        var answer = Assert.Single(TestCase.Rows(cases.With, sql));
        Assert.Equal(TestCase.Rows(cases.Without, sql), [answer]);
        Assert.NotEqual(0L, answer[0]);
    }

    [Fact]
    public void A_case_without_an_index_says_so() =>
        Assert.Contains(
            "not used for useridentity.arn = 'x': the case, or a part of it, was loaded without one",
            cases.Without.Sql("SELECT 1 FROM cloudtrail_logs WHERE useridentity.arn = 'x'")[0].Explained
        );

    [Fact]
    public void What_is_explained_stays_within_its_line() =>
        Assert.Contains(
            "'x  DROP', …",
            cases
                .With.Sql("SELECT 1 FROM cloudtrail_logs WHERE useridentity.arn IN ('a', 'b', 'x\r\nDROP', 'c')")[0]
                .Explained.Split('\n')[0]
        );

    /// <summary>Both ways' answer to a condition; how the first came about.</summary>
    private string Answer(string where, int rows)
    {
        var sql = $"SELECT eventid, eventname, useridentity FROM cloudtrail_logs WHERE {where}";
        var answer = TestCase.Rows(cases.With, sql);
        Assert.Equal(rows, answer.Count);
        Assert.Equal(
            TestCase.Rows(cases.Without, sql).Select(r => $"{r[0]}").Order(),
            answer.Select(r => $"{r[0]}").Order()
        );
        return cases.With.Sql(sql)[0].Explained;
    }

    private static int Compare(Case with, Case without, string column, string value)
    {
        var rows = Ids(with, column, value);
        Assert.Equal(Ids(without, column, value), rows);
        return rows.Count;
    }

    private static List<string> Ids(Case opened, string column, string value)
    {
        var request = new SqlRequest { Parameters = new Dictionary<string, object?> { ["value"] = value } };
        using var rows = opened
            .Sql($"SELECT eventid FROM cloudtrail_logs WHERE {column} = :value ORDER BY eventid", request)[0]
            .Run(TestContext.Current.CancellationToken);
        var ids = new List<string>();
        while (rows.Read())
        {
            ids.Add($"{rows[0]}");
        }

        return ids;
    }

    private static IEnumerable<string> Values(Case opened, string column) =>
        TestCase
            .Rows(opened, $"SELECT DISTINCT {column} FROM cloudtrail_logs ORDER BY 1")
            .Select(r => r[0] as string)
            .OfType<string>()
            .Where(v => v.Length > 0);
}
