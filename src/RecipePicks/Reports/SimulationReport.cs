using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Simulation;
using RecipePicks.Reports.Escaping;
using RecipePicks.Reports.Text;

namespace RecipePicks.Reports;

/// <summary>The decisions of <c>picks simulate</c>.</summary>
public static class SimulationReport
{
    /// <summary>Prints them for people: a line a case, and its reasons below it.</summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="surface">What they are written on.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(IEnumerable<SimulationOutcome> outcomes, Surface surface, TextWriter output)
    {
        var page = new Page(output, surface);
        foreach (var outcome in outcomes)
        {
            page.Line(new Piece(DecisionOf(outcome).ToString().PadRight(17), Ink.Bold), outcome.Name);
            foreach (var reason in Because(outcome).Concat(Missing(outcome)))
            {
                page.Beside(["  "], reason);
            }
        }
    }

    /// <summary>Prints them as JSON: a list of <c>{name, decision, because}</c>, in the order of the cases.</summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="output">Where to.</param>
    /// <remarks>A case that could not be read is Unknown, and has an <c>error</c>.</remarks>
    public static void WriteJson(IEnumerable<SimulationOutcome> outcomes, TextWriter output)
    {
        var json = new JsonPage(output);
        json.Documents(
            outcomes,
            outcome =>
            {
                json.Text("name", outcome.Name);
                json.Text("decision", DecisionOf(outcome).ToString());
                json.List("because", Because(outcome).Select(InertJson.Quote));
                Some(json, "missing", outcome.Decision?.Missing);
                Some(json, "notices", outcome.Notices);
                if (outcome.Error is { } error)
                {
                    json.Text("error", error);
                }
            }
        );
    }

    private static void Some(JsonPage json, string name, IReadOnlyList<string>? texts)
    {
        if (texts is [_, ..])
        {
            json.List(name, texts.Select(InertJson.Quote));
        }
    }

    private static Decision DecisionOf(SimulationOutcome outcome) => outcome.Decision?.Decision ?? Decision.Unknown;

    private static IEnumerable<string> Because(SimulationOutcome outcome) =>
        outcome.Decision is { } decision
            ? decision.Because.Select(r => r.ToString())
            : [$"the case cannot be read: {outcome.Error}"];

    private static IEnumerable<string> Missing(SimulationOutcome outcome) =>
        outcome.Decision is { Missing: [_, ..] missing } ? [$"not in the evidence: {string.Join(", ", missing)}"] : [];
}
