using RecipePicks.Iam.Policies;

namespace RecipePicks.Exposure.Network;

/// <summary>A set of addresses: ranges that neither touch nor overlap, IPv4 before IPv6, in order.</summary>
/// <param name="Ranges">The ranges.</param>
internal sealed record AddressSet(IReadOnlyList<AddressRange> Ranges)
{
    /// <summary>No address.</summary>
    public static AddressSet None { get; } = new([]);

    /// <summary>All addresses, of both kinds.</summary>
    public static AddressSet All { get; } = Of("0.0.0.0/0", "::/0");

    /// <summary>What the internet does not route: RFC 1918, RFC 6598, RFC 4193, loopback, link-local, multicast and reserved.</summary>
    public static AddressSet Internal { get; } =
        Of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "224.0.0.0/3",
            "::/8",
            "fc00::/7",
            "fe80::/10",
            "ff00::/8"
        );

    /// <summary>The internet.</summary>
    public static AddressSet Internet { get; } = All.Except(Internal);

    /// <summary>Whether no address is in it.</summary>
    public bool IsEmpty => Ranges.Count == 0;

    /// <summary>Whether it is so wide that it is the world: all the internet, or a range wider than /8 (IPv6: /32).</summary>
    /// <remarks>Source of the widths: Amazon S3 User Guide, "The meaning of public".</remarks>
    public bool IsWorld => Ranges.Any(r => Size(r) > (r.IsV6 ? UInt128.One << 96 : UInt128.One << 24));

    /// <summary>Reads ranges in CIDR notation; what is none is left out.</summary>
    public static AddressSet Of(params IEnumerable<string> ranges) =>
        new(Merged(ranges.Select(AddressRange.TryParse).OfType<AddressRange>()));

    /// <summary>All addresses of the kinds that some addresses are of: IPv4, IPv6.</summary>
    public static AddressSet KindOf(params IEnumerable<string> addresses) =>
        Of(addresses.Select(a => a.Contains(':', StringComparison.Ordinal) ? "::/0" : "0.0.0.0/0"));

    /// <summary>What is in either.</summary>
    public AddressSet Union(AddressSet other) => new(Merged(Ranges.Concat(other.Ranges)));

    /// <summary>What is in both.</summary>
    public AddressSet Intersect(AddressSet other) =>
        new(
            Merged(
                from a in Ranges
                from b in other.Ranges
                where a.IsV6 == b.IsV6 && a.First <= b.Last && b.First <= a.Last
                select new AddressRange(a.IsV6, Max(a.First, b.First), Min(a.Last, b.Last))
            )
        );

    /// <summary>What is in this one alone.</summary>
    public AddressSet Except(AddressSet other) =>
        other.Ranges.Aggregate(this, (left, cut) => new(Merged(left.Ranges.SelectMany(r => Cut(r, cut)))));

    /// <summary>Whether an address or a range lies in it.</summary>
    public bool Contains(string range) =>
        AddressRange.TryParse(range) is { } asked && Ranges.Any(r => r.Contains(asked));

    /// <summary>The set in words: the fewest ranges in CIDR notation, the widest first.</summary>
    public string Words()
    {
        var blocks = Ranges.SelectMany(Blocks).OrderBy(b => b.IsV6 ? b.Bits - 24 : b.Bits).Select(b => b.Text).ToList();
        return string.Join(", ", blocks.Take(3)) + (blocks.Count > 3 ? $" and {blocks.Count - 3} more" : "");
    }

    /// <summary>By value, as ranges are kept in one form alone.</summary>
    public bool Equals(AddressSet? other) => other is not null && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override int GetHashCode() => Ranges.Aggregate(0, HashCode.Combine);

    private static IEnumerable<AddressRange> Cut(AddressRange whole, AddressRange cut)
    {
        if (whole.IsV6 != cut.IsV6 || whole.First > cut.Last || cut.First > whole.Last)
        {
            yield return whole;
            yield break;
        }

        if (whole.First < cut.First)
        {
            yield return whole with
            {
                Last = cut.First - 1,
            };
        }

        if (whole.Last > cut.Last)
        {
            yield return whole with
            {
                First = cut.Last + 1,
            };
        }
    }

    private static List<AddressRange> Merged(IEnumerable<AddressRange> ranges)
    {
        var merged = new List<AddressRange>();
        foreach (var next in ranges.OrderBy(r => r.IsV6).ThenBy(r => r.First))
        {
            if (
                merged is [.., var last]
                && last.IsV6 == next.IsV6
                && (last.Last == UInt128.MaxValue || next.First <= last.Last + 1)
            )
            {
                merged[^1] = last with { Last = Max(last.Last, next.Last) };
            }
            else
            {
                merged.Add(next);
            }
        }

        return merged;
    }

    private static IEnumerable<(string Text, int Bits, bool IsV6)> Blocks(AddressRange range)
    {
        var width = range.IsV6 ? 128 : 32;
        var at = range.First;
        while (true)
        {
            var left = range.Last - at;
            var free = at == 0 ? width : Math.Min(width, (int)UInt128.TrailingZeroCount(at));
            while (free > 0 && (free == 128 ? left != UInt128.MaxValue : (UInt128.One << free) - 1 > left))
            {
                free--;
            }

            var address = new AddressRange(range.IsV6, at, at).FirstAddress();
            yield return (free == 0 ? address : $"{address}/{width - free}", width - free, range.IsV6);
            var size = free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1;
            if (size >= left)
            {
                yield break;
            }

            at += size + 1;
        }
    }

    private static UInt128 Size(AddressRange range) => range.Last - range.First;

    private static UInt128 Max(UInt128 a, UInt128 b) => a > b ? a : b;

    private static UInt128 Min(UInt128 a, UInt128 b) => a < b ? a : b;
}
