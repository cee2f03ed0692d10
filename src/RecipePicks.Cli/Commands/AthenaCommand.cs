using System.CommandLine;
using RecipePicks.Athena;
using RecipePicks.Cli.Options;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks athena setup s3://bucket/prefix</c>.</summary>
internal sealed class AthenaCommand : PicksCommand
{
    private readonly Argument<string> _setup = new("setup")
    {
        Description = "What to do: setup prints the statement that makes a table.",
    };
    private readonly Argument<string> _bucket = new("S3URL")
    {
        Description = "The trail's bucket and the prefix that it was given: s3://bucket/prefix.",
    };
    private readonly Option<string> _table = new("--table")
    {
        HelpName = "DATABASE.TABLE",
        Description = "The table's name.",
        DefaultValueFactory = _ => "cloudtrail_logs",
    };
    private readonly Option<string[]> _accounts = ListOption.New(
        "--accounts",
        "ID",
        "The accounts that the trail logs; without them, every query has to name its own."
    );
    private readonly Option<string[]> _regions = ListOption.New(
        "--regions",
        "NAME",
        "The regions; all of AWS's if not given."
    );
    private readonly Option<string?> _organization = new("--organization")
    {
        HelpName = "ID",
        Description = "The organization's id, o-…, when the trail is an organization's.",
    };
    private readonly Option<DateTime?> _from = WindowOptions.Time(
        "--from",
        "The first day of the log; 2020-01-01 if not given."
    );
    private readonly Option<string> _layout = new("--layout")
    {
        HelpName = "timestamp|year-month-day",
        Description = "How partitions tell days apart: one column, or three.",
        DefaultValueFactory = _ => "timestamp",
    };
    private readonly OutOption _out = new();

    public AthenaCommand(Terminal terminal)
        : base(
            terminal,
            "athena",
            "Print the CREATE TABLE for a trail's bucket in Athena, and what it costs to query.",
            "picks athena setup s3://amzn-s3-demo-bucket --accounts 111122223333 --regions eu-west-1 us-east-1 --from 2026-01-01"
        )
    {
        _setup.AcceptOnlyFromAmong("setup");
        _layout.AcceptOnlyFromAmong("timestamp", "year-month-day");
        Details =
        [
            "Nothing is asked of AWS and nothing is made: paste the statement into Athena, or pipe it to aws athena start-query-execution.",
            "Partitions are projected: new days, and the accounts and regions that are listed, need no upkeep.",
        ];
        Arguments.Add(_setup);
        Arguments.Add(_bucket);
        Options.Add(_table);
        Options.Add(_accounts);
        Options.Add(_regions);
        Options.Add(_organization);
        Options.Add(_from);
        Options.Add(_layout);
        Options.Add(_out);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var table = new TrailTable
        {
            Bucket = options.GetRequiredValue(_bucket),
            Name = options.GetRequiredValue(_table),
            Accounts = ListOption.Values(options.GetValue(_accounts)),
            Regions = ListOption.Values(options.GetValue(_regions)),
            Organization = options.GetValue(_organization),
            Days = options.GetValue(_layout) == "timestamp" ? TrailDays.Timestamp : TrailDays.YearMonthDay,
        };
        var text = (options.GetValue(_from) is { } from ? table with { From = from.Date } : table).Write();
        _out.Write(options, Terminal, (_, output) => output.Write(text));
    }
}
