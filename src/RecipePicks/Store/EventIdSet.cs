namespace RecipePicks.Store;

/// <summary>Where a record came from, in the order of the load: the part's place in it, and the record's place in the part.</summary>
internal readonly record struct Origin(long File, long Record)
{
    public bool IsAfter(Origin other) => File != other.File ? File > other.File : Record > other.Record;
}

/// <summary>What the set says of one more event.</summary>
internal enum Novelty
{
    /// <summary>It is new.</summary>
    New,

    /// <summary>The same event is there, from earlier in the load.</summary>
    Known,

    /// <summary>The same event is there, from later in the load: this one takes its place.</summary>
    Replaces,
}

/// <summary>
/// The events of the segment being written, by eventID and content. Which of two copies stays does not depend on which
/// thread came first.
/// </summary>
internal sealed class EventIdSet
{
    private const int ShardBits = 6;
    private readonly Shard[] _shards = new Shard[1 << ShardBits];

    public EventIdSet()
    {
        for (var i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new Shard();
        }
    }

    /// <summary>Adds an event.</summary>
    /// <param name="id">The hash of its eventID.</param>
    /// <param name="content">The hash of its content.</param>
    /// <param name="row">Its row in the segment.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="replaced">The row that is no more, when it replaces one.</param>
    /// <param name="loser">The part that the replaced row came from.</param>
    /// <returns>What it is to the set.</returns>
    public Novelty Add(ulong id, ulong content, uint row, Origin origin, out uint replaced, out long loser)
    {
        var shard = _shards[id >> (64 - ShardBits)];
        lock (shard)
        {
            return shard.Add(id, content, row, origin, out replaced, out loser);
        }
    }

    /// <summary>The events in the order of their eventIDs' hashes; the set takes no more until it is cleared.</summary>
    public SortedEventIds Sorted()
    {
        Parallel.ForEach(_shards, s => s.Sort());
        var sorted = new SortedEventIds(_shards.Sum(s => s.Count));
        foreach (var shard in _shards)
        {
            shard.AppendTo(sorted);
        }

        return sorted;
    }

    /// <summary>Makes ready for the next segment.</summary>
    public void Clear() => Parallel.ForEach(_shards, s => s.Clear());

    private struct Entry
    {
        public ulong Id;
        public ulong Content;
        public long File;
        public long Record;
        public uint Row;
        public bool Used;
    }

    private sealed class Shard
    {
        private Entry[] _slots = new Entry[1024];

        public int Count { get; private set; }

        public Novelty Add(ulong id, ulong content, uint row, Origin origin, out uint replaced, out long loser)
        {
            (replaced, loser) = (0, 0);
            var mask = _slots.Length - 1;
            var slot = (int)(id >> 8) & mask;
            while (_slots[slot].Used)
            {
                ref var entry = ref _slots[slot];
                if (entry.Id == id && entry.Content == content)
                {
                    if (origin.IsAfter(new Origin(entry.File, entry.Record)))
                    {
                        return Novelty.Known;
                    }

                    (replaced, loser) = (entry.Row, entry.File);
                    (entry.Row, entry.File, entry.Record) = (row, origin.File, origin.Record);
                    return Novelty.Replaces;
                }

                slot = (slot + 1) & mask;
            }

            _slots[slot] = new Entry
            {
                Id = id,
                Content = content,
                Row = row,
                File = origin.File,
                Record = origin.Record,
                Used = true,
            };
            if (++Count * 4 > _slots.Length * 3)
            {
                Grow();
            }

            return Novelty.New;
        }

        /// <summary>Brings the events to the front, in order; nothing can be added until <see cref="Clear"/>.</summary>
        public void Sort()
        {
            var at = 0;
            for (var i = 0; i < _slots.Length; i++)
            {
                if (_slots[i].Used)
                {
                    _slots[at++] = _slots[i];
                }
            }

            _slots.AsSpan(0, at).Sort((a, b) => a.Id != b.Id ? a.Id.CompareTo(b.Id) : a.Content.CompareTo(b.Content));
        }

        public void AppendTo(SortedEventIds sorted)
        {
            foreach (ref readonly var entry in _slots.AsSpan(0, Count))
            {
                sorted.Append(entry.Id, entry.Content, entry.Row);
            }
        }

        public void Clear()
        {
            Array.Clear(_slots);
            Count = 0;
        }

        private void Grow()
        {
            var old = _slots;
            _slots = new Entry[old.Length * 2];
            var mask = _slots.Length - 1;
            foreach (var entry in old)
            {
                if (entry.Used)
                {
                    var slot = (int)(entry.Id >> 8) & mask;
                    while (_slots[slot].Used)
                    {
                        slot = (slot + 1) & mask;
                    }

                    _slots[slot] = entry;
                }
            }
        }
    }
}
