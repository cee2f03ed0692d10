using RecipePicks.State;
using static RecipePicks.Letters.Wording;

namespace RecipePicks.Letters;

/// <summary>Changes in sentences: a finding a call and resource, its difference line by line.</summary>
internal static class ChangeWords
{
    private const int MostFindings = 60;
    private const int MostLines = 8;

    /// <summary>How many changes, of what, when.</summary>
    public static string Headline(IReadOnlyList<StateChange> changes, int unexplained)
    {
        var shown =
            unexplained == 0
                ? ""
                : $" {Counted(unexplained, "value differs", "values differ")} in documents without a call that explains it.";
        if (changes.Count == 0)
        {
            return $"No call of the evidence changed it.{shown}";
        }

        var resources = changes.Select(c => c.Resource).Distinct().ToList();
        var of = resources.Count == 1 ? $"{resources[0].Noun} {resources[0].Id}" : Counted(resources.Count, "resource");
        var calls = changes.Select(c => c.Call.EventId).Distinct().Count();
        return $"{Counted(calls, "call")} changed {Counted(changes.Count, "value")} of {of}, "
            + $"{Between(TimeWindow.Format(changes[0].Call.Time), TimeWindow.Format(changes[^1].Call.Time))}.{shown}";
    }

    /// <summary>A finding for each call and resource, by time.</summary>
    public static IEnumerable<Finding> Findings(
        IReadOnlyList<StateChange> changes,
        IReadOnlyList<StateDrift> unexplained
    )
    {
        var calls = changes.GroupBy(c => (c.Call.EventId, c.Resource)).Select(g => g.ToList()).ToList();
        foreach (var call in calls.Take(MostFindings))
        {
            yield return new Finding(
                Sentence(call),
                call.Max(c => c.Certainty),
                Severity.Notice,
                Inquiry.Cite([call[0].Call.EventId])
            );
        }

        if (calls.Count > MostFindings)
        {
            yield return new Finding(
                $"{Counted(calls.Count - MostFindings, "more change")} in the table, by {Listed(Callers(calls.Skip(MostFindings)), 3)}.",
                Certainty.Exact,
                Severity.Info,
                Inquiry.Cite(calls.Skip(MostFindings).Select(c => c[0].Call.EventId))
            );
        }

        foreach (var drift in unexplained.Take(MostFindings))
        {
            yield return new Finding(
                $"{drift.Seen.File} shows what no call of the evidence explains: {string.Join("; ", StateDiff.Of(drift))}.",
                Certainty.Inferred,
                Severity.Warning,
                [new EvidenceRef("", drift.Seen.File, drift.Seen.Record)]
            );
        }
    }

    private static IEnumerable<string> Callers(IEnumerable<List<StateChange>> calls) =>
        calls.Select(c => Who.Short(c[0].Call.Caller)).Distinct().Order(StringComparer.Ordinal);

    private static string Sentence(List<StateChange> changes)
    {
        var (call, resource) = (changes[0].Call, changes[0].Resource);
        var lines = changes.SelectMany(StateDiff.Of).ToList();
        var told =
            lines.Count > MostLines ? [.. lines[..MostLines], $"and {Number(lines.Count - MostLines)} more"] : lines;
        return $"{Who.Short(call.Caller)} changed {resource.Noun} {resource.Id} with {call.Name} at {TimeWindow.Format(call.Time)}: "
            + string.Join("; ", told)
            + ".";
    }
}
