using System.CommandLine;
using RecipePicks.Cases;
using RecipePicks.Cli.Options;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks state RESOURCE --at T --case DIR</c>.</summary>
internal sealed class StateCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly FormatOption _format = new(["text", "json"]);
    private readonly Option<DateTime?> _at = WindowOptions.Time(
        "--at",
        "The time; the end of the evidence when it is not given."
    );
    private readonly Argument<string> _resource = new("RESOURCE") { Description = "An id, a name or an ARN." };

    public StateCommand(Terminal terminal)
        : base(
            terminal,
            "state",
            "Say what a resource's configuration was at a time, and which call or document says so.",
            "picks state snap-0029bf37d298c8516 --at 2026-03-11T00:00:00Z --case ./case"
        )
    {
        Details =
        [
            "Replayed from the calls that took effect, from AWS Config items, and rewound from what the AWS CLI printed.",
            "A value that no call and no document tells is left out, not empty.",
        ];
        Arguments.Add(_resource);
        Options.Add(_at);
        Options.Add(_case);
        Options.Add(_format);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        using var opened = _case.Open(options);
        var resource = options.GetRequiredValue(_resource);
        var coverage = new Coverage();
        var states = ResourceStates.Of(opened.Engine, coverage, resource, options.GetValue(_at), cancellation);
        if (states.Resources.Count == 0)
        {
            throw new WorkFailedException(
                $"no call and no document in {_case.Directory(options)} tells the state of {resource}"
            );
        }

        if (options.GetValue(_format) == "json")
        {
            StateReport.WriteJson(states, Terminal.Output);
        }
        else
        {
            StateReport.WriteText(states, Terminal.Surface, Terminal.Output);
        }
    }
}
