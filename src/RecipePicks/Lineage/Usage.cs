namespace RecipePicks.Lineage;

/// <summary>How a credential was used: its calls, or the sign-ins of a password, which makes none.</summary>
/// <param name="Calls">How many, denied ones too.</param>
/// <param name="Denied">How many of them were denied.</param>
/// <param name="First">The first, UTC.</param>
/// <param name="Last">The last, UTC.</param>
/// <param name="Addresses">From where, as the log writes it.</param>
/// <param name="Evidence">Some of the calls' eventIDs.</param>
internal sealed record Usage(
    long Calls,
    long Denied,
    DateTime? First,
    DateTime? Last,
    IReadOnlyList<string> Addresses,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>Tells it of a node.</summary>
    public static Usage Of(LineageGraph graph, LineageNode node)
    {
        if (!node.IsPassword)
        {
            return new Usage(
                node.Calls,
                node.Denied,
                node.First,
                node.Last,
                node.WrittenAddresses,
                [.. node.Uses.SelectMany(u => u.Evidence)]
            );
        }

        var signIns = graph
            .Out(node.Id)
            .Where(e => e is { Kind: EdgeKind.Issued, Owns: false })
            .DistinctBy(e => e.EventId)
            .ToList();
        return new Usage(
            signIns.Sum(e => (long)e.Count),
            0,
            signIns.Min(e => e.Time),
            signIns.Max(e => e.Time),
            [.. signIns.Select(e => e.Address).OfType<string>().Distinct().Order(StringComparer.Ordinal)],
            [.. signIns.Select(e => e.EventId)]
        );
    }
}
