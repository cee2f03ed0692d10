namespace RecipePicks.Exposure.Network;

/// <summary>Ports that the same addresses reach.</summary>
/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, or a protocol without ports: <c>icmp</c>, <c>protocol 47</c>.</param>
/// <param name="From">The first port.</param>
/// <param name="To">The last port.</param>
/// <param name="Sources">Who reaches them.</param>
internal sealed record Door(string Protocol, int From, int To, AddressSet Sources)
{
    /// <summary>The last port there is.</summary>
    public const int Last = 65535;

    /// <summary>The protocols that have ports, with their numbers.</summary>
    public static IReadOnlyList<(string Name, string Number)> Protocols { get; } = [("tcp", "6"), ("udp", "17")];

    /// <summary>The name and the number of a protocol that has no ports, by either.</summary>
    public static (string Name, string Number) Portless(string protocol) =>
        protocol switch
        {
            "icmp" or "1" => ("icmp", "1"),
            "icmpv6" or "58" => ("icmpv6", "58"),
            _ => ($"protocol {protocol}", protocol),
        };

    /// <summary>The ports in words: <c>tcp 22</c>, <c>udp 1000-2000</c>, <c>all tcp ports</c>.</summary>
    public string Words =>
        !Protocols.Any(p => p.Name == Protocol) ? Protocol
        : From == 0 && To == Last ? $"all {Protocol} ports"
        : From == To ? $"{Protocol} {From}"
        : $"{Protocol} {From}-{To}";

    /// <summary>Neighbours that the same addresses reach, as one.</summary>
    public static IReadOnlyList<Door> Joined(IEnumerable<Door> doors)
    {
        var joined = new List<Door>();
        foreach (var next in doors)
        {
            if (
                joined is [.., var last]
                && last.Protocol == next.Protocol
                && last.To + 1 == next.From
                && last.Sources.Equals(next.Sources)
            )
            {
                joined[^1] = last with { To = next.To };
            }
            else
            {
                joined.Add(next);
            }
        }

        return joined;
    }

    /// <summary>What several lists let in together.</summary>
    public static IReadOnlyList<Door> Union(IEnumerable<IReadOnlyList<Door>> lists)
    {
        var all = lists.SelectMany(l => l).ToList();
        return Joined(
            from protocol in Protocols
                .Select(p => p.Name)
                .Concat(all.Select(d => d.Protocol).Order(StringComparer.Ordinal))
                .Distinct(StringComparer.Ordinal)
            from span in Spans(all.Where(d => d.Protocol == protocol).Select(d => (d.From, d.To)))
            let sources = all.Where(d => d.Protocol == protocol && d.From <= span.From && span.To <= d.To)
                .Aggregate(AddressSet.None, (set, d) => set.Union(d.Sources))
            where !sources.IsEmpty
            select new Door(protocol, span.From, span.To, sources)
        );
    }

    /// <summary>The spans between which no range begins or ends.</summary>
    public static IEnumerable<(int From, int To)> Spans(IEnumerable<(int From, int To)> ranges)
    {
        var cuts = ranges
            .SelectMany(r => new[] { r.From, r.To + 1 })
            .Append(0)
            .Append(Last + 1)
            .Distinct()
            .Order()
            .ToList();
        return cuts.Zip(cuts.Skip(1), (from, next) => (from, next - 1));
    }
}
