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
        GroupChecks.Of,
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

    /// <summary>What AWS refused to list of a thing's kind: nothing tells whether the thing is open by that.</summary>
    public static IEnumerable<Opening> Refused(Estate estate, Thing thing) =>
        from check in DocumentCheck
            .All.Select(c => (c.Check, c.Type, c.What, c.Call, c.Aspect))
            .Concat(FlaggedAddress.All.Select(f => (f.Check, f.Type, f.What, f.Call, Aspect: (string?)null)))
        where check.Type == thing.Type
        from document in estate.Of(check.Call, thing.Account, thing.Region).Where(d => d.Subject is null).Take(1)
        where document.Unknown is not null
        select new Opening(
            check.Check,
            thing,
            check.What,
            Grant.Unclear($"{document.Words} {document.Unknown}"),
            document
        )
        {
            Aspect = check.Aspect,
        };

    private static IEnumerable<Opening> Judged(Estate estate, Predicate<Thing> isWanted) =>
        DocumentCheck.All.SelectMany(c => c.Of(estate, isWanted)).Concat(Families.SelectMany(f => f(estate, isWanted)));
}
