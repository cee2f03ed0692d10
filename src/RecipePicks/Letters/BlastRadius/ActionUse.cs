using RecipePicks.Engines;
using RecipePicks.Iam.Catalog;

namespace RecipePicks.Letters;

/// <summary>Calls of one name that a principal made.</summary>
/// <param name="Principal">The ARN of the user or role.</param>
/// <param name="Source">eventSource.</param>
/// <param name="Name">eventName.</param>
/// <param name="Calls">How many.</param>
/// <param name="Denied">How many were refused.</param>
/// <param name="Succeeded">How many did what they asked for.</param>
/// <param name="First">The first, as logged.</param>
/// <param name="Last">The last, as logged.</param>
/// <param name="LastSuccess">The last that succeeded, UTC; null when none did.</param>
/// <param name="Evidence">eventIDs, the first ones.</param>
internal sealed record ActionUse(
    string Principal,
    string Source,
    string Name,
    long Calls,
    long Denied,
    long Succeeded,
    string? First,
    string? Last,
    DateTime? LastSuccess,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>The IAM actions that it needs; none when it needs no permission, or none is known.</summary>
    public IReadOnlyList<KnownAction> Actions { get; } = EventActions.Of(Source, Name);

    /// <summary>Asks what callers did, by their principals.</summary>
    /// <param name="inquiry">The inquiry.</param>
    /// <param name="callers">The callers.</param>
    /// <remarks>Calls that a service made on a principal's behalf are asked for under other circumstances, and are left out.</remarks>
    public static IReadOnlyList<ActionUse> Of(Inquiry inquiry, Callers callers) =>
        callers.IsEmpty
            ? []
            :
            [
                .. inquiry
                    .Ask(Question.Load("Permissions/uses"), callers.Parameters)
                    .Rows.Where(r => r.Text("principal") is not null && r.Text("invokedby") is null)
                    .Select(Read),
            ];

    private static ActionUse Read(QueryRow row) =>
        new(
            row.Text("principal")!,
            row.Text("eventsource") ?? "",
            row.Text("eventname") ?? "",
            row.Count("calls"),
            row.Count("denied"),
            row.Count("succeeded"),
            row.Text("first"),
            row.Text("last"),
            TimeWindow.Parse(row.Text("lastsuccess")),
            row.List("evidence")
        );
}
