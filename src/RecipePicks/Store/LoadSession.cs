using System.Collections.Concurrent;
using System.Diagnostics;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// What the workers of one load share: the files still to be read, what the case holds already, and the segment in the
/// making. A worker that stops because the segment is full leaves its file open for the next.
/// </summary>
internal sealed class LoadSession : IDisposable
{
    /// <summary>Events a segment holds: as many as fit the memory of a small machine beside their index, in whole row groups.</summary>
    public const int SegmentEvents = 256 * Loading.RowGroup;

    private readonly InputFeed _feed;
    private readonly IProgress<LoadProgress>? _progress;
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    // What earlier loads read. What this load reads is not remembered: how its segments fall would decide what of two files
    // of the same content the ledger says.
    private readonly KnownFiles _files = new();
    private readonly KnownEvents _known = new();
    private readonly ConcurrentDictionary<long, PartTally> _tallies = [];
    private readonly ConcurrentBag<uint> _dead = [];
    private readonly ConcurrentBag<RemoteObject> _same = [];
    private readonly ConcurrentStack<FileCursor> _parked = [];
    private readonly EventIdSet _ids;
    private string _folder = "";
    private TimeSpan _begun;
    private int _filesDone;
    private int _filesKnown;
    private int _rows;
    private int _workers;
    private long _bytesDone;
    private long _records;
    private long _reported;
    private long _firstTime = long.MaxValue;
    private long _lastTime = long.MinValue;
    private bool _timeless;

    public LoadSession(
        InputFeed feed,
        IReadOnlyList<Segment> segments,
        LoadOptions options,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        _feed = feed;
        _progress = progress;
        Options = options;
        _ids = new EventIdSet(options.SegmentEvents);
        Cancellation = cancellation;
        foreach (var segment in segments)
        {
            _files.Remember(segment.ReadPage().Files);
            Know(segment);
        }
    }

    public LoadOptions Options { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Whether all files are read.</summary>
    public bool IsDone => _feed.IsDone && _parked.All(c => c.IsIdle);

    /// <summary>Files whose content was in the case before.</summary>
    public int FilesKnown => _filesKnown;

    /// <summary>What this load has done so far.</summary>
    public LoadTotals Totals { get; } = new();

    /// <summary>What the manifests beside the files say of them.</summary>
    public CliManifests Manifests { get; } = new();

    /// <summary>Takes recorded states.</summary>
    public ConfigItemWriter Items { get; } = new();

    /// <summary>Events that share their eventID with another of different content, met in this load.</summary>
    public long Conflicts { get; private set; }

    /// <summary>Starts a segment.</summary>
    /// <param name="folder">Its folder.</param>
    public void Begin(string folder)
    {
        _folder = folder;
        _begun = _clock.Elapsed;
        Items.Begin(folder);
        _ids.Clear();
        _dead.Clear();
        _same.Clear();
        _tallies.Clear();
        (_rows, _workers) = (0, 0);
        (_firstTime, _lastTime, _timeless) = (long.MaxValue, long.MinValue, false);
        foreach (var cursor in _parked)
        {
            cursor.Continue(this);
        }
    }

    /// <summary>A file cursor for a worker: one that was left open, or a new one.</summary>
    public FileCursor Cursor() => _parked.TryPop(out var cursor) ? cursor : new FileCursor(this);

    /// <summary>Leaves a file open for the next segment.</summary>
    public void Park(FileCursor cursor) => _parked.Push(cursor);

    /// <summary>The index writer of a worker, turned to the segment in the making; null when none is wanted.</summary>
    public IdentifierIndexWriter? IndexWriter(FileCursor cursor)
    {
        if (!Options.Index)
        {
            return null;
        }

        cursor.Index.Begin(Path.Combine(_folder, $"identifiers-{Interlocked.Increment(ref _workers)}"));
        return cursor.Index;
    }

    /// <summary>The next file, with its place in the order.</summary>
    public (InputFile File, int Number)? NextFile() => _feed.Next(() => IsOver, Cancellation);

    /// <summary>Whether the segment in the making has been added to for long enough.</summary>
    public bool IsOver => _feed.IsFetched && _clock.Elapsed - _begun > Options.FetchedSegment;

    /// <summary>Whether a file is in the case as a whole.</summary>
    /// <param name="sha256">Its content.</param>
    /// <param name="file">The file: of what the AWS CLI printed its name is half of what it says.</param>
    public bool IsComplete(string sha256, InputFile file)
    {
        var known = _files.IsComplete(sha256, file.Name);
        if (known)
        {
            Interlocked.Increment(ref _filesKnown);
            if (file.Object is { } same)
            {
                _same.Add(same);
            }
        }

        return known;
    }

    /// <summary>How much of a part an earlier load that was killed has taken in.</summary>
    public (long Records, bool Complete) Started(string sha256, string part) => _files.Started(sha256, part);

    public void Add(long part, PartTally tally) => _tallies[part] = tally;

    /// <summary>Row numbers for what a worker reads next.</summary>
    /// <param name="count">How many are wanted.</param>
    /// <returns>The first, and how many: none when the segment takes no more.</returns>
    public (uint First, int Count) TakeRows(int count)
    {
        var first = Interlocked.Add(ref _rows, count) - count;
        return ((uint)first, Math.Clamp(Options.SegmentEvents - first, 0, count));
    }

    /// <summary>Settles whether a record is a new event.</summary>
    public Novelty Judge(RecordReader reader, uint row, Origin origin)
    {
        var fields = reader.Fields;
        _ids.Expect(fields.EventIdHash);
        var content = ContentHash.Of(reader.Bytes(fields.Whole));
        if (_known.Contains(fields.EventIdHash, content, Covered.By(fields.Time)))
        {
            return Novelty.Known;
        }

        var novelty = _ids.Add(fields.EventIdHash, content, row, origin, out var replaced);
        if (novelty == Novelty.Replaces)
        {
            GiveUp(replaced);
        }

        return novelty;
    }

    /// <summary>Widens the segment's time range.</summary>
    public void Cover(long first, long last, bool timeless)
    {
        lock (_dead)
        {
            _firstTime = Math.Min(_firstTime, first);
            _lastTime = Math.Max(_lastTime, last);
            _timeless |= timeless;
        }
    }

    public void FileDone(InputFile file)
    {
        Interlocked.Increment(ref _filesDone);
        Interlocked.Add(ref _bytesDone, file.Bytes);
    }

    /// <summary>Counts records, and reports now and then.</summary>
    public void Advance(int records)
    {
        Cancellation.ThrowIfCancellationRequested();
        Interlocked.Add(ref _records, records);
        var now = _clock.ElapsedMilliseconds;
        var last = Interlocked.Read(ref _reported);
        if (
            now - last >= Options.ReportEvery.TotalMilliseconds
            && Interlocked.CompareExchange(ref _reported, now, last) == last
        )
        {
            Report();
        }
    }

    public void Report() =>
        _progress?.Report(
            new LoadProgress(
                _filesDone,
                _feed.Count,
                _bytesDone,
                _feed.Bytes,
                Interlocked.Read(ref _records),
                _clock.Elapsed
            )
        );

    /// <summary>Rows that gave way to an earlier copy.</summary>
    public uint[] DeadRows() => [.. _dead.Order()];

    /// <summary>What the ledger says of the parts read for this segment, in their order.</summary>
    public IReadOnlyList<LedgerEntry> Entries()
    {
        var now = DateTime.UtcNow;
        return [.. _tallies.OrderBy(t => t.Key).Where(t => t.Value.IsWritten).Select(t => t.Value.Entry(now))];
    }

    /// <summary>Settles what is a copy of what, writes the eventIDs and makes the segment's page.</summary>
    /// <param name="stored">Reads events back from segments.</param>
    /// <param name="eventsPath">The segment's Parquet file.</param>
    public SegmentPage Finish(StoredEvents stored, string eventsPath)
    {
        var ids = _ids.Sorted();
        var sharing = ids.Sharing(_known.Segments.Select(o => o.Ids));
        var copies = new SameEvents(stored, _known.Segments).Copies(ids, sharing, eventsPath, _ids.OriginOf);
        if (copies.Count > 0)
        {
            ids = ids.Without(copies);
            foreach (var copy in copies)
            {
                GiveUp(copy);
            }
        }

        if (ids.Ids.Length > 0)
        {
            ids.Write(Path.Combine(_folder, CaseFolder.EventIdsFile));
        }

        var conflicts = sharing.Count - copies.Count;
        Conflicts += conflicts;
        var entries = Entries();
        Totals.Add(entries);
        return new SegmentPage
        {
            Events = ids.Ids.Length,
            ConflictingDuplicates = conflicts,
            FirstTime = _lastTime < _firstTime ? null : _firstTime,
            LastTime = _lastTime < _firstTime ? null : _lastTime,
            HasTimeless = _timeless,
            Telling = TellingEvents.Definition,
            DeadRows = DeadRows(),
            Files = entries,
            Same = [.. _same.OrderBy(o => o.Url, StringComparer.Ordinal)],
        };
    }

    /// <summary>Takes a finished segment's events into account for the next.</summary>
    public void Know(Segment segment) => _known.Add(segment);

    /// <summary>A row gives way to a copy from earlier in the load.</summary>
    private void GiveUp(uint row)
    {
        _dead.Add(row);
        _tallies[_ids.OriginOf(row).File].Replaced();
    }

    public void Dispose()
    {
        Items.Dispose();
        _known.Dispose();
        foreach (var cursor in _parked)
        {
            cursor.Dispose();
        }
    }
}
