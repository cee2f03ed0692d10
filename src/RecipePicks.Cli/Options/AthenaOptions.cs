using System.CommandLine;
using RecipePicks.Athena;
using RecipePicks.Aws;

namespace RecipePicks.Cli.Options;

/// <summary><c>--engine athena --table DATABASE.TABLE</c> and what belongs to it.</summary>
internal sealed class AthenaOptions
{
    /// <summary>Seven days.</summary>
    private const int MostReuse = 10_080;

    private readonly Option<string> _engine = new("--engine")
    {
        HelpName = "local|athena",
        Description = "What answers: the local case, or Athena.",
        DefaultValueFactory = _ => "local",
    };
    private readonly Option<string?> _table = Text("--table", "DATABASE.TABLE", "The CloudTrail table in Athena.");
    private readonly Option<string?> _definition = Text(
        "--definition",
        "FILE",
        "Its CREATE EXTERNAL TABLE statement; else Glue's catalog is asked."
    );
    private readonly Option<string?> _workgroup = Text(
        "--workgroup",
        "NAME",
        "Athena's workgroup; primary if not given."
    );
    private readonly Option<string?> _output = Text(
        "--output",
        "S3URL",
        "Where Athena writes results, s3://bucket/prefix/; else the workgroup says."
    );
    private readonly Option<string?> _maxScan = Text(
        "--max-scan",
        "BYTES",
        "The most that Athena may scan in all: 500MB, 2TB. What would go beyond it is not started, or stopped."
    );
    private readonly Option<int?> _reuse = new("--reuse")
    {
        HelpName = "MINUTES",
        Description = "Take Athena's result of the same query if it is no older.",
    };
    private readonly Option<string[]> _accounts = List("--accounts", "ID", "Read these accounts' partitions only.");
    private readonly Option<string[]> _regions = List("--regions", "NAME", "Read these regions' partitions only.");
    private readonly Option<string?> _organization = Text(
        "--organization",
        "ID",
        "The organization's id, where the table is parted by it."
    );
    private readonly AccessOptions _access = new();

    public AthenaOptions() => _engine.AcceptOnlyFromAmong("local", "athena");

    public void AddTo(Command command)
    {
        command.Options.Add(_engine);
        foreach (var option in Own)
        {
            command.Options.Add(option);
        }
    }

    /// <summary>Whether Athena answers.</summary>
    /// <exception cref="UsageException">Options of Athena's were given without it.</exception>
    public bool IsAthena(ParseResult options)
    {
        if (options.GetValue(_engine) == "athena")
        {
            return true;
        }

        return Own.FirstOrDefault(o => options.GetResult(o) is { Implicit: false }) is { } given
            ? throw new UsageException($"{given.Name} belongs to --engine athena")
            : false;
    }

    /// <summary>The table's name; null when none was given.</summary>
    public string? Table(ParseResult options) => options.GetValue(_table);

    /// <summary>Bytes that may be scanned; null for any number.</summary>
    public long? MaxScan(ParseResult options) =>
        options.GetValue(_maxScan) is not { } text ? null
        : ScanCost.ParseBytes(text) is { } bytes ? bytes
        : throw new UsageException($"--max-scan {text} is no number of bytes: write 500MB, 20GB or 2TB");

    /// <summary>What of the table is read.</summary>
    public LakeScope Scope(ParseResult options, TimeWindow window) =>
        new()
        {
            Window = window,
            Accounts = Parts(options, _accounts),
            Regions = Parts(options, _regions),
            Organization = options.GetValue(_organization),
        };

    /// <summary>The way to the table.</summary>
    public AthenaLake Open(ParseResult options)
    {
        var access = new AwsAccess(_access.Read(options));
        var settings = new AthenaSettings
        {
            Workgroup = options.GetValue(_workgroup),
            Output = options.GetValue(_output),
            Reuse = options.GetValue(_reuse) switch
            {
                null => null,
                >= 1 and <= MostReuse and var minutes => TimeSpan.FromMinutes(minutes),
                var other => throw new UsageException($"--reuse {other}: Athena takes 1 to {MostReuse} minutes"),
            },
        };
        var definition = options.GetValue(_definition) is { } file ? File.ReadAllText(file) : null;
        return AthenaLake.Open(access, settings, Table(options), definition);
    }

    private IEnumerable<Option> Own =>
        [
            _table,
            _definition,
            _workgroup,
            _output,
            _maxScan,
            _reuse,
            _accounts,
            _regions,
            _organization,
            .. _access.All,
        ];

    private static IReadOnlyList<string> Parts(ParseResult options, Option<string[]> option) =>
        ListOption.Values(options.GetValue(option));

    private static Option<string[]> List(string name, string help, string description) =>
        ListOption.New(name, help, description);

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { HelpName = help, Description = description };
}
