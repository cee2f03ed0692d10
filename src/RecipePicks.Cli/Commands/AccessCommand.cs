using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary>A question to the accounts of a case: who may do what to which resource.</summary>
internal abstract class AccessCommand : PicksCommand
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

    protected AccessCommand(Terminal terminal, string name, string does, string example, Argument? first = null)
        : base(terminal, name, does, example)
    {
        Details =
        [
            "YES, CONDITIONAL (the conditions), NO (what blocks it), UNKNOWN (what the evidence lacks). The accounts are what the",
            "AWS CLI and AWS Config showed, rewound or replayed to the time by the calls of the log. Never NO for want of a policy.",
        ];
        if (first is not null)
        {
            Arguments.Add(first);
        }

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
        var answers = Ask(
            CaseAccess.Of(opened.Engine, options.GetValue(_at), cancellation),
            options,
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

    /// <summary>Asks the accounts.</summary>
    protected abstract IReadOnlyList<PrincipalAccess> Ask(
        CaseAccess access,
        ParseResult options,
        string action,
        string resource,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> context
    );

    /// <summary>The folder of the case.</summary>
    protected string Folder(ParseResult options) => _case.Directory(options);
}
