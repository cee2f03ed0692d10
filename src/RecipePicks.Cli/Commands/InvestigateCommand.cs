using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Loading;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks investigate LEAD… (--case DIR | --logs PATH…)</c>.</summary>
internal sealed class InvestigateCommand : PicksCommand
{
    private readonly LeadOptions _leads = new(ArgumentArity.OneOrMore);
    private readonly CaseOption _case = new();
    private readonly Option<string[]> _logs = new("--logs")
    {
        HelpName = "PATH",
        Description = "Investigate these logs without keeping a case.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly WindowOptions _window = new();
    private readonly FormatOption _format = new(AllReports.List.Select(report => report.Name));
    private readonly OutOption _out = new();
    private readonly EngineOption _engine = new();

    public InvestigateCommand(Terminal terminal)
        : base(
            terminal,
            "investigate",
            "Ask the eleven questions about a lead.",
            "picks investigate AKIAIOSFODNN7EXAMPLE --case ./case --from 2024-05-14 --to 2024-05-15",
            "picks investigate i-0abc1234def567890 --logs logs/ --format json",
            "picks investigate 203.0.113.77 --case ./case --format html --out report.html"
        )
    {
        _leads.AddTo(this);
        Options.Add(_case);
        Options.Add(_logs);
        _window.AddTo(this);
        Options.Add(_format);
        Options.Add(_out);
        Options.Add(_engine);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var request = new InvestigationRequest
        {
            Leads = _leads.Leads(options) is { Count: > 0 } leads
                ? leads
                : throw new UsageException("the lead is empty"),
            As = _leads.As(options),
            Window = _window.Window(options),
        };
        if (options.GetValue(_logs) is not { Length: > 0 } logs)
        {
            Investigate(_case.Directory(options), request, options, cancellation);
            return;
        }

        if (_case.IsGiven(options))
        {
            throw new UsageException("--case and --logs exclude each other");
        }

        using var temporary = new TemporaryCase();
        var summary = Loader.Load(logs, temporary.Path, Terminal, cancellation);
        Investigate(temporary.Path, request, options, cancellation);
        Loader.FailOnMissing(summary);
    }

    private void Investigate(
        string directory,
        InvestigationRequest request,
        ParseResult options,
        CancellationToken cancellation
    )
    {
        using var opened = Case.Open(directory);
        var investigated = Investigation.Run(opened.Engine, opened.Coverage(cancellation), request, cancellation);
        var format = AllReports.List.Single(f => f.Name == options.GetRequiredValue(_format));
        var outcome = format.Quotes ? Quotations.AddTo(investigated, opened, cancellation) : investigated;
        _out.Write(options, Terminal, (surface, output) => format.Create(surface).Write(outcome, output));
    }
}
