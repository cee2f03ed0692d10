using System.Text.Json;
using RecipePicks.Exposure.Checks;
using RecipePicks.Exposure.Documents;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>Security groups by themselves, a part of check 50: whom their rules let in, and whether anything that carries one is reached.</summary>
internal static class GroupChecks
{
    private const string Interfaces = "ec2 describe-network-interfaces";

    /// <summary>Judges the groups that are wanted.</summary>
    public static IEnumerable<Opening> Of(Estate estate, Predicate<Thing> isWanted) =>
        from document in estate.Of("ec2 describe-security-groups")
        from item in document.At("SecurityGroups[]")
        let name = Text(item, "GroupId")
        where name is not null
        let account = document.Account ?? Text(item, "OwnerId")
        let thing = new Thing("AWS::EC2::SecurityGroup", name, account, document.Region)
        {
            OtherNames = [$"arn:aws:ec2:{document.Region ?? "*"}:{account ?? "*"}:security-group/{name}"],
        }
        where isWanted(thing)
        from grant in Grants(estate, thing, item)
        select new Opening(50, thing, "security group rule", grant, document);

    private static List<Grant> Grants(Estate estate, Thing thing, JsonElement group)
    {
        var grants = AddressRangeJudge.Rules(group, new ExposureContext(thing.Account));
        var open = grants.Where(g => g.Verdict != Verdict.Private).ToList();
        if (open.Count == 0)
        {
            return [grants is [var first, ..] ? first : Grant.Nobody("it lets in nobody")];
        }

        var carried = Carried(estate, thing);
        return open.ConvertAll(g => g.Verdict == Verdict.Unknown ? g : carried(g));
    }

    // A rule opens nothing unless something that carries it is reached.
    private static Func<Grant, Grant> Carried(Estate estate, Thing group)
    {
        var carriers = NetworkChecks
            .All(estate)
            .Where(a => a.Groups.Contains(group.Name) && IsNear(a.Thing, group))
            .OrderBy(a => a.IsPart)
            .ToList();
        if (carriers.Count == 0)
        {
            var all = estate.Of(Interfaces, group.Account, group.Region).FirstOrDefault(d => !d.IsRecorded);
            var told = all ?? Estate.None.Find(Interfaces, group.Account, group.Region);
            return told.Unknown is { } unknown
                ? g => g with { Why = $"{g.Why}; nothing that carries it is known: {told.Words} {unknown}" }
                : g => g.Shut("that no network interface carries it");
        }

        var reached = carriers.ConvertAll(c =>
            (c.Thing.Name, Grant: c.Grants().OrderByDescending(g => g.Verdict).First())
        );
        var widest = reached.MaxBy(r => r.Grant.Verdict);
        return widest.Grant.Verdict switch
        {
            >= Verdict.External => g => g with { Why = $"{g.Why}; {widest.Name} carries it: {widest.Grant.Why}" },
            Verdict.Unknown => g =>
                g with
                {
                    Why =
                        $"{g.Why}; whether {widest.Name}, which carries it, is reached is not known: {widest.Grant.Why}",
                },
            _ => g => g.Shut($"the network of {widest.Name}, which carries it ({widest.Grant.Why}),"),
        };
    }

    private static bool IsNear(Thing one, Thing other) =>
        (one.Account is null || other.Account is null || one.Account == other.Account)
        && (one.Region is null || other.Region is null || one.Region == other.Region);
}
