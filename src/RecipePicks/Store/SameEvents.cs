namespace RecipePicks.Store;

/// <summary>
/// Finds the events of a segment that are the same as others though their bytes differ: in white space, in escapes, in the
/// order of members. Copies mostly come byte by byte, so this is settled once a segment and for the few that do not.
/// </summary>
/// <param name="stored">Reads events back.</param>
/// <param name="older">The segments before.</param>
internal sealed class SameEvents(StoredEvents stored, IReadOnlyList<OlderSegment> older)
{
    /// <summary>Finds them.</summary>
    /// <param name="ids">The segment's events.</param>
    /// <param name="sharing">The places of those that share their eventID with another.</param>
    /// <param name="eventsPath">Its Parquet file.</param>
    /// <param name="originOf">Where a row came from: of equal events, the first in the order of the load stays.</param>
    /// <returns>The rows that are copies.</returns>
    public IReadOnlySet<uint> Copies(
        SortedEventIds ids,
        IReadOnlyList<int> sharing,
        string eventsPath,
        Func<uint, Origin> originOf
    )
    {
        if (sharing.Count == 0)
        {
            return new HashSet<uint>();
        }

        var shared = sharing.Select(i => ids.Ids[i]).ToHashSet();
        var known = new HashSet<(ulong Id, ulong Content)>();
        foreach (var segment in older)
        {
            var rows = shared.SelectMany(id => segment.Ids.Rows(id).Select(row => (row, id)));
            known.UnionWith(Contents(segment.EventsPath, rows.ToDictionary(p => p.row, p => p.id)).Values);
        }

        var own = Contents(eventsPath, RowsOf(ids, shared));
        return own.OrderBy(p => originOf(p.Key).File)
            .ThenBy(p => originOf(p.Key).Record)
            .Where(p => !known.Add(p.Value))
            .Select(p => p.Key)
            .ToHashSet();
    }

    private Dictionary<uint, (ulong Id, ulong Content)> Contents(string path, Dictionary<uint, ulong> idsByRow) =>
        idsByRow.Count == 0
            ? []
            : stored.CanonicalHashes(path, idsByRow.Keys).ToDictionary(p => p.Key, p => (idsByRow[p.Key], p.Value));

    private static Dictionary<uint, ulong> RowsOf(SortedEventIds ids, HashSet<ulong> wanted)
    {
        var rows = new Dictionary<uint, ulong>();
        for (var i = 0; i < ids.Ids.Length; i++)
        {
            if (wanted.Contains(ids.Ids[i]))
            {
                rows[ids.Rows[i]] = ids.Ids[i];
            }
        }

        return rows;
    }
}
