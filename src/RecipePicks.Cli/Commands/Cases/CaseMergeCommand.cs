using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Loading;

namespace RecipePicks.Cli.Commands.Cases;

/// <summary><c>picks case merge CASE… --into DIR</c>.</summary>
internal sealed class CaseMergeCommand : PicksCommand
{
    private readonly Argument<string[]> _sources = new("CASE")
    {
        Arity = ArgumentArity.OneOrMore,
        Description = "The cases to take in; they are not written to.",
    };
    private readonly Option<string> _into = new("--into")
    {
        HelpName = "DIR",
        Description = "The case that takes them in; made when it is not there.",
        Required = true,
    };

    public CaseMergeCommand(Terminal terminal)
        : base(
            terminal,
            "merge",
            "Take other cases into one, without reading the logs again; merging again adds nothing.",
            "picks case merge ./case-a ./case-b --into ./case"
        )
    {
        Details =
        [
            "The case becomes what loading the logs of all of them, one case after the other, would have made it: identical events",
            "are one, the same eventID with other content stays two. Story, recorded states and Athena pulls come along. A merge",
            "that was stopped leaves the case whole, and goes on when it is run again.",
        ];
        Arguments.Add(_sources);
        Options.Add(_into);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        IReadOnlyList<MergedCase> merged;
        using (var progress = new ProgressBar(Terminal))
        {
            merged = CaseMerge.Run(
                options.GetRequiredValue(_sources),
                options.GetRequiredValue(_into),
                progress,
                cancellation
            );
        }

        foreach (var one in merged)
        {
            foreach (var conflict in one.Conflicts)
            {
                Terminal.Complain($"{one.Source}: {conflict}");
            }
        }

        (string Name, long Count)[] lines =
        [
            ("cases", merged.Count),
            ("files", merged.Sum(m => m.Summary.Files)),
            ("known before", merged.Sum(m => m.Summary.FilesKnown)),
            ("events", merged.Sum(m => m.Summary.Events)),
            ("duplicates", merged.Sum(m => m.Summary.Duplicates)),
            ("conflicts", merged.Sum(m => m.Summary.ConflictingDuplicates)),
            ("states", merged.Sum(m => m.Summary.Items)),
            ("pins", merged.Sum(m => m.Pins)),
            ("pulls", merged.Sum(m => m.Pulls)),
        ];
        foreach (var (name, count) in lines)
        {
            Terminal.Output.Write($"{name, -14}{count, 12:N0}\n");
        }
    }
}
