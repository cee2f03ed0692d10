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
    private readonly int _tableSize;
    private readonly long _offsets;
    private readonly long _starts;
    private readonly long _text;
    private readonly long _postings;
    private readonly Lazy<(string Path, NamingRole Role)[]> _paths;

    public IdentifierIndexFile(string path)
    {
        _map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        if (_view.Capacity < 40 || _view.ReadInt64(0) != Magic)
        {
            Dispose();
            throw new CaseException($"{path} is damaged: it is no index of identifiers");
        }

        _tableSize = _view.ReadInt32(8);
        var identifiers = _view.ReadInt32(12);
        var postings = _view.ReadInt32(16);
        var textLength = _view.ReadInt32(20);
        var pathsLength = _view.ReadInt32(24);
        _table = 40;
        _offsets = _table + (4L * _tableSize);
        _starts = _offsets + (4L * (identifiers + 1));
        _postings = _starts + (4L * (identifiers + 1));
        _text = _postings + postings;
        var paths = _text + textLength;
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
        var bytes = new byte[end - start];
        _view.ReadArray(_postings + start, bytes, 0, bytes.Length);
        uint row = 0;
        for (var at = 0; at < bytes.Length; )
        {
            row += VarInt.Read(bytes, ref at);
            var (path, role) = _paths.Value[VarInt.Read(bytes, ref at)];
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
        var hash = ContentHash.Text(identifier) | 1;
        for (var slot = (int)(hash >> 20) & (_tableSize - 1); ; slot = (slot + 1) & (_tableSize - 1))
        {
            var id = _view.ReadInt32(_table + (4L * slot)) - 1;
            if (id < 0 || Is(id, identifier))
            {
                return id;
            }
        }
    }

    private bool Is(int id, byte[] identifier)
    {
        var start = _view.ReadInt32(_offsets + (4L * id));
        if (_view.ReadInt32(_offsets + (4L * (id + 1))) - start != identifier.Length)
        {
            return false;
        }

        var text = new byte[identifier.Length];
        _view.ReadArray(_text + start, text, 0, text.Length);
        return text.AsSpan().SequenceEqual(identifier);
    }

    private (string Path, NamingRole Role)[] ReadPaths(long at, int length)
    {
        var bytes = new byte[length];
        _view.ReadArray(at, bytes, 0, length);
        return [.. Encoding.UTF8.GetString(bytes).Split('\n').Select(line => (line[1..], (NamingRole)(line[0] - '0')))];
    }
}
