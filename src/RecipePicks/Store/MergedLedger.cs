using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// What the ledger says of a case's files once its segments are in another case: what it would say had they been loaded there.
/// An entry goes on where the other case's stop, and what that case had already is a duplicate.
/// </summary>
/// <param name="known">The files of the case that takes in.</param>
/// <param name="taken">The objects that it has.</param>
internal sealed class MergedLedger(KnownFiles known, IReadOnlySet<(string Url, string ETag)> taken)
{
    private readonly Dictionary<(string Sha256, string File), long> _read = [];
    private List<Part> _parts = [];
    private ILookup<string, Part> _byName = Array.Empty<Part>().ToLookup(p => "");
    private IReadOnlyList<RemoteObject> _same = [];

    /// <summary>Turns to a segment.</summary>
    /// <param name="page">Its page; the pages come in their order.</param>
    public void Begin(SegmentPage page)
    {
        _parts = [];
        _same = page.Same;
        foreach (var entry in page.Files)
        {
            var key = (entry.Sha256, entry.File);
            var start = _read.GetValueOrDefault(key);
            _read[key] = start + entry.Records;
            _parts.Add(new Part(entry, start, known.Started(entry.Sha256, entry.File), known.Has(entry)));
        }

        _byName = _parts.ToLookup(p => p.Name, StringComparer.Ordinal);
    }

    /// <summary>An event is not taken in, for the case has it.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="record">Its place there, from 1.</param>
    public void Lose(string file, long record) =>
        (_byName[file].FirstOrDefault(p => p.Holds(record)) ?? _byName[file].FirstOrDefault(p => p.Left > 0))?.Lose();

    /// <summary>Recorded states are not taken in.</summary>
    /// <param name="file">Their file.</param>
    /// <param name="count">How many.</param>
    public void LoseItems(string file, long count)
    {
        foreach (var part in _byName[file])
        {
            count -= part.LoseItems(count);
        }
    }

    /// <summary>The ledger of the segment.</summary>
    public IReadOnlyList<LedgerEntry> Entries() => [.. _parts.Select(p => p.Rest()).OfType<LedgerEntry>()];

    /// <summary>Objects of which nothing is taken, for the case has their content.</summary>
    public IReadOnlyList<RemoteObject> Same() =>
        [
            .. _parts
                .Where(p => p.IsKnown && p.Rest() is null)
                .Select(p => p.Object)
                .OfType<RemoteObject>()
                .Concat(_same)
                .Where(o => !taken.Contains((o.Url, o.ETag)))
                .Distinct()
                .OrderBy(o => o.Url, StringComparer.Ordinal),
        ];

    /// <summary>An entry of the other ledger.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="start">Records of its part that earlier segments hold.</param>
    /// <param name="before">How much of its part is in the case that takes in.</param>
    /// <param name="isKnown">Whether its file is there as a whole.</param>
    private sealed class Part(LedgerEntry entry, long start, (long Records, bool Complete) before, bool isKnown)
    {
        private static readonly Dictionary<string, long> None = new(StringComparer.Ordinal);
        private long _lost;
        private long _lostItems;

        public string Name => entry.File;

        public RemoteObject? Object => entry.Object;

        /// <summary>Whether its file is in the case as a whole: of one that is begun, the rest is still to be read.</summary>
        public bool IsKnown => isKnown;

        public long Left => entry.Events - _lost;

        public bool Holds(long record) => start < record && record <= start + entry.Records && Left > 0;

        public void Lose() => _lost++;

        public long LoseItems(long most)
        {
            var some = Math.Min(most, entry.Items - _lostItems);
            _lostItems += some;
            return some;
        }

        public LedgerEntry? Rest()
        {
            // Of what the case has read, nothing is left but what it could not read then.
            var items = entry.Items - _lostItems;
            var overlap = isKnown ? entry.Records : Math.Clamp(before.Records - start, 0, entry.Records);
            var records = Math.Max(entry.Records - overlap, Left);
            if (isKnown)
            {
                return Left + items == 0 ? null : Emptied(records, items) with { ItemDuplicates = 0 };
            }

            if (overlap == 0)
            {
                return entry with
                {
                    Events = Left,
                    Duplicates = entry.Duplicates + _lost,
                    Items = items,
                    ItemDuplicates = entry.ItemDuplicates + _lostItems,
                };
            }

            // What is wrong with a part as a whole is found at its end.
            var rejects = entry
                .Rejects.Where(r => r.Record is { } at ? at > before.Records : !before.Complete)
                .ToList();
            var rest = Emptied(records, items) with
            {
                ItemDuplicates = entry.ItemDuplicates + _lostItems,
                Rejected = entry.Rejected - (entry.Rejects.Count - rejects.Count),
                Rejects = rejects,
                Others = before.Complete ? None : entry.Others,
            };
            var adds = rest.Records + rest.Items + rest.Rejected > 0 || (rest.Complete && !before.Complete);
            return adds || rest.Last ? rest : null;
        }

        private LedgerEntry Emptied(long records, long items) =>
            entry with
            {
                Records = records,
                Events = Left,
                Duplicates = records - Left,
                Items = items,
                Rejected = 0,
                Rejects = [],
                Others = None,
            };
    }
}
