using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>A case that was found.</summary>
/// <param name="Path">Its folder, from the one that was searched; <c>/</c> parts names.</param>
/// <param name="Info">What it holds; null when that cannot be read.</param>
/// <param name="State"><c>whole</c>, <c>damaged</c>, or <c>newer</c>: a later version of this program wrote it.</param>
/// <param name="Problem">What is the matter with it.</param>
/// <param name="Bytes">Bytes of its folder.</param>
public sealed record ListedCase(string Path, CaseInfo? Info, string State, string? Problem, long Bytes);

/// <summary>The cases below a folder.</summary>
/// <param name="Cases">They, by path.</param>
/// <param name="Unread">Folders that may not be looked into, each with why.</param>
public sealed record CaseListing(IReadOnlyList<ListedCase> Cases, IReadOnlyList<string> Unread)
{
    /// <summary>Finds them. Links are not followed, and what lies inside a case is not searched.</summary>
    /// <param name="folder">The folder to search; a case itself is found too.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CaseException">There is no such folder.</exception>
    public static CaseListing Below(string folder, CancellationToken cancellation)
    {
        var root = System.IO.Path.GetFullPath(folder);
        if (!Directory.Exists(root))
        {
            throw new CaseException($"there is no folder {root}");
        }

        var (found, unread) = (new List<string>(), new List<string>());
        Search(root, found, unread, cancellation);
        return new CaseListing(
            [
                .. found
                    .Select(f =>
                        Of(
                            f,
                            System.IO.Path.GetRelativePath(root, f).Replace(System.IO.Path.DirectorySeparatorChar, '/'),
                            cancellation
                        )
                    )
                    .OrderBy(c => c.Path, StringComparer.Ordinal),
            ],
            unread
        );
    }

    private static void Search(string folder, List<string> found, List<string> unread, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            if (IsCase(folder))
            {
                found.Add(folder);
                return;
            }

            foreach (var inner in new DirectoryInfo(folder).EnumerateDirectories().Where(d => d.LinkTarget is null))
            {
                Search(inner.FullName, found, unread, cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unread.Add($"{folder}: {e.Message}");
        }
    }

    /// <summary>Other programs may call a folder segments, too.</summary>
    private static bool IsCase(string folder)
    {
        var segments = System.IO.Path.Combine(folder, "segments");
        return Directory.Exists(segments)
            && (
                File.Exists(System.IO.Path.Combine(folder, "lock"))
                || Directory
                    .EnumerateDirectories(segments)
                    .Any(d => SegmentName.Parse(System.IO.Path.GetFileName(d)) is not null)
            );
    }

    private static ListedCase Of(string directory, string path, CancellationToken cancellation)
    {
        try
        {
            var info = CaseInfo.Read(directory, cancellation);
            return new ListedCase(path, info, "whole", null, info.Bytes);
        }
        catch (Exception e) when (e is CaseException or EngineException or IOException or UnauthorizedAccessException)
        {
            var state = e is CaseException { IsNewer: true } ? "newer" : "damaged";
            return new ListedCase(path, null, state, e.Message, Disk.Bytes(directory));
        }
    }
}
