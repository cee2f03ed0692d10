using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using static RecipePicks.Samples.Json;

namespace RecipePicks.Samples;

/// <summary>Writes files below the incident's folder.</summary>
internal sealed class Delivery(string root)
{
    /// <summary>A log file's text, as CloudTrail writes it: one line.</summary>
    public static string Text(IEnumerable<JsonObject> records) =>
        Line(new JsonObject { ["Records"] = new JsonArray([.. records.Select(r => r.DeepClone())]) });

    public void Compressed(string path, string text)
    {
        using var file = File.Create(Place(path));
        using var gzip = new GZipStream(file, CompressionLevel.SmallestSize);
        gzip.Write(Encoding.UTF8.GetBytes(text));
    }

    public void Plain(string path, string text) => File.WriteAllText(Place(path), text, new UTF8Encoding(false));

    private string Place(string path)
    {
        var full = Path.Combine(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
