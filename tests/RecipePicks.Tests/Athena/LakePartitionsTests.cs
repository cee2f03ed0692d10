using System.Text.Json;
using RecipePicks.Athena;
using RecipePicks.Engines;

namespace RecipePicks.Tests.Athena;

/// <summary>What of a table's own definition prunes, and that nothing else is put into a query.</summary>
public sealed class LakePartitionsTests
{
    private static readonly DateTime s_now = Time("2026-03-20T00:00:00Z");

    [Fact]
    public void A_projected_day_is_read_in_the_form_that_its_property_says()
    {
        var pruned = Pruned(
            "p string",
            "'projection.p.format'='yyyy-MM-dd'",
            "2026-03-10T11:00:00Z",
            "2026-03-12T12:00:00Z"
        );

        Assert.Equal("\"p\" BETWEEN :partition_1 AND :partition_2", pruned.Condition);
        Assert.Equal(["2026-03-10", "2026-03-12"], pruned.Values.Values);
    }

    [Fact]
    public void A_window_that_ends_just_before_midnight_takes_the_day_behind_it()
    {
        var pruned = Pruned(
            "p string",
            "'projection.p.format'='yyyy/MM/dd'",
            "2026-03-10T00:00:00Z",
            "2026-03-10T23:59:59Z"
        );

        Assert.Equal(["2026/03/10", "2026/03/11"], pruned.Values.Values);
    }

    [Fact]
    public void A_form_that_does_not_sort_is_listed_day_by_day()
    {
        var pruned = Pruned(
            "p string",
            "'projection.p.format'='dd-MM-yyyy'",
            "2026-02-28T00:00:00Z",
            "2026-03-01T10:00:00Z"
        );

        Assert.Equal("\"p\" IN (:partition_1, :partition_2)", pruned.Condition);
        Assert.Equal(["28-02-2026", "01-03-2026"], pruned.Values.Values);
    }

    [Fact]
    public void Year_month_and_day_are_read_together()
    {
        var pruned = Pruned(
            "year string, month string, day string",
            "",
            "2025-12-31T00:00:00Z",
            "2026-01-02T10:00:00Z"
        );

        Assert.Contains("\"year\" IN (:partition_1, :partition_2)", pruned.Condition);
        Assert.Contains(
            "\"year\" = :partition_5 AND \"month\" = :partition_6 AND \"day\" = :partition_7",
            pruned.Condition
        );
        Assert.Equal(["2025", "2026", "01", "12", "2025", "12", "31", "2026", "01", "01", "02"], pruned.Values.Values);
    }

    [Fact]
    public void Parts_that_are_numbers_are_compared_as_numbers() =>
        Assert.Equal(
            [2026L, 3L, 2026L, 3L, 10L],
            Pruned("year int, month int, day int", "", "2026-03-10T00:00:00Z", "2026-03-10T10:00:00Z").Values.Values
        );

    [Fact]
    public void The_form_of_a_value_tells_where_no_property_does()
    {
        var table = Table("region string, dt string", "") with { Example = ["eu-west-1", "20260101"] };

        Assert.Equal(
            ["20260310", "20260310"],
            Pruned(table, Window("2026-03-10T00:00:00Z", "2026-03-10T10:00:00Z")).Values.Values
        );
    }

    [Fact]
    public void An_open_window_ends_today_and_none_prunes_nothing()
    {
        var table = Table("timestamp string", "'projection.timestamp.format'='yyyy/MM/dd'");

        Assert.Equal(
            ["2026/03/18", "2026/03/20"],
            Pruned(table, new TimeWindow(Time("2026-03-18T00:00:00Z"), null)).Values.Values
        );
        Assert.Null(Pruned(table, TimeWindow.All).Condition);
        Assert.Contains("every day of the table is read", Assert.Single(Pruned(table, TimeWindow.All).Notices));
    }

    [Fact]
    public void Accounts_and_regions_are_bound_and_never_written()
    {
        var table = Table("account string, region string", "");
        var scope = new LakeScope { Accounts = ["1' OR '1'='1"], Regions = ["eu-west-1", "us-east-1"] };

        var pruned = LakePartitions.Of(table, scope, s_now);

        Assert.Equal(
            "\"region\" IN (:partition_1, :partition_2)\n  AND \"account\" IN (:partition_3)",
            pruned.Condition
        );
    }

    [Fact]
    public void A_partition_that_must_be_named_is_asked_for()
    {
        var table = Table("account string", "'projection.enabled'='true', 'projection.account.type'='injected'");

        Assert.Contains(
            "--accounts",
            Assert.Throws<EngineException>(() => LakePartitions.Of(table, new LakeScope(), s_now)).Message
        );
        Assert.NotNull(LakePartitions.Of(table, new LakeScope { Accounts = ["111122223333"] }, s_now).Condition);
    }

    [Fact]
    public void A_hostile_column_is_quoted()
    {
        var relation = LakeColumns.Of(Table("`a\"b` string", ""), new LakeScope(), s_now);

        Assert.Contains("\"a\"\"b\"", relation.Sql);
        Assert.Contains("FROM \"db\".\"t\"", relation.Sql);
    }

    [Fact]
    public void What_an_older_definition_lacks_is_null_of_the_newer_ones_type()
    {
        var table = TableDefinition.OfDdl(
            "CREATE EXTERNAL TABLE t (eventname string, readonly boolean, useridentity struct<type:string,arn:string>)",
            "db"
        );

        var sql = LakeColumns.Of(table, new LakeScope(), s_now).Sql;

        Assert.Contains("CAST(NULL AS varchar) AS \"eventcategory\"", sql);
        Assert.Contains("CAST(\"readonly\" AS varchar) AS \"readonly\"", sql);
        Assert.Contains("CAST(ROW(\"useridentity\".\"type\", CAST(NULL AS varchar), \"useridentity\".\"arn\"", sql);
    }

    [Fact]
    public void Glues_answer_is_read()
    {
        using var answer = JsonDocument.Parse(
            """
            {"Name":"logs","DatabaseName":"db","StorageDescriptor":{"Location":"s3://b/AWSLogs/",
              "Columns":[{"Name":"eventname","Type":"string"},{"Name":"useridentity","Type":"struct<type:string,arn:string>"}]},
             "PartitionKeys":[{"Name":"timestamp","Type":"string"}],
             "Parameters":{"projection.enabled":"true","projection.timestamp.format":"yyyy/MM/dd","EXTERNAL":"TRUE"}}
            """
        );

        var table = TableDefinition.OfGlue(answer.RootElement, "db", "logs");

        Assert.Equal(("\"db\".\"logs\"", "s3://b/AWSLogs/", true), (table.Quoted, table.Location, table.IsProjected));
        Assert.Equal(["eventname", "useridentity"], table.Columns.Select(c => c.Name));
        Assert.Equal(["timestamp"], table.Partitions.Select(p => p.Name));
    }

    private static LakePartitions Pruned(string partitions, string properties, string from, string to) =>
        Pruned(Table(partitions, properties), Window(from, to));

    private static LakePartitions Pruned(TableDefinition table, TimeWindow window) =>
        LakePartitions.Of(table, new LakeScope { Window = window }, s_now);

    private static TableDefinition Table(string partitions, string properties) =>
        TableDefinition.OfDdl(
            $"CREATE EXTERNAL TABLE t (eventname string) PARTITIONED BY ({partitions}){(properties.Length > 0 ? $" TBLPROPERTIES ({properties})" : "")}",
            "db"
        );

    private static TimeWindow Window(string from, string to) => new(Time(from), Time(to));

    private static DateTime Time(string text) => TimeWindow.Parse(text)!.Value;
}
