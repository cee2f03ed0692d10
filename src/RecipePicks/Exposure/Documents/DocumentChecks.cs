using RecipePicks.Exposure.Network;

namespace RecipePicks.Exposure.Documents;

/// <summary>All that documents tell of who gets in: the checks of the sheet, and what is linked to what is public.</summary>
internal static class DocumentChecks
{
    /// <summary>The families of checks that more than one answer decides, in the order of the sheet.</summary>
    private static readonly IReadOnlyList<Func<Estate, Predicate<Thing>, IEnumerable<Opening>>> Families =
    [
        BucketChecks.Of,
        FunctionUrls.Of,
        ServiceChecks.Of,
        NetworkChecks.Of,
        EdgeChecks.Of,
    ];

    /// <summary>The openings of the things that are wanted, private and unknown ones among them, by check and name.</summary>
    public static IReadOnlyList<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        [
            .. Judged(estate, isWanted)
                .Concat(Links.Of(estate, isWanted, Judged))
                .OrderBy(o => o.Check)
                .ThenBy(o => o.Thing.Name, StringComparer.Ordinal),
        ];

    private static IEnumerable<Opening> Judged(Estate estate, Predicate<Thing> isWanted) =>
        DocumentCheck.All.SelectMany(c => c.Of(estate, isWanted)).Concat(Families.SelectMany(f => f(estate, isWanted)));
}
