using System.CommandLine;
using RecipePicks.Cli.Loading;
using RecipePicks.Cli.Options;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks load PATH… --case DIR</c>.</summary>
internal sealed class LoadCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly ElsewhereOptions _elsewhere = new();
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description =
            "Log files, folders, archives or patterns; s3://bucket/prefix; cloudtrail: for the event history.",
    };

    public LoadCommand(Terminal terminal)
        : base(
            terminal,
            "load",
            "Load CloudTrail logs into a case; loading again adds only what is new.",
            "picks load samples/incident/AWSLogs --case ./case",
            "picks load s3://my-trail-logs --accounts 111122223333 --from 2026-03-10 --to 2026-03-11",
            "picks load cloudtrail: --from 2026-03-10 --lead AKIAMKTP7DRBKEXAMPLE"
        )
    {
        Details =
        [
            "Pieces that cannot be read are named on standard error and kept in the ledger. The exit",
            "status is 1 only when a path does not exist or an object cannot be fetched (the others are",
            "loaded) or nothing was loaded. What is taken from S3 and CloudTrail: see docs/s3.md.",
        ];
        Arguments.Add(_paths);
        Options.Add(_case);
        _elsewhere.AddTo(this);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var paths = options.GetRequiredValue(_paths);
        var how = _elsewhere.Load(options, paths);
        var summary = Loader.Load(paths, _case.Directory(options), how, Terminal, cancellation);
        Print(summary);
        Loader.FailOnMissing(summary);
    }

    private void Print(LoadSummary summary)
    {
        (string Name, long Count)[] lines =
        [
            ("files", summary.Files),
            ("known before", summary.FilesKnown),
            ("nothing in it", summary.Skipped.Count),
            ("records", summary.Records),
            ("events", summary.Events),
            ("states", summary.Items),
            ("duplicates", summary.Duplicates),
            ("conflicts", summary.ConflictingDuplicates),
            ("rejects", summary.Rejected),
        ];
        foreach (var (name, count) in lines)
        {
            Terminal.Output.Write($"{name, -14}{count, 12:N0}\n");
        }
    }
}
