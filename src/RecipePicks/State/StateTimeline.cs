namespace RecipePicks.State;

/// <summary>Puts what calls and documents say of one resource in order, path by path.</summary>
internal static class StateTimeline
{
    /// <summary>The history of a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="evidence">All that is said of it, by time.</param>
    public static ResourceHistory Of(StateResource resource, List<StateEvidence> evidence)
    {
        var told = StatePending.Resolve(StateSets.Resolve(StateMembers.Resolve(evidence)));
        // What names no value itself, but all of a set or the whole resource, is asked about every value.
        var wide = Numbers(told, m => m.IsOfAll || m.Path.Length == 0);
        var leaves = told.SelectMany((t, i) => t.Marks.Select(m => (m.Path, m.Member, Number: i)))
            .GroupBy(m => (m.Path, m.Member), m => m.Number)
            .OrderBy(g => g.Key.Path, StringComparer.Ordinal)
            .ThenBy(g => g.Key.Member, StringComparer.Ordinal);
        var (changes, spans, drifts) = (new List<StateChange>(), new List<StateSpan>(), new List<StateDrift>());
        foreach (var leaf in leaves)
        {
            var (path, member) = leaf.Key;
            var points = leaf.Union(wide)
                .Order()
                .Select(i => StatePoint.Of(told[i], path, member))
                .OfType<StatePoint>();
            var line = new StateLine(resource, path, member, [.. points]);
            changes.AddRange(line.Changes);
            spans.AddRange(line.Spans);
            drifts.AddRange(line.Drifts);
        }

        return new ResourceHistory(
            resource,
            [
                .. changes
                    .OrderBy(c => c.Call.Time)
                    .ThenBy(c => c.Turn)
                    .ThenBy(c => c.Call.EventId, StringComparer.Ordinal)
                    .ThenBy(c => c.Path, StringComparer.Ordinal)
                    .ThenBy(c => c.Member, StringComparer.Ordinal),
            ],
            spans,
            [.. evidence.Select(e => e.Document).OfType<StateDocument>()],
            [.. drifts.OrderBy(d => d.Seen.Time ?? DateTime.MaxValue)]
        );
    }

    private static List<int> Numbers(List<StateEvidence> told, Func<StateMark, bool> has) =>
        [.. Enumerable.Range(0, told.Count).Where(i => told[i].Marks.Any(has))];
}

/// <summary>What one call or document says of one value.</summary>
/// <param name="Evidence">The call or document.</param>
/// <param name="After">The value after it.</param>
/// <param name="Before">The value before, as far as it tells.</param>
/// <param name="Kind">The effect's kind.</param>
/// <param name="IsNamed">Whether it names this very value, rather than all of its kind.</param>
internal sealed record StatePoint(
    StateEvidence Evidence,
    StateValue After,
    StateValue Before,
    string Kind,
    bool IsNamed
)
{
    /// <summary>Whether what the call asks for is applied later, and the log does not tell when.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>What is said of a value; null when nothing is.</summary>
    public static StatePoint? Of(StateEvidence evidence, string path, string? member)
    {
        StateMark? named = null;
        StateMark? all = null;
        StateMark? root = null;
        var before = StateValue.Unknown;
        foreach (var mark in evidence.Marks)
        {
            if (mark.Path == path && mark.Member == member)
            {
                named = mark;
                before = before.Known == StateKnown.Unknown ? mark.Before : before;
            }
            else if (mark.Path == path && mark.IsOfAll)
            {
                all = mark;
            }
            else if (mark.Path.Length == 0)
            {
                root = mark;
            }
        }

        return named is not null
                ? new(evidence, named.After, Earlier(before, root), named.Kind, !named.IsOfAll || named.Kind == "reset")
                {
                    IsDeferred = named.IsDeferred,
                }
            : all is not null ? new(evidence, all.After, Earlier(all.Before, root), all.Kind, false)
            : root is { After.Known: StateKnown.Absent } ? new(evidence, StateValue.Absent, default, root.Kind, false)
            : root is { Kind: "create" } ? new(evidence, default, root.Before, root.Kind, false)
            : null;
    }

    // Before a resource was made, nothing of it was there.
    private static StateValue Earlier(StateValue told, StateMark? root) =>
        told.Known == StateKnown.Unknown && root is { Kind: "create" } ? root.Before : told;
}

/// <summary>Something that no call of the evidence explains: a document shows another value than stood before.</summary>
/// <param name="Resource">Whose value.</param>
/// <param name="Path">Which.</param>
/// <param name="Member">Its member; null for a single value.</param>
/// <param name="Before">What stood before, by the log or an earlier document.</param>
/// <param name="After">What the document shows.</param>
/// <param name="Seen">The document.</param>
public sealed record StateDrift(
    StateResource Resource,
    string Path,
    string? Member,
    StateValue Before,
    StateValue After,
    StateDocument Seen
)
{
    /// <summary>The path with the resource's noun and the member.</summary>
    public string FullPath => StatePath.Full(Resource, Path, Member);
}
