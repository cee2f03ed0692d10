namespace RecipePicks.Store;

/// <summary>
/// Where one opened database puts what does not fit the memory, and an investigation the events that it puts aside. It is
/// nobody else's: DuckDB gives what it spills the same names everywhere, and removes such files when it ends.
/// </summary>
internal sealed class SpillFolder : IDisposable
{
    private SpillFolder(string path) => Path = path;

    /// <summary>The folder; it is made when something is written.</summary>
    public string Path { get; }

    /// <summary>One in the case, for who may write there.</summary>
    public static SpillFolder Of(CaseFolder folder) => new(folder.NewTemporary());

    /// <summary>One in the case; where temporary files go, when the case may only be read.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="segments">Its segments.</param>
    public static SpillFolder Of(CaseFolder folder, IReadOnlyList<Segment> segments) =>
        segments.Count == 0 || MayWrite(segments[0].PagePath)
            ? Of(folder)
            : new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"picks-{Guid.NewGuid():N}"));

    /// <summary>Makes it. The texts of evidence are nobody's but the reader's, where the folder is the system's.</summary>
    public void Make()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Removes it, after the database is closed.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // it was never made; or it is in nobody's way, and a prune removes what lies in the case
        }
    }

    private static bool MayWrite(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, 1).Dispose();
            return true;
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
}
