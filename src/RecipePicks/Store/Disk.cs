namespace RecipePicks.Store;

/// <summary>What lies on disk.</summary>
internal static class Disk
{
    /// <summary>The bytes of all files below a folder; what goes away meanwhile is not counted.</summary>
    public static long Bytes(string folder) =>
        Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(f => Length(new FileInfo(f)))
            : 0;

    private static long Length(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (FileNotFoundException)
        {
            return 0;
        }
    }
}
