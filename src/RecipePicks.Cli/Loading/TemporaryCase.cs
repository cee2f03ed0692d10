namespace RecipePicks.Cli.Loading;

/// <summary>A folder for a case that nobody keeps; removed on the way out, an interruption included.</summary>
internal sealed class TemporaryCase : IDisposable
{
    private readonly DirectoryInfo _folder = Make();

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

    private static DirectoryInfo Make()
    {
        try
        {
            return Directory.CreateTempSubdirectory("picks-");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The system's message names no folder.
            throw new WorkFailedException(
                $"{System.IO.Path.GetTempPath()}: no temporary folder can be made there: {e.Message}"
            );
        }
    }
}
