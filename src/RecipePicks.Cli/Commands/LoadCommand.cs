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
        var directory = _case.Directory(options);
        var (summary, missing) = Loader.Load(options.GetRequiredValue(_paths), directory, Terminal, cancellation);
        Print(summary);
        if (missing.Count > 0)
        {
            throw new WorkFailedException(
                $"{missing.Count} of the paths given could not be loaded: there is nothing there"
            );
        }

        if (summary is { Records: 0, FilesKnown: 0 })
        {
            throw new WorkFailedException("nothing was loaded: no CloudTrail record in what was given");
        }
    }

    private void Print(LoadSummary summary)
    {
        (string Name, long Count)[] lines =
        [
            ("files", summary.Files),
            ("known before", summary.FilesKnown),
            ("no CloudTrail", summary.Skipped.Count),
            ("records", summary.Records),
            ("events", summary.Events),
            ("duplicates", summary.Duplicates),
            ("conflicts", summary.ConflictingDuplicates),
            ("rejects", summary.Rejects.Count),
        ];
        foreach (var (name, count) in lines)
        {
            Terminal.Output.Write($"{name, -14}{count, 12:N0}\n");
        }
    }
}
