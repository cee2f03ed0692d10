using System.Collections.Concurrent;

namespace RecipePicks.Sources;

/// <summary>Finds what the manifest beside a file, or up to two folders above it, says of the file. Any thread may ask.</summary>
internal sealed class CliManifests
{
    private const int Highest = 3;

    private readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string, CliAnswer>?>> _byFolder = new(
        StringComparer.Ordinal
    );

    /// <summary>The line about a file.</summary>
    /// <param name="path">The file's full path.</param>
    /// <returns>The last line that names it; null when there is none.</returns>
    public CliAnswer? LineOf(string path)
    {
        var folder = Path.GetDirectoryName(path);
        for (var up = 0; up < Highest && folder is not null; up++, folder = Path.GetDirectoryName(folder))
        {
            if (Lines(folder) is { } lines)
            {
                return lines.GetValueOrDefault(Path.GetRelativePath(folder, path).Replace('\\', '/'));
            }
        }

        return null;
    }

    /// <summary>The lines of a manifest, the last about each call.</summary>
    /// <param name="file">The manifest.</param>
    public static IReadOnlyList<CliAnswer> Read(string file)
    {
        var lines = new Dictionary<string, CliAnswer>(StringComparer.Ordinal);
        foreach (var answer in File.ReadLines(file).Select(CliAnswer.Parse).OfType<CliAnswer>())
        {
            lines[answer.Key] = answer;
        }

        return [.. lines.Values];
    }

    private IReadOnlyDictionary<string, CliAnswer>? Lines(string folder) =>
        _byFolder.GetOrAdd(folder, f => new Lazy<IReadOnlyDictionary<string, CliAnswer>?>(() => ByFile(f))).Value;

    private static Dictionary<string, CliAnswer>? ByFile(string folder)
    {
        var manifest = Path.Combine(folder, CliLayout.Manifest);
        try
        {
            return !File.Exists(manifest)
                ? null
                : Read(manifest)
                    .Where(a => a.File is not null)
                    .GroupBy(a => a.File!, StringComparer.Ordinal)
                    .ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
