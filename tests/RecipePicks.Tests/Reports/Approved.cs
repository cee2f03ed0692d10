namespace RecipePicks.Tests.Reports;

/// <summary>Compares with an approved file; <c>PICKS_APPROVE=1</c> writes it instead.</summary>
internal static class Approved
{
    public static void Check(string name, string text)
    {
        var file = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("PICKS_APPROVE") == "1")
        {
            File.WriteAllText(file, text);
        }

        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", text);
    }

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RecipePicks.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder!.FullName, "tests", "RecipePicks.Tests", "Reports", "Approved");
    }
}
