using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using System.Text;
using RecipePicks.Engines;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// An index file: a hash table of identifiers, their text, and for each the rows that name it and by which path.
/// Rows are kept as distances. Little-endian; mapped, not read.
/// </summary>
internal sealed class IdentifierIndexFile : IDisposable
{
    private const long Magic = 0x3158_4449_4B43_4950;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly long _table;
    private readonly string _path;
    private readonly int _tableSize;
    private readonly int _identifiers;
    private readonly int _postingsLength;
    private readonly int _textLength;
    private readonly long _offsets;
    private readonly long _starts;
    private readonly long _text;
    private readonly long _postings;
    private readonly Lazy<(string Path, NamingRole Role)[]> _paths;

    public IdentifierIndexFile(string path)
    {
        _path = path;
        (_map, _view) = MappedFile.Open(path, Magic, 40);
        _tableSize = _view.ReadInt32(8);
        _identifiers = _view.ReadInt32(12);
        _postingsLength = _view.ReadInt32(16);
        _textLength = _view.ReadInt32(20);
        var pathsLength = _view.ReadInt32(24);
        _table = 40;
        _offsets = _table + (4L * _tableSize);
        _starts = _offsets + (4L * (_identifiers + 1));
        _postings = _starts + (4L * (_identifiers + 1));
        _text = _postings + _postingsLength;
        var paths = _text + _textLength;
        MappedFile.Expect(path, (UInt128)(ulong)(paths + pathsLength), this);
        Expect(
            int.IsPow2(_tableSize) && _identifiers >= 0 && _postingsLength >= 0 && _textLength >= 0 && pathsLength >= 0
        );
        _paths = new(() => ReadPaths(paths, pathsLength));
    }

    /// <summary>Writes an index file.</summary>
    public static void Write(
        string path,
        ReadOnlySpan<int> table,
        ReadOnlySpan<int> offsets,
        ReadOnlySpan<int> starts,
        ReadOnlySpan<byte> text,
        ReadOnlySpan<byte> postings,
        PathTable paths
    )
    {
        var pathText = Encoding.UTF8.GetBytes(
            string.Join('\n', paths.Paths.Select(p => $"{(int)p.Role}{p.Path.Replace('\n', ' ')}"))
        );
        using var file = File.Create(path);
        Span<int> head =
        [
            0,
            0,
            table.Length,
            offsets.Length - 1,
            postings.Length,
            text.Length,
            pathText.Length,
            0,
            0,
            0,
        ];
        MemoryMarshal.Write(MemoryMarshal.AsBytes(head), Magic);
        file.Write(MemoryMarshal.AsBytes(head));
        file.Write(MemoryMarshal.AsBytes(table));
        file.Write(MemoryMarshal.AsBytes(offsets));
        file.Write(MemoryMarshal.AsBytes(starts));
        file.Write(postings);
        file.Write(text);
        file.Write(pathText);
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

        var start = _view.ReadInt32(_starts + (4L * id));
        var end = _view.ReadInt32(_starts + (4L * (id + 1)));
        Expect(start >= 0 && start <= end && end <= _postingsLength);
        var bytes = new byte[end - start];
        _view.ReadArray(_postings + start, bytes, 0, bytes.Length);
        uint row = 0;
        for (var at = 0; at < bytes.Length; )
        {
            Expect(VarInt.TryRead(bytes, ref at, out var distance) & VarInt.TryRead(bytes, ref at, out var number));
            Expect(number < _paths.Value.Length);
            row += distance;
            var (path, role) = _paths.Value[number];
            yield return (row, path, role);
        }
    }

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
            var id = _view.ReadInt32(_table + (4L * slot)) - 1;
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
}
