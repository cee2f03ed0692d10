using System.IO.Compression;
using System.Text.Json.Nodes;

namespace RecipePicks.Tests.Letters;

/// <summary>Real logs that lie beside the repository; tests that need them are skipped when they do not.</summary>
internal static class SharedData
{
    public static string? Folder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "cloudtrail", name);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        return null;
    }

    public static SmallCase? Invictus() => InvictusRecords() is { } records ? new SmallCase(records) : null;

    public static IEnumerable<string>? InvictusRecords() =>
        Folder("invictus-stratus-2023") is { } folder
            ? Directory
                .EnumerateFiles(folder, "*.json*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .SelectMany(Records)
            : null;

    /// <summary>The log of one of Stratus Red Team's techniques.</summary>
    public static SmallCase? Detonation(string technique) =>
        Folder("stratus-detonation-logs") is { } folder
            ? new SmallCase(Records(Path.Combine(folder, "logs", technique + ".json")))
            : null;

    private static IEnumerable<string> Records(string file)
    {
        using var bytes = File.OpenRead(file);
        using Stream text = file.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(bytes, CompressionMode.Decompress)
            : bytes;
        var parsed = JsonNode.Parse(text)!;
        var records = parsed as JsonArray ?? parsed["Records"]!.AsArray();
        return [.. records.Select(r => r!.ToJsonString())];
    }
}
