using System.Collections;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace RecipePicks.Store;

/// <summary>A segment's events by eventID, to be written to disk.</summary>
/// <param name="count">How many there are.</param>
internal sealed class SortedEventIds(int count)
{
    private readonly ulong[] _ids = new ulong[count];
    private readonly ulong[] _contents = new ulong[count];
    private readonly uint[] _rows = new uint[count];
    private int _at;

    public ReadOnlySpan<ulong> Ids => _ids;

    public void Append(ulong id, ulong content, uint row)
    {
        (_ids[_at], _contents[_at], _rows[_at]) = (id, content, row);
        _at++;
    }

    public ReadOnlySpan<ulong> Contents => _contents;

    public ReadOnlySpan<uint> Rows => _rows;

    /// <summary>The same of several segments, whose rows follow each other.</summary>
    /// <param name="segments">The events of each, with what is added to its rows.</param>
    public static SortedEventIds Of(IReadOnlyList<(SortedEventIds Ids, uint First)> segments)
    {
        var ids = new ulong[segments.Sum(s => s.Ids._ids.Length)];
        var rest = new (ulong Content, uint Row)[ids.Length];
        var at = 0;
        foreach (var (some, first) in segments)
        {
            for (var i = 0; i < some._ids.Length; i++, at++)
            {
                (ids[at], rest[at]) = (some._ids[i], (some._contents[i], first + some._rows[i]));
            }
        }

        Array.Sort(ids, rest);
        var sorted = new SortedEventIds(ids.Length);
        for (var i = 0; i < ids.Length; i++)
        {
            sorted.Append(ids[i], rest[i].Content, rest[i].Row);
        }

        return sorted;
    }

    /// <summary>Events that share their eventID with another whose bytes differ, the first of each eventID not counted.</summary>
    /// <param name="older">The segments before this one.</param>
    /// <returns>Their places.</returns>
    public IReadOnlyList<int> Sharing(IEnumerable<EventIdFile> older)
    {
        var sharing = new BitArray(_ids.Length);
        for (var i = 1; i < _ids.Length; i++)
        {
            sharing[i] = _ids[i] == _ids[i - 1];
        }

        foreach (var file in older)
        {
            file.Mark(_ids, sharing);
        }

        return [.. Enumerable.Range(0, sharing.Length).Where(i => sharing[i])];
    }

    /// <summary>The same without some rows.</summary>
    /// <param name="rows">The rows to leave out.</param>
    public SortedEventIds Without(IReadOnlySet<uint> rows)
    {
        var rest = new SortedEventIds(_ids.Length - rows.Count);
        for (var i = 0; i < _ids.Length; i++)
        {
            if (!rows.Contains(_rows[i]))
            {
                rest.Append(_ids[i], _contents[i], _rows[i]);
            }
        }

        return rest;
    }

    /// <summary>Writes the file that <see cref="EventIdFile"/> reads.</summary>
    /// <param name="path">Where.</param>
    public void Write(string path)
    {
        using var file = File.Create(path);
        Span<long> head = [EventIdFile.Magic, count];
        file.Write(MemoryMarshal.AsBytes(head));
        file.Write(MemoryMarshal.AsBytes<ulong>(_ids));
        file.Write(MemoryMarshal.AsBytes<ulong>(_contents));
        file.Write(MemoryMarshal.AsBytes<uint>(_rows));
    }
}

/// <summary>A segment's events by eventID, on disk: hashes of eventIDs in order, hashes of contents, rows.</summary>
internal sealed class EventIdFile : IDisposable
{
    /// <summary>The first eight bytes, "PICKSID1".</summary>
    public const long Magic = 0x3144_4953_4B43_4950;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly int _count;

    private readonly string _path;

    public EventIdFile(string path)
    {
        _path = path;
        (_map, _view) = MappedFile.Open(path, Magic, 16);
        var count = _view.ReadInt64(8);
        MappedFile.Expect(path, 16 + (20 * (UInt128)(ulong)count), this);
        _count = (int)count;
    }

    /// <summary>Whether an event of this eventID and content is here.</summary>
    public bool Contains(ulong id, ulong content)
    {
        for (var i = First(id); i < _count && Id(i) == id; i++)
        {
            if (_view.ReadUInt64(16 + (8L * _count) + (8L * i)) == content)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads all of it.</summary>
    public SortedEventIds Read()
    {
        var all = new SortedEventIds(_count);
        for (var i = 0; i < _count; i++)
        {
            all.Append(
                Id(i),
                _view.ReadUInt64(16 + (8L * _count) + (8L * i)),
                _view.ReadUInt32(16 + (16L * _count) + (4L * i))
            );
        }

        return all;
    }

    /// <summary>How many there are.</summary>
    public int Count => _count;

    /// <summary>The rows of the events of this eventID.</summary>
    public IEnumerable<uint> Rows(ulong id)
    {
        for (var i = First(id); i < _count && Id(i) == id; i++)
        {
            yield return _view.ReadUInt32(16 + (16L * _count) + (4L * i));
        }
    }

    /// <summary>Marks the events of another segment whose eventID is here too: their bytes differ, or they would not be there.</summary>
    /// <param name="ids">The eventIDs' hashes there, in order.</param>
    /// <param name="shared">Takes the marks.</param>
    public void Mark(ReadOnlySpan<ulong> ids, BitArray shared)
    {
        // Read, not mapped: pages touched once would only fill the memory.
        using var file = File.OpenHandle(_path);
        var mine = new ulong[Math.Min(_count, 1 << 16)];
        var at = 0;
        for (var from = 0; from < _count; from += mine.Length)
        {
            var part = mine.AsSpan(0, Math.Min(mine.Length, _count - from));
            RandomAccess.Read(file, MemoryMarshal.AsBytes(part), 16 + (8L * from));
            foreach (var id in part)
            {
                while (at < ids.Length && ids[at] < id)
                {
                    at++;
                }

                for (; at < ids.Length && ids[at] == id; at++)
                {
                    shared[at] = true;
                }
            }
        }
    }

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }

    private ulong Id(int index) => _view.ReadUInt64(16 + (8L * index));

    /// <summary>The first entry at or after an id. Hashes spread evenly, so that a guess lands close.</summary>
    private int First(ulong id)
    {
        var (low, high) = (0, _count);
        var guess = (int)Math.BigMul(id, (ulong)_count, out ulong _);
        for (var step = 16; low < high; step *= 4)
        {
            if (Id(guess) < id)
            {
                low = guess + 1;
                if (guess + step >= high)
                {
                    break;
                }

                guess += step;
            }
            else
            {
                high = guess;
                if (guess - step < low)
                {
                    break;
                }

                guess -= step;
            }

            if (high - low <= 64)
            {
                break;
            }
        }

        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Id(middle) < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
