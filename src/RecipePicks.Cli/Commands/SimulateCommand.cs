using System.CommandLine;
using System.Text.Json;
using RecipePicks.Cli.Options;
using RecipePicks.Iam.Simulation;
using RecipePicks.Reports;

namespace RecipePicks.Cli.Commands;

/// <summary><c>picks simulate FILE</c>.</summary>
internal sealed class SimulateCommand : PicksCommand
{
    private readonly FormatOption _format = new(["text", "json"]);
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "A list of cases in JSON; - for standard input.",
    };

    public SimulateCommand(Terminal terminal)
        : base(
            terminal,
            "simulate",
            "Decide requests by policies, as AWS documents it, and name the statements that decide.",
            "picks simulate samples/requests.json"
        )
    {
        Details =
        [
            "A case is {name, request: {principal, action, resource, context}, policies: {identity, boundary, session,",
            "resource, scp, rcp, vpce}}; each kind is a policy or a list of them, plain or as AWS's answers wrap them.",
            "scp and rcp in levels, each of which must allow: a list of lists, or an object of lists.",
            "A kind that is not given does not exist; \"unknown\" says that the evidence lacks it. A context that is not",
            "given is unknown; one that is given is complete, but for the keys that the request's \"unknown\" lists.",
            "The resource's account, where its ARN tells none: the request's \"resourceAccount\", else the principal's.",
        ];
        Arguments.Add(_file);
        Options.Add(_format);
    }

    protected override void Run(ParseResult options, CancellationToken cancellation)
    {
        var file = options.GetRequiredValue(_file);
        var outcomes = Decide(file);
        if (options.GetValue(_format) == "json")
        {
            SimulationReport.WriteJson(outcomes, Terminal.Output);
        }
        else
        {
            SimulationReport.WriteText(outcomes, Terminal.Surface, Terminal.Output);
        }

        var unread = outcomes.Where(o => o.Error is not null).ToList();
        foreach (var outcome in unread)
        {
            Terminal.Complain($"{file}: {outcome.Name}: {outcome.Error}");
        }

        if (unread.Count > 0)
        {
            throw new WorkFailedException($"{file}: {unread.Count} of {outcomes.Count} cases could not be read");
        }
    }

    private static IReadOnlyList<SimulationOutcome> Decide(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(file == "-" ? Console.In.ReadToEnd() : File.ReadAllText(file));
            return [.. Simulator.Run(document.RootElement)];
        }
        catch (JsonException e)
        {
            throw new WorkFailedException($"{file}: it is no JSON: {e.Message}");
        }
        catch (FormatException e)
        {
            throw new WorkFailedException($"{file}: {e.Message}");
        }
    }
}
