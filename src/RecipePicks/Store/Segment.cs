using System.Text.Json;

namespace RecipePicks.Store;

/// <summary>A finished segment.</summary>
/// <param name="path">Its folder.</param>
/// <param name="written">Its page, as it was written; null to read it when it is wanted.</param>
internal sealed class Segment(string path, SegmentPage? written = null)
{
    private SegmentPage? _page = written is null ? null : Kept(written);

    /// <summary>Its folder.</summary>
    public string Folder => path;

    public SegmentName Name { get; } =
        SegmentName.Parse(Path.GetFileName(path)) ?? throw new CaseException($"{path} is no segment of a case");

    /// <summary>Its page but for the files that it names, which of a long trail are a million: <see cref="ReadPage"/> has them.</summary>
    /// <exception cref="CaseException">It cannot be read.</exception>
    public SegmentPage Page => _page ?? Kept(ReadPage());

    public string PagePath => Path.Combine(path, CaseFolder.PageFile);

    public string EventsPath => Path.Combine(path, CaseFolder.EventsFile);

    public string ItemsPath => Path.Combine(path, CaseFolder.ItemsFile);

    public bool HasEvents => Page.Events > 0;

    public bool HasItems => Page.Items > 0;

    /// <summary>Whether another stands in the place of this one.</summary>
    public bool IsReplacedBy(Segment other) => Name.IsReplacedBy(other.Name);

    /// <summary>Opens the eventIDs; a segment that has events has them.</summary>
    public EventIdFile OpenEventIds() => new(Path.Combine(path, CaseFolder.EventIdsFile));

    /// <summary>Opens the index; one that was written and is not there is an error, or its events would not be found.</summary>
    public IEnumerable<IdentifierIndexFile> OpenIndex() =>
        (Page.Index?.Select(n => Path.Combine(path, Path.GetFileName(n))) ?? CaseFolder.IndexFiles(path)).Select(
            f => new IdentifierIndexFile(f)
        );

    /// <summary>Keeps it from being removed. Many may; the operating system lets go when the program ends.</summary>
    /// <exception cref="IOException">It is gone, or going.</exception>
    public IDisposable Hold() => new FileStream(PagePath, FileMode.Open, FileAccess.Read, FileShare.Read, 1);

    /// <summary>Keeps readers waiting; null when somebody holds it.</summary>
    public IDisposable? HoldAlone()
    {
        try
        {
            return new FileStream(PagePath, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes it unless somebody holds it.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemove()
    {
        try
        {
            if (File.Exists(PagePath))
            {
                new FileStream(
                    PagePath,
                    FileMode.Open,
                    FileAccess.ReadWrite,
                    FileShare.None,
                    1,
                    FileOptions.DeleteOnClose
                ).Dispose();
            }

            Directory.Delete(path, recursive: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the whole of its page; it is not kept.</summary>
    /// <exception cref="CaseException">It cannot be read.</exception>
    public SegmentPage ReadPage()
    {
        var page = Read(path);
        _page ??= Kept(page);
        return page;
    }

    private static SegmentPage Kept(SegmentPage page) => page with { Files = [], Same = [] };

    private static SegmentPage Read(string path)
    {
        var file = Path.Combine(path, CaseFolder.PageFile);
        try
        {
            var page =
                JsonSerializer.Deserialize(File.ReadAllBytes(file), StoreJson.Default.SegmentPage)
                ?? throw new JsonException("it is empty");
            page.Check();
            return page.Format <= SegmentPage.CurrentFormat
                ? page
                : throw new CaseException(
                    $"{path} was written by a newer version of picks; this one is {Product.Version}"
                )
                {
                    IsNewer = true,
                };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CaseException($"{file} cannot be read: {e.Message}", e);
        }
    }
}
