using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks coverage --case DIR</c>.</summary>
internal sealed class CoverageCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(["text", "json"]);

    public CoverageCommand(Terminal terminal)
        : base(
            terminal,
            "coverage",
            "Say what the case covers and what it does not, and list every file that was loaded with its rejects.",
            "picks coverage --case ./case"
        )
    {
        Options.Add(_case);
        Options.Add(_format);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        using var opened = _case.Open(options);
        var coverage = opened.Coverage(cancellation);
        if (options.GetValue(_format) == "json")
        {
            CoverageReport.WriteJson(coverage, opened.Ledger(), Terminal.Output);
        }
        else
        {
            CoverageReport.WriteText(coverage, opened.Ledger(), Terminal.Surface, Terminal.Output);
        }
    }
}
