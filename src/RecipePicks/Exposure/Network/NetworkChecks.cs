using RecipePicks.Exposure.Documents;

namespace RecipePicks.Exposure.Network;

/// <summary>Checks 50 to 62 as far as the network decides them.</summary>
internal static class NetworkChecks
{
    /// <summary>Everything that has addresses.</summary>
    public static IEnumerable<Addressed> All(Estate estate) =>
        Machines.Of(estate).Concat(FlaggedAddress.All.SelectMany(f => f.Of(estate)));

    /// <summary>Judges all that is wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        All(estate)
            .Where(a => isWanted(a.Thing))
            .SelectMany(a =>
                a.Grants().Select(g => new Opening(a.Check, a.Thing, a.What, g, a.By) { IsSet = a.IsSet })
            );
}
