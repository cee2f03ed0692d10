using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// Collects a worker's identifiers and writes them as index files: identifier → rows, with the JSON path that named it.
/// </summary>
internal sealed class IdentifierIndexWriter(PathTable paths)
{
    /// <summary>Namings held in memory before they are written out.</summary>
    public const int MostPostings = 1_000_000;

    // A few thousand identifiers make up most namings: they are kept where the processor's cache holds them.
    private const int RecentSlots = 1 << 13;
    private const int MostTextBytes = 32 << 20;
    private readonly (ulong Hash, int Number)[] _recent = new (ulong, int)[RecentSlots];
    private ulong[] _hashes = new ulong[1 << 16];
    private int[] _slots = new int[1 << 16];
    private int[] _offsets = new int[1 << 15];
    private byte[] _text = new byte[1 << 20];
    private ulong[] _postings = new ulong[1 << 18];
    private ushort[] _paths = new ushort[1 << 18];
    private uint[] _rows = [];
    private ushort[] _named = [];
    private byte[] _encoded = [];
    private int _identifiers;
    private int _textLength;
    private int _count;
    private int _files;
    private string _pathPrefix = "";

    /// <summary>Turns to a new segment; the memory of the last one is used again.</summary>
    /// <param name="pathPrefix">What its files' paths begin with.</param>
    public void Begin(string pathPrefix)
    {
        Clear();
        (_pathPrefix, _files) = (pathPrefix, 0);
    }

    /// <summary>Adds what a row names.</summary>
    /// <param name="reader">Holds the record.</param>
    /// <param name="row">Its row.</param>
    public void Add(RecordReader reader, uint row)
    {
        foreach (var naming in reader.Fields.Namings)
        {
            var id = Number(naming, reader);
            if (_count == _postings.Length)
            {
                Array.Resize(ref _postings, _count * 2);
                Array.Resize(ref _paths, _count * 2);
            }

            _postings[_count] = ((ulong)(uint)id << 32) | row;
            _paths[_count++] = (ushort)naming.Path;
        }

        if (_count >= MostPostings || _textLength >= MostTextBytes)
        {
            Write();
        }
    }

    /// <summary>Writes what is held, and starts afresh.</summary>
    public void Write()
    {
        if (_count == 0)
        {
            return;
        }

        var starts = new int[_identifiers + 1];
        for (var i = 0; i < _count; i++)
        {
            starts[(int)(_postings[i] >> 32) + 1]++;
        }

        for (var i = 0; i < _identifiers; i++)
        {
            starts[i + 1] += starts[i];
        }

        // A counting sort by identifier; rows of one identifier stay in the order in which they came.
        var next = starts[..^1];
        Room(ref _rows, _count);
        Room(ref _named, _count);
        for (var i = 0; i < _count; i++)
        {
            var at = next[(int)(_postings[i] >> 32)]++;
            (_rows[at], _named[at]) = ((uint)_postings[i], _paths[i]);
        }

        var postings = Encode(starts);
        IdentifierIndexFile.Write(
            $"{_pathPrefix}-{_files++}.idx",
            Table(),
            _offsets.AsSpan(0, _identifiers + 1),
            starts,
            _text.AsSpan(0, _textLength),
            postings,
            paths
        );
        Clear();
    }

    /// <summary>Writes each naming as the distance from the row before and the path's number, and turns starts into places in the text.</summary>
    private ReadOnlySpan<byte> Encode(int[] starts)
    {
        Room(ref _encoded, _count * 8);
        var bytes = _encoded;
        var at = 0;
        var from = 0;
        for (var id = 0; id < _identifiers; id++)
        {
            uint last = 0;
            var to = starts[id + 1];
            starts[id] = at;
            for (; from < to; from++)
            {
                at += VarInt.Write(bytes.AsSpan(at), _rows[from] - last);
                at += VarInt.Write(bytes.AsSpan(at), _named[from]);
                last = _rows[from];
            }
        }

        starts[_identifiers] = at;
        return bytes.AsSpan(0, at);
    }

    private void Clear()
    {
        Array.Clear(_hashes);
        Array.Clear(_recent);
        (_identifiers, _textLength, _count) = (0, 0, 0);
    }

    private static void Room<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length + (length / 4)];
        }
    }

    private int Number(Naming naming, RecordReader reader)
    {
        var hash = naming.Hash | 1;
        ref var recent = ref _recent[(int)(hash >> 40) & (RecentSlots - 1)];
        if (recent.Hash != hash)
        {
            recent = (hash, Find(hash, naming, reader));
        }

        return recent.Number;
    }

    private int Find(ulong hash, Naming naming, RecordReader reader)
    {
        var mask = _hashes.Length - 1;
        var slot = (int)(hash >> 20) & mask;
        while (_hashes[slot] != 0)
        {
            if (_hashes[slot] == hash)
            {
                return _slots[slot];
            }

            slot = (slot + 1) & mask;
        }

        return Insert(slot, hash, reader.Bytes(naming.Text));
    }

    private int Insert(int slot, ulong hash, ReadOnlySpan<byte> text)
    {
        if (_textLength + text.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + text.Length));
        }

        if (_identifiers + 2 > _offsets.Length)
        {
            Array.Resize(ref _offsets, _offsets.Length * 2);
        }

        text.CopyTo(_text.AsSpan(_textLength));
        _offsets[_identifiers] = _textLength;
        _textLength += text.Length;
        _offsets[_identifiers + 1] = _textLength;
        (_hashes[slot], _slots[slot]) = (hash, _identifiers);
        if (++_identifiers * 2 > _hashes.Length)
        {
            Grow();
        }

        return _identifiers - 1;
    }

    private void Grow()
    {
        var (hashes, slots) = (_hashes, _slots);
        _hashes = new ulong[hashes.Length * 2];
        _slots = new int[hashes.Length * 2];
        var mask = _hashes.Length - 1;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (hashes[i] != 0)
            {
                var slot = (int)(hashes[i] >> 20) & mask;
                while (_hashes[slot] != 0)
                {
                    slot = (slot + 1) & mask;
                }

                (_hashes[slot], _slots[slot]) = (hashes[i], slots[i]);
            }
        }
    }

    /// <summary>The hash table as it is written: identifiers' numbers plus one, 0 for an empty slot.</summary>
    private int[] Table()
    {
        var size = 4;
        while (size < _identifiers * 2)
        {
            size *= 2;
        }

        var table = new int[size];
        for (var i = 0; i < _hashes.Length; i++)
        {
            if (_hashes[i] != 0)
            {
                var slot = (int)(_hashes[i] >> 20) & (size - 1);
                while (table[slot] != 0)
                {
                    slot = (slot + 1) & (size - 1);
                }

                table[slot] = _slots[i] + 1;
            }
        }

        return table;
    }
}
