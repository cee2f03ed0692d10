namespace RecipePicks.Store;

/// <summary>The times of one event or of a segment's.</summary>
/// <param name="First">The first, seconds since 1970; null when none has a time.</param>
/// <param name="Last">The last.</param>
/// <param name="HasTimeless">Whether there is an event without a time.</param>
internal readonly record struct Covered(long? First, long? Last, bool HasTimeless)
{
    /// <summary>What one event covers.</summary>
    /// <param name="time">Its time; null when it has none.</param>
    public static Covered By(long? time) => new(time, time, time is null);

    /// <summary>What a segment covers.</summary>
    public static Covered By(SegmentPage page) => new(page.FirstTime, page.LastTime, page.HasTimeless);

    /// <summary>Whether an event of the one may have the time of an event of the other.</summary>
    public bool Overlaps(Covered other) =>
        (First <= other.Last && other.First <= Last) || (HasTimeless && other.HasTimeless);
}
