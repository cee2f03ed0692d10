using RecipePicks.Sql.Types;

namespace RecipePicks.Sql.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sql">DuckDB's SQL for it, with <c>{t}</c> for the table.</param>
internal sealed record TableColumn(string Name, SqlType Type, string Sql)
{
    /// <summary>Whether * leaves it out.</summary>
    public bool Hidden { get; init; }

    /// <summary>The same column in the form of an example: <c>2024/05/01</c>; with <c>{t}</c> for the table.</summary>
    public Func<string, string?>? ByForm { get; init; }

    /// <summary>The column under a table's name in the query.</summary>
    public Binding.ScopeColumn Under(string table) =>
        new(Name, Type, Sql.Replace("{t}", table, StringComparison.Ordinal))
        {
            Hidden = Hidden,
            ByForm = ByForm is null
                ? null
                : example => ByForm(example)?.Replace("{t}", table, StringComparison.Ordinal),
        };
}

/// <summary>A table that queries may name.</summary>
internal sealed record Table(string Name, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>Its name in DuckDB.</summary>
    public string Physical { get; init; } = CloudTrailTables.Physical;

    /// <summary>A table that is as DuckDB has it.</summary>
    /// <param name="name">Its name, here and there.</param>
    /// <param name="columns">Its columns, in order.</param>
    public static Table Plain(string name, IEnumerable<(string Name, SqlType Type)> columns) =>
        new(name, [.. columns.Select(c => new TableColumn(c.Name, c.Type, $"{{t}}.{Duck.Name(c.Name)}"))])
        {
            Physical = name,
        };
}

/// <summary>The case's events as the tables that people's queries are written for.</summary>
/// <remarks>
/// Sources: AWS, "Create a table for CloudTrail logs in Athena" of 2018, 2023 and now, with manual partitions and with
/// partition projection; AWS, "CloudTrail Lake: event schema". The newest definition holds the columns of the older ones.
/// </remarks>
internal static class CloudTrailTables
{
    /// <summary>The name of the events in DuckDB, and of the table that queries see.</summary>
    public const string Physical = "cloudtrail_logs";

    /// <summary>Partition columns whose form is a whole day's.</summary>
    private static readonly string[] s_days =
    [
        "timestamp",
        "dt",
        "date",
        "date_partition",
        "partition_date",
        "event_date",
        "eventdate",
        "datehour",
        "p_date",
        "log_date",
    ];

    /// <summary>The table of Athena's newest definition; partitions are computed, and stand behind *.</summary>
    /// <param name="columns">The columns of the events, in order.</param>
    public static Table Athena(IReadOnlyList<(string Name, SqlType Type)> columns) =>
        new(
            Physical,
            [
                .. columns.Select(c => new TableColumn(c.Name, c.Type, $"{{t}}.{Duck.Name(c.Name)}")),
                .. Partitions(columns),
            ]
        );

    private static IEnumerable<TableColumn> Partitions(IReadOnlyList<(string Name, SqlType Type)> columns)
    {
        var all = new List<TableColumn>
        {
            Computed("year", Part(1, 4)) with
            {
                ByForm = e => IsNumber(e) ? Number(1, 4) : null,
            },
            Computed("month", Part(6, 2)) with
            {
                ByForm = e => Short(e, 6),
            },
            Computed("day", Part(9, 2)) with
            {
                ByForm = e => Day(e) ?? Short(e, 9),
            },
            Computed("hour", Part(12, 2)) with
            {
                ByForm = e => Short(e, 12),
            },
            Computed("region", "{t}.awsregion"),
            Computed("partition_region", "{t}.awsregion"),
            Computed("p_region", "{t}.awsregion"),
            Computed("$path", "{t}.picks_file"),
        };
        all.AddRange(
            (
                (string[])["account", "accountid", "account_id", "aws_account_id", "partition_account", "p_account"]
            ).Select(n => Computed(n, "{t}.recipientaccountid"))
        );
        all.AddRange(s_days.Select(n => Computed(n, Form('/')) with { ByForm = Day }));
        return all.Where(p => !columns.Any(c => c.Name == p.Name));
    }

    private static TableColumn Computed(string name, string sql) => new(name, SqlType.Varchar, sql) { Hidden = true };

    private static string Part(int from, int length) => $"substr({{t}}.eventtime, {from}, {length})";

    private static string Form(char between) =>
        between == '-' ? Part(1, 10) : $"replace({Part(1, 10)}, '-', '{between}')";

    private static string Number(int from, int length) => $"TRY_CAST({Part(from, length)} AS BIGINT)";

    /// <summary>A month, day or hour that is written without its zero, or as a number.</summary>
    private static string? Short(string example, int from) =>
        IsNumber(example) ? Number(from, 2)
        : example.Length == 1 && char.IsAsciiDigit(example[0]) ? $"ltrim({Part(from, 2)}, '0')"
        : null;

    /// <summary>Numbers come as # and their digits.</summary>
    private static bool IsNumber(string example) => example.StartsWith('#');

    /// <summary>A day in the form of an example.</summary>
    private static string? Day(string example)
    {
        var form = new string([.. example.Take(14).Select(c => char.IsAsciiDigit(c) ? '0' : c)]);
        return form switch
        {
            "date" => $"TRY_CAST({Part(1, 10)} AS DATE)",
            "#00000000" => $"TRY_CAST(replace({Part(1, 10)}, '-', '') AS BIGINT)",
            "0000/00/00/00" => $"replace(replace({Part(1, 13)}, '-', '/'), 'T', '/')",
            "0000-00-00-00" => $"replace({Part(1, 13)}, 'T', '-')",
            "0000-00-00 00" => $"replace({Part(1, 13)}, 'T', ' ')",
            _ when form.StartsWith("0000/0", StringComparison.Ordinal) => Form('/'),
            _ when form.StartsWith("0000-0", StringComparison.Ordinal) => Form('-'),
            "00000000" => $"replace({Part(1, 10)}, '-', '')",
            "0000000000" => $"replace(replace({Part(1, 13)}, '-', ''), 'T', '')",
            _ => null,
        };
    }
}
