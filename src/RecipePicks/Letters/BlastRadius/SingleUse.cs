using RecipePicks.Engines;
using RecipePicks.Iam.Catalog;

namespace RecipePicks.Letters;

/// <summary>Successful calls of one action on one resource by one principal.</summary>
/// <param name="Principal">The ARN of the user or role.</param>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource's ARN; <c>*</c> when the call names none.</param>
/// <param name="IsTold">Whether the call tells the ARN; else it was made of a name.</param>
/// <param name="First">The first call, UTC.</param>
/// <param name="Issued">When the session of that call was issued, UTC; null for a user's key.</param>
/// <param name="Count">How many calls.</param>
/// <param name="EventIds">The first calls.</param>
internal sealed record SingleUse(
    string Principal,
    KnownAction Action,
    string Resource,
    bool IsTold,
    DateTime First,
    DateTime? Issued,
    int Count,
    IReadOnlyList<string> EventIds
)
{
    /// <summary>How many calls are read at most.</summary>
    public const int Most = 5000;

    /// <summary>Asks for the calls of some names, one by one.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="callers">The callers.</param>
    /// <param name="uses">What they did; the names are taken from it.</param>
    /// <param name="wanted">Which actions.</param>
    /// <returns>By first call, then action and resource; and whether there were more calls than were read.</returns>
    public static (IReadOnlyList<SingleUse> Uses, bool IsCapped) Of(
        Inquiry inquiry,
        Callers callers,
        IReadOnlyList<ActionUse> uses,
        Func<KnownAction, bool> wanted
    )
    {
        var names = uses.Where(u => u.Succeeded > 0 && u.Actions.Any(wanted))
            .Select(u => u.Name.Split("20")[0])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        if (names.Count == 0)
        {
            return ([], false);
        }

        var values = new Dictionary<string, object?>(callers.Parameters) { ["calls"] = names };
        var rows = inquiry.Ask(Question.Load("Permissions/single-uses"), values, Most);
        return (
            [
                .. rows
                    .Rows.SelectMany(r => Read(r, wanted))
                    .GroupBy(u => (u.Principal, u.Action.FullName, u.Resource))
                    .Select(g =>
                        g.First() with
                        {
                            Count = g.Count(),
                            EventIds = [.. g.SelectMany(u => u.EventIds).Take(3)],
                        }
                    )
                    .OrderBy(u => u.First)
                    .ThenBy(u => u.EventIds[0], StringComparer.Ordinal)
                    .ThenBy(u => u.Action.FullName, StringComparer.Ordinal)
                    .ThenBy(u => u.Resource, StringComparer.Ordinal),
            ],
            rows.Count == Most
        );
    }

    private static IEnumerable<SingleUse> Read(QueryRow row, Func<KnownAction, bool> wanted)
    {
        if (row.Text("principal") is not { } principal || TimeWindow.Parse(row.Text("eventtime")) is not { } time)
        {
            yield break;
        }

        var issued = TimeWindow.Parse(row.Text("issued"));
        foreach (
            var action in EventActions.Of(row.Text("eventsource") ?? "", row.Text("eventname") ?? "").Where(wanted)
        )
        {
            foreach (var (arn, isTold) in NamedArns.Of(action, row).DefaultIfEmpty(("*", action.Resources.Count == 0)))
            {
                yield return new(principal, action, arn, isTold, time, issued, 1, [row.Text("eventid") ?? ""]);
            }
        }
    }
}
