using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks can</c>.</summary>
internal sealed class CanCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(["text", "json"]);
    private readonly ContextOption _context = new();
    private readonly Option<DateTime?> _at = WindowOptions.Time(
        "--at",
        "The time; the end of the evidence when it is not given."
    );
    private readonly Argument<string> _principal = new("PRINCIPAL")
    {
        Description = "An ARN, a unique id, or the name of a user or role.",
    };

    private readonly Argument<string> _action = new("ACTION") { Description = "An action: s3:GetObject." };
    private readonly Argument<string> _resource = new("RESOURCE") { Description = "An ARN, or * for all." };

    public CanCommand(Terminal terminal)
        : base(
            terminal,
            "can",
            "Say whether a principal may do something, by the policies of the case, and which statements decide.",
            "picks can ci-publisher sts:AssumeRole arn:aws:iam::111122223333:role/deploy-production --case ./case"
        )
    {
        Details =
        [
            "YES, CONDITIONAL (the conditions), NO (what blocks it), UNKNOWN (what the evidence lacks). The accounts are what the",
            "AWS CLI and AWS Config showed, rewound or replayed to the time by the calls of the log. Never NO for want of a policy.",
        ];
        Arguments.Add(_principal);
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
        var principal = options.GetRequiredValue(_principal);
        var answers = access.Can(
            principal,
            options.GetRequiredValue(_action),
            options.GetRequiredValue(_resource),
            _context.Values(options)
        );
        if (answers.Count == 0)
        {
            throw new WorkFailedException(
                $"no user or role in {_case.Directory(options)} has the name {principal}; an ARN is asked about even so"
            );
        }

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
