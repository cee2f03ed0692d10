using System.IO.Enumeration;

namespace RecipePicks.Cli.Loading;

/// <summary>Paths as a shell would expand them, for shells that do not and for patterns in quotes.</summary>
internal static class Globs
{
    /// <summary>Expands <c>* ?</c> in any part of a path, and <c>**</c> for folders of any depth.</summary>
    /// <param name="path">A path or a pattern; a path that exists is itself, whatever it is called.</param>
    /// <returns>The paths that exist, sorted; empty when none does.</returns>
    public static IReadOnlyList<string> Expand(string path)
    {
        if (Path.Exists(path))
        {
            return [path];
        }

        if (path.AsSpan().IndexOfAny('*', '?') < 0)
        {
            return [];
        }

        var root = Path.GetPathRoot(path) ?? "";
        var parts = path[root.Length..].Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar]);
        IEnumerable<string> found = [root];
        foreach (var part in parts.Where(part => part.Length > 0))
        {
            found = found.SelectMany(folder => Step(folder, part));
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Step(string folder, string part)
    {
        if (part == "**")
        {
            return Entries(folder, "*", recurse: true).Where(Directory.Exists).Prepend(folder);
        }

        if (part.AsSpan().IndexOfAny('*', '?') >= 0)
        {
            return Entries(folder, part, recurse: false);
        }

        var path = Path.Combine(folder, part);
        return Path.Exists(path) ? [path] : [];
    }

    private static IEnumerable<string> Entries(string folder, string pattern, bool recurse)
    {
        if (!Directory.Exists(folder.Length == 0 ? "." : folder))
        {
            return [];
        }

        return Directory
            .EnumerateFileSystemEntries(
                folder.Length == 0 ? "." : folder,
                "*",
                new EnumerationOptions { RecurseSubdirectories = recurse, AttributesToSkip = FileAttributes.None }
            )
            .Where(entry => FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(entry), ignoreCase: false))
            .Select(entry => folder.Length == 0 ? Path.GetRelativePath(".", entry) : entry);
    }
}
