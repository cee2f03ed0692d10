using System.Formats.Tar;
using System.IO.Compression;

namespace RecipePicks.Sources;

/// <summary>A file, or an entry of an archive, decompressed.</summary>
/// <param name="Name">Its name: <c>logs.zip!2023/07/10/file.json.gz</c>.</param>
/// <param name="Content">Its bytes, read once and forward.</param>
/// <param name="Finish">Says, once all is read, what was wrong with the container; null when nothing was.</param>
internal sealed record Part(string Name, Stream Content, Func<string?> Finish);

/// <summary>Opens gzip, zip and tar, one within the other, within limits that name themselves.</summary>
internal static class Archive
{
    /// <summary>Containers within containers.</summary>
    public const int Deepest = 4;

    /// <summary>Entries of one archive.</summary>
    public const int MostEntries = 1_000_000;

    // Without it, GZipStream takes a stream that was cut short for a whole one.
    static Archive() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

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
            return [new Part(name, content, finish)];
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
        head.StartsWith<byte>([0x1F, 0x8B, 8]) ? "gzip"
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
        using var tail = new TailStream(content);
        using var inflated = new CappedStream(new GZipStream(tail, CompressionMode.Decompress), expansion);
        string? Finish() => tail.Left is > 0 and var left ? $"{left} bytes after the gzip data are no gzip" : finish();
        foreach (var part in Open(name, inflated, expansion, depth + 1, Finish))
        {
            yield return part;
        }
    }

    private static IEnumerable<Part> Zip(string name, Stream content, Expansion expansion, int depth)
    {
        if (!content.CanSeek)
        {
            var copy = new MemoryStream();
            content.CopyTo(copy);
            copy.Position = 0;
            content = copy;
        }

        using var zip = new ZipArchive(content, ZipArchiveMode.Read);
        if (zip.Entries.Count > MostEntries)
        {
            throw new InvalidDataException($"more than {MostEntries:N0} entries (cap on entries)");
        }

        foreach (var entry in zip.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            if (entry.FullName.EndsWith('/'))
            {
                continue;
            }

            var inner = $"{name}!{entry.FullName}";
            var checksum = new ChecksumStream(new CappedStream(entry.Open(), expansion), entry.Crc32);
            foreach (var part in Guarded(inner, checksum, expansion, depth + 1, () => checksum.Problem))
            {
                yield return part;
            }
        }
    }

    private static IEnumerable<Part> Tar(string name, Stream content, Expansion expansion, int depth)
    {
        using var tar = new TarReader(content);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is not { } data)
            {
                continue;
            }

            foreach (var part in Guarded($"{name}!{entry.Name}", data, expansion, depth + 1, () => null))
            {
                yield return part;
            }
        }
    }

    /// <summary>Opens an entry; one that cannot be opened becomes a part that says so, and the next follows.</summary>
    private static IEnumerable<Part> Guarded(
        string name,
        Stream content,
        Expansion expansion,
        int depth,
        Func<string?> finish
    )
    {
        IEnumerator<Part>? parts = null;
        while (true)
        {
            Part? part = null;
            try
            {
                parts ??= Open(name, content, expansion, depth, finish).GetEnumerator();
                part = parts.MoveNext() ? parts.Current : null;
            }
            catch (InvalidDataException e)
            {
                part = new Part(name, Stream.Null, () => e.Message);
                parts = Enumerable.Empty<Part>().GetEnumerator();
            }

            if (part is null)
            {
                yield break;
            }

            yield return part;
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
