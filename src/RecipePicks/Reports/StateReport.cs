using RecipePicks.Cases;
using RecipePicks.Letters;
using RecipePicks.Reports.Escaping;
using RecipePicks.Reports.Text;
using RecipePicks.State;

namespace RecipePicks.Reports;

/// <summary>The state of a resource at a time.</summary>
public static class StateReport
{
    /// <summary>Characters of a value that the table shows.</summary>
    private const int Longest = 100;

    /// <summary>Prints it for people.</summary>
    /// <param name="states">The state.</param>
    /// <param name="surface">What it is written on.</param>
    /// <param name="output">Where to.</param>
    public static void WriteText(ResourceStates states, Surface surface, TextWriter output)
    {
        var page = new Page(output, surface);
        foreach (var history in states.Resources)
        {
            var resource = history.Resource;
            page.Heading($"{resource.Noun} {resource.Id}");
            page.Beside(["Type    "], resource.Type);
            page.Beside(["Names   "], string.Join(", ", resource.Names));
            page.Beside(
                ["At      "],
                states.At == DateTime.MaxValue ? "the end of the evidence" : TimeWindow.Format(states.At)
            );
            page.Line();
            var rows = StateTable.Standing(history, states.At).Select(s => Row(resource, s)).ToList();
            var table = new TableText(
                ["path", "value", "certainty", "since", "from", "event"],
                rows,
                surface.Rich ? surface.Width : null
            );
            page.Line(new Piece(table.Header(page.Ellipsis), Ink.Dim));
            foreach (var row in rows)
            {
                page.Line(table.Row(row, surface.Rich ? page.Ellipsis : null));
            }

            page.Line();
        }
    }

    /// <summary>Prints it as JSON.</summary>
    /// <param name="states">The state.</param>
    /// <param name="output">Where to.</param>
    public static void WriteJson(ResourceStates states, TextWriter output)
    {
        var json = new JsonPage(output);
        json.Document(() =>
        {
            json.Text("asked", states.Asked);
            json.Time("at", states.At == DateTime.MaxValue ? null : states.At);
            json.Objects("resources", states.Resources, history => Members(json, history, states.At));
        });
    }

    private static void Members(JsonPage json, ResourceHistory history, DateTime at)
    {
        var resource = history.Resource;
        json.Text("type", resource.Type);
        json.Text("id", resource.Id);
        json.Text("account", resource.Account);
        json.Text("region", resource.Region);
        json.List("names", resource.Names.Select(InertJson.Quote));
        json.Objects(
            "state",
            StateTable.Standing(history, at),
            span =>
            {
                json.Text("path", StatePath.Full(resource, span.Path, span.Member));
                json.Text("is", ChangeTable.Word(span.Value.Known));
                json.Raw("value", InertJson.Indent(span.Value.Json ?? "null").Replace("\n", "\n          "));
                json.Text("certainty", ChangeTable.Surely(span.Certainty));
                json.Time("since", span.From);
                json.Time("until", span.To);
                json.Text("eventId", span.Since?.EventId);
                json.Text("eventName", span.Since?.Name);
                json.Text("caller", span.Since?.Caller);
                json.Text("from", StateTable.From(span));
                json.Text("file", span.Document?.File);
            }
        );
    }

    // A policy fits no column; JSON has it whole.
    private static string Shortened(string text) => text.Length > Longest ? text[..Longest] + "…" : text;

    private static IReadOnlyList<object?> Row(StateResource resource, StateSpan span) =>
        [
            StatePath.Full(resource, span.Path, span.Member),
            Shortened(StateDiff.Words(span.Value)),
            ChangeTable.Surely(span.Certainty),
            span.From is { } from ? TimeWindow.Format(from) : null,
            span.Document is { } document ? document.File : span.Since?.Name ?? "rewound",
            span.Since?.EventId,
        ];
}
