using RecipePicks.Exposure;
using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>What AWS told before a call of the log changed it: it stood until that call.</summary>
internal static class Superseded
{
    /// <summary>A stretch, ended by the first call that changed the value after AWS told of it.</summary>
    /// <param name="row">The stretch.</param>
    /// <param name="histories">What calls made of the resources.</param>
    public static Exposed Of(Exposed row, IReadOnlyList<ResourceHistory> histories)
    {
        if (row is not { Asked: { } asked, To: null, Link: null })
        {
            return row;
        }

        var paths = ExposureChecks
            .All.Where(c => c.Type == row.Type && c.Number == row.Sheet && c.Aspect == row.Aspect)
            .Select(c => c.Path)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var changed = histories
            .Where(h =>
                h.Resource.Type == row.Type
                && (h.Resource.Account is null || row.Account is null || h.Resource.Account == row.Account)
                && h.Resource.Names.Any(n => n == row.Name || row.Names.Contains(n))
            )
            .SelectMany(h => h.Changes)
            .Where(c => c.Call.Time > asked && IsOf(c, paths))
            .OrderBy(c => c.Call.Time)
            .ThenBy(c => c.Call.EventId, StringComparer.Ordinal)
            .FirstOrDefault();
        return changed is null
            ? row
            : row with
            {
                To = changed.Call.Time,
                EndedBy = changed.Call,
                Certainty = Certainty.Inferred,
                Why = $"{row.Why}; {changed.Call.Name} changed it after that",
            };
    }

    // A member that is added to a set leaves the others as they were.
    private static bool IsOf(StateChange change, HashSet<string> paths) =>
        change.Member is null
        && (change.Path == StatePath.Existence ? !change.After.IsThere : paths.Contains(change.Path));
}
