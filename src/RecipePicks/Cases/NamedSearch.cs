using RecipePicks.Engines;
using RecipePicks.Letters;

namespace RecipePicks.Cases;

/// <summary>Finds the events that name resources, and tells how each names them.</summary>
internal static class NamedSearch
{
    /// <summary>Searches for one resource.</summary>
    /// <param name="inquiry">Whom to ask.</param>
    /// <param name="resource">What to look for.</param>
    /// <param name="mayAct">Whether the resource may have made calls itself, in a role session of its own name.</param>
    public static NamedEvents For(Inquiry inquiry, ResourceName resource, bool mayAct)
    {
        var parameters = Letter.ResourceParameters(resource.Name);
        var rows = inquiry.Ask(Question.Load("Events/naming"), parameters, Inquiry.MostRows);
        var total = rows.Count < Inquiry.MostRows ? rows.Count : Total(inquiry, parameters, mayAct);
        var own = mayAct
            ? inquiry
                .Ask(Question.Load("Events/made-by-it"), parameters, Inquiry.MostRows)
                .Rows.Where(IsSession)
                .ToList()
            : [];
        var ownIds = own.Select(r => r.Text("eventid")).ToHashSet();
        var named = rows
            .Rows.Select(r => NamedEvent.Of(resource, r, ownIds.Contains(r.Text("eventid")) && IsSession(r)))
            .ToList();
        var seen = named.Select(e => e.EventId).ToHashSet();
        var onlyOwn = own.Select(r => NamedEvent.Of(resource, r, madeByIt: true)).Where(e => !seen.Contains(e.EventId));
        return new NamedEvents(
            InOrder(named.Where(e => e.Role is not null || e.MadeByIt).Concat(onlyOwn)),
            total,
            named.Count(e => e.Role is null && !e.MadeByIt)
        );
    }

    /// <summary>Puts the findings of several searches together, each event once.</summary>
    public static NamedEvents Union(IReadOnlyList<NamedEvents> searches) =>
        searches switch
        {
            [] => NamedEvents.None,
            [var one] => one,
            _ => new NamedEvents(
                InOrder(
                    searches
                        .SelectMany(s => s.Events)
                        .GroupBy(e =>
                            (
                                e.EventId,
                                e.Row.Text("eventtime"),
                                e.Row.Text("requestparameters"),
                                e.Row.Text("responseelements")
                            )
                        )
                        .Select(g => new NamedEvent(
                            g.First().Row,
                            [.. g.SelectMany(e => e.Namings).Distinct().OrderBy(n => n.Role)],
                            g.Any(e => e.MadeByIt)
                        ))
                ),
                searches.Sum(s => s.Total),
                searches.Sum(s => s.OnlyInside)
            ),
        };

    // Who touched a resource is asked for as well when its events are too many, and counts them all.
    private static long Total(Inquiry inquiry, IReadOnlyDictionary<string, object?> parameters, bool isResource)
    {
        var touched = isResource
            ? inquiry.Ask(Question.Load("Identity/touched-by"), parameters, Inquiry.MostRows)
            : null;
        return touched?.Count < Inquiry.MostRows
            ? touched.Rows.Sum(r => r.Count("calls"))
            : inquiry.Ask(Question.Load("Events/naming-count"), parameters).Rows.First().Count("events");
    }

    private static bool IsSession(QueryRow row) => row.Text("type") is "AssumedRole" or null;

    private static List<NamedEvent> InOrder(IEnumerable<NamedEvent> events) =>
        [
            .. events
                .OrderBy(e => e.Row.Text("eventtime"), StringComparer.Ordinal)
                .ThenBy(e => e.EventId, StringComparer.Ordinal),
        ];
}
