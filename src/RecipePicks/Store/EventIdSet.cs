using RecipePicks.DuckDb;

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
    private const int BlockBits = 14;
    private readonly Shard[] _shards;

    // By row; a block is made when the first of its rows comes.
    private readonly Event[]?[] _events;

    /// <summary>Makes a set.</summary>
    /// <param name="rows">How many rows the segment may have.</param>
    public EventIdSet(int rows)
    {
        _events = new Event[]?[((rows - 1) >> BlockBits) + 1];
        _shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new Shard(this))];
    }

    /// <summary>Says that an event will be added soon.</summary>
    /// <param name="id">The hash of its eventID.</param>
    public void Expect(ulong id) => _shards[id >> (64 - ShardBits)].Expect(id);

    /// <summary>Adds an event.</summary>
    /// <param name="id">The hash of its eventID.</param>
    /// <param name="content">The hash of its content.</param>
    /// <param name="row">Its row in the segment.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="replaced">The row that is no more, when it replaces one.</param>
    /// <returns>What it is to the set.</returns>
    public Novelty Add(ulong id, ulong content, uint row, Origin origin, out uint replaced)
    {
        var shard = _shards[id >> (64 - ShardBits)];
        lock (shard)
        {
            return shard.Add(new Event(id, content, origin), row, out replaced);
        }
    }

    /// <summary>Where a row came from.</summary>
    public Origin OriginOf(uint row) => At(row).Origin;

    /// <summary>The events in the order of their eventIDs' hashes; the set takes no more until it is cleared.</summary>
    public SortedEventIds Sorted()
    {
        var sorted = new SortedEventIds(_shards.Sum(s => s.Count));
        foreach (var (ids, rows) in _shards.AsParallel().AsOrdered().Select(s => s.Sorted()))
        {
            for (var i = 0; i < ids.Length; i++)
            {
                sorted.Append(ids[i], At(rows[i]).Content, rows[i]);
            }
        }

        return sorted;
    }

    /// <summary>Makes ready for the next segment.</summary>
    public void Clear()
    {
        foreach (var shard in _shards)
        {
            shard.Clear();
        }
    }

    private ref Event At(uint row)
    {
        ref var block = ref _events[row >> BlockBits];
        if (block is null)
        {
            Interlocked.CompareExchange(ref block, new Event[1 << BlockBits], null);
        }

        return ref block[row & ((1 << BlockBits) - 1)];
    }

    private readonly record struct Event(ulong Id, ulong Content, Origin Origin);

    /// <summary>An open-addressed table of rows; what is known of a row lies beside, in the order in which rows come.</summary>
    private sealed class Shard(EventIdSet set)
    {
        // The row and one in the upper half; in the lower, the lower half of the eventID's hash, which is also what a slot
        // is found by; 0 where nothing is.
        private ulong[] _slots = new ulong[1024];

        public int Count { get; private set; }

        public void Expect(ulong id)
        {
            // Another thread may be changing the table: then this looks at the old one, to no harm.
            var slots = _slots;
            Prefetch.Read(ref slots[(int)id & (slots.Length - 1)]);
        }

        public Novelty Add(in Event added, uint row, out uint replaced)
        {
            var mask = _slots.Length - 1;
            var slot = (int)added.Id & mask;
            for (; _slots[slot] is not 0 and var taken; slot = (slot + 1) & mask)
            {
                if ((uint)taken != (uint)added.Id)
                {
                    continue;
                }

                replaced = RowIn(taken);
                ref var known = ref set.At(replaced);
                if (known.Id == added.Id && known.Content == added.Content)
                {
                    if (added.Origin.IsAfter(known.Origin))
                    {
                        return Novelty.Known;
                    }

                    Put(slot, added, row);
                    return Novelty.Replaces;
                }
            }

            replaced = 0;
            Put(slot, added, row);
            if (++Count * 4 > _slots.Length * 3)
            {
                Grow();
            }

            return Novelty.New;
        }

        public (ulong[] Ids, uint[] Rows) Sorted()
        {
            var ids = new ulong[Count];
            var rows = new uint[Count];
            var at = 0;
            foreach (var slot in _slots)
            {
                if (slot != 0)
                {
                    rows[at] = RowIn(slot);
                    ids[at] = set.At(rows[at]).Id;
                    at++;
                }
            }

            Array.Sort(ids, rows);
            return (ids, rows);
        }

        public void Clear()
        {
            Array.Clear(_slots);
            Count = 0;
        }

        private static uint RowIn(ulong slot) => (uint)(slot >> 32) - 1;

        private void Put(int slot, in Event added, uint row)
        {
            set.At(row) = added;
            _slots[slot] = ((ulong)(row + 1) << 32) | (uint)added.Id;
        }

        private void Grow()
        {
            var old = _slots;
            _slots = new ulong[old.Length * 2];
            var mask = _slots.Length - 1;
            foreach (var taken in old)
            {
                if (taken != 0)
                {
                    var slot = (int)taken & mask;
                    while (_slots[slot] != 0)
                    {
                        slot = (slot + 1) & mask;
                    }

                    _slots[slot] = taken;
                }
            }
        }
    }
}
