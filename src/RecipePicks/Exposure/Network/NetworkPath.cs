using System.Text.Json;
using RecipePicks.Exposure.Documents;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>
/// Who of the internet reaches a public address in a subnet: the subnet's route to an internet gateway, its network ACL and
/// the security groups, all of which must let them through.
/// </summary>
/// <param name="estate">What is known.</param>
/// <param name="account">The account.</param>
/// <param name="region">The region.</param>
internal sealed class NetworkPath(Estate estate, string? account, string? region)
{
    /// <summary>What is left of the internet.</summary>
    /// <param name="groups">The security groups of the address; null for one that has none and takes everything.</param>
    /// <param name="subnet">Its subnet.</param>
    /// <param name="ports">The ports at which anything listens; all when null.</param>
    /// <param name="protocol">The protocol in which it listens; any when null.</param>
    public PathAnswer Of(
        IReadOnlyList<string>? groups,
        string subnet,
        IReadOnlyList<int>? ports = null,
        string? protocol = null
    )
    {
        var carried = groups is null ? null : new SecurityGroups(estate, account, region, groups);
        var missing = carried?.Missing ?? [];
        var table = RouteTable(subnet);
        var acl = Items("ec2 describe-network-acls", "NetworkAcls[]")
            .FirstOrDefault(a => At(a, "Associations[]").Any(s => Text(s, "SubnetId") == subnet));
        if (table.ValueKind == JsonValueKind.Undefined)
        {
            missing.Add($"aws ec2 describe-route-tables does not tell of {subnet}");
        }

        if (acl.ValueKind == JsonValueKind.Undefined)
        {
            missing.Add($"aws ec2 describe-network-acls does not tell of {subnet}");
        }

        if (missing.Count > 0)
        {
            return new PathAnswer([], null, missing, [], carried?.PrefixLists ?? []);
        }

        var (gateway, routed) = Routed(table);
        var outside = AddressSet.Internet.Intersect(routed);
        var rules = new NetworkAcl(acl);
        return new PathAnswer(
            Door.Joined(
                from known in Door.Protocols
                where protocol is null || known.Name == protocol
                from span in Door.Spans(
                    (carried?.Ranges(known.Name) ?? [])
                        .Concat(rules.Ranges(known.Number))
                        .Concat(ports?.Select(p => (p, p)) ?? [])
                )
                where ports is null || ports.Contains(span.From)
                let sources = (carried?.Sources(known.Name, span.From, span.To) ?? AddressSet.All)
                    .Intersect(outside)
                    .Intersect(rules.Sources(known.Number, span.From, span.To))
                where !sources.IsEmpty
                select new Door(known.Name, span.From, span.To, sources)
            ),
            gateway,
            [],
            Gates(subnet),
            carried?.PrefixLists ?? []
        );
    }

    /// <summary>The VPC that a subnet is of; null when nothing tells.</summary>
    public string? VpcOf(string subnet) =>
        Items("ec2 describe-subnets", $"Subnets[SubnetId={subnet}]").Select(s => Text(s, "VpcId")).FirstOrDefault();

    private JsonElement RouteTable(string subnet)
    {
        var tables = Items("ec2 describe-route-tables", "RouteTables[]").ToList();
        var own = tables.Find(t => At(t, "Associations[]").Any(a => Text(a, "SubnetId") == subnet));
        var vpc = VpcOf(subnet);
        return own.ValueKind != JsonValueKind.Undefined || vpc is null
            ? own
            : tables.Find(t => Text(t, "VpcId") == vpc && At(t, "Associations[]").Any(a => Text(a, "Main") == "true"));
    }

    private static (string? Gateway, AddressSet Routed) Routed(JsonElement table)
    {
        var routes = At(table, "Routes[]")
            .Where(r =>
                Text(r, "GatewayId")?.StartsWith("igw-", StringComparison.Ordinal) == true
                && Text(r, "State") != "blackhole"
            )
            .ToList();
        return (
            routes.Select(r => Text(r, "GatewayId")).FirstOrDefault(),
            AddressSet.Of(
                routes.SelectMany(r =>
                    new[] { Text(r, "DestinationCidrBlock"), Text(r, "DestinationIpv6CidrBlock") }.OfType<string>()
                )
            )
        );
    }

    /// <summary>The gates that are shut: VPC Block Public Access, unless the subnet or its VPC is excluded.</summary>
    /// <remarks>Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".</remarks>
    private IReadOnlyList<string> Gates(string subnet)
    {
        var mode = Items("ec2 describe-vpc-block-public-access-options", "VpcBlockPublicAccessOptions")
            .Select(o => Text(o, "InternetGatewayBlockMode"))
            .FirstOrDefault();
        var vpc = VpcOf(subnet);
        var isExcluded = Items("ec2 describe-vpc-block-public-access-exclusions", "VpcBlockPublicAccessExclusions[]")
            .Where(e => Text(e, "InternetGatewayExclusionMode") == "allow-bidirectional")
            .Select(e => Estate.Short(Text(e, "ResourceArn") ?? ""))
            .Any(r => r == subnet || r == vpc);
        return mode is null or "off" || isExcluded ? [] : [$"VPC Block Public Access ({mode})"];
    }

    private IEnumerable<JsonElement> Items(string call, string path) =>
        estate.Items(call, path, account, region).Select(i => i.Item);
}

/// <summary>Who of the internet gets through.</summary>
/// <param name="Doors">The ports and who reaches them.</param>
/// <param name="Gateway">The internet gateway.</param>
/// <param name="Missing">What is not known; then nobody can say who gets through.</param>
/// <param name="Gates">The gates that are shut.</param>
/// <param name="PrefixLists">The prefix lists that are let in besides.</param>
internal sealed record PathAnswer(
    IReadOnlyList<Door> Doors,
    string? Gateway,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Gates,
    IReadOnlyList<string> PrefixLists
)
{
    /// <summary>Several ways to the same thing.</summary>
    public static PathAnswer Union(IReadOnlyList<PathAnswer> ways) =>
        ways is [var only]
            ? only
            : new(
                Door.Union(ways.Select(w => w.Doors)),
                ways.Select(w => w.Gateway).FirstOrDefault(g => g is not null),
                [.. ways.SelectMany(w => w.Missing).Distinct(StringComparer.Ordinal)],
                ways.Any(w => w.Gates.Count == 0) ? [] : ways[0].Gates,
                [.. ways.SelectMany(w => w.PrefixLists).Distinct(StringComparer.Ordinal)]
            );

    /// <summary>Who gets in: everyone, ranges of addresses, or nobody.</summary>
    /// <param name="at">What is reached, in words: <c>its public address 203.0.113.7</c>.</param>
    public IReadOnlyList<Grant> Grants(string at)
    {
        if (Doors.Count == 0)
        {
            return Missing.Count > 0 ? [Grant.Unclear($"{at}: {string.Join("; ", Missing)}")]
                : PrefixLists.Count > 0 && Gateway is not null
                    ? [Grant.Unclear($"{at}: which addresses {string.Join(", ", PrefixLists)} holds is not known")]
                :
                [
                    Grant.Nobody(
                        Gateway is null
                            ? $"{at}: its subnet has no route to an internet gateway"
                            : $"{at}: no security group and network ACL let in a public address"
                    ),
                ];
        }

        return
        [
            .. Doors
                .GroupBy(d => d.Sources)
                .Select(g =>
                {
                    var words = g.Key.Equals(AddressSet.Internet) || g.Key.IsWorld ? Widest(g.Key) : g.Key.Words();
                    var why = $"{at}, over {Gateway}: {words} may come to {string.Join(", ", g.Select(d => d.Words))}";
                    return g.Key.IsWorld ? Grant.Everyone(why) : new Grant(Verdict.External, words, why);
                })
                .Select(g => Gates is [var gate, ..] ? g.Shut(gate) : g),
        ];
    }

    // All the internet is told as people write it.
    private static string Widest(AddressSet set)
    {
        string[] all =
        [
            .. AddressSet.Of("0.0.0.0/0").Except(AddressSet.Internal).Except(set).IsEmpty
                ? ["0.0.0.0/0"]
                : (string[])[],
            .. AddressSet.Of("::/0").Except(AddressSet.Internal).Except(set).IsEmpty ? ["::/0"] : (string[])[],
        ];
        return all.Length > 0 ? string.Join(" and ", all) : set.Words();
    }
}
