namespace RecipePicks.Cli;

/// <summary>The bundled incident: beside the program, or in the repository that it was built in.</summary>
internal static class Samples
{
    private static readonly string s_incident = Path.Combine("samples", "incident");

    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var incident = Path.Combine(folder.FullName, s_incident);
            if (Directory.Exists(Path.Combine(incident, "AWSLogs")))
            {
                return incident;
            }
        }

        throw new WorkFailedException($"the bundled incident is not beside the program: {AppContext.BaseDirectory}");
    }

    /// <summary>Where its case lies: the folder for build products beside it.</summary>
    public static string CaseFor(string samples) =>
        Path.GetFullPath(Path.Combine(samples, "..", "..", "artifacts", "demo-case"));
}
