using System.Text.Json;

namespace RecipePicks.Store;

/// <summary>
/// A case's folder. Its segments are folders that appear whole, by one rename: what is not in a finished segment is not
/// in the case. A segment that others were put into is named for the range of them, and stands for them from that rename on.
/// </summary>
internal sealed class CaseFolder(string path)
{
    public const string EventsFile = "events.parquet";
    public const string ItemsFile = "items.parquet";
    public const string EventIdsFile = "events.ids";
    public const string PageFile = "segment.json";
    private const string Temporary = "temp";
    private const string Unfinished = ".unfinished-";
    private const string LockFile = "lock";

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));

    public string Segments => System.IO.Path.Combine(Path, "segments");

    /// <summary>A folder that is nobody's yet, for what does not fit the memory; it is not made.</summary>
    public string NewTemporary() => System.IO.Path.Combine(Path, $"{Temporary}-{Guid.NewGuid():N}");

    /// <summary>Such folders, of who is at work and of who was killed; an earlier version had one for all.</summary>
    public IReadOnlyList<string> AllTemporary() =>
        Exists
            ?
            [
                .. Directory
                    .EnumerateDirectories(Path, Temporary + "-*")
                    .Concat(Directory.EnumerateDirectories(Path, Temporary))
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Whether there is a case here.</summary>
    public bool Exists => Directory.Exists(Segments);

    /// <summary>The folder of a case that is there.</summary>
    /// <exception cref="CaseException">There is none.</exception>
    public static CaseFolder Existing(string path)
    {
        var folder = new CaseFolder(path);
        return folder.Exists
            ? folder
            : throw new CaseException($"there is no case at {folder.Path}; make one with: picks load PATH --case DIR");
    }

    /// <summary>Whether a file is the case's own: a case may lie among the logs that it was made from.</summary>
    public bool Owns(string file) => file.StartsWith(Path + System.IO.Path.DirectorySeparatorChar, PathComparison);

    /// <summary>The finished segments, oldest first.</summary>
    public IReadOnlyList<Segment> Finished()
    {
        var all = All();
        return [.. all.Where(s => !all.Any(s.IsReplacedBy))];
    }

    /// <summary>What others took the place of, and is still there: somebody may be reading it.</summary>
    public IReadOnlyList<Segment> Replaced()
    {
        var all = All();
        return [.. all.Where(s => all.Any(s.IsReplacedBy))];
    }

    /// <summary>What a load that was killed left behind.</summary>
    public IReadOnlyList<string> LeftUnfinished() =>
        Exists ? [.. Directory.EnumerateDirectories(Segments, Unfinished + "*").Order(StringComparer.Ordinal)] : [];

    /// <summary>Holds the case for one writer; the operating system lets go when the program ends, however it ends.</summary>
    /// <returns>Lets go when disposed.</returns>
    /// <exception cref="CaseException">Another program is writing to it, or it may not be written to.</exception>
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
                System.IO.Path.Combine(Path, LockFile),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                1,
                FileOptions.None
            );
        }
        catch (IOException e) when (FileInUse.Is(e))
        {
            throw new CaseException($"another load, merge or prune is writing to {Path}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CaseException($"{Path} cannot be written to: {e.Message}", e);
        }
    }

    /// <summary>Whether somebody writes to the case at this moment.</summary>
    public bool IsBeingWritten()
    {
        try
        {
            var file = System.IO.Path.Combine(Path, LockFile);
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1).Dispose();
            return false;
        }
        catch (IOException e)
        {
            return FileInUse.Is(e);
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes what a load that was killed left behind, and what was replaced and nobody reads any more.</summary>
    /// <returns>What could not be removed, for it is being read.</returns>
    public IReadOnlyList<Segment> RemoveLeft()
    {
        foreach (var left in LeftUnfinished())
        {
            Directory.Delete(left, recursive: true);
        }

        return [.. Replaced().Where(s => !s.TryRemove())];
    }

    /// <summary>A folder for a segment in the making.</summary>
    public string Begin()
    {
        var folder = System.IO.Path.Combine(Segments, Unfinished + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Makes a segment part of the case, after all others.</summary>
    /// <param name="unfinished">Its folder.</param>
    /// <param name="page">Its page.</param>
    public Segment Commit(string unfinished, SegmentPage page) =>
        Commit(unfinished, page, SegmentName.Of(All().Select(s => s.Name.Last).DefaultIfEmpty().Max() + 1));

    /// <summary>Makes a segment part of the case.</summary>
    /// <param name="unfinished">Its folder.</param>
    /// <param name="page">Its page.</param>
    /// <param name="name">What it is called; segments in the range of its name are the case's no more.</param>
    public Segment Commit(string unfinished, SegmentPage page, SegmentName name)
    {
        page = page with
        {
            Index = [.. IndexFiles(unfinished).Select(f => System.IO.Path.GetFileName(f))],
            Parts = Flushed(unfinished),
            Written = DateTime.UtcNow,
            Version = Product.Version,
        };
        var pageFile = System.IO.Path.Combine(unfinished, PageFile);
        File.WriteAllBytes(pageFile, JsonSerializer.SerializeToUtf8Bytes(page, StoreJson.Default.SegmentPage));
        Flush([pageFile]);
        var finished = System.IO.Path.Combine(Segments, name.ToString());
        Directory.Move(unfinished, finished);
        return new Segment(finished, page);
    }

    // The disk is busy with a segment's files while the processor makes their hashes.
    private static IReadOnlyList<SegmentPart> Flushed(string unfinished)
    {
        var flushed = Task.Run(() => Flush(Directory.EnumerateFiles(unfinished)));
        try
        {
            return SegmentPart.Of(unfinished);
        }
        finally
        {
            flushed.GetAwaiter().GetResult();
        }
    }

    private static void Flush(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }
    }

    /// <summary>A segment's index files.</summary>
    public static IEnumerable<string> IndexFiles(string segment) =>
        Directory.EnumerateFiles(segment, "*.idx").Order(StringComparer.Ordinal);

    private static StringComparison PathComparison =>
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
            ? StringComparison.OrdinalIgnoreCase
            : StringComparison.Ordinal;

    private IReadOnlyList<Segment> All() =>
        Exists
            ?
            [
                .. Directory
                    .EnumerateDirectories(Segments)
                    .Where(d => !System.IO.Path.GetFileName(d).StartsWith('.'))
                    .Select(d => new Segment(d))
                    .OrderBy(s => s.Name.First)
                    .ThenBy(s => s.Name.Last),
            ]
            : [];
}
