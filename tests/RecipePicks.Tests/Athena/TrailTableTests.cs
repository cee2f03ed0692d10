using System.Text.RegularExpressions;
using RecipePicks.Athena;
using RecipePicks.Engines;
using RecipePicks.Sources;
using RecipePicks.Store;
using RecipePicks.Tests.Letters;
using RecipePicks.Tests.Sources;
using RecipePicks.Tests.Store;

namespace RecipePicks.Tests.Athena;

/// <summary>The statement that <c>picks athena setup</c> prints makes a table that picks itself reads.</summary>
public sealed class TrailTableTests
{
    private static readonly TrailTable s_table = new()
    {
        Bucket = "s3://trail/logs/AWSLogs/",
        Accounts = ["111122223333", "444455556666"],
        Regions = ["eu-west-1"],
        From = new(2026, 1, 1),
    };

    [Theory]
    [InlineData(TrailDays.Timestamp, "2026/03/10")]
    [InlineData(TrailDays.YearMonthDay, "03")]
    public void It_is_read_back_with_every_column_and_its_partitions(TrailDays days, string value)
    {
        var table = TableDefinition.OfDdl((s_table with { Days = days }).Write(), "db");

        Assert.Equal(
            CloudTrailTable.Columns.Select(c => c.Name).Where(n => !n.StartsWith("picks_", StringComparison.Ordinal)),
            table.Columns.Select(c => c.Name)
        );
        Assert.Equal("s3://trail/logs/AWSLogs/", table.Location);
        var scope = new LakeScope
        {
            Window = new TimeWindow(new(2026, 3, 10), new(2026, 3, 10)),
            Accounts = ["111122223333"],
        };
        var pruned = LakePartitions.Of(table, scope, DateTime.UnixEpoch);
        Assert.Contains(value, pruned.Values.Values);
        Assert.Contains("111122223333", pruned.Values.Values);
        Assert.DoesNotContain("CAST(NULL AS row", LakeColumns.Of(table, scope, DateTime.UnixEpoch).Sql);
    }

    [Fact]
    public void A_query_of_it_runs_on_a_case()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder["l.jsonl"], EngineContract.Records);
        TestCase.Load(folder["case"], folder["l.jsonl"]);
        using var opened = Case.Open(folder["case"]);

        var rows = TestCase.Rows(
            opened,
            s_table.Write()
                + "SELECT eventname FROM cloudtrail_logs WHERE account = '111122223333' AND \"timestamp\" = '2026/03/10' ORDER BY 1"
        );

        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public void An_organizations_trail_lies_a_folder_deeper() =>
        Assert.Contains(
            "'storage.location.template' = 's3://trail/logs/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${timestamp}'",
            (s_table with { Organization = "o-a1b2c3d4e5" }).Write()
        );

    [Fact]
    public void Without_accounts_every_query_names_its_own() =>
        Assert.Contains("'projection.account.type' = 'injected'", (s_table with { Accounts = [] }).Write());

    [Fact]
    public void It_says_what_querying_costs() => Assert.Contains("$5 for each TB", s_table.Write());

    [Theory]
    [InlineData("trail")]
    [InlineData("https://trail")]
    [InlineData("s3://trail/it's")]
    [InlineData("s3://trail/${x}")]
    [InlineData("s3://trail/a\nb")]
    public void What_is_no_bucket_is_refused(string bucket) =>
        Assert.Throws<EngineException>(() => (s_table with { Bucket = bucket }).Write());

    [Fact]
    public void What_is_no_account_region_organization_or_name_is_refused()
    {
        Assert.Throws<EngineException>(() => (s_table with { Accounts = ["1'"] }).Write());
        Assert.Throws<EngineException>(() => (s_table with { Regions = ["x') --"] }).Write());
        Assert.Throws<EngineException>(() => (s_table with { Organization = "p-1" }).Write());
        Assert.Throws<EngineException>(() => (s_table with { Name = "a.b.c" }).Write());
    }

    [Fact]
    public void The_columns_that_a_pull_asks_for_are_all_that_a_record_has()
    {
        var text = Question("Pulling/named");
        var asked = Regex
            .Matches(
                text[..text.IndexOf("FROM cloudtrail_logs", StringComparison.Ordinal)],
                "\"([a-z0-9.]+)\"|\\b([a-z0-9]+)\\b(?=,|\\n)"
            )
            .Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value)
            .Append("resources")
            .ToHashSet();

        Assert.Empty(Leaves(RecordSchema.Record, "").Except(asked));
        Assert.Equal(Columns(text), Columns(Question("Pulling/called")));
    }

    private static string Question(string name) => RecipePicks.Letters.Question.Load(name).Sql.Text;

    private static string Columns(string text) => text[..text.IndexOf("WHERE", StringComparison.Ordinal)];

    private static IEnumerable<string> Leaves(MemberTable members, string path) =>
        members.All.SelectMany(m =>
            m.Kind == MemberKind.Group ? Leaves(m.Members!, path + m.Column + ".") : [path + m.Column]
        );
}
