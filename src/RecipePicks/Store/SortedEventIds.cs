using System.Collections;
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
