namespace RecipePicks.Web.Tests;

/// <summary>A case of a test's own.</summary>
internal sealed class CopiedCase : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("picks case ");

    public CopiedCase(string of)
    {
        foreach (var file in Directory.EnumerateFiles(of, "*", SearchOption.AllDirectories))
        {
            var to = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(of, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "case");

    public void Dispose() => _folder.Delete(recursive: true);
}
