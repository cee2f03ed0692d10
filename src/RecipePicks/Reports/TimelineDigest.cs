namespace RecipePicks.Reports;

/// <summary>A line of a timeline that fits a page: a run, a gap, or the runs that found no room.</summary>
/// <param name="Time">Where it stands, UTC.</param>
/// <param name="Run">The run, when it is one.</param>
/// <param name="Gap">The gap, when it is one.</param>
/// <param name="Folded">The runs that were put together; empty for the others.</param>
internal sealed record DigestLine(DateTime Time, TimelineRun? Run, TimelineGap? Gap, IReadOnlyList<TimelineRun> Folded);

/// <summary>Chooses what of a timeline a page shows: the telling runs a line each, what lies between them in one.</summary>
internal static class TimelineDigest
{
    private const int NamesShown = 3;
    private const int GapsShown = 20;

    /// <summary>Makes the lines.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="runs">How many runs get a line of their own.</param>
    /// <returns>The lines by time; all runs are in them.</returns>
    public static IReadOnlyList<DigestLine> Of(Timeline timeline, int runs)
    {
        var shown = timeline
            .Runs.Select((run, at) => (run, at))
            .OrderByDescending(r => Weight(r.run))
            .ThenBy(r => r.at)
            .Take(runs)
            .Select(r => r.run)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var longest = timeline
            .Gaps.OrderByDescending(Length)
            .Take(GapsShown)
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var gaps = new Queue<TimelineGap>(timeline.Gaps.Where(longest.Contains));
        var lines = new List<DigestLine>();
        var folded = new List<TimelineRun>();
        void Fold()
        {
            if (folded.Count > 0)
            {
                lines.Add(folded.Count == 1 ? Line(folded[0]) : new(folded[0].First, null, null, [.. folded]));
                folded.Clear();
            }
        }

        foreach (var run in timeline.Runs)
        {
            while (gaps.TryPeek(out var gap) && (gap.From is null || gap.From < run.First))
            {
                Fold();
                lines.Add(new(gap.From ?? run.First, null, gaps.Dequeue(), []));
            }

            if (shown.Contains(run))
            {
                Fold();
                lines.Add(Line(run));
            }
            else
            {
                folded.Add(run);
            }
        }

        Fold();
        lines.AddRange(gaps.Select(g => new DigestLine(g.From ?? g.To ?? default, null, g, [])));
        return lines;
    }

    /// <summary>A run in a sentence, without its time.</summary>
    public static string Words(TimelineRun run)
    {
        var calls = run.Count == 1 ? "" : $" {run.Count:N0}x until {Until(run.First, run.Last)}";
        var outcome =
            run.Outcome == "succeeded" ? "" : $", {run.Outcome}{(run.ErrorCode is { } code ? $" ({code})" : "")}";
        var burst = run.IsBurst ? $", up to {run.PeakPerMinute:N0} a minute" : "";
        var from = run.Addresses.Count == 0 ? "" : $" from {Some(run.Addresses)}";
        return $"{Who(run.Identity)} {Api(run)}{calls}{from}{outcome}{burst}{New(run)}";
    }

    /// <summary>Runs that were put together, in a sentence.</summary>
    public static string Words(IReadOnlyList<TimelineRun> runs)
    {
        var names = runs.GroupBy(Api)
            .Select(g => (g.Key, Calls: g.Sum(r => r.Count)))
            .OrderByDescending(n => n.Calls)
            .ThenBy(n => n.Key, StringComparer.Ordinal)
            .Select(n => $"{n.Key} {n.Calls:N0}x")
            .ToList();
        return $"{Sentences.Count(runs.Sum(r => r.Count), "call")} in {Sentences.Count(runs.Count, "run")} until "
            + $"{Until(runs[0].First, runs.Max(r => r.Last))}: {Some(names)}";
    }

    /// <summary>What did not fit, or null.</summary>
    public static string? LeftOut(Timeline timeline, IReadOnlyList<DigestLine> lines)
    {
        var folded = lines.Sum(l => l.Folded.Count);
        var cut =
            timeline.Total > timeline.Events ? $"; {timeline.Total - timeline.Events:N0} later ones are not on it" : "";
        cut +=
            timeline.Gaps.Count > GapsShown ? $"; {timeline.Gaps.Count - GapsShown:N0} shorter gaps are left out" : "";
        return folded > 0 || cut.Length > 0
            ? $"{Sentences.Count(timeline.Events, "event")} in {Sentences.Count(timeline.Runs.Count, "run")}, {folded:N0} of them put together here{cut}: --format json"
            : null;
    }

    private static string Until(DateTime first, DateTime last) =>
        first.Date == last.Date ? last.ToString("HH:mm:ss'Z'") : TimeWindow.Format(last);

    // What has no end is longest.
    private static TimeSpan Length(TimelineGap gap) =>
        gap is { From: { } from, To: { } to } ? to - from : TimeSpan.MaxValue;

    private static DigestLine Line(TimelineRun run) => new(run.First, run, null, []);

    // What changes something or was not seen before tells more than another look around.
    private static int Weight(TimelineRun run) =>
        (run.Tactic is null or "Discovery" ? 0 : 4)
        + (run.NamesLead ? 2 : 0)
        + (run.FirstSeen.Any(f => f.What == "identity") ? 3 : 0)
        + (run.FirstSeen.Any(f => f.What == "address") ? 2 : 0)
        + (run.FirstSeen.Any(f => f.What is "region" or "user-agent") ? 1 : 0)
        + (run.FirstSeen.Any(f => f.What == "api") ? 1 : 0)
        + (run.Outcome == "denied" ? 1 : 0);

    private static string Api(TimelineRun run) => $"{run.EventSource?.Split('.')[0]}:{run.EventName}";

    private static string Who(string? identity) =>
        identity is null ? "nobody named"
        : Arn.TryParse(identity) is { } arn ? Short(arn)
        : identity;

    private static string Short(Arn arn) =>
        arn.Resource == "root" ? $"root of {arn.Account}"
        : arn.ResourceType is "assumed-role" or "federated-user" ? arn.ResourceId
        : arn.ResourceName;

    private static string New(TimelineRun run) =>
        run.FirstSeen.Count == 0 ? ""
        : run.FirstSeen.Any(f => f.What == "identity") ? "; its first call"
        : $"; first use of {Some([.. run.FirstSeen.Select(f => f.What == "api" ? "this call" : $"{f.What.Replace('-', ' ')} {f.Value}")])}";

    private static string Some(IReadOnlyList<string> items) =>
        items.Count <= NamesShown
            ? string.Join(", ", items)
            : $"{string.Join(", ", items.Take(NamesShown))} and {items.Count - NamesShown:N0} more";
}
