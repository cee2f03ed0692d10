using System.Runtime.CompilerServices;

namespace RecipePicks.Store;

/// <summary>
/// Lists by number, each of numbers with a JSON path, collected in the order in which they come. Written as distances from the
/// number before, each with the path's number.
/// </summary>
internal sealed class PostingLists
{
    private ulong[] _postings = new ulong[1 << 16];
    private ushort[] _paths = new ushort[1 << 16];
    private uint[] _values = [];
    private ushort[] _valuePaths = [];
    private byte[] _encoded = [];
    private int[] _starts = [];
    private int[] _next = [];

    /// <summary>How many postings are held.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a number to a list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="value">The number; those of one list mostly rise.</param>
    /// <param name="path">The path's number.</param>
    public void Add(int list, uint value, int path)
    {
        if (Count == _postings.Length)
        {
            Array.Resize(ref _postings, Count * 2);
            Array.Resize(ref _paths, Count * 2);
        }

        _postings[Count] = ((ulong)(uint)list << 32) | value;
        _paths[Count++] = (ushort)path;
    }

    /// <summary>Forgets everything; the memory is used again.</summary>
    public void Clear() => Count = 0;

    /// <summary>Writes the lists one after the other.</summary>
    /// <param name="lists">How many there are.</param>
    /// <param name="places">Where each begins in the bytes, and where the last one ends.</param>
    /// <returns>The bytes; these and the places are good until the next call.</returns>
    // Long loops that are run too seldom for the runtime to compile them again by itself.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Encode(int lists, out ReadOnlySpan<int> places)
    {
        Room(ref _starts, lists + 1);
        var starts = _starts.AsSpan(0, lists + 1);
        starts.Clear();
        Sort(starts);
        Room(ref _encoded, Count * 8);
        var at = 0;
        var from = 0;
        for (var list = 0; list < lists; list++)
        {
            uint last = 0;
            var to = starts[list + 1];
            starts[list] = at;
            for (; from < to; from++)
            {
                at += VarInt.Write(_encoded.AsSpan(at), _values[from] - last);
                at += VarInt.Write(_encoded.AsSpan(at), _valuePaths[from]);
                last = _values[from];
            }
        }

        starts[lists] = at;
        places = starts;
        return _encoded.AsSpan(0, at);
    }

    /// <summary>A counting sort: what is in one list stays in the order in which it came.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(Span<int> starts)
    {
        for (var i = 0; i < Count; i++)
        {
            starts[(int)(_postings[i] >> 32) + 1]++;
        }

        for (var i = 1; i < starts.Length; i++)
        {
            starts[i] += starts[i - 1];
        }

        Room(ref _next, starts.Length);
        starts.CopyTo(_next);
        Room(ref _values, Count);
        Room(ref _valuePaths, Count);
        for (var i = 0; i < Count; i++)
        {
            var at = _next[(int)(_postings[i] >> 32)]++;
            (_values[at], _valuePaths[at]) = ((uint)_postings[i], _paths[i]);
        }
    }

    private static void Room<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length + (length / 4)];
        }
    }
}
