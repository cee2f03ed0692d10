using System.Collections;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RecipePicks.Store;

/// <summary>A segment's events by eventID, on disk: hashes of eventIDs in order, hashes of contents, rows.</summary>
/// <remarks>Read, not mapped: what is asked for at random would bring all of it into memory, page by page.</remarks>
internal sealed class EventIdFile : IDisposable
{
    /// <summary>The first eight bytes, "PICKSID1".</summary>
    public const long Magic = 0x3144_4953_4B43_4950;
    private const int Head = 16;
    private const int Window = 512;
    private const int Block = 1 << 16;
    private readonly string _path;
    private readonly SafeFileHandle _file;

    /// <summary>Opens a file.</summary>
    /// <exception cref="CaseException">It is not there, or is no such file.</exception>
    public EventIdFile(string path)
    {
        _path = path;
        try
        {
            _file = File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(e);
        }

        try
        {
            Span<long> head = stackalloc long[2];
            Read(head, 0);
            var isWhole = head[0] == Magic && (UInt128)RandomAccess.GetLength(_file) == Head + (20 * (UInt128)head[1]);
            Count = isWhole ? (int)head[1] : throw MappedFile.Damaged(path);
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    private long Contents => Head + (8L * Count);

    private long RowNumbers => Head + (16L * Count);

    /// <summary>Whether an event of this eventID and content is here.</summary>
    public bool Contains(ulong id, ulong content)
    {
        foreach (var place in Places(id))
        {
            if (One<ulong>(Contents + (8L * place)) == content)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rows of the events of this eventID.</summary>
    public IEnumerable<uint> Rows(ulong id) => Places(id).Select(place => One<uint>(RowNumbers + (4L * place)));

    /// <summary>Does something with the hash of each eventID, in order.</summary>
    public void Each(Action<ulong> act)
    {
        var block = new ulong[Math.Min(Count, Block)];
        for (var from = 0; from < Count; from += block.Length)
        {
            var part = block.AsSpan(0, Math.Min(block.Length, Count - from));
            Read(part, Head + (8L * from));
            foreach (var id in part)
            {
                act(id);
            }
        }
    }

    /// <summary>Reads all of it.</summary>
    public SortedEventIds Read()
    {
        var (ids, contents, rows) = (new ulong[Count], new ulong[Count], new uint[Count]);
        Read<ulong>(ids, Head);
        Read<ulong>(contents, Contents);
        Read<uint>(rows, RowNumbers);
        var all = new SortedEventIds(Count);
        for (var i = 0; i < Count; i++)
        {
            all.Append(ids[i], contents[i], rows[i]);
        }

        return all;
    }

    /// <summary>Marks the events of another segment whose eventID is here too: their bytes differ, or they would not be there.</summary>
    /// <param name="ids">The eventIDs' hashes there, in order.</param>
    /// <param name="shared">Takes the marks.</param>
    public void Mark(ulong[] ids, BitArray shared)
    {
        var at = 0;
        Each(id =>
        {
            while (at < ids.Length && ids[at] < id)
            {
                at++;
            }

            for (; at < ids.Length && ids[at] == id; at++)
            {
                shared[at] = true;
            }
        });
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<int> Places(ulong id)
    {
        for (var i = First(id); i < Count && One<ulong>(Head + (8L * i)) == id; i++)
        {
            yield return i;
        }
    }

    /// <summary>The first place at or after an eventID's hash. Hashes spread evenly, so that a guess lands close.</summary>
    private int First(ulong id)
    {
        Span<ulong> window = stackalloc ulong[Window];
        var (low, high) = (0, Count);
        var guess = (int)Math.BigMul(id, (ulong)Count, out ulong _);
        while (high - low > Window)
        {
            var from = Math.Clamp(guess - (Window / 2), low, high - Window);
            Read(window, Head + (8L * from));
            if (window[0] >= id)
            {
                guess = high = from;
            }
            else if (window[^1] < id)
            {
                guess = low = from + Window;
            }
            else
            {
                return from + LowerBound(window, id);
            }
        }

        var rest = window[..(high - low)];
        Read(rest, Head + (8L * low));
        return low + LowerBound(rest, id);
    }

    private static int LowerBound(ReadOnlySpan<ulong> sorted, ulong id)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = sorted[middle] < id ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private T One<T>(long offset)
        where T : unmanaged
    {
        Span<T> one = stackalloc T[1];
        Read(one, offset);
        return one[0];
    }

    private void Read<T>(Span<T> into, long offset)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(into);
        try
        {
            for (var at = 0; at < bytes.Length; )
            {
                var read = RandomAccess.Read(_file, bytes[at..], offset + at);
                at += read > 0 ? read : throw MappedFile.Damaged(_path);
            }
        }
        catch (IOException e)
        {
            throw Unreadable(e);
        }
    }

    private CaseException Unreadable(Exception e) => new($"{_path} cannot be read: {e.Message}", e);
}
