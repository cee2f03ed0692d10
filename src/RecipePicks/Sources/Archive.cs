using System.Formats.Tar;
using System.IO.Compression;

namespace RecipePicks.Sources;

/// <summary>A file, or an entry of an archive, decompressed.</summary>
/// <param name="Name">Its name: <c>logs.zip!2023/07/10/file.json.gz</c>.</param>
/// <param name="Content">Its bytes, read once and forward.</param>
/// <param name="Finish">Says, once all is read, what was wrong with the container; null when nothing was.</param>
internal sealed record Part(string Name, Stream Content, Func<string?> Finish);

/// <summary>Names an archive's entries: each its own name, none so long that it crowds a reader's buffers.</summary>
internal sealed class EntryNames
{
    private const int Longest = 1000;
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);

    /// <summary>An entry's name.</summary>
    /// <param name="archive">The archive's name.</param>
    /// <param name="entry">What the archive calls the entry; two may have one name.</param>
    public string Of(string archive, string entry)
    {
        var wanted = entry.Length > Longest ? entry[..Longest] + "…" : entry;
        var name = wanted;
        for (var number = _taken.GetValueOrDefault(wanted); !_taken.TryAdd(name, 1); )
        {
            name = $"{wanted} ({++number})";
            _taken[wanted] = number;
        }

        return $"{archive}!{name}";
    }
}

/// <summary>Opens gzip, zip and tar, one within the other, within limits that name themselves.</summary>
internal static class Archive
{
    /// <summary>Containers within containers.</summary>
    public const int Deepest = 4;

    /// <summary>Entries of one archive.</summary>
    public const int MostEntries = 1_000_000;

    /// <summary>Opens what lies in a file.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="content">Its bytes; seekable.</param>
    /// <returns>Its parts, one at a time: each is gone when the next is asked for.</returns>
    /// <exception cref="InvalidDataException">The container itself cannot be opened.</exception>
    public static IEnumerable<Part> Parts(string name, Stream content) =>
        Open(name, content, new Expansion(content.Length), depth: 0, () => null);

    private static IEnumerable<Part> Open(
        string name,
        Stream content,
        Expansion expansion,
        int depth,
        Func<string?> finish
    )
    {
        var head = new byte[512];
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        content = Rewind(content, head, length);
        var container = Container(head.AsSpan(0, length));
        if (container is null)
        {
            return [new Part(name, TextStreams.Utf8(content, head.AsSpan(0, length)), finish)];
        }

        if (depth == Deepest)
        {
            throw new InvalidDataException($"more than {Deepest} containers within each other (cap on nesting)");
        }

        return container switch
        {
            "gzip" => Gzip(name, content, expansion, depth, finish),
            "zip" => Zip(name, content, expansion, depth),
            _ => Tar(name, content, expansion, depth),
        };
    }

    private static string? Container(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0x1F, 0x8B]) ? "gzip"
        : head.StartsWith("PK\x3\x4"u8) || head.StartsWith("PK\x5\x6"u8) ? "zip"
        : head.Length > 262 && head[257..].StartsWith("ustar"u8) ? "tar"
        : null;

    private static IEnumerable<Part> Gzip(
        string name,
        Stream content,
        Expansion expansion,
        int depth,
        Func<string?> finish
    )
    {
        var start = content.CanSeek ? content.Position : 0;
        var tail = new TailStream(content);
        using var inflated = new CappedStream(Inflate(), expansion, content.CanSeek ? Again : null);
        Stream Inflate() => new GZipStream(tail, CompressionMode.Decompress);
        Stream Again()
        {
            content.Position = start;
            tail = new TailStream(content);
            return Inflate();
        }

        string? Finish() => tail.Ended ? finish() : "what stands after the gzip data is no gzip";
        foreach (var part in Open(name, inflated, expansion, depth + 1, Finish))
        {
            yield return part;
        }
    }

    private static IEnumerable<Part> Zip(string name, Stream content, Expansion expansion, int depth)
    {
        // A zip is read from its end: one inside a stream is put aside first.
        using var seekable = content.CanSeek ? content : Aside(content);
        using var zip = new ZipArchive(seekable, ZipArchiveMode.Read);
        if (zip.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"more than {MostEntries:N0} entries (cap on entries)");
        }

        var names = new EntryNames();
        foreach (var entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            var inner = names.Of(name, entry.FullName);
            foreach (var part in Guarded(inner, () => OpenEntry(inner, entry, expansion, depth + 1)))
            {
                yield return part;
            }
        }
    }

    private static FileStream Aside(Stream content)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var (create, both, none) = (FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        var aside = new FileStream(path, create, both, none, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            content.CopyTo(aside);
            aside.Position = 0;
            return aside;
        }
        catch
        {
            aside.Dispose();
            throw;
        }
    }

    private static IEnumerable<Part> Tar(string name, Stream content, Expansion expansion, int depth)
    {
        var names = new EntryNames();
        var end = new TarEndStream(content);
        using var tar = new TarReader(end);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } data)
            {
                continue;
            }

            var inner = names.Of(name, entry.Name);
            foreach (var part in Guarded(inner, () => Open(inner, data, expansion, depth + 1, () => null)))
            {
                yield return part;
            }
        }

        end.Check();
    }

    private static IEnumerable<Part> OpenEntry(string name, ZipArchiveEntry entry, Expansion expansion, int depth)
    {
        if (entry.IsEncrypted)
        {
            throw new InvalidDataException("it is encrypted");
        }

        var checksum = new ChecksumStream(new CappedStream(entry.Open(), expansion), entry.Crc32);
        return Open(name, checksum, expansion, depth, () => checksum.Problem);
    }

    /// <summary>Opens an entry; one that cannot be opened becomes a part that says so, and the next follows.</summary>
    private static IEnumerable<Part> Guarded(string name, Func<IEnumerable<Part>> open)
    {
        IEnumerator<Part>? parts = null;
        try
        {
            while (Next() is { } part)
            {
                yield return part;
            }
        }
        finally
        {
            parts?.Dispose();
        }

        Part? Next()
        {
            try
            {
                parts ??= open().GetEnumerator();
                return parts.MoveNext() ? parts.Current : null;
            }
            catch (Exception e) when (e is InvalidDataException or NotSupportedException)
            {
                parts?.Dispose();
                parts = Enumerable.Empty<Part>().GetEnumerator();
                return new Part(name, Stream.Null, () => e.Message);
            }
        }
    }

    private static Stream Rewind(Stream content, byte[] head, int length)
    {
        if (content.CanSeek)
        {
            content.Position -= length;
            return content;
        }

        return new JoinedStream(new MemoryStream(head, 0, length, writable: false), content);
    }
}
