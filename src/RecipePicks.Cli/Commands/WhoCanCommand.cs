using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks who-can</c>.</summary>
internal sealed class WhoCanCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(["text", "json"]);
    private readonly ContextOption _context = new();
    private readonly Option<DateTime?> _at = WindowOptions.Time(
        "--at",
        "The time; the end of the evidence when it is not given."
    );
    private readonly Argument<string> _action = new("ACTION") { Description = "An action: s3:GetObject." };
    private readonly Argument<string> _resource = new("RESOURCE") { Description = "An ARN, or * for all." };

    public WhoCanCommand(Terminal terminal)
        : base(
            terminal,
            "who-can",
            "Say who of the case's users and roles may do something, and which statements decide.",
            "picks who-can ec2:ModifySnapshotAttribute arn:aws:ec2:us-east-1::snapshot/snap-0029bf37d298c8516 --case ./case"
        )
    {
        Details =
        [
            "YES, CONDITIONAL (the conditions), NO (what blocks it), UNKNOWN (what the evidence lacks). The accounts are what the",
            "AWS CLI and AWS Config showed, rewound or replayed to the time by the calls of the log. Never NO for want of a policy.",
        ];
        Arguments.Add(_action);
        Arguments.Add(_resource);
        Options.Add(_at);
        Options.Add(_context);
        Options.Add(_case);
        Options.Add(_format);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        using var opened = _case.Open(options);
        var access = CaseAccess.Of(opened.Engine, options.GetValue(_at), cancellation);
        var answers = access.WhoCan(
            options.GetRequiredValue(_action),
            options.GetRequiredValue(_resource),
            _context.Values(options)
        );

        if (options.GetValue(_format) == "json")
        {
            AccessReport.WriteJson(answers, Terminal.Output);
        }
        else
        {
            AccessReport.WriteText(answers, Terminal.Surface, Terminal.Output);
        }
    }
}
