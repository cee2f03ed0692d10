using RecipePicks.Sql;
using RecipePicks.Tests.Letters;

namespace RecipePicks.Tests.Sql;

/// <summary>The tables that people's queries are written for, over one set of events.</summary>
public sealed class TablesTests : IDisposable
{
    private readonly SqlDatabase _database = new();

    public TablesTests() =>
        _database.Fill(
            SmallCase.Record(
                "GetObject",
                "2023-07-10T12:11:28Z",
                SmallCase.User("bob"),
                """{"requestParameters": {"bucketName": "b", "key": "k/1", "tags": [{"x": 1}]}, "readOnly": true, "awsRegion": "eu-west-1"}"""
            ),
            SmallCase.Record(
                "PutObject",
                "2023-11-05T02:03:04Z",
                SmallCase.User("eve"),
                """{"requestParameters": "HIDDEN_DUE_TO_SECURITY_REASONS", "readOnly": false, "awsRegion": "us-east-1"}"""
            )
        );

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData("year = '2023' AND month = '07' AND day = '10'")]
    [InlineData("year = '2023' AND month = '7'")]
    [InlineData("year = 2023 AND month = 7 AND day = 10")]
    [InlineData("day = '2023/07/10'")]
    [InlineData("day = '2023-07-10'")]
    [InlineData("timestamp = '2023/07/10'")]
    [InlineData("timestamp BETWEEN '2023/07/01' AND '2023/07/31'")]
    [InlineData("dt >= '2023-07-01' AND dt < '2023-08-01'")]
    [InlineData("date_partition IN ('2023/07/10', '2023/07/11')")]
    [InlineData("p_date = '20230710'")]
    [InlineData("datehour = '2023/07/10/12'")]
    [InlineData("dt = date_format(timestamp '2023-07-10 00:00:00', '%Y-%m-%d')")]
    [InlineData("region = 'eu-west-1' AND account = '111122223333'")]
    [InlineData("concat(year, '-', month, '-', day) = '2023-07-10'")]
    [InlineData("\"$path\" LIKE '%.json' AND eventname = 'GetObject'")]
    [InlineData("UserIdentity.UserName = 'bob' AND EVENTNAME = 'GetObject'")]
    [InlineData("useridentity.sessioncontext.sessionissuer.arn IS NULL AND useridentity.username = 'bob'")]
    [InlineData("eventtime > '2023-07-01T00:00:00Z' AND eventtime < '2023-08'")]
    [InlineData("from_iso8601_timestamp(eventtime) < timestamp '2023-08-01 00:00:00 UTC'")]
    [InlineData(
        "json_extract_scalar(requestparameters, '$.bucketName') = 'b' AND json_extract_scalar(requestparameters, '$.tags[0].x') = '1'"
    )]
    [InlineData("cloudtrail_logs.eventname = 'GetObject'")]
    public void A_condition_finds_the_one_event(string where) =>
        Assert.Equal(
            "GetObject",
            Assert.Single(_database.Rows($"SELECT eventname FROM cloudtrail_logs WHERE {where}"))[0]
        );

    [Theory]
    [InlineData(
        "SELECT eventName FROM 2cbe1c82-9a27-4c6f-8d26-0a9d3f0e1b2c WHERE eventTime > '2023-07-01 00:00:00' AND eventTime < '2023-08-01 00:00:00'"
    )]
    [InlineData("SELECT eventName FROM $EDS_ID WHERE element_at(requestParameters, 'bucketName') = 'b'")]
    [InlineData("SELECT eventName FROM <event_data_store_ID> WHERE readOnly = true AND userIdentity.userName = 'bob'")]
    [InlineData(
        "SELECT eventName FROM event_data_store_id WHERE requestParameters['key'] LIKE 'k/%' AND eventTime = timestamp '2023-07-10 12:11:28'"
    )]
    public void CloudTrail_Lakes_queries_run_too(string sql) =>
        Assert.Equal("GetObject", Assert.Single(_database.Rows(sql))[0]);

    [Theory]
    [InlineData("SELECT eventname FROM <your table name> WHERE useridentity.username = 'bob'")]
    [InlineData("SELECT eventname FROM ${TABLE} WHERE useridentity.username = 'bob'")]
    [InlineData("SELECT eventname FROM <database>.<table> WHERE useridentity.username = 'bob'")]
    [InlineData("SELECT eventname FROM {{cloudtrail}} WHERE useridentity.username = 'bob'")]
    [InlineData(
        "SELECT eventname FROM \"default\".\"cloudtrail_logs_aws_cloudtrail_logs_1\" WHERE useridentity.username = 'bob'"
    )]
    [InlineData("SELECT eventname FROM [CLOUDTRAIL_TABLE] WHERE useridentity.username = 'bob'")]
    public void A_placeholder_for_the_table_is_filled_with_a_notice(string sql)
    {
        Assert.Equal("GetObject", Assert.Single(_database.Rows(sql))[0]);
        Assert.NotEmpty(SqlDatabase.Compile(sql).Notices);
    }

    [Theory]
    [InlineData("SELECT eventname FROM WHERE useridentity.username == “bob”")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE useridentity.username = ‘bob’")]
    [InlineData("SELECT eventname FROM x WHERE requestparameters.bucketName = 'b'")]
    [InlineData(
        "SELECT eventname FROM cloudtrail_logs WHERE requestparameters.tags is null and readonly = true or requestparameters.bucketname.x = 'y' or requestparameters.bucketName = 'b'"
    )]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE useridentity.username = \"bob\"")]
    [InlineData("SELECT eventname WHERE useridentity.username = 'bob'")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE readonly = true")]
    [InlineData("SELECT eventname FROM cloudtrail_logs WHERE eventtime < timestamp '2023-08-01 00:00:00'")]
    [InlineData("SELECT eventname n FROM cloudtrail_logs WHERE useridentity.username = 'bob' GROUP BY n")]
    public void Common_mistakes_are_put_right_where_that_is_asked(string sql)
    {
        var lenient = SqlDatabase.Options with { Lenient = true };
        Assert.Equal("GetObject", Assert.Single(_database.Rows(sql, lenient))[0]);
        Assert.NotEmpty(SqlDatabase.Compile(sql, lenient).Notices);
        Assert.Throws<SqlTextException>(() => SqlDatabase.Compile(sql));
    }

    [Fact]
    public void A_declared_table_is_another_name_of_the_events_with_its_own_partitions()
    {
        const string create = """
            CREATE EXTERNAL TABLE trail_2018 (
                eventversion STRING,
                useridentity STRUCT<type:STRING, principalid:STRING, arn:STRING, sessioncontext:STRUCT<attributes:STRUCT<mfaauthenticated:STRING>>>,
                eventtime STRING, eventname STRING, resources ARRAY<STRUCT<arn:STRING, accountid:STRING, type:STRING>>,
                unheardof MAP<STRING, STRING>)
            COMMENT 'a table'
            PARTITIONED BY (region string, eventday string)
            ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
            STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
            LOCATION 's3://bucket/AWSLogs/'
            TBLPROPERTIES ('projection.enabled'='true', 'projection.eventday.type'='date', 'projection.eventday.format'='yyyy-MM-dd');
            """;
        Assert.Equal(
            "GetObject",
            Assert.Single(
                _database.Rows(
                    $"{create} SELECT eventname FROM trail_2018 WHERE eventday = '2023-07-10' AND region = 'eu-west-1' AND unheardof IS NULL"
                )
            )[0]
        );
        Assert.Equal(8, _database.Rows($"{create} SELECT * FROM trail_2018")[0].Length);
    }

    [Fact]
    public void Tables_and_columns_are_listed()
    {
        Assert.Contains(_database.Rows("SHOW TABLES"), r => "cloudtrail_logs".Equals(r[0]));
        Assert.Contains(
            _database.Rows("DESCRIBE cloudtrail_logs"),
            r => "eventtime".Equals(r[0]) && "varchar".Equals(r[1])
        );
        Assert.Contains(
            _database.Rows("SHOW COLUMNS FROM cloudtrail_logs"),
            r => "year".Equals(r[0]) && "computed partition".Equals(r[2])
        );
        Assert.Contains(
            _database.Rows("SHOW FUNCTIONS"),
            r => $"{r[0]}".StartsWith("split_part(", StringComparison.Ordinal)
        );
        Assert.Contains("FROM", $"{_database.Rows("EXPLAIN SELECT eventname FROM cloudtrail_logs")[0][0]}");
    }
}
