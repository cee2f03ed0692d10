using System.CommandLine;
using RecipePicks.Cli.Options;
using RecipePicks.Reports.Escaping;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks show EVENTID --case DIR</c>.</summary>
internal sealed class ShowCommand : PicksCommand
{
    private readonly CaseOption _case = new();
    private readonly Argument<string> _eventId = new("EVENTID") { Description = "CloudTrail's eventID." };

    public ShowCommand(Terminal terminal)
        : base(
            terminal,
            "show",
            "Print an event as it was logged, every member of it.",
            "picks show dea6f5d3-5847-4352-acf0-f07a738eeacf --case ./case"
        )
    {
        Arguments.Add(_eventId);
        Options.Add(_case);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        using var opened = _case.Open(options);
        var eventId = options.GetRequiredValue(_eventId);
        var records = opened.Find(eventId);
        if (records.Count == 0)
        {
            throw new WorkFailedException($"no event {eventId} in {_case.Directory(options)}");
        }

        if (records.Count > 1)
        {
            Terminal.Complain($"{records.Count} records of different content have this eventID");
        }

        foreach (var record in records)
        {
            Terminal.Complain($"{record.Where.File}#{record.Where.Record}");
            Terminal.Output.Write($"{InertJson.Indent(record.Json)}\n");
        }
    }
}
