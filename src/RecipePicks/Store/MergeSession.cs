using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>Takes segments of a case into another, one by one.</summary>
internal sealed class MergeSession : IDisposable
{
    private readonly CaseFolder _folder;
    private readonly DuckConnection _connection;
    private readonly CancellationToken _cancellation;
    private readonly KnownEvents _known = new();
    private readonly List<string> _items = [];
    private readonly MergedLedger _ledger;

    /// <summary>Opens the case that takes in.</summary>
    /// <param name="folder">Its folder, locked.</param>
    /// <param name="connection">A connection that may read and write files.</param>
    /// <param name="cancellation">Stops it.</param>
    public MergeSession(CaseFolder folder, DuckConnection connection, CancellationToken cancellation)
    {
        (_folder, _connection, _cancellation) = (folder, connection, cancellation);
        var known = new KnownFiles();
        foreach (var segment in folder.Finished())
        {
            known.Remember(segment.ReadPage().Files);
            Know(segment);
        }

        _ledger = new MergedLedger(known, LoadInputs.Taken(folder));
    }

    /// <summary>Takes a segment in.</summary>
    public MergeSummary Take(Segment segment)
    {
        var page = segment.ReadPage();
        _ledger.Begin(page);
        var unfinished = _folder.Begin();
        try
        {
            var (events, conflicts, gone) = segment.HasEvents ? TakeEvents(segment, unfinished) : (0, 0, []);
            var items = segment.HasItems ? TakeItems(segment, unfinished) : 0;
            var taken = page with
            {
                Format = SegmentPage.CurrentFormat,
                Events = events,
                Items = items,
                ConflictingDuplicates = conflicts,
                FirstTime = events > 0 ? page.FirstTime : null,
                LastTime = events > 0 ? page.LastTime : null,
                HasTimeless = events > 0 && page.HasTimeless,
                Counts = events > 0 ? SegmentCounts.Write(_connection, unfinished) : null,
                DeadRows = events > 0 ? [.. page.DeadRows.Concat(gone).Order()] : [],
                Files = _ledger.Entries(),
                Same = _ledger.Same(),
            };
            if (taken is { Events: 0, Items: 0, Files.Count: 0, Same.Count: 0 })
            {
                Directory.Delete(unfinished, recursive: true);
            }
            else
            {
                Know(_folder.Commit(unfinished, taken));
            }

            return new MergeSummary
            {
                Files = taken.Files.Count,
                FilesKnown = page.Files.Count - taken.Files.Count,
                Events = events,
                Duplicates = page.Events - events,
                Items = items,
                ConflictingDuplicates = conflicts,
            };
        }
        catch (Exception e)
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            _cancellation.ThrowIfCancellationRequested();
            throw e is DuckDbException ? new CaseException($"the merge failed: {e.Message}", e) : e;
        }
    }

    public void Dispose() => _known.Dispose();

    private void Know(Segment segment)
    {
        _known.Add(segment);
        if (segment.HasItems)
        {
            _items.Add(segment.ItemsPath);
        }
    }

    /// <summary>Takes in the events that are new.</summary>
    /// <returns>How many, how many of them share their eventID with another, and the rows that are not new.</returns>
    private (long Events, long Conflicts, HashSet<uint> Gone) TakeEvents(Segment segment, string unfinished)
    {
        using var file = segment.OpenEventIds();
        var all = file.Read();
        var gone = Known(all, segment.Page);
        var ids = gone.Count == 0 ? all : all.Without(gone);
        var sharing = ids.Sharing(_known.Segments.Select(o => o.Ids));
        var copies = new SameEvents(new StoredEvents(_connection), _known.Segments).Copies(
            ids,
            sharing,
            segment.EventsPath,
            row => new Origin(0, row)
        );
        ids = copies.Count == 0 ? ids : ids.Without(copies);
        gone.UnionWith(copies);
        Tell(segment, gone, isAll: ids.Ids.Length == 0);
        if (ids.Ids.Length > 0)
        {
            var events = Path.Combine(unfinished, CaseFolder.EventsFile);
            if (gone.Count == 0)
            {
                Copy(segment.EventsPath, events);
            }
            else
            {
                SegmentParquet.WriteEvents(_connection, segment.EventsPath, gone, events);
            }

            ids.Write(Path.Combine(unfinished, CaseFolder.EventIdsFile));
            foreach (var index in CaseFolder.IndexFiles(segment.Folder))
            {
                Copy(index, Path.Combine(unfinished, Path.GetFileName(index)));
            }
        }

        return (ids.Ids.Length, sharing.Count - copies.Count, gone);
    }

    /// <summary>The rows of events that the case has, byte by byte.</summary>
    private HashSet<uint> Known(SortedEventIds all, SegmentPage page)
    {
        var known = new HashSet<uint>();
        var when = Covered.By(page);
        for (var i = 0; i < all.Ids.Length; i++)
        {
            if (_known.Contains(all.Ids[i], all.Contents[i], when))
            {
                known.Add(all.Rows[i]);
            }
        }

        return known;
    }

    /// <summary>Tells the ledger which events are not taken in.</summary>
    private void Tell(Segment segment, HashSet<uint> gone, bool isAll)
    {
        if (gone.Count == 0)
        {
            return;
        }

        foreach (var (file, record) in SegmentParquet.Origins(_connection, segment.EventsPath, isAll ? null : gone))
        {
            _ledger.Lose(file, record);
        }
    }

    private long TakeItems(Segment segment, string unfinished)
    {
        var from = SegmentRows.Read(segment.ItemsPath);
        var (left, known) = (segment.Page.Items, "");
        if (_items.Count > 0)
        {
            known = $"(SELECT hash FROM {SegmentRows.Read(_items)})";
            using var lost = _connection.Query($"SELECT file, count(*) FROM {from} WHERE hash IN {known} GROUP BY 1");
            while (lost.Read())
            {
                _ledger.LoseItems(lost.Get<string>(0), lost.Get<long>(1));
                left -= lost.Get<long>(1);
            }
        }

        var items = Path.Combine(unfinished, CaseFolder.ItemsFile);
        if (left == segment.Page.Items)
        {
            Copy(segment.ItemsPath, items);
        }
        else if (left > 0)
        {
            SegmentParquet.WriteItems(_connection, $"SELECT * FROM {from} WHERE hash NOT IN {known}", items);
        }

        return left;
    }

    /// <summary>Copies what a file holds, and not that it may only be read.</summary>
    private static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = File.Create(to);
        source.CopyTo(target);
    }
}
