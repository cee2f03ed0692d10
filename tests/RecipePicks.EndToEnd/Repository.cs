using System.Reflection;

namespace RecipePicks.EndToEnd;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The built program.</summary>
    public static string Program { get; } =
        File(
            typeof(Repository)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(m => m.Key == "Program")
                .Value!
        );

    public static string Logs => File("samples/incident/AWSLogs");

    public static string File(string path) => Path.Combine(Root, path);

    public static string Read(string path) => System.IO.File.ReadAllText(File(path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder!.FullName, "RecipePicks.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
