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
    private const string Options = "ec2 describe-vpc-block-public-access-options";
    private const string Exclusions = "ec2 describe-vpc-block-public-access-exclusions";

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

        var rules = new NetworkAcl(acl);
        IReadOnlyList<Door> To(AddressSet routed) =>
            Door.Joined(
                from known in Door.Protocols.Concat(ports is null ? carried?.Portless ?? [] : [])
                where protocol is null || known.Name == protocol
                from span in Door.Spans(
                    (carried?.Ranges(known.Name) ?? [])
                        .Concat(rules.Ranges(known.Number))
                        .Concat(ports?.Select(p => (p, p)) ?? [])
                )
                where ports is null || ports.Contains(span.From)
                let sources = (carried?.Sources(known.Name, span.From, span.To) ?? AddressSet.All)
                    .Intersect(AddressSet.Internet)
                    .Intersect(routed)
                    .Intersect(rules.Sources(known.Number, span.From, span.To))
                where !sources.IsEmpty
                select new Door(known.Name, span.From, span.To, sources)
            );

        var routes = new Routes(table);
        var (shut, unknown) = Gates(subnet);
        return new PathAnswer(
            To(routes.Open),
            routes.Gateway,
            [.. routes.Doubtful.Where(d => To(d.To).Count > 0).Select(d => d.Words)],
            shut,
            carried?.PrefixLists ?? []
        )
        {
            UnknownGate = unknown,
        };
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

    /// <summary>The gates that are shut: VPC Block Public Access, unless the subnet or its VPC is excluded; and what of it is not known.</summary>
    /// <remarks>Source: Amazon VPC User Guide, "Block public access to VPCs and subnets".</remarks>
    private (IReadOnlyList<string> Shut, string? Unknown) Gates(string subnet)
    {
        var options = estate.Find(Options, account, region);
        var mode = options.Text("VpcBlockPublicAccessOptions.InternetGatewayBlockMode");
        var vpc = VpcOf(subnet);
        var isExcluded = Items(Exclusions, "VpcBlockPublicAccessExclusions[]")
            .Where(e =>
                Text(e, "InternetGatewayExclusionMode") == "allow-bidirectional"
                && Text(e, "State")
                    is not ("create-in-progress" or "create-failed" or "delete-complete" or "disable-complete")
            )
            .Select(e => Estate.Short(Text(e, "ResourceArn") ?? ""))
            .Any(r => r == subnet || r == vpc);

        // AWS Config records exclusions one by one: that another is there, none of them denies.
        var exclusions =
            estate.Of(Exclusions, account, region).FirstOrDefault(d => !d.IsRecorded)
            ?? Estate.None.Find(Exclusions, account, region);

        // That nobody asked tells no more than that AWS refused to say. What is excluded is open whatever the mode.
        return isExcluded || mode == "off" ? ([], null)
            : options.Unknown is { } unknown ? ([], $"{options.Words} {unknown}")
            : mode is null ? ([], null)
            : exclusions.Unknown is { } missing ? ([], $"{exclusions.Words} {missing}")
            : ([$"VPC Block Public Access ({mode})"], null);
    }

    private IEnumerable<JsonElement> Items(string call, string path) =>
        estate.Items(call, path, account, region).Select(i => i.Item);
}
