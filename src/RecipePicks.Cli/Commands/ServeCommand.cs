using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;
using RecipePicks.Web;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks serve --case DIR [LEAD…]</c>.</summary>
internal sealed class ServeCommand : PicksCommand
{
    private readonly LeadOptions _leads = new();
    private readonly CaseOption _case = new();
    private readonly WindowOptions _window = new();
    private readonly Option<int> _port = new("--port")
    {
        HelpName = "N",
        Description = "The port on the loopback address; 0 takes one that is free.",
    };

    public ServeCommand(Terminal terminal)
        : base(
            terminal,
            "serve",
            "Serve the page of a case to a browser on this machine.",
            "picks serve AKIAIOSFODNN7EXAMPLE --case ./case"
        )
    {
        Details =
        [
            "It listens on the loopback address alone. The address that it prints lets one browser in, once.",
            "The page only reads the case, but for the story, which it saves there. Ctrl-C ends it.",
        ];
        _leads.AddTo(this);
        Options.Add(_case);
        _window.AddTo(this);
        Options.Add(_port);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var port = options.GetValue(_port);
        if (port is < 0 or > 65535)
        {
            throw new UsageException($"--port {port} is no port");
        }

        var serve = new ServeOptions
        {
            CaseFolder = _case.Directory(options),
            Port = port,
            Begin = new InvestigationRequest
            {
                Leads = _leads.Leads(options),
                As = _leads.As(options),
                Window = _window.Window(options),
            },
        };
        Serve(serve, cancellation).GetAwaiter().GetResult();
    }

    private async Task Serve(ServeOptions serve, CancellationToken cancellation)
    {
        await using var host = new PageHost(serve);
        Terminal.Output.Write($"{await host.Start(cancellation)}\n");
        await Terminal.Output.FlushAsync(cancellation);
        Terminal.Complain("open this address in a browser on this machine; it is good once. Ctrl-C ends it");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how it ends.
        }
    }
}
