namespace RecipePicks.Letters;

/// <summary>The events that name what the leads name.</summary>
/// <param name="Events">Each once, by time, then eventID; those made by a resource itself among them.</param>
/// <param name="Total">How many events hold the text, when that is more than could be read one by one.</param>
/// <param name="OnlyInside">How many of those read hold it only inside another, longer name; they are not among the events.</param>
internal sealed record NamedEvents(IReadOnlyList<NamedEvent> Events, long Total, int OnlyInside)
{
    /// <summary>No event.</summary>
    public static NamedEvents None { get; } = new([], 0, 0);

    /// <summary>Whether there are more than were read.</summary>
    public bool IsCapped => Total > Events.Count(e => e.Role is not null) + OnlyInside;
}
