namespace RecipePicks.State;

/// <summary>
/// Finds which of two sets a call's member is of, when the call does not say: <c>AttachPolicy</c> attaches service control
/// policies and resource control policies alike, and their lists are two documents.
/// </summary>
internal static class StateSets
{
    /// <summary>Gives every mark the path of its set.</summary>
    /// <param name="evidence">All that is said of one resource, in order.</param>
    public static List<StateEvidence> Resolve(List<StateEvidence> evidence)
    {
        if (!evidence.Exists(e => e.Marks.Any(m => m.Elsewhere is not null)))
        {
            return evidence;
        }

        var shown = evidence
            .Where(e => e.Document is not null)
            .SelectMany(e => e.Marks)
            .Where(m => m is { IsOfAll: false, After.IsThere: true })
            .Select(m => (m.Path, m.Member))
            .ToHashSet();
        return evidence.ConvertAll(e =>
            e.Marks.Any(m => m.Elsewhere is not null)
                ? e with
                {
                    Marks = [.. e.Marks.Select(m => IsElsewhere(m, evidence, shown) ? Moved(m) : m)],
                }
                : e
        );
    }

    private static StateMark Moved(StateMark mark) => mark with { Path = mark.Elsewhere!, Elsewhere = null };

    private static bool IsElsewhere(
        StateMark mark,
        List<StateEvidence> evidence,
        HashSet<(string Path, string? Member)> shown
    ) =>
        mark.Elsewhere is { } other
        && !shown.Contains((mark.Path, mark.Member))
        && (shown.Contains((other, mark.Member)) || IsMissed(mark, evidence));

    // A whole list that lacks a member which was there by the calls around it is not the list of that member's set.
    private static bool IsMissed(StateMark mark, List<StateEvidence> evidence)
    {
        var (isThere, isMissing) = (false, false);
        foreach (var one in evidence)
        {
            if (one.Call is not null && Of(one, mark) is { } said)
            {
                if (isMissing && said.Before.IsThere)
                {
                    return true;
                }

                (isThere, isMissing) = (said.After.IsThere, false);
            }
            else if (one.Document is not null && one.Marks.Any(m => m.IsOfAll && m.Path == mark.Path))
            {
                if (isThere)
                {
                    return true;
                }

                isMissing = true;
            }
        }

        return false;
    }

    private static StateMark? Of(StateEvidence evidence, StateMark mark) =>
        evidence.Marks.FirstOrDefault(m =>
            m.Path == mark.Path && m.Member == mark.Member && m.Elsewhere == mark.Elsewhere
        );
}
