using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Loading;
using RecipePicks.Reports.Text;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks demo</c>: the bundled incident.</summary>
internal sealed class DemoCommand : PicksCommand
{
    private const string Lead = "AKIAMKTP7DRBKEXAMPLE";

    public DemoCommand(Terminal terminal)
        : base(terminal, "demo", "Load the bundled incident and investigate its leaked key.", "picks demo") { }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var samples = Samples.Find();
        var directory = Samples.CaseFor(samples);
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }

        Loader.Load([samples], directory, Terminal, cancellation);
        using var opened = Case.Open(directory);
        var request = new InvestigationRequest { Leads = [Lead] };
        var investigated = Investigation.Run(opened.Engine, opened.Coverage(cancellation), request, cancellation);
        new BoardReport(Terminal.Surface).Write(investigated, Terminal.Output);
    }
}
