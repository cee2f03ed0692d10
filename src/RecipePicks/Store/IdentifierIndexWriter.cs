using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// Collects a worker's identifiers and writes them as index files: identifier → rows, with the JSON path that named it.
/// What an object names that many records hold is written once: identifier → object, object → rows.
/// </summary>
internal sealed class IdentifierIndexWriter(PathTable paths)
{
    /// <summary>Postings held in memory before they are written out.</summary>
    public const int MostPostings = 1_000_000;

    // A few thousand identifiers make up most namings: they are kept where the processor's cache holds them.
    private const int RecentSlots = 1 << 13;
    private const int MostTextBytes = 32 << 20;
    private readonly (ulong Hash, int Number)[] _recent = new (ulong, int)[RecentSlots];
    private readonly PostingLists _rows = new();
    private readonly PostingLists _objects = new();
    private readonly PostingLists _objectRows = new();
    private Slot[] _slots = new Slot[1 << 16];
    private int[] _offsets = new int[1 << 15];
    private byte[] _text = new byte[1 << 20];
    private int[] _table = [];
    private int _identifiers;
    private int _objectCount;
    private int _textLength;
    private int _files;
    private int _filesEver = 1;
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
            _rows.Add(Number(naming.Hash, reader.Bytes(naming.Text)), row, naming.Path);
        }

        foreach (var known in reader.Fields.Known)
        {
            _objectRows.Add(Number(known), row, 0);
        }

        if (_rows.Count + _objects.Count + _objectRows.Count >= MostPostings || _textLength >= MostTextBytes)
        {
            Write();
        }
    }

    /// <summary>Adds what an index file holds.</summary>
    /// <param name="file">The file.</param>
    /// <param name="first">What is added to its rows.</param>
    /// <param name="dead">Its rows that gave way to others.</param>
    public void Add(IdentifierIndexFile file, uint first, IReadOnlySet<uint> dead)
    {
        // What names an object must be in the file that holds it.
        if (
            _rows.Count + _objects.Count + _objectRows.Count + file.MostPostings > MostPostings
            || _textLength + file.TextLength > MostTextBytes
        )
        {
            Write();
        }

        var numbers = file.Paths.Select(p => paths.Number(p.Path, p.Role)).ToList();
        var objects = new int[file.Objects];
        for (var known = 0; known < objects.Length; known++)
        {
            var rows = file.RowsWith(known).Where(r => !dead.Contains(r)).ToList();
            objects[known] = rows.Count > 0 ? _objectCount++ : -1;
            rows.ForEach(row => _objectRows.Add(objects[known], first + row, 0));
        }

        for (var id = 0; id < file.Identifiers; id++)
        {
            var rows = file.RowsOf(id).Where(r => !dead.Contains(r.Value)).ToList();
            var holders = file.ObjectsOf(id).Where(o => objects[o.Value] >= 0).ToList();
            if (rows.Count + holders.Count > 0)
            {
                var text = file.Text(id);
                var number = Number(ContentHash.Of(text), text);
                rows.ForEach(r => _rows.Add(number, first + r.Value, numbers[(int)r.Path]));
                holders.ForEach(o => _objects.Add(number, (uint)objects[o.Value], numbers[(int)o.Path]));
            }
        }
    }

    /// <summary>Writes what is held, and starts afresh.</summary>
    public void Write()
    {
        if (_rows.Count + _objectRows.Count > 0)
        {
            IdentifierIndexFile.Write(
                $"{_pathPrefix}-{_files++}.idx",
                Table(),
                _offsets.AsSpan(0, _identifiers + 1),
                _text.AsSpan(0, _textLength),
                [(_rows, _identifiers), (_objects, _identifiers), (_objectRows, _objectCount)],
                paths
            );
            Clear();
        }
    }

    private void Clear()
    {
        Array.Clear(_slots);
        Array.Clear(_recent);
        _rows.Clear();
        _objects.Clear();
        _objectRows.Clear();
        (_identifiers, _objectCount, _textLength) = (0, 0, 0);
        _filesEver++;
    }

    private int Number(KnownObject known)
    {
        if (known.Listed.File != _filesEver)
        {
            known.Listed = (_filesEver, _objectCount++);
            foreach (var naming in known.Namings)
            {
                _objects.Add(Number(naming.Hash, known.Text(naming)), (uint)known.Listed.Number, naming.Path);
            }
        }

        return known.Listed.Number;
    }

    private int Number(ulong hash, ReadOnlySpan<byte> text)
    {
        hash |= 1;
        ref var recent = ref _recent[(int)(hash >> 40) & (RecentSlots - 1)];
        if (recent.Hash != hash || !Is(recent.Number, text))
        {
            recent = (hash, Find(hash, text));
        }

        return recent.Number;
    }

    private int Find(ulong hash, ReadOnlySpan<byte> text)
    {
        var mask = _slots.Length - 1;
        var place = (uint)(hash >> 20);
        var at = (int)place & mask;
        for (; _slots[at] is { IsTaken: true } slot; at = (at + 1) & mask)
        {
            if (
                slot.Place == place
                && slot.Length == text.Length
                && text.SequenceEqual(_text.AsSpan(slot.Start, slot.Length))
            )
            {
                return slot.Number;
            }
        }

        return Insert(at, hash, text);
    }

    /// <summary>Hashes do not resist who wants two texts to have the same: a session's name is its caller's choice.</summary>
    private bool Is(int number, ReadOnlySpan<byte> text) =>
        text.SequenceEqual(_text.AsSpan(_offsets[number], _offsets[number + 1] - _offsets[number]));

    private int Insert(int at, ulong hash, ReadOnlySpan<byte> text)
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
        _slots[at] = new Slot((uint)(hash >> 20), _offsets[_identifiers], text.Length, _identifiers + 1);
        if (++_identifiers * 2 > _slots.Length)
        {
            Grow();
        }

        return _identifiers - 1;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new Slot[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (ref readonly var slot in old.AsSpan())
        {
            if (slot.IsTaken)
            {
                var at = (int)slot.Place & mask;
                while (_slots[at].IsTaken)
                {
                    at = (at + 1) & mask;
                }

                _slots[at] = slot;
            }
        }
    }

    /// <summary>The hash table as it is written: identifiers' numbers plus one, 0 for an empty slot.</summary>
    private ReadOnlySpan<int> Table()
    {
        var size = 4;
        while (size < _identifiers * 2)
        {
            size *= 2;
        }

        if (_table.Length < size)
        {
            _table = new int[size];
        }

        var table = _table.AsSpan(0, size);
        table.Clear();
        foreach (ref readonly var slot in _slots.AsSpan())
        {
            if (slot.IsTaken)
            {
                var at = (int)slot.Place & (size - 1);
                while (table[at] != 0)
                {
                    at = (at + 1) & (size - 1);
                }

                table[at] = slot.Number + 1;
            }
        }

        return table;
    }

    /// <summary>An identifier in the hash table; all that finding it looks at lies in one place.</summary>
    /// <param name="Place">Where in a table it belongs, as far as the table is large.</param>
    /// <param name="Start">Where its text begins.</param>
    /// <param name="Length">The text's length in bytes.</param>
    /// <param name="Next">Its number plus one; 0 for an empty slot.</param>
    private readonly record struct Slot(uint Place, int Start, int Length, int Next)
    {
        public bool IsTaken => Next != 0;

        public int Number => Next - 1;
    }
}
