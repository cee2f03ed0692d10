using System.Text.Json;

namespace RecipePicks.Store;

/// <summary>
/// A case's folder. Its segments are folders that appear whole, by one rename: what is not in a finished segment is not
/// in the case.
/// </summary>
internal sealed class CaseFolder(string path)
{
    public const string EventsFile = "events.parquet";
    public const string ItemsFile = "items.parquet";
    public const string EventIdsFile = "events.ids";
    public const string PageFile = "segment.json";
    private const string Unfinished = ".unfinished-";

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    public string Segments => System.IO.Path.Combine(Path, "segments");

    /// <summary>Whether there is a case here.</summary>
    public bool Exists => Directory.Exists(Segments);

    /// <summary>Whether a file is the case's own: a case may lie among the logs that it was made from.</summary>
    public bool Owns(string file) =>
        file.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The finished segments, oldest first.</summary>
    public IReadOnlyList<Segment> Finished() =>
        Exists
            ?
            [
                .. Directory
                    .EnumerateDirectories(Segments)
                    .Where(d => !System.IO.Path.GetFileName(d).StartsWith('.'))
                    .Order(StringComparer.Ordinal)
                    .Select(d => new Segment(d)),
            ]
            : [];

    /// <summary>Holds the case for one writer; the operating system lets go when the program ends, however it ends.</summary>
    /// <returns>Lets go when disposed.</returns>
    /// <exception cref="CaseException">Another program is loading into it.</exception>
    public IDisposable Lock()
    {
        try
        {
            Directory.CreateDirectory(Segments);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaseException($"no case can be made at {Path}: {e.Message}", e);
        }

        try
        {
            return new FileStream(
                System.IO.Path.Combine(Path, "lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                1,
                FileOptions.None
            );
        }
        catch (IOException e)
        {
            throw new CaseException($"another load is writing to {Path}", e);
        }
    }

    /// <summary>Removes what a load that was killed left behind.</summary>
    public void RemoveUnfinished()
    {
        foreach (var left in Directory.EnumerateDirectories(Segments, Unfinished + "*"))
        {
            Directory.Delete(left, recursive: true);
        }
    }

    /// <summary>A folder for a segment in the making.</summary>
    public string Begin()
    {
        var folder = System.IO.Path.Combine(Segments, Unfinished + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Makes a segment part of the case.</summary>
    /// <param name="unfinished">Its folder.</param>
    /// <param name="page">Its page.</param>
    public void Commit(string unfinished, SegmentPage page)
    {
        page = page with { Index = [.. IndexFiles(unfinished).Select(f => System.IO.Path.GetFileName(f))] };
        var number = Finished().Count == 0 ? 1 : Finished()[^1].Number + 1;
        File.WriteAllBytes(
            System.IO.Path.Combine(unfinished, PageFile),
            JsonSerializer.SerializeToUtf8Bytes(page, StoreJson.Default.SegmentPage)
        );
        foreach (var file in Directory.EnumerateFiles(unfinished))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }

        Directory.Move(unfinished, System.IO.Path.Combine(Segments, $"{number:D6}"));
    }

    /// <summary>A segment's index files.</summary>
    public static IEnumerable<string> IndexFiles(string segment) =>
        Directory.EnumerateFiles(segment, "*.idx").Order(StringComparer.Ordinal);
}

/// <summary>A finished segment.</summary>
/// <param name="path">Its folder.</param>
internal sealed class Segment(string path)
{
    private readonly Lazy<SegmentPage> _page = new(() => Read(path));

    public int Number { get; } =
        int.TryParse(System.IO.Path.GetFileName(path), out var number)
            ? number
            : throw new CaseException($"{path} is no segment of a case");

    public SegmentPage Page => _page.Value;

    public string EventsPath => System.IO.Path.Combine(path, CaseFolder.EventsFile);

    public string ItemsPath => System.IO.Path.Combine(path, CaseFolder.ItemsFile);

    public bool HasEvents => Page.Events > 0;

    public bool HasItems => Page.Items > 0;

    /// <summary>Opens the eventIDs; a segment that has events has them.</summary>
    public EventIdFile OpenEventIds() => new(System.IO.Path.Combine(path, CaseFolder.EventIdsFile));

    /// <summary>Opens the index; one that was written and is not there is an error, or its events would not be found.</summary>
    public IEnumerable<IdentifierIndexFile> OpenIndex() =>
        (
            Page.Index?.Select(n => System.IO.Path.Combine(path, System.IO.Path.GetFileName(n)))
            ?? CaseFolder.IndexFiles(path)
        ).Select(f => new IdentifierIndexFile(f));

    private static SegmentPage Read(string path)
    {
        var file = System.IO.Path.Combine(path, CaseFolder.PageFile);
        try
        {
            var page =
                JsonSerializer.Deserialize(File.ReadAllBytes(file), StoreJson.Default.SegmentPage)
                ?? throw new JsonException("it is empty");
            return page.Format <= SegmentPage.CurrentFormat
                ? page
                : throw new CaseException(
                    $"{path} was written by a newer version of picks; this one is {Product.Version}"
                );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CaseException($"{file} cannot be read: {e.Message}", e);
        }
    }
}
