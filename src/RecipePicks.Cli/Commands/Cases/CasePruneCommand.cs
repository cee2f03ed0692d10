using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands.Cases;

/// <summary><c>picks case prune --case DIR</c>.</summary>
internal sealed class CasePruneCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Say what would be freed, and write nothing.",
    };

    public CasePruneCommand(Terminal terminal)
        : base(
            terminal,
            "prune",
            "Free what a case does not need; no event is dropped and no answer changes.",
            "picks case prune --case ./case --dry-run"
        )
    {
        Details =
        [
            "Removes what interrupted loads and queries left, and puts small segments, and those that are full of copies, together.",
            "Who reads the case goes on: segments that are being read stay until nobody does.",
        ];
        Options.Add(_case);
        Options.Add(_dryRun);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var directory = _case.Directory(options);
        var freed = options.GetValue(_dryRun) ? Pruning.Plan(directory) : Pruning.Prune(directory, cancellation);
        (string Name, long? Count)[] lines =
        [
            ("left-overs", freed.Left),
            ("their bytes", freed.LeftBytes),
            ("segments", freed.SegmentsBefore),
            ("segments after", freed.SegmentsAfter),
            ("dead rows", freed.DeadRows),
            ("bytes rewritten", freed.RewrittenBytes),
            ("bytes after", freed.WrittenBytes),
            ("still read", freed.InUse),
        ];
        foreach (var (name, count) in lines.Where(l => l.Count is not null))
        {
            Terminal.Output.Write($"{name, -16}{count, 16:N0}\n");
        }
    }
}
