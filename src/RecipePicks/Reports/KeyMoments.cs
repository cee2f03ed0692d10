using System.Globalization;

namespace RecipePicks.Reports;

/// <summary>One line of a timeline.</summary>
/// <param name="Time">When it began, UTC.</param>
/// <param name="Mark">The letter that says it.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Text">What happened; not yet escaped.</param>
internal sealed record Moment(DateTime Time, string Mark, Severity Severity, string Text);

/// <summary>
/// The key events in the order they happened: every finding that is worth a look, at the time of its first event, and
/// every step of the credential graph that no finding tells.
/// </summary>
/// <remarks>Findings carry no times: they are looked up by eventID in the letters' tables and in the graph.</remarks>
internal static class KeyMoments
{
    public static IReadOnlyList<Moment> Of(Investigated investigated)
    {
        var times = Times(investigated);
        var moments = new List<Moment>();
        var told = new HashSet<string>();
        foreach (var letter in investigated.Letters)
        {
            foreach (var finding in letter.Findings.Where(f => f.Severity > Severity.Info))
            {
                told.UnionWith(finding.Evidence.Select(e => e.EventId));
                var seen = finding
                    .Evidence.Where(e => times.ContainsKey(e.EventId))
                    .Select(e => times[e.EventId])
                    .ToList();
                if (seen.Count > 0)
                {
                    moments.Add(new(seen.Min(), letter.Mark, finding.Severity, finding.Text + Until(seen)));
                }
            }
        }

        var labels = investigated.Graph.Nodes.ToDictionary(n => n.Id, n => n.Label);
        foreach (var edge in investigated.Graph.Edges)
        {
            if (edge is { Time: { } time, Kind: not "used-from" } && told.Add(edge.EventId))
            {
                var (from, to) = (
                    labels.GetValueOrDefault(edge.From, edge.From),
                    labels.GetValueOrDefault(edge.To, edge.To)
                );
                moments.Add(new(time, "K", Severity.Info, $"{edge.Kind}: {from} -> {to}"));
            }
        }

        return
        [
            .. moments
                .DistinctBy(m => (m.Time, m.Text))
                .OrderBy(m => m.Time)
                .ThenByDescending(m => m.Severity)
                .ThenBy(m => m.Text, StringComparer.Ordinal),
        ];
    }

    private static string Until(List<DateTime> times) =>
        times.Min() == times.Max() ? "" : $" (until {TimeWindow.Format(times.Max())})";

    private static Dictionary<string, DateTime> Times(Investigated investigated)
    {
        var times = new Dictionary<string, DateTime>();
        foreach (var edge in investigated.Graph.Edges.Where(e => e.Time is not null))
        {
            times.TryAdd(edge.EventId, edge.Time!.Value);
        }

        foreach (var table in investigated.Letters.SelectMany(l => l.Tables))
        {
            var id = table.Columns.IndexOf("eventid");
            var time = Math.Max(table.Columns.IndexOf("eventtime"), table.Columns.IndexOf("time"));
            if (id < 0 || time < 0)
            {
                continue;
            }

            foreach (var row in table.Rows)
            {
                if (row[id] is string eventId && Parse(row[time]) is { } at)
                {
                    times.TryAdd(eventId, at);
                }
            }
        }

        return times;
    }

    private static int IndexOf(this IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static DateTime? Parse(object? cell) =>
        cell is string text
        && DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
}
