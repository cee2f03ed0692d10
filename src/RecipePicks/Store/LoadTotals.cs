namespace RecipePicks.Store;

/// <summary>Adds up what a load did, without keeping a page of the ledger for each of a million files.</summary>
internal sealed class LoadTotals
{
    /// <summary>Rejects, and skipped files, that a summary names; the ledger has them all.</summary>
    private const int Most = 10_000;

    private readonly Dictionary<(string Sha256, string File), long> _open = [];
    private readonly List<Reject> _skipped = [];
    private readonly List<Reject> _rejects = [];
    private readonly List<Reject> _unfetched = [];
    private long _files;
    private long _records;
    private long _events;
    private long _duplicates;
    private long _items;
    private long _rejected;

    /// <summary>Adds the entries of a segment.</summary>
    /// <param name="entries">Entries; a part that spans segments comes once for each.</param>
    public void Add(IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            _records += entry.Records;
            _events += entry.Events;
            _items += entry.Items;
            _duplicates += entry.Duplicates;
            _rejected += entry.Rejected;
            _rejects.AddRange(entry.Rejects.Take(Most - _rejects.Count));
            if (entry.Unfetched is true)
            {
                _unfetched.AddRange(entry.Rejects.Take(Most - _unfetched.Count));
            }

            var key = (entry.Sha256, entry.File);
            _open.Remove(key, out var before);
            if (!entry.Complete)
            {
                _open[key] = before + entry.Records + entry.Items;
            }
            else if (before + entry.Records + entry.Items + entry.ItemDuplicates > 0)
            {
                _files++;
            }
            else if (entry.Status == "skipped" && _skipped.Count < Most)
            {
                _skipped.Add(new Reject(entry.File, null, null, entry.Reason ?? ""));
            }
        }
    }

    /// <summary>The summary.</summary>
    /// <param name="filesKnown">Files that were in the case before.</param>
    /// <param name="conflicts">Events that share their eventID with another.</param>
    /// <param name="missing">Paths at which nothing lies.</param>
    public LoadSummary Summary(long filesKnown, long conflicts, IReadOnlyList<string> missing) =>
        new()
        {
            Files = _files,
            FilesKnown = filesKnown,
            Records = _records,
            Events = _events,
            Items = _items,
            Duplicates = _duplicates,
            ConflictingDuplicates = conflicts,
            Missing = missing,
            Skipped = _skipped,
            Unfetched = _unfetched,
            Rejected = _rejected,
            Rejects = _rejects,
        };
}
