namespace RecipePicks.Sources.Trails;

/// <summary>How a folder is to be listed.</summary>
internal enum TrailListing
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Its folders, to go on in some of them.</summary>
    Folders,

    /// <summary>Everything below it.</summary>
    Everything,
}

/// <summary>A folder to be listed.</summary>
/// <param name="Prefix">The folder; ends with a slash, or is empty for the bucket as a whole.</param>
/// <param name="Place">Where in the layout.</param>
/// <param name="Search">How many folders deeper the layout is looked for, outside of it.</param>
internal sealed record TrailFolder(string Prefix, TrailPrefix Place, int Search);

/// <summary>
/// Decides which prefixes of a bucket are listed, and which keys are taken: those that may hold events of the wanted accounts,
/// regions and times. Only folders that are there are gone into; none is guessed.
/// </summary>
/// <param name="scope">What is wanted.</param>
internal sealed class TrailPlan(TrailScope scope)
{
    /// <summary>How deep below the given prefix the layout is looked for; below that everything is listed.</summary>
    private const int Deepest = 3;

    /// <summary>The folder to begin with.</summary>
    /// <param name="prefix">What was asked for.</param>
    public static TrailFolder Begin(string prefix) =>
        new(prefix, TrailPrefix.Of(prefix), IsNamed(prefix) ? 0 : Deepest);

    /// <summary>How a folder is listed.</summary>
    public TrailListing Listing(TrailFolder folder) =>
        !Admits(folder.Place) ? TrailListing.None
        : IsFree(folder) ? TrailListing.Everything
        : TrailListing.Folders;

    /// <summary>A folder in a folder.</summary>
    /// <param name="folder">The outer.</param>
    /// <param name="prefix">The inner: the outer's prefix, a name and a slash.</param>
    /// <returns>Null when it is passed over.</returns>
    public static TrailFolder? Into(TrailFolder folder, string prefix)
    {
        var name = prefix[folder.Prefix.Length..].TrimEnd('/');
        return folder.Place.Into(name) is { } place
            ? new(prefix, place, folder.Search)
            : folder.Place.Level switch
            {
                // Another service of the account.
                TrailLevel.Account => null,
                TrailLevel.Outside => new(prefix, TrailPrefix.Outside, folder.Search - 1),
                _ => new(prefix, TrailPrefix.Outside, 0),
            };
    }

    /// <summary>Whether an object is taken.</summary>
    /// <param name="key">Its key.</param>
    public bool Takes(string key)
    {
        if (key.EndsWith('/'))
        {
            return false; // what a console makes for a folder
        }

        var file = DeliveryFile.Of(key);
        var place = TrailPrefix.Of(key);
        if (place.Level == TrailLevel.Day)
        {
            return Admits(place) && scope.TakesFile(place.First, file?.Time);
        }

        return Admits(place)
            && (
                file is null
                || (
                    scope.TakesAccount(file.Account)
                    && scope.TakesRegion(file.Region)
                    && scope.TakesFile(file.Time.Date, file.Time)
                )
            );
    }

    private bool Admits(TrailPrefix place) =>
        (place.Account is not { } account || scope.TakesAccount(account))
        && (place.Region is not { } region || scope.TakesRegion(region))
        && (place.Level < TrailLevel.Year || scope.TakesDays(place.First, place.Next));

    private bool IsFree(TrailFolder folder) =>
        folder.Place.Level switch
        {
            TrailLevel.Outside => folder.Search <= 0,
            TrailLevel.CloudTrail => scope.IsTimeless && scope.Regions.Count == 0,
            TrailLevel.Region or TrailLevel.Year or TrailLevel.Month => scope.IsTimeless,
            TrailLevel.Day => true,
            _ => false,
        };

    /// <summary>Whether the prefix itself names a folder below <c>AWSLogs/</c> that is not CloudTrail's: its files are what was asked for.</summary>
    private static bool IsNamed(string prefix) =>
        TrailPrefix.Of(prefix).Level == TrailLevel.Outside
        && prefix.Split('/').SkipLast(1).Contains("AWSLogs", StringComparer.Ordinal);
}
