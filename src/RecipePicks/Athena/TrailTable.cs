using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Amazon;
using RecipePicks.Engines;
using RecipePicks.Sql.Tables;
using RecipePicks.Sql.Types;
using RecipePicks.Store;

namespace RecipePicks.Athena;

/// <summary>How a table's partitions tell days apart.</summary>
public enum TrailDays
{
    /// <summary>One partition column, <c>timestamp</c>: <c>2024/05/01</c>.</summary>
    Timestamp,

    /// <summary>Three: <c>year</c>, <c>month</c> and <c>day</c>, as texts.</summary>
    YearMonthDay,
}

/// <summary>The table to make for a trail's bucket: the newest definition, its partitions projected, so that nothing has to be kept up to date.</summary>
/// <remarks>
/// Source: Athena User Guide, "Create a table for CloudTrail logs in Athena using partition projection"; CloudTrail User Guide, "Finding your
/// CloudTrail log files", for the layout of buckets, an organization's among them.
/// </remarks>
public sealed partial record TrailTable
{
    /// <summary>The bucket, and the prefix that the trail was given: <c>s3://bucket/prefix</c>.</summary>
    public required string Bucket { get; init; }

    /// <summary>Its name: <c>database.table</c> or <c>table</c>.</summary>
    public string Name { get; init; } = CloudTrailTable.Name;

    /// <summary>Account ids; empty where every query is to say which it reads.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Regions; empty for all of AWS's.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The organization's id when the trail is an organization's: <c>o-a1b2c3d4e5</c>; else null.</summary>
    public string? Organization { get; init; }

    /// <summary>The first day of the log, UTC.</summary>
    public DateTime From { get; init; } = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How partitions tell days apart.</summary>
    public TrailDays Days { get; init; }

    /// <summary>Writes the statement, and under it, as comments, what it costs to query.</summary>
    /// <exception cref="EngineException">The bucket, an account, a region, the organization or the name is of no form that AWS has.</exception>
    public string Write()
    {
        var root = Root();
        Check(Accounts, Account(), "account id");
        Check(Regions, Region(), "region");
        Check(Organization is { } id ? [id] : [], OrganizationId(), "organization's id");
        Check([Name], TableName(), "table's name");
        var days = Days == TrailDays.Timestamp ? "${timestamp}" : "${year}/${month}/${day}";
        var properties = Properties()
            .Append(("storage.location.template", $"{root}${{account}}/CloudTrail/${{region}}/{days}"));
        string[] partitions =
        [
            "account",
            "region",
            .. Days == TrailDays.Timestamp ? (string[])["timestamp"] : ["year", "month", "day"],
        ];
        return $"""
            CREATE EXTERNAL TABLE {string.Join('.', Name.Split('.').Select(n => $"`{n}`"))} (
            {string.Join(",\n", Columns().Select(c => $"  `{c.Name}` {Hive(c.Type)}"))}
            )
            PARTITIONED BY (
            {string.Join(",\n", partitions.Select(p => $"  `{p}` string"))}
            )
            ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
            STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
            OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
            LOCATION '{root}'
            TBLPROPERTIES (
            {string.Join(",\n", properties.Select(p => $"  '{p.Item1}' = '{p.Item2}'"))}
            );

            {Cost(root)}

            """.ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Name, SqlType Type)> Columns() =>
        CloudTrailTable
            .Columns.Where(c => !c.Name.StartsWith("picks_", StringComparison.Ordinal))
            .Select(c => (c.Name, DuckTypeText.Read(c.Type)));

    private static string Hive(SqlType type) =>
        type.Kind switch
        {
            TypeKind.Row => $"struct<{string.Join(',', type.Fields.Select(f => $"{f.Name}:{Hive(f.Type)}"))}>",
            TypeKind.Array => $"array<{Hive(type.Element)}>",
            TypeKind.Map => $"map<{Hive(type.Key)},{Hive(type.Element)}>",
            _ => "string",
        };

    private IEnumerable<(string, string)> Properties()
    {
        yield return ("projection.enabled", "true");
        yield return Accounts.Count == 0
            ? ("projection.account.type", "injected")
            : ("projection.account.type", "enum");
        if (Accounts.Count > 0)
        {
            yield return ("projection.account.values", string.Join(',', Accounts));
        }

        yield return ("projection.region.type", "enum");
        yield return ("projection.region.values", string.Join(',', Regions.Count > 0 ? Regions : AllRegions()));
        if (Days == TrailDays.Timestamp)
        {
            yield return ("projection.timestamp.type", "date");
            yield return ("projection.timestamp.format", "yyyy/MM/dd");
            yield return (
                "projection.timestamp.range",
                From.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture) + ",NOW"
            );
            yield return ("projection.timestamp.interval", "1");
            yield return ("projection.timestamp.interval.unit", "DAYS");
            yield break;
        }

        yield return ("projection.year.type", "integer");
        yield return ("projection.year.range", $"{From.Year},{From.Year + 20}");
        yield return ("projection.month.type", "integer");
        yield return ("projection.month.range", "1,12");
        yield return ("projection.month.digits", "2");
        yield return ("projection.day.type", "integer");
        yield return ("projection.day.range", "1,31");
        yield return ("projection.day.digits", "2");
    }

    private string Cost(string root)
    {
        var text = new StringBuilder();
        var account = Accounts.Count > 0 ? Accounts[0] : "111122223333";
        var region = Regions.Count > 0 ? Regions[0] : "us-east-1";
        var day = From.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        var where =
            Days == TrailDays.Timestamp
                ? $"\"timestamp\" BETWEEN '{day}' AND '{day}'"
                : $"year = '{From:yyyy}' AND month = '{From:MM}' AND day = '{From:dd}'";
        if (Accounts.Count == 0)
        {
            where = $"account = '{account}' AND {where}";
            text.Append(
                "-- No accounts were given, so every query has to say which it reads (projection.account.type is injected).\n"
            );
        }

        text.Append(
            $"""
            -- What it costs: the statement, and making the table, nothing. A query costs $5 for each TB of log files that it reads
            -- (compressed, as they lie in S3; at least 10 MB a query; the price differs in a few regions), whatever it returns. It reads the days, accounts
            -- and regions that its WHERE names by their partitions, and all since {day} when it names none; eventtime does not prune.
            -- One day:  SELECT count(*) FROM {Name} WHERE {where}
            -- Its size: aws s3 ls --recursive --summarize {root}{account}/CloudTrail/{region}/{day}/
            -- picks investigate LEAD --engine athena --table DATABASE.{Name.Split('.')[
                ^1
            ]} --from T --to T names them by itself.
            """
        );
        return text.ToString();
    }

    private static IEnumerable<string> AllRegions() =>
        RegionEndpoint
            .EnumerableAllRegions.Where(r => r.PartitionName == "aws" && Region().IsMatch(r.SystemName))
            .Select(r => r.SystemName)
            .Order(StringComparer.Ordinal);

    /// <summary>Where the accounts' folders lie: <c>s3://bucket/prefix/AWSLogs/o-…/</c>.</summary>
    private string Root()
    {
        if (BucketAndPrefix().Match(Bucket) is not { Success: true } match)
        {
            throw new EngineException($"{Bucket} is no trail's bucket: write s3://bucket or s3://bucket/prefix");
        }

        var prefix = match.Groups["prefix"].Value.Trim('/');
        var logs = $"/{prefix}/".IndexOf("/AWSLogs/", StringComparison.Ordinal);
        prefix = logs < 0 ? prefix : $"/{prefix}"[..logs].Trim('/');
        return $"s3://{match.Groups["bucket"].Value}/{(prefix.Length > 0 ? prefix + "/" : "")}AWSLogs/"
            + (Organization is { } organization ? $"{organization}/" : "");
    }

    private static void Check(IEnumerable<string> values, Regex form, string what)
    {
        if (values.FirstOrDefault(v => !form.IsMatch(v)) is { } wrong)
        {
            throw new EngineException($"{wrong} is no {what}");
        }
    }

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture;

    [GeneratedRegex("^s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(?<prefix>[A-Za-z0-9!_.*()/=+@ -]*))?$", Plain)]
    private static partial Regex BucketAndPrefix();

    [GeneratedRegex("^[0-9]{12}$", Plain)]
    private static partial Regex Account();

    [GeneratedRegex("^[a-z]{2}(-[a-z]+)+-[0-9]$", Plain)]
    private static partial Regex Region();

    [GeneratedRegex("^o-[a-z0-9]{10,32}$", Plain)]
    private static partial Regex OrganizationId();

    [GeneratedRegex("^([A-Za-z0-9_]+[.])?[A-Za-z0-9_]+$", Plain)]
    private static partial Regex TableName();
}
