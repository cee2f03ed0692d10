using System.Diagnostics;
using RecipePicks.Sources;
using RecipePicks.Sources.Lookup;
using RecipePicks.Sources.S3;

namespace RecipePicks.Store;

/// <summary>What the paths of a load lead to.</summary>
internal sealed class LoadInputs : IDisposable
{
    private readonly S3Reader? _s3;
    private readonly LiveInputs? _live;

    private LoadInputs(
        IEnumerable<InputFile> files,
        int known,
        IReadOnlyList<string> missing,
        S3Reader? s3,
        LiveInputs? live
    )
    {
        Feed = new InputFeed(InputFiles.InOrder(files), live?.Files);
        (Known, Missing) = (known, missing);
        (_s3, _live) = (s3, live);
    }

    /// <summary>The files, those left out that the case has already.</summary>
    public InputFeed Feed { get; }

    /// <summary>Objects that the case has already: they are not fetched again.</summary>
    public int Known { get; }

    /// <summary>Paths at which nothing lies.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Whether a path means something that is not on this machine.</summary>
    public static bool IsElsewhere(string path) => S3Location.Is(path) || IsHistory(path);

    /// <summary>Finds files on this machine and objects in S3, and begins to ask CloudTrail's event history.</summary>
    /// <param name="paths">What was asked for.</param>
    /// <param name="folder">The case.</param>
    /// <param name="options">How.</param>
    /// <param name="progress">Told how many objects were found.</param>
    /// <param name="cancellation">Stops it.</param>
    public static LoadInputs Find(
        IReadOnlyList<string> paths,
        CaseFolder folder,
        LoadOptions options,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var missing = new List<string>();
        IReadOnlyList<InputFile> local =
        [
            .. InputFiles.Find(paths.Where(p => !IsElsewhere(p)), missing).Where(f => !folder.Owns(f.Path)),
        ];
        if (!paths.Any(IsElsewhere))
        {
            return new LoadInputs(local, 0, missing, null, null);
        }

        var taken = Taken(folder);
        S3Reader? s3 = null;
        try
        {
            s3 = paths.Any(S3Location.Is) ? new S3Reader(options.S3) : null;
            var objects = s3 is null ? [] : Objects(s3, paths.Where(S3Location.Is), missing, progress, cancellation);
            var news = objects.Where(f => f.Object is not { } o || !taken.Contains((o.Url, o.ETag))).ToList();
            var spans = taken.Select(t => LookupSpan.Parse(t.Url)).OfType<LookupSpan>().ToList();
            var live = paths.Any(IsHistory) ? LiveInputs.Start(options.Lookup, spans) : null;
            return new LoadInputs(local.Concat(news), objects.Count - news.Count, missing, s3, live);
        }
        catch
        {
            s3?.Dispose();
            throw;
        }
    }

    /// <summary>Makes sure that what comes up while the load runs came to its end.</summary>
    /// <exception cref="IOException">It did not, as without valid credentials.</exception>
    public void Check() => _live?.Check();

    /// <inheritdoc/>
    public void Dispose()
    {
        _live?.Dispose();
        _s3?.Dispose();
    }

    private static bool IsHistory(string path) =>
        path.StartsWith(LookupSpan.Scheme, StringComparison.OrdinalIgnoreCase);

    private static List<InputFile> Objects(
        S3Reader s3,
        IEnumerable<string> places,
        List<string> missing,
        IProgress<LoadProgress>? progress,
        CancellationToken cancellation
    )
    {
        var clock = Stopwatch.StartNew();
        var walk = new S3Walk(s3, found => progress?.Report(new LoadProgress(0, found, 0, 0, 0, clock.Elapsed)));
        var objects = new Dictionary<string, InputFile>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            var found = S3Location.Parse(place) is { } location
                ? walk.Find(location, cancellation).GetAwaiter().GetResult()
                : [];
            if (found.Count == 0)
            {
                missing.Add(place);
            }

            foreach (var file in found)
            {
                objects.TryAdd(file.Name, file);
            }
        }

        return [.. objects.Values];
    }

    /// <summary>Objects whose content the case has.</summary>
    public static HashSet<(string Url, string ETag)> Taken(CaseFolder folder) =>
        [
            .. folder
                .Finished()
                .Select(s => s.ReadPage())
                .SelectMany(p =>
                    p.Files.Where(f => f is { Last: true, Complete: true })
                        .Select(f => f.Object)
                        .OfType<RemoteObject>()
                        .Concat(p.Same)
                )
                .Select(o => (o.Url, o.ETag)),
        ];
}
