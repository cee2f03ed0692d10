using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Loading;
using RecipePicks.Reports;
using RecipePicks.Reports.Html;
using RecipePicks.Reports.Text;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks demo</c>: the bundled incident.</summary>
internal sealed class DemoCommand : PicksCommand
{
    /// <summary>The leaked key, the address it was used from, the snapshot that was shared, the user that was left behind.</summary>
    private static readonly string[] s_leads =
    [
        "AKIAMKTP7DRBKEXAMPLE",
        "203.0.113.77",
        "snap-0029bf37d298c8516",
        "backup-sync",
    ];

    public DemoCommand(Terminal terminal)
        : base(terminal, "demo", "Load the bundled incident and investigate its leaked key.", "picks demo") { }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var samples = Samples.Find();
        var directory = Samples.CaseFor(samples);
        if (Case.Written(directory) < Changed(samples))
        {
            Case.Clear(directory);
        }

        Loader.Load([samples], directory, Terminal, cancellation);
        using var opened = Case.Open(directory);
        var request = new InvestigationRequest { Leads = [s_leads[0]] };
        var investigated = Investigation.Run(opened.Engine, opened.Coverage(cancellation), request, cancellation);
        new BoardReport(Terminal.Surface).Write(investigated, Terminal.Output);
        GoOn(Near(directory), Page(investigated, opened, directory, cancellation));
    }

    // A case of other samples, or by another program, may say something else.
    private static DateTime Changed(string samples) =>
        new DirectoryInfo(samples)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Append(new FileInfo(typeof(Case).Assembly.Location))
            .Max(f => f.LastWriteTimeUtc);

    private static string Near(string path) =>
        Path.GetRelativePath(".", path) is var near && near.StartsWith("..", StringComparison.Ordinal) ? path : near;

    /// <summary>Writes the same as a page beside the case.</summary>
    /// <returns>Its file; null in a build without the page.</returns>
    private static string? Page(
        Investigated investigated,
        Case opened,
        string directory,
        CancellationToken cancellation
    )
    {
        if (PageBundle.Built is null)
        {
            return null;
        }

        var file = Path.Combine(Path.GetDirectoryName(directory)!, "demo.html");
        using var output = new StreamWriter(file);
        AllReports.Create("html", Surface.Plain).Write(Quotations.AddTo(investigated, opened, cancellation), output);
        return file;
    }

    private void GoOn(string directory, string? page)
    {
        Terminal.Output.Write($"\nThe case stays in {directory}. Go on from here:\n");
        foreach (var lead in s_leads)
        {
            Terminal.Output.Write($"  picks investigate {lead} --case {directory}\n");
        }

        if (page is not null)
        {
            Terminal.Output.Write(
                $"\nThe same as a page, in one file: {Near(page)}. Live, with SQL and a story to write:\n"
            );
            Terminal.Output.Write($"  picks serve {s_leads[0]} --case {directory}\n");
        }
    }
}
