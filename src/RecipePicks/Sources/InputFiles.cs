using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace RecipePicks.Sources;

/// <summary>Finds the files that a responder means by folders, files and patterns.</summary>
public static partial class InputFiles
{
    /// <summary>Finds files.</summary>
    /// <param name="paths">Folders, files, or patterns with <c>*</c> and <c>?</c> in the last part.</param>
    /// <param name="missing">Takes the paths at which nothing lies.</param>
    /// <returns>The files in the order of the times in their names, which is how CloudTrail delivers; then by name.</returns>
    public static IReadOnlyList<LocalFile> Find(IEnumerable<string> paths, ICollection<string> missing)
    {
        var files = new Dictionary<string, LocalFile>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var before = files.Count;
            foreach (var (file, name) in Expand(path))
            {
                files.TryAdd(file, new LocalFile(file, name, Size(file)));
            }

            if (files.Count == before && !File.Exists(path) && !Directory.Exists(path))
            {
                missing.Add(path);
            }
        }

        return [.. InOrder(files.Values)];
    }

    /// <summary>Files in the order of the times in their names, which is how CloudTrail delivers; then by name; last what cannot be read.</summary>
    public static IOrderedEnumerable<T> InOrder<T>(IEnumerable<T> files)
        where T : InputFile =>
        files
            .OrderBy(f => f is UnreadFile)
            .ThenBy(f => TimeInName(f.Name), StringComparer.Ordinal)
            .ThenBy(f => f.Name, StringComparer.Ordinal)
            .ThenBy(f => f.Path, StringComparer.Ordinal);

    private static IEnumerable<(string File, string Name)> Expand(string path)
    {
        var full = Path.GetFullPath(path);
        if (File.Exists(full))
        {
            return [(full, Path.GetFileName(full))];
        }

        if (Directory.Exists(full))
        {
            var root = Path.TrimEndingDirectorySeparator(full);
            var label = Path.GetFileName(root);
            return Files(root).Select(f => (f, Path.Combine(label, Path.GetRelativePath(root, f)).Replace('\\', '/')));
        }

        var folder = Path.GetDirectoryName(full);
        var pattern = Path.GetFileName(full);
        return pattern.AsSpan().IndexOfAny('*', '?') >= 0 && Directory.Exists(folder)
            ? Directory
                .EnumerateFileSystemEntries(folder)
                .Where(e => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(e)))
                .SelectMany(Expand)
            : [];
    }

    private static FileSystemEnumerable<string> Files(string folder) =>
        new FileSystemEnumerable<string>(
            folder,
            (ref FileSystemEntry e) => e.ToFullPath(),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry e) => !e.IsDirectory,
            // A link to a folder may lead round in a circle.
            ShouldRecursePredicate = (ref FileSystemEntry e) =>
                (e.Attributes & FileAttributes.ReparsePoint) == FileAttributes.None,
        };

    /// <summary>A file's size; 0 when it cannot be told, as of a link that leads nowhere: opening it will say why.</summary>
    private static long Size(string file) => new FileInfo(file) is { Exists: true } info ? info.Length : 0;

    private static string TimeInName(string name) =>
        NameTime().Match(name) is { Success: true } match ? match.Groups["time"].Value : "";

    [GeneratedRegex("_(?<time>[0-9]{8}T[0-9]{4}Z)_", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameTime();
}
