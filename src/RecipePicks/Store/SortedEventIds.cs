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

    public ReadOnlySpan<ulong> Contents => _contents;

    public void Append(ulong id, ulong content, uint row)
    {
        (_ids[_at], _contents[_at], _rows[_at]) = (id, content, row);
        _at++;
    }

    /// <summary>Events that share their eventID with an earlier one of this segment, of other content.</summary>
    public long Conflicts()
    {
        long conflicts = 0;
        for (var i = 1; i < _ids.Length; i++)
        {
            conflicts += _ids[i] == _ids[i - 1] ? 1 : 0;
        }

        return conflicts;
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

    public EventIdFile(string path)
    {
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        if (_view.Capacity < 16 || _view.ReadInt64(0) != Magic)
        {
            Dispose();
            throw new CaseException($"{path} is damaged: it is no index of eventIDs");
        }

        _count = (int)_view.ReadInt64(8);
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

    /// <summary>The rows of the events of this eventID.</summary>
    public IEnumerable<uint> Rows(ulong id)
    {
        for (var i = First(id); i < _count && Id(i) == id; i++)
        {
            yield return _view.ReadUInt32(16 + (16L * _count) + (4L * i));
        }
    }

    /// <summary>Counts the events of another segment whose eventID is here too: their contents differ, or they would not be there.</summary>
    public long Shared(ReadOnlySpan<ulong> ids)
    {
        var mine = new ulong[Math.Min(_count, 1 << 16)];
        long shared = 0;
        var at = 0;
        for (var from = 0; from < _count; from += mine.Length)
        {
            var read = _view.ReadArray(16 + (8L * from), mine, 0, Math.Min(mine.Length, _count - from));
            foreach (var id in mine.AsSpan(0, read))
            {
                while (at < ids.Length && ids[at] < id)
                {
                    at++;
                }

                while (at < ids.Length && ids[at] == id)
                {
                    shared++;
                    at++;
                }
            }
        }

        return shared;
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
