namespace RecipePicks.Exposure.Network;

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
    /// <summary>A gate of which nothing tells whether it is shut, in words; null when there is none.</summary>
    public string? UnknownGate { get; init; }

    /// <summary>Several ways to the same thing; the gates of those that nobody comes by do not count.</summary>
    public static PathAnswer Union(IReadOnlyList<PathAnswer> ways)
    {
        if (ways is [var only])
        {
            return only;
        }

        var open = ways.Where(w => w.Doors.Count > 0).ToList();
        var gates = open.Exists(w => w.Gates.Count == 0) ? [] : open.Select(w => w.Gates).FirstOrDefault() ?? [];
        return new(
            Door.Union(ways.Select(w => w.Doors)),
            ways.Select(w => w.Gateway).FirstOrDefault(g => g is not null),
            [.. ways.SelectMany(w => w.Missing).Distinct(StringComparer.Ordinal)],
            gates,
            [.. ways.SelectMany(w => w.PrefixLists).Distinct(StringComparer.Ordinal)]
        )
        {
            // One way that is surely open is enough.
            UnknownGate = open.Exists(w => w is { Gates.Count: 0, UnknownGate: null })
                ? null
                : open.Select(w => w.UnknownGate).FirstOrDefault(g => g is not null),
        };
    }

    /// <summary>Who gets in: everyone, ranges of addresses, or nobody; and what is not known besides.</summary>
    /// <param name="at">What is reached, in words: <c>its public address 203.0.113.7</c>.</param>
    public IReadOnlyList<Grant> Grants(string at)
    {
        List<Grant> grants =
        [
            .. Doors
                .GroupBy(d => d.Sources)
                .Select(g =>
                {
                    var words = g.Key.Equals(AddressSet.Internet) || g.Key.IsWorld ? Widest(g.Key) : g.Key.Words();
                    var why = $"{at}, over {Gateway}: {words} may come to {string.Join(", ", g.Select(d => d.Words))}";
                    return g.Key.IsWorld ? Grant.Everyone(why) : new Grant(Verdict.External, words, why);
                })
                .Select(g =>
                    Gates is [var gate, ..] ? g.Shut(gate)
                    : UnknownGate is { } unknown ? g.UnlessShut(unknown)
                    : g
                ),
        ];
        if (Missing.Count > 0)
        {
            grants.Add(Grant.Unclear($"{at}: {string.Join("; ", Missing)}"));
        }

        if (PrefixLists.Count > 0 && Gateway is not null && !grants.Exists(g => g.Verdict == Verdict.Public))
        {
            grants.Add(Grant.Unclear($"{at}: which addresses {string.Join(", ", PrefixLists)} holds is not known"));
        }

        return grants.Count > 0
            ? grants
            :
            [
                Grant.Nobody(
                    Gateway is null
                        ? $"{at}: its subnet has no route to an internet gateway"
                        : $"{at}: no security group and network ACL let in a public address"
                ),
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
