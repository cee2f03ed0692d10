using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;
using RecipePicks.Engines;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// An index file: a hash table of identifiers, their text, and for each the rows that name it and by which path, or the
/// objects that name it and the rows that hold them. Little-endian; mapped, not read.
/// </summary>
internal sealed class IdentifierIndexFile : IDisposable
{
    private const long Magic = 0x3258_4449_4B43_4950;
    private const int HeadLength = 48;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly string _path;
    private readonly int _tableSize;
    private readonly int _identifiers;
    private readonly int _textLength;
    private readonly long _offsets;
    private readonly long _text;
    private readonly Lists _rows;
    private readonly Lists _objects;
    private readonly Lists _objectRows;
    private readonly Lazy<(string Path, NamingRole Role)[]> _paths;

    public IdentifierIndexFile(string path)
    {
        _path = path;
        (_map, _view) = MappedFile.Open(path, Magic, HeadLength);
        var head = new int[(HeadLength - 8) / 4];
        _view.ReadArray(8, head, 0, head.Length);
        (_tableSize, _identifiers, _textLength) = (head[0], head[1], head[2]);
        var (pathsLength, objects) = (head[3], head[4]);
        _offsets = HeadLength + (4L * _tableSize);
        var at = _offsets + (4L * (_identifiers + 1L));
        _rows = Take(_identifiers, head[5]);
        _objects = Take(_identifiers, head[6]);
        _objectRows = Take(objects, head[7]);
        _text = at;
        var paths = _text + _textLength;
        MappedFile.Expect(path, (UInt128)(ulong)(paths + pathsLength), this);
        Expect(int.IsPow2(_tableSize) && head.All(n => n >= 0));
        _paths = new(() => ReadPaths(paths, pathsLength));

        Lists Take(int count, int length)
        {
            var lists = new Lists(at, count, length);
            at = lists.End;
            return lists;
        }
    }

    /// <summary>Writes an index file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="table">The hash table: identifiers' numbers plus one, 0 for an empty slot.</param>
    /// <param name="offsets">Where each identifier's text begins, and where the last one ends.</param>
    /// <param name="text">The identifiers in UTF-8.</param>
    /// <param name="lists">Rows by identifier, objects by identifier, rows by object, each with the number of its lists.</param>
    /// <param name="paths">The JSON paths.</param>
    public static void Write(
        string path,
        ReadOnlySpan<int> table,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<(PostingLists Postings, int Count)> lists,
        PathTable paths
    )
    {
        var pathText = Encoding.UTF8.GetBytes(
            string.Join('\n', paths.Paths.Select(p => $"{(int)p.Role}{p.Path.Replace('\n', ' ')}"))
        );
        Span<int> head = stackalloc int[HeadLength / 4];
        head.Clear();
        MemoryMarshal.Write(MemoryMarshal.AsBytes(head), Magic);
        (head[2], head[3], head[4], head[5], head[6]) = (
            table.Length,
            offsets.Length - 1,
            text.Length,
            pathText.Length,
            lists[^1].Count
        );
        using var file = File.Create(path);
        file.Position = HeadLength;
        file.Write(MemoryMarshal.AsBytes(table));
        file.Write(MemoryMarshal.AsBytes(offsets));
        for (var i = 0; i < lists.Length; i++)
        {
            var bytes = lists[i].Postings.Encode(lists[i].Count, out var starts);
            head[7 + i] = bytes.Length;
            file.Write(MemoryMarshal.AsBytes(starts));
            file.Write(bytes);
        }

        file.Write(text);
        file.Write(pathText);
        file.Position = 0;
        file.Write(MemoryMarshal.AsBytes(head));
    }

    /// <summary>The rows that name an identifier.</summary>
    /// <param name="identifier">The identifier in UTF-8.</param>
    /// <returns>Rows with the path and role of each naming; a row may come more than once.</returns>
    public IEnumerable<(uint Row, string Path, NamingRole Role)> Find(byte[] identifier)
    {
        var id = Number(identifier);
        if (id < 0)
        {
            yield break;
        }

        foreach (var (row, number) in Read(_rows, id))
        {
            var (path, role) = PathOf(number);
            yield return (row, path, role);
        }

        foreach (var (known, number) in Read(_objects, id))
        {
            var (path, role) = PathOf(number);
            Expect(known < _objectRows.Count);
            foreach (var (row, _) in Read(_objectRows, (int)known))
            {
                yield return (row, path, role);
            }
        }
    }

    /// <summary>How many identifiers there are.</summary>
    public int Identifiers => _identifiers;

    /// <summary>How many objects there are that several rows hold.</summary>
    public int Objects => _objectRows.Count;

    /// <summary>Bytes of the identifiers.</summary>
    public int TextLength => _textLength;

    /// <summary>At most so many namings are here: each takes two bytes or more.</summary>
    public int MostPostings => (_rows.Length / 2) + (_objects.Length / 2) + (_objectRows.Length / 2);

    /// <summary>The JSON paths, by number.</summary>
    public IReadOnlyList<(string Path, NamingRole Role)> Paths => _paths.Value;

    /// <summary>An identifier in UTF-8.</summary>
    public byte[] Text(int id)
    {
        var start = _view.ReadInt32(_offsets + (4L * id));
        var end = _view.ReadInt32(_offsets + (4L * (id + 1)));
        Expect(start >= 0 && start <= end && end <= _textLength);
        var text = new byte[end - start];
        _view.ReadArray(_text + start, text, 0, text.Length);
        return text;
    }

    /// <summary>The rows that name an identifier, each with its path's number.</summary>
    public IReadOnlyList<(uint Value, uint Path)> RowsOf(int id) => Read(_rows, id);

    /// <summary>The objects that name an identifier, each with its path's number.</summary>
    public IReadOnlyList<(uint Value, uint Path)> ObjectsOf(int id) => Read(_objects, id);

    /// <summary>The rows that hold an object.</summary>
    public IEnumerable<uint> RowsWith(int known) => Read(_objectRows, known).Select(p => p.Value);

    public void Dispose()
    {
        _view.Dispose();
        _map.Dispose();
    }

    private int Number(byte[] identifier)
    {
        var hash = ContentHash.Of(identifier) | 1;
        var slot = (int)(hash >> 20) & (_tableSize - 1);
        for (var looked = 0; looked < _tableSize; looked++)
        {
            var id = _view.ReadInt32(HeadLength + (4L * slot)) - 1;
            if (id < 0)
            {
                return id;
            }

            Expect(id < _identifiers);
            if (Is(id, identifier))
            {
                return id;
            }

            slot = (slot + 1) & (_tableSize - 1);
        }

        return -1;
    }

    private (string Path, NamingRole Role) PathOf(uint number)
    {
        Expect(number < _paths.Value.Length);
        return _paths.Value[number];
    }

    private List<(uint Value, uint Path)> Read(Lists lists, int list)
    {
        var start = _view.ReadInt32(lists.Starts + (4L * list));
        var end = _view.ReadInt32(lists.Starts + (4L * (list + 1)));
        Expect(start >= 0 && start <= end && end <= lists.Length);
        var bytes = new byte[end - start];
        _view.ReadArray(lists.Bytes + start, bytes, 0, bytes.Length);
        var read = new List<(uint, uint)>(bytes.Length / 2);
        uint value = 0;
        for (var at = 0; at < bytes.Length; )
        {
            Expect(VarInt.TryRead(bytes, ref at, out var distance) & VarInt.TryRead(bytes, ref at, out var path));
            value += distance;
            read.Add((value, path));
        }

        return read;
    }

    private bool Is(int id, byte[] identifier)
    {
        var start = _view.ReadInt32(_offsets + (4L * id));
        if (_view.ReadInt32(_offsets + (4L * (id + 1))) - start != identifier.Length)
        {
            return false;
        }

        Expect(start >= 0 && start + identifier.Length <= _textLength);
        var text = new byte[identifier.Length];
        _view.ReadArray(_text + start, text, 0, text.Length);
        return text.AsSpan().SequenceEqual(identifier);
    }

    private void Expect(bool whole)
    {
        if (!whole)
        {
            throw new CaseException($"{_path} is damaged: its content is not what it says");
        }
    }

    private (string Path, NamingRole Role)[] ReadPaths(long at, int length)
    {
        var bytes = new byte[length];
        _view.ReadArray(at, bytes, 0, length);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        Expect(lines.All(line => line.Length > 0));
        return [.. lines.Select(line => (line[1..], (NamingRole)(line[0] - '0')))];
    }

    /// <summary>Lists by number: where each begins, then their bytes.</summary>
    private readonly record struct Lists(long Starts, int Count, int Length)
    {
        public long Bytes => Starts + (4L * (Count + 1L));

        public long End => Bytes + Length;
    }
}
