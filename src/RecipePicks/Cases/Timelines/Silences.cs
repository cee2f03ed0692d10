namespace RecipePicks.Cases;

/// <summary>Where a timeline has no calls: because there were none, or because the evidence does not reach there.</summary>
internal static class Silences
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(30);
    private const int Share = 20;

    /// <summary>Finds the stretches without calls, and draws the coverage's gaps between the first and the last call.</summary>
    /// <param name="times">The times of all calls, in order.</param>
    /// <param name="coverage">What the evidence does not cover; gaps without a time are no stretch.</param>
    /// <returns>
    /// The stretches by their start. A silence is at least half an hour and a twentieth of the timeline, so that there are
    /// never more than twenty; one that a gap of the coverage touches says so.
    /// </returns>
    public static IReadOnlyList<TimelineGap> Of(IReadOnlyList<DateTime> times, IEnumerable<CoverageGap> coverage)
    {
        if (times.Count == 0)
        {
            return [];
        }

        var (first, last) = (times[0], times[^1]);
        var missing = coverage
            .Where(g => (g.From ?? g.To) is not null && (g.From ?? first) <= last && (g.To ?? last) >= first)
            .ToList();
        var longest = Math.Max(Shortest.Ticks, (last - first).Ticks / Share);
        var silences = times
            .Zip(times.Skip(1))
            .Where(p => (p.Second - p.First).Ticks >= longest)
            .Select(p => new TimelineGap("silence", p.First, p.Second, Text(p.First, p.Second, missing)));
        return
        [
            .. silences
                .Concat(missing.Select(g => new TimelineGap(g.Kind, g.From, g.To, g.Text)))
                .OrderBy(g => g.From ?? DateTime.MinValue)
                .ThenBy(g => g.To ?? DateTime.MaxValue)
                .ThenBy(g => g.Kind, StringComparer.Ordinal)
                .ThenBy(g => g.Text, StringComparer.Ordinal),
        ];
    }

    private static string Text(DateTime from, DateTime to, IEnumerable<CoverageGap> missing)
    {
        var kinds = missing
            .Where(g => (g.From ?? from) < to && (g.To ?? to) > from)
            .Select(g => g.Kind)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return kinds.Count == 0
            ? $"no call for {Length(to - from)}"
            : $"no call for {Length(to - from)}, but part of it is not covered ({string.Join(", ", kinds)})";
    }

    private static string Length(TimeSpan span) =>
        span.TotalDays >= 2 ? $"{span.TotalDays:0.#} days"
        : span.TotalHours >= 2 ? $"{span.TotalHours:0.#} hours"
        : $"{span.TotalMinutes:0} minutes";
}
