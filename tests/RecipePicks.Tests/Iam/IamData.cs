using System.Text.Json;

namespace RecipePicks.Tests.Iam;

/// <summary>Cases that lie beside the repository; tests that need them are skipped when they do not.</summary>
internal static class IamData
{
    public static JsonElement? Read(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "shared", "data", "iam", name);
            if (File.Exists(file))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(file));
                return document.RootElement.Clone();
            }
        }

        return null;
    }
}
