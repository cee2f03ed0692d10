using System.Text.Json;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Network;

/// <summary>A subnet's network ACL: numbered rules, of which the first that fits decides; it keeps no state.</summary>
/// <remarks>Source: Amazon VPC User Guide, "Network ACL rules", "Ephemeral ports".</remarks>
internal sealed class NetworkAcl(JsonElement acl)
{
    private readonly Rule[] _rules = [.. At(acl, "Entries[]").Select(Read).OrderBy(r => r.Number)];

    /// <summary>The port ranges of a protocol's rules inward.</summary>
    public IEnumerable<(int From, int To)> Ranges(string number) =>
        _rules.Where(r => !r.IsOut && r.IsOf(number)).Select(r => (r.From, r.To));

    /// <summary>Who gets in to ports, and is answered.</summary>
    public AddressSet Sources(string number, int from, int to) =>
        Allowed(number, from, to, isOut: false).Intersect(Answered(number));

    // Systems take a client's ports from 1024 upward, but who attacks chooses his own, as nmap --source-port does.
    private AddressSet Answered(string number) =>
        Door.Spans(_rules.Where(r => r.IsOut && r.IsOf(number)).Select(r => (r.From, r.To)))
            .Aggregate(AddressSet.None, (all, s) => all.Union(Allowed(number, s.From, s.To, isOut: true)));

    private AddressSet Allowed(string number, int from, int to, bool isOut)
    {
        var (allowed, left) = (AddressSet.None, AddressSet.All);
        foreach (var rule in _rules.Where(r => r.IsOut == isOut && r.IsOf(number) && r.From <= from && to <= r.To))
        {
            allowed = rule.Allows ? allowed.Union(left.Intersect(rule.Sources)) : allowed;
            left = left.Except(rule.Sources);
        }

        return allowed;
    }

    private static Rule Read(JsonElement entry)
    {
        var ports = Member(entry, "PortRange");
        return new Rule(
            int.TryParse(Text(entry, "RuleNumber"), out var number) ? number : int.MaxValue,
            Text(entry, "Egress") == "true",
            Text(entry, "RuleAction") == "allow",
            Text(entry, "Protocol") ?? "-1",
            int.TryParse(Text(ports, "From"), out var from) ? from : 0,
            int.TryParse(Text(ports, "To"), out var to) ? to : Door.Last,
            AddressSet.Of(new[] { Text(entry, "CidrBlock"), Text(entry, "Ipv6CidrBlock") }.OfType<string>())
        );
    }

    private sealed record Rule(
        int Number,
        bool IsOut,
        bool Allows,
        string Protocol,
        int From,
        int To,
        AddressSet Sources
    )
    {
        public bool IsOf(string number) => Protocol == "-1" || Protocol == number;
    }
}
