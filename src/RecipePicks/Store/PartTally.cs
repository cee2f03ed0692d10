using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Counts what one part of the input gave, for the ledger.</summary>
internal sealed class PartTally(string name, string sha256, long bytes)
{
    private readonly List<Reject> _rejects = [];
    private readonly List<Reject> _unknown = [];
    private readonly Dictionary<string, long> _others = [];
    private long _rejected;
    private long _unknowns;
    private long _events;
    private long _duplicates;

    public string Name => name;

    public string Sha256 => sha256;

    public long Bytes { get; set; } = bytes;

    public long Records { get; private set; }

    public long Events => Interlocked.Read(ref _events);

    public long Duplicates => Interlocked.Read(ref _duplicates);

    public long Rejected => _rejected;

    public IReadOnlyList<Reject> Rejects => _rejects;

    public string? Skipped { get; set; }

    /// <summary>The object that it came from.</summary>
    public RemoteObject? Object { get; init; }

    /// <summary>Whether it lies elsewhere and was not got.</summary>
    public bool IsUnfetched { get; init; }

    public bool Complete { get; set; }

    /// <summary>Whether it is something for the ledger: one of which nothing is in the segment yet goes on in the next.</summary>
    public bool IsWritten => Complete || Records > 0 || Items > 0;

    public bool Last { get; set; }

    /// <summary>A continuation of this part in the next segment.</summary>
    public PartTally Continued() =>
        new(name, sha256, Bytes)
        {
            Skipped = Skipped,
            Complete = Complete,
            Object = Object,
        };

    public void AddEvent()
    {
        Records++;
        Interlocked.Increment(ref _events);
    }

    public void AddDuplicate()
    {
        Records++;
        Interlocked.Increment(ref _duplicates);
    }

    /// <summary>An event of this part gave way to a copy from earlier in the load. Any thread may say so.</summary>
    public void Replaced()
    {
        Interlocked.Decrement(ref _events);
        Interlocked.Increment(ref _duplicates);
    }

    /// <summary>Recorded states that this part added.</summary>
    public long Items { get; private set; }

    /// <summary>Recorded states that were in the case already.</summary>
    public long ItemDuplicates { get; private set; }

    public void AddItem(bool isNew)
    {
        Items += isNew ? 1 : 0;
        ItemDuplicates += isNew ? 0 : 1;
    }

    public void AddReject(long? record, long? offset, string reason)
    {
        _rejected++;
        if (_rejects.Count < LedgerEntry.MostRejects)
        {
            _rejects.Add(new Reject(name, record, offset, reason));
        }
    }

    /// <summary>Whether it tells of other files: that it holds no record itself is no loss.</summary>
    public bool TellsOfOthers { get; set; }

    /// <summary>What was rejected was no log in the first place.</summary>
    public void Forget(string reason)
    {
        _rejected = 0;
        _rejects.Clear();
        Skipped = reason;
    }

    public void AddOther(string kind) => _others[kind] = _others.GetValueOrDefault(kind) + 1;

    public void AddUnknown(long record, long offset, string reason)
    {
        _unknowns++;
        if (_unknown.Count < LedgerEntry.MostRejects)
        {
            _unknown.Add(new Reject(name, record, offset, reason));
        }
    }

    /// <summary>The ledger's entry.</summary>
    /// <param name="now">When, UTC.</param>
    public LedgerEntry Entry(DateTime now)
    {
        // Among records, an object of no known kind is a loss to be named; a file of such objects is merely no log.
        if (Records > 0)
        {
            _rejects.AddRange(_unknown.Take(LedgerEntry.MostRejects - _rejects.Count));
            _rejected += _unknowns;
            _unknowns = 0;
            _unknown.Clear();
        }

        var loaded =
            TellsOfOthers || Records + Items + ItemDuplicates > 0 || (!Complete && Skipped is null && _rejected == 0);
        return new LedgerEntry
        {
            File = name,
            Sha256 = sha256,
            Bytes = Bytes,
            Object = Object,
            Unfetched = IsUnfetched ? true : null,
            Status =
                loaded ? "loaded"
                : _rejected > 0 ? "rejected"
                : "skipped",
            Reason = loaded ? null : Why(),
            Records = Records,
            Events = Events,
            Duplicates = Duplicates,
            Items = Items,
            ItemDuplicates = ItemDuplicates,
            Rejected = _rejected,
            Rejects = _rejects,
            Others = _others,
            LoadedAt = now,
            Version = Product.Version,
            Complete = Complete,
            Last = Last,
        };
    }

    private string Why() =>
        _rejected > 0 ? _rejects[0].Reason
        : Skipped is not null ? Skipped
        : _others.Count > 0
            ? string.Join(
                "; ",
                _others
                    .OrderByDescending(o => o.Value)
                    .ThenBy(o => o.Key, StringComparer.Ordinal)
                    .Select(o => $"{o.Key} ({o.Value})")
            )
        : _unknown.Count > 0 ? _unknown[0].Reason
        : "it holds no records";
}
