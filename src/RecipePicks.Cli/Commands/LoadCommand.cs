using System.CommandLine;
using RecipePicks.Cli.Loading;
using RecipePicks.Cli.Options;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks load PATH… --case DIR</c>.</summary>
internal sealed class LoadCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly Argument<string[]> _paths = new("PATH")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "Log files, folders, archives or patterns.",
    };

    public LoadCommand(Terminal terminal)
        : base(
            terminal,
            "load",
            "Load CloudTrail logs into a case; loading again adds only what is new.",
            "picks load samples/incident/logs --case ./case"
        )
    {
        Details =
        [
            "Pieces that cannot be read are named on standard error and kept in the ledger. The exit",
            "status is 1 only when a path does not exist (the others are loaded) or nothing was loaded.",
        ];
        Arguments.Add(_paths);
        Options.Add(_case);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var paths = options.GetRequiredValue(_paths);
        var summary = Loader.Load(paths, _case.Directory(options), Terminal, cancellation);
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
