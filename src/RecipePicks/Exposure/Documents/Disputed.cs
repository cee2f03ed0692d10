namespace RecipePicks.Exposure.Documents;

/// <summary>Where the earlier of two documents about the same says otherwise than the later, which is judged.</summary>
internal static class Disputed
{
    /// <summary>The openings, each that another document disputes with what that one says.</summary>
    /// <param name="judged">By the later document of each two.</param>
    /// <param name="otherwise">By the earlier.</param>
    public static IReadOnlyList<Opening> Of(IReadOnlyList<Opening> judged, IReadOnlyList<Opening> otherwise)
    {
        var known = otherwise.Where(o => o is { By.Untold: not null, Grant.Verdict: not Verdict.Unknown }).ToList();
        var wasKnown = known.Select(Key).ToHashSet();
        judged = [.. judged.Where(o => o.Grant.Verdict != Verdict.Unknown || !wasKnown.Contains(Key(o)))];
        var (ours, theirs) = (judged.ToLookup(Key), otherwise.ToLookup(Key));
        return
        [
            .. known.Where(o => !ours.Contains(Key(o))).Select(LastKnown),
            .. judged.Select(o =>
                Said(ours[Key(o)]).SetEquals(Said(theirs[Key(o)]))
                    ? o
                    : o with
                    {
                        Otherwise = Words(o, [.. theirs[Key(o)]]),
                    }
            ),
        ];
    }

    private static Opening LastKnown(Opening opening) =>
        opening with
        {
            IsLastKnown = true,
            Grant = Grant.Unclear(
                $"{opening.By!.Untold!.Source} does not tell it: unknown since then, last known {opening.Grant.Verdict.Word()} by {opening.By.Source}: {opening.Grant.Why}",
                opening.Grant.To
            ),
        };

    private static (int, string?, string, string, string?, string?, string?) Key(Opening opening) =>
        (
            opening.Check,
            opening.Aspect,
            opening.Thing.Type,
            opening.Thing.Name,
            opening.Thing.Account,
            opening.Thing.Region,
            opening.Link
        );

    private static HashSet<(Verdict, string?)> Said(IEnumerable<Opening> openings) =>
        [.. openings.Select(o => (o.Grant.Verdict, o.Grant.To))];

    private static bool IsSame(Document one, Document? other) =>
        (one.Source, one.File, one.Record) == (other?.Source, other?.File, other?.Record);

    private static string Words(Opening judged, List<Opening> others)
    {
        var by = others.Select(o => o.By).OfType<Document>().FirstOrDefault(d => !IsSame(d, judged.By));
        var said = others.Select(o => o.Grant).OrderByDescending(g => g.Verdict).FirstOrDefault();
        var verdict = said is null
            ? "tells of no such thing"
            : $"says {said.Verdict.Word()}{(said.To is null ? "" : $" to {said.To}")}";
        return by is null
            ? $"another document about what decides, which is not the latest, {verdict}"
            : $"{by.Source}, which is not the latest, {verdict}";
    }
}
