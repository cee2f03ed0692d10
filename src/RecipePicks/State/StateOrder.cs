namespace RecipePicks.State;

/// <summary>
/// Puts what is said of one resource in order. eventTime counts whole seconds, so that of the calls of one second only
/// their success tells an order: nothing can be changed before it is made or after it is deleted.
/// </summary>
internal static class StateOrder
{
    /// <summary>By time; in a second what makes the resource first and what deletes it last, else by eventID.</summary>
    /// <param name="evidence">All that is said of one resource, in any order.</param>
    /// <remarks>Of a resource that is there already, what deletes it comes before what makes it anew.</remarks>
    public static List<StateEvidence> Of(IEnumerable<StateEvidence> evidence)
    {
        var ordered = new List<StateEvidence>();
        foreach (var second in evidence.GroupBy(e => e.Time).OrderBy(g => g.Key))
        {
            var isThere = ordered.Select(IsThere).LastOrDefault(there => there is not null) == true;
            var isRemade = isThere && second.Any(e => Is(e, "create")) && second.Any(e => Is(e, "delete"));
            ordered.AddRange(
                second
                    .OrderBy(e => e.Document is not null)
                    .ThenBy(e => Rank(e, isRemade))
                    .ThenBy(e => e.Call?.EventId ?? e.Document!.File, StringComparer.Ordinal)
                    .ThenBy(e => e.Document?.Record)
                    .Select((e, turn) => e with { Turn = turn })
            );
        }

        return ordered;
    }

    /// <summary>Whether its success tells its place in its second: it makes the resource, or deletes it.</summary>
    public static bool Tells(StateEvidence evidence) => Is(evidence, "create") || Is(evidence, "delete");

    private static int Rank(StateEvidence evidence, bool isRemade) =>
        Is(evidence, "create") ? 1
        : Is(evidence, "delete") ? (isRemade ? 0 : 3)
        : 2;

    // What is changed was there, whether or not the call that made it is in the evidence.
    private static bool? IsThere(StateEvidence evidence) =>
        evidence.Marks.FirstOrDefault(IsOfItself) is { After.Known: StateKnown.Absent } ? false
        : evidence.Marks.Count > 0 ? true
        : null;

    private static bool Is(StateEvidence evidence, string kind) =>
        evidence.Marks.Any(m => IsOfItself(m) && m.Kind == kind);

    private static bool IsOfItself(StateMark mark) => mark.Path.Length == 0 && mark.Member is null && !mark.IsOfAll;
}
