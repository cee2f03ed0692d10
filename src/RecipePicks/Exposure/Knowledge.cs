using System.Reflection;
using System.Text.Json;

namespace RecipePicks.Exposure;

/// <summary>Knowledge that is data: JSON files of entries, carried by the program.</summary>
internal static class Knowledge
{
    /// <summary>Reads a file of the room.</summary>
    /// <param name="file">Its name: <c>Exposure/sharing-calls.json</c>.</param>
    public static JsonElement Read(string file)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(file)
            ?? throw new ArgumentException($"there is no knowledge {file}", nameof(file));
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
