namespace RecipePicks.Store;

/// <summary>A trail, as far as the calls before say what it records.</summary>
internal sealed class Trail
{
    /// <summary>When it was made, UTC; null when it was there before the log.</summary>
    public DateTime? Made { get; private set; }

    /// <summary>Whether the log has the call that made it.</summary>
    public bool IsMade => Made is not null;

    /// <summary>Whether it records all regions; null when the log does not say.</summary>
    public bool? IsMultiRegion { get; private set; }

    /// <summary>Whether it recorded all regions at any time; null when the log does not say.</summary>
    public bool? WasMultiRegion { get; private set; }

    /// <summary>Whether the log says that it covered an organization.</summary>
    public bool WasOrganization { get; private set; }

    /// <summary>Where it delivers to, when the log says.</summary>
    public string? Bucket { get; set; }

    /// <summary>The widest that it recorded; null when the log does not say.</summary>
    public TrailSelectors? Selectors { get; set; }

    /// <summary>Is made.</summary>
    public void Begin(TrailCall call)
    {
        (Made, IsMultiRegion, WasMultiRegion, Selectors) = (call.Time, false, false, TrailSelectors.Default);
        Take(call);
    }

    /// <summary>Is made after another was deleted, by whose reach it is measured.</summary>
    public void Follow(TrailCall call, Trail old)
    {
        (Made, IsMultiRegion, Selectors) = (old.Made, false, old.Selectors);
        (WasMultiRegion, WasOrganization) = (old.WasMultiRegion, old.WasOrganization);
        Take(call);
    }

    /// <summary>Takes what a call says of its reach.</summary>
    public void Take(TrailCall call)
    {
        IsMultiRegion = call.Flag("isMultiRegionTrail") ?? IsMultiRegion;
        WasMultiRegion = IsMultiRegion == true ? true : WasMultiRegion;
        WasOrganization |= call.Flag("isOrganizationTrail") == true;
    }
}
