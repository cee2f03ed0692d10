using System.CommandLine;

namespace RecipePicks.Cli.Commands.Cases;

/// <summary><c>picks case list|info|merge|prune</c>.</summary>
internal sealed class CaseCommand : PicksCommand
{
    public CaseCommand(Terminal terminal)
        : base(
            terminal,
            "case",
            "List cases, say what one holds, merge several into one, free what one does not need.",
            "picks case list ./cases",
            "picks case info --case ./case --verify",
            "picks case merge ./case-a ./case-b --into ./case",
            "picks case prune --case ./case --dry-run"
        )
    {
        Subcommands.Add(new CaseListCommand(terminal));
        Subcommands.Add(new CaseInfoCommand(terminal));
        Subcommands.Add(new CaseMergeCommand(terminal));
        Subcommands.Add(new CasePruneCommand(terminal));
    }

    protected override void Run(ParseResult options, CancellationToken cancellation) =>
        throw new UsageException($"say what: {string.Join(", ", Subcommands.Select(c => c.Name))}");
}
