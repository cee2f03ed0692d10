using System.CommandLine;
using RecipePicks.Athena;
using RecipePicks.Cases;
using RecipePicks.Cases.Pulling;
using RecipePicks.Cli.Loading;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;
using RecipePicks.Store;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks investigate (LEAD… | --finding FILE) (--case DIR | --logs PATH…)</c>.</summary>
internal sealed class InvestigateCommand : PicksCommand
{
    private readonly LeadOptions _leads = new();
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
    private readonly AthenaOptions _athena = new();
    private readonly Option<bool> _fresh = new("--fresh")
    {
        Description = "With Athena: ask again what the case has pulled already, for events that came since.",
    };

    public InvestigateCommand(Terminal terminal)
        : base(
            terminal,
            "investigate",
            "Ask the eleven questions about a lead.",
            "picks investigate AKIAIOSFODNN7EXAMPLE --case ./case --from 2024-05-14 --to 2024-05-15",
            "picks investigate i-0abc1234def567890 --logs logs/ --format json",
            "picks investigate 203.0.113.77 --case ./case --format html --out report.html",
            "picks investigate --finding finding.json --case ./case",
            "picks investigate 203.0.113.77 --engine athena --table default.cloudtrail_logs --from 2024-05-14 --to 2024-05-15 --max-scan 50GB"
        )
    {
        Details =
        [
            "--engine athena pulls the case out of the lake, ring by ring: the events that name the lead, those of the identities found, those of",
            "the sessions and keys that they issued. Before a ring it says what it will scan, after it what that cost; then the case is asked.",
        ];
        _leads.AddTo(this);
        Options.Add(_case);
        Options.Add(_logs);
        _window.AddTo(this);
        Options.Add(_format);
        Options.Add(_out);
        _athena.AddTo(this);
        Options.Add(_fresh);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var request = new InvestigationRequest
        {
            As = _leads.As(options),
            Leads = _leads.Leads(options) is { Count: > 0 } leads
                ? leads
                : throw new UsageException("there is no lead: give one, or a finding with --finding"),
            Origin = _leads.Origin(options),
            Window = _window.Window(options),
        };
        if (_athena.IsAthena(options))
        {
            Pulled(request, options, cancellation);
            return;
        }

        if (options.GetValue(_fresh))
        {
            throw new UsageException("--fresh belongs to --engine athena");
        }

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

    private void Pulled(InvestigationRequest request, ParseResult options, CancellationToken cancellation)
    {
        if (_athena.Table(options) is null)
        {
            throw new UsageException("--engine athena needs --table DATABASE.TABLE");
        }

        if (options.GetValue(_logs) is { Length: > 0 })
        {
            throw new UsageException("--logs and --engine athena exclude each other");
        }

        var directory = _case.Directory(options);
        using var lake = _athena.Open(options);
        var pull = new PullRequest
        {
            Leads = request.Leads,
            As = request.As,
            Scope = _athena.Scope(options, request.Window),
            MaxScan = _athena.MaxScan(options),
            Fresh = options.GetValue(_fresh),
            News = new Spoken(Terminal),
        };
        var outcome = Pull.Run(lake, directory, pull, cancellation);
        Terminal.Complain(
            $"{outcome.Rings.Count} rings: scanned {ScanCost.Bytes(outcome.Rings.Sum(r => r.Scanned))}, {ScanCost.Words(outcome.Rings.Sum(r => r.Dollars))}; the case is {directory}"
        );
        if (outcome.Rings.Count > 0)
        {
            Investigate(directory, request, options, cancellation);
        }

        if (outcome.Left is { } left)
        {
            Terminal.FlushQuietly();
            throw new WorkFailedException($"the case is not complete: {left}");
        }
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
