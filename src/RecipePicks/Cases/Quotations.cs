using RecipePicks.Store;

namespace RecipePicks.Cases;

/// <summary>
/// Adds to an investigation what a reader needs who has no case: the records that its claims cite, whole, and the calls of
/// everybody in its chain, counted.
/// </summary>
public static class Quotations
{
    /// <summary>Bytes of JSON that are quoted at most; what matters most is quoted first.</summary>
    public const int MostBytes = 1_200_000;

    /// <summary>Adds them.</summary>
    /// <param name="investigated">The investigation.</param>
    /// <param name="opened">The case that it was made of.</param>
    /// <param name="cancellation">Stops the look-ups.</param>
    /// <returns>The investigation with its records and its activity.</returns>
    public static Investigated AddTo(Investigated investigated, Case opened, CancellationToken cancellation) =>
        investigated with
        {
            Records = Records(investigated, opened, cancellation),
            Activity = ActivityLog
                .Read(opened, cancellation)
                .Count(new ActivityRequest { Window = investigated.Window, Who = Who(investigated) }),
        };

    /// <summary>Everybody in the chain: keys and identities, and those that the letters name as the lead's.</summary>
    /// <param name="investigated">The investigation.</param>
    /// <returns>Access keys, ARNs and unique ids.</returns>
    public static IReadOnlySet<string> Who(Investigated investigated) =>
        investigated
            .Graph.Nodes.Where(n => n.Kind is not "address")
            .Select(n => n.Id)
            .Concat(investigated.Timeline.Runs.Select(r => r.Identity).OfType<string>())
            .Concat(investigated.Timeline.Runs.SelectMany(r => r.AccessKeys))
            .ToHashSet(StringComparer.Ordinal);

    /// <summary>Finds a record with the hash of its file.</summary>
    /// <param name="opened">The case.</param>
    /// <param name="eventId">The eventID.</param>
    /// <returns>None, one, or several of different content.</returns>
    public static IReadOnlyList<QuotedRecord> Find(Case opened, string eventId)
    {
        var hashes = Hashes(opened);
        return [.. opened.Find(eventId).Select(r => Quote(r, hashes))];
    }

    private static List<QuotedRecord> Records(Investigated investigated, Case opened, CancellationToken cancellation)
    {
        var hashes = Hashes(opened);
        var quoted = new List<QuotedRecord>();
        var bytes = 0;
        foreach (var id in Cited(investigated))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var record in opened.Find(id))
            {
                bytes += record.Json.Length;
                if (bytes > MostBytes)
                {
                    return quoted;
                }

                quoted.Add(Quote(record, hashes));
            }
        }

        return quoted;
    }

    /// <summary>What is cited, the most needed first: what to contain, what is severe, the steps of the chain, then the rest.</summary>
    private static IEnumerable<string> Cited(Investigated investigated) =>
        investigated
            .Containment.SelectMany(s => s.Evidence)
            .Concat(
                investigated
                    .Letters.SelectMany(l => l.Findings)
                    .OrderByDescending(f => f.Severity)
                    .SelectMany(f => f.Evidence)
            )
            .Select(e => e.EventId)
            .Concat(investigated.Graph.Edges.Select(e => e.EventId))
            .Concat(investigated.Timeline.Runs.SelectMany(r => r.EventIds))
            .Where(id => id.Length > 0)
            .Distinct(StringComparer.Ordinal);

    private static Dictionary<string, string> Hashes(Case opened) =>
        opened.Ledger().GroupBy(f => f.File).ToDictionary(g => g.Key, g => g.First().Sha256, StringComparer.Ordinal);

    private static QuotedRecord Quote(StoredRecord record, Dictionary<string, string> hashes) =>
        new(record.Where, hashes.GetValueOrDefault(record.Where.File), record.Json);
}
