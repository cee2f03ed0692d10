using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Escalation;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>The identities that an identity can become, and the ways.</summary>
internal static class BecomesTable
{
    private const int MostRows = 500;

    /// <summary>The columns.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    ["to", "verdict", "steps", "how", "actions", "conditions", "unknown", "identity"];

    /// <summary>A row for each, all rights first, then the surest, the shortest.</summary>
    /// <param name="radius">Whose.</param>
    public static IEnumerable<IReadOnlyList<object?>> Rows(Radius radius) =>
        Ordered(radius)
            .Take(MostRows)
            .Select(r =>
                (IReadOnlyList<object?>)
                    [
                        r.To,
                        Word(r.Openness),
                        (long)r.Edges.Count,
                        How(r),
                        Cell(
                            [.. r.Edges.SelectMany(e => e.Uses).Select(u => $"{u.Action} on {u.Resource}").Distinct()],
                            6
                        ),
                        Cell([.. r.Edges.SelectMany(e => e.Conditions).Distinct()], 4),
                        Cell([.. r.Edges.SelectMany(e => e.Unknown).Distinct()], 4),
                        radius.Subject.Principal,
                    ]
            );

    /// <summary>The ways, in order.</summary>
    public static IEnumerable<EscalationRoute> Ordered(Radius radius) =>
        radius
            .Routes.Values.Where(r => r.Edges.Count > 0)
            .OrderBy(r => r.To != EscalationEdge.Administrator)
            .ThenBy(r => r.Openness)
            .ThenBy(r => r.Edges.Count)
            .ThenBy(r => r.To, StringComparer.Ordinal);

    /// <summary>A way in words: each step, and what it goes through.</summary>
    public static string How(EscalationRoute route) =>
        string.Join(
            "; then ",
            route.Edges.Select(e =>
                $"{Lower(e.Path.Name)} ({e.Path.Id}){(e.Through is null ? "" : $", through {Who.Short(e.Through)}")}"
                + (e.To == EscalationEdge.Administrator ? "" : $" → {Who.Short(e.To)}")
            )
        );

    /// <summary>How open a way is, as a verdict.</summary>
    public static string Word(Openness openness) =>
        Verdicts.Word(
            openness switch
            {
                Openness.Open => Verdict.Yes,
                Openness.Conditional => Verdict.Conditional,
                _ => Verdict.Unknown,
            }
        );

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
