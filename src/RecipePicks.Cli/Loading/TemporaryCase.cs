namespace RecipePicks.Cli.Loading;

/// <summary>A folder for a case that nobody keeps; removed on the way out, an interruption included.</summary>
internal sealed class TemporaryCase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picks-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "case");

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Removed already.
        }
    }
}
