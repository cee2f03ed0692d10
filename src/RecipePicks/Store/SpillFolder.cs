namespace RecipePicks.Store;

/// <summary>Where a query puts what does not fit the memory, and an investigation the events that it puts aside.</summary>
internal static class SpillFolder
{
    /// <summary>In the case; where temporary files go, when the case may only be read.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="segments">Its segments.</param>
    public static string Of(CaseFolder folder, IReadOnlyList<Segment> segments) =>
        segments.Count == 0 || MayWrite(segments[0].PagePath)
            ? folder.Temp
            : Path.Combine(Path.GetTempPath(), $"picks-{Guid.NewGuid():N}");

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
