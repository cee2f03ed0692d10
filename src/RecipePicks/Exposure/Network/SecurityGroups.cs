using System.Text.Json;
using RecipePicks.Exposure.Checks;
using RecipePicks.Exposure.Documents;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>What security groups let in, all of those that a thing carries together.</summary>
/// <remarks>Source: Amazon VPC User Guide, "Security group rules".</remarks>
internal sealed class SecurityGroups
{
    private readonly List<Rule> _rules = [];

    /// <summary>Reads groups.</summary>
    /// <param name="estate">What is known.</param>
    /// <param name="account">The account.</param>
    /// <param name="region">The region.</param>
    /// <param name="ids">The groups' ids.</param>
    public SecurityGroups(Estate estate, string? account, string? region, IEnumerable<string> ids)
    {
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            var groups = estate
                .Items("ec2 describe-security-groups", $"SecurityGroups[GroupId={id}]", account, region)
                .Select(g => g.Item)
                .ToList();
            if (groups.Count == 0)
            {
                Missing.Add($"aws ec2 describe-security-groups does not tell of {id}");
            }

            foreach (var permission in groups.Take(1).SelectMany(g => At(g, "IpPermissions[]")))
            {
                var lists = At(permission, "PrefixListIds[]")
                    .Select(p => Text(p, "PrefixListId"))
                    .OfType<string>()
                    .Select(l => estate.Find("ec2 get-managed-prefix-list-entries", account, region, l))
                    .ToList();
                _rules.AddRange(
                    Read(permission, lists.Where(l => l.Unknown is null).SelectMany(l => l.Texts("Entries[].Cidr")))
                );
                PrefixLists.AddRange(lists.Where(l => l.Unknown is not null).Select(l => l.Subject!));
                Groups.AddRange(At(permission, "UserIdGroupPairs[]").Select(p => Text(p, "GroupId")).OfType<string>());
            }
        }
    }

    /// <summary>What is not known of them.</summary>
    public List<string> Missing { get; } = [];

    /// <summary>The groups whose members they let in.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>The prefix lists that they let in of which nothing tells what stands in them.</summary>
    public List<string> PrefixLists { get; } = [];

    /// <summary>The protocols without ports that they let in by name.</summary>
    public IEnumerable<(string Name, string Number)> Portless =>
        _rules
            .Select(r => (Name: r.Protocol, r.Number))
            .Except(Door.Protocols)
            .OrderBy(p => p.Name, StringComparer.Ordinal);

    /// <summary>The port ranges of a protocol's rules.</summary>
    public IEnumerable<(int From, int To)> Ranges(string protocol) =>
        _rules.Where(r => r.Protocol == protocol).Select(r => (r.From, r.To));

    /// <summary>Whether an address of inside the VPC is let in.</summary>
    public bool LetsIn(string address) => _rules.Exists(r => r.Sources.Contains(address));

    /// <summary>Who is let in to ports.</summary>
    public AddressSet Sources(string protocol, int from, int to) =>
        _rules
            .Where(r => r.Protocol == protocol && r.From <= from && to <= r.To)
            .Aggregate(AddressSet.None, (all, r) => all.Union(r.Sources));

    private static IEnumerable<Rule> Read(JsonElement permission, IEnumerable<string> listed)
    {
        var sources = AddressSet.Of(
            AddressRangeJudge
                .Ranges(permission)
                .Concat(At(permission, "Ipv6Ranges[]").Select(r => Text(r, "CidrIpv6")))
                .OfType<string>()
                .Concat(listed)
        );
        var protocol = Text(permission, "IpProtocol") ?? "-1";
        var isAll = protocol == "-1";
        var ported = Door.Protocols.Where(p => isAll || p.Name == protocol || p.Number == protocol).ToList();
        return ported.Count == 0
            ? [Whole(Door.Portless(protocol), sources)]
            : ported.Select(p => new Rule(
                p.Name,
                p.Number,
                isAll ? 0 : Port(permission, "FromPort", 0),
                isAll ? Door.Last : Port(permission, "ToPort", Door.Last),
                sources
            ));
    }

    private static Rule Whole((string Name, string Number) protocol, AddressSet sources) =>
        new(protocol.Name, protocol.Number, 0, Door.Last, sources);

    private static int Port(JsonElement of, string member, int otherwise) =>
        int.TryParse(Text(of, member), out var port) && port >= 0 ? port : otherwise;

    private sealed record Rule(string Protocol, string Number, int From, int To, AddressSet Sources);
}
