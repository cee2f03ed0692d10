using System.IO.Compression;
using System.Text.Json;
using RecipePicks.Tests.Sources;

namespace RecipePicks.Tests.Store;

/// <summary>The incident that comes with the program, and its records read the plain way.</summary>
internal static class BundledIncident
{
    public static string Root { get; } = Find();

    public static string Folder(string name) => Path.Combine(Root, "samples", "incident", name);

    /// <summary>Every record in its files, as often as it is there.</summary>
    public static IEnumerable<(string File, string Json)> Records()
    {
        foreach (var file in Directory.EnumerateFiles(Folder("AWSLogs"), "*.json.gz", SearchOption.AllDirectories))
        {
            using var content = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var document = JsonDocument.Parse(content);
            if (!document.RootElement.TryGetProperty("Records", out var records))
            {
                continue;
            }

            foreach (var record in records.EnumerateArray().Where(r => !r.TryGetProperty("insightDetails", out _)))
            {
                yield return (file, record.GetRawText());
            }
        }
    }

    /// <summary>Each event once.</summary>
    public static IEnumerable<string> DistinctRecords() =>
        Records().Select(r => r.Json).DistinctBy(CanonicalJson.Of, StringComparer.Ordinal);

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "RecipePicks.slnx")))
        {
            at = at.Parent;
        }

        return at.FullName;
    }
}
