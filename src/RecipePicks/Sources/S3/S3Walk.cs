using System.Collections.Concurrent;
using RecipePicks.Sources.Trails;

namespace RecipePicks.Sources.S3;

/// <summary>Finds the objects that are wanted, listing only the prefixes that may hold them.</summary>
/// <param name="reader">Lists.</param>
/// <param name="found">Told how many objects were found so far, from any thread.</param>
internal sealed class S3Walk(S3Reader reader, Action<int> found)
{
    /// <summary>Keys of a page, at most (Amazon S3 API Reference, "ListObjectsV2").</summary>
    private const int PageSize = 1000;

    private readonly TrailPlan _plan = new(reader.Options.Scope);
    private readonly ConcurrentBag<InputFile> _files = [];

    /// <summary>The objects of a place; a prefix that cannot be listed is one that says why when it is opened.</summary>
    /// <param name="location">The place: a folder, an object, or what keys begin with.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<IReadOnlyCollection<InputFile>> Find(S3Location location, CancellationToken cancellation)
    {
        _files.Clear();
        if (location.Prefix.Length == 0 || location.Prefix.EndsWith('/'))
        {
            await Walk(location, TrailPlan.Begin(location.Prefix), cancellation).ConfigureAwait(false);
        }
        else
        {
            await Named(location, cancellation).ConfigureAwait(false);
        }

        return _files;
    }

    /// <summary>A name without a slash at its end: that object or that folder when there is one, else all that begins so.</summary>
    private async Task Named(S3Location location, CancellationToken cancellation)
    {
        var listing = await Listing(location, location.Prefix, folders: true, cancellation).ConfigureAwait(false);
        var exact = listing.Objects.Where(o => o.Key == location.Prefix).ToList();
        var folder = $"{location.Prefix}/";
        if (exact.Count > 0 || listing.Folders.Contains(folder))
        {
            listing = (exact, listing.Folders.Where(f => f == folder).ToList());
        }

        // An object that is named is wanted, whatever its name says of its time.
        listing.Objects.Where(o => exact.Contains(o) || _plan.Takes(o.Key)).ToList().ForEach(o => Add(location, o));
        var outer = TrailPlan.Begin(location.Prefix[..(location.Prefix.LastIndexOf('/') + 1)]);
        await Task.WhenAll(
                listing
                    .Folders.Select(f => f == folder ? TrailPlan.Begin(f) : TrailPlan.Into(outer, f))
                    .OfType<TrailFolder>()
                    .Select(f => Walk(location, f, cancellation))
            )
            .ConfigureAwait(false);
    }

    private async Task Walk(S3Location location, TrailFolder folder, CancellationToken cancellation)
    {
        var how = _plan.Listing(folder);
        if (how == TrailListing.None)
        {
            return;
        }

        var (objects, folders) = await Listing(
                location,
                folder.Prefix,
                folders: how == TrailListing.Folders,
                cancellation
            )
            .ConfigureAwait(false);
        foreach (var listed in objects.Where(o => _plan.Takes(o.Key)))
        {
            Add(location, listed);
        }

        await Task.WhenAll(
                folders
                    .Select(f => TrailPlan.Into(folder, f))
                    .OfType<TrailFolder>()
                    .Select(f => Walk(location, f, cancellation))
            )
            .ConfigureAwait(false);
    }

    private async Task<(List<S3Listed> Objects, List<string> Folders)> Listing(
        S3Location location,
        string prefix,
        bool folders,
        CancellationToken cancellation
    )
    {
        var objects = new List<S3Listed>();
        var inner = new List<string>();
        try
        {
            await foreach (
                var page in reader.List(location.Bucket, prefix, folders, cancellation).ConfigureAwait(false)
            )
            {
                objects.AddRange(page.Objects);
                inner.AddRange(page.Folders);
            }

            if (folders && inner.Count == 0 && objects.Count < PageSize)
            {
                return await Scanned(location, prefix, cancellation).ConfigureAwait(false);
            }
        }
        catch (UnfetchedException e)
        {
            _files.Add(new UnreadFile(location.Url(prefix), $"it cannot be listed: {e.Message}"));
        }

        return (objects, inner);
    }

    /// <summary>
    /// The same by keys alone, going over each folder once it is known: some stores that speak S3 leave folders out that hold
    /// only folders.
    /// </summary>
    private async Task<(List<S3Listed> Objects, List<string> Folders)> Scanned(
        S3Location location,
        string prefix,
        CancellationToken cancellation
    )
    {
        var objects = new List<S3Listed>();
        var inner = new List<string>();
        for (string? after = null, last = null; ; last = null)
        {
            await foreach (
                var page in reader
                    .List(location.Bucket, prefix, folders: false, cancellation, after)
                    .ConfigureAwait(false)
            )
            {
                foreach (var listed in page.Objects)
                {
                    last = listed.Key;
                    if (inner.Count > 0 && last.StartsWith(inner[^1], StringComparison.Ordinal))
                    {
                        continue;
                    }

                    if (last.IndexOf('/', prefix.Length) is >= 0 and var slash)
                    {
                        inner.Add(last[..(slash + 1)]);
                    }
                    else
                    {
                        objects.Add(listed);
                    }
                }

                if (page.Objects.Count < PageSize)
                {
                    return (objects, inner);
                }

                if (inner.Count > 0 && last!.StartsWith(inner[^1], StringComparison.Ordinal))
                {
                    break; // no key sorts after this one and is in the folder
                }
            }

            if (last is null)
            {
                return (objects, inner);
            }

            after = inner.Count > 0 ? $"{inner[^1]}\U0010FFFF" : last;
        }
    }

    private void Add(S3Location location, S3Listed listed)
    {
        _files.Add(new S3File(reader, location, listed));
        found(_files.Count);
    }
}
