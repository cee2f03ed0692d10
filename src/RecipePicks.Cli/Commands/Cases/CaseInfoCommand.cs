using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands.Cases;

/// <summary><c>picks case info --case DIR</c>.</summary>
internal sealed class CaseInfoCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(["text", "json"]);
    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Compare every file of every segment with what was written; exit status 1 when one differs.",
    };

    public CaseInfoCommand(Terminal terminal)
        : base(
            terminal,
            "info",
            "Say all that a case holds: segments, ledger in sums, states, story, pulls, and what a prune would free.",
            "picks case info --case ./case --verify"
        )
    {
        Options.Add(_case);
        Options.Add(_format);
        Options.Add(_verify);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var directory = _case.Directory(options);
        var differences = options.GetValue(_verify) ? CaseInfo.Verify(directory, cancellation) : null;
        CaseInventory inventory;
        try
        {
            inventory = CaseInventory.Read(directory, cancellation);
        }
        catch (CaseException) when (differences is { Count: > 0 })
        {
            // What cannot be opened at all is told by what differs.
            throw Differs(directory, differences);
        }

        if (options.GetValue(_format) == "json")
        {
            CaseReport.WriteJson(inventory, differences, Terminal.Output);
        }
        else
        {
            CaseReport.WriteText(inventory, differences, Terminal.Surface, Terminal.Output);
        }

        if (differences is { Count: > 0 })
        {
            throw Differs(directory, differences);
        }
    }

    private static WorkFailedException Differs(string directory, IReadOnlyList<string> differences) =>
        new($"the case at {directory} is not as it was written:\n{string.Join('\n', differences)}");
}
