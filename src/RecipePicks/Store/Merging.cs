using System.Diagnostics;
using RecipePicks.DuckDb;

namespace RecipePicks.Store;

/// <summary>Takes the segments of a case into another, without reading the logs again.</summary>
public static class Merging
{
    /// <summary>Makes sure that a case may be taken into another.</summary>
    /// <param name="source">Its folder.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="CaseException">It is no case, damaged, or newer than this program.</exception>
    public static void Check(string source, CancellationToken cancellation)
    {
        using var segments = HeldSegments.Of(CaseFolder.Existing(source));
        if (Verification.OfCase(segments, cancellation) is [var first, ..] wrong)
        {
            var more = wrong.Count > 1 ? $" and {wrong.Count - 1:N0} more" : "";
            throw new CaseException($"the case at {source} is damaged, so nothing is taken from it: {first}{more}");
        }

        Case.Open(source).Dispose();
    }

    /// <summary>
    /// Takes a case in: what loading its logs would have given. It is not written to. Stopped or killed at any point, the
    /// other case is whole, and the same merge goes on.
    /// </summary>
    /// <param name="source">The folder of the case to take in.</param>
    /// <param name="caseDirectory">The folder of the case that takes it in; made when it is not there.</param>
    /// <param name="progress">Told after each segment.</param>
    /// <param name="cancellation">Stops it; what is in finished segments stays.</param>
    /// <exception cref="CaseException">One of them is in use or damaged, or they are the same.</exception>
    public static MergeSummary Merge(
        string source,
        string caseDirectory,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        Check(source, cancellation);
        return Take(source, caseDirectory, progress, cancellation);
    }

    /// <summary>Takes a case in that was checked.</summary>
    internal static MergeSummary Take(
        string source,
        string caseDirectory,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var from = new CaseFolder(source);
        var folder = new CaseFolder(caseDirectory);
        using var segments = HeldSegments.Of(from);
        using var held = folder.Lock();
        folder.RemoveLeft();
        Differ(from, folder);
        using var spill = SpillFolder.Of(folder);
        using var database = Loading.Database(new LoadOptions(), spill);
        using var connection = database.Connect();
        using var session = new MergeSession(folder, connection, cancellation);
        using var stop = cancellation.Register(connection.Interrupt);
        var clock = Stopwatch.StartNew();
        var sum = new MergeSummary();
        var sizes = segments.Select(s => Disk.Bytes(s.Folder)).ToList();
        for (var i = 0; i < segments.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            sum = sum.And(session.Take(segments[i]));
            progress?.Report(
                new LoadProgress(
                    i + 1,
                    segments.Count,
                    sizes.Take(i + 1).Sum(),
                    sizes.Sum(),
                    sum.Events + sum.Duplicates,
                    clock.Elapsed
                )
            );
        }

        return sum;
    }

    /// <summary>Makes sure that a case is not taken into itself.</summary>
    /// <exception cref="CaseException">It would be, or the case that takes in is being written.</exception>
    internal static void Differ(string source, string into)
    {
        var folder = new CaseFolder(into);
        using var held = folder.Lock();
        Differ(new CaseFolder(source), folder);
    }

    /// <summary>Two paths may lead to one folder, by links, mounts and letters' case: what is made in one would be in the other.</summary>
    private static void Differ(CaseFolder from, CaseFolder into)
    {
        var mark = into.Begin();
        try
        {
            if (Directory.Exists(Path.Combine(from.Segments, Path.GetFileName(mark))))
            {
                throw new CaseException($"{from.Path} is the case that it is to be merged into");
            }
        }
        finally
        {
            Directory.Delete(mark, recursive: true);
        }
    }
}
