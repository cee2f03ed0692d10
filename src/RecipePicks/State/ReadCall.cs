namespace RecipePicks.State;

/// <summary>A call of which all that replay needs is read, so that its texts need not be kept.</summary>
/// <param name="EventId">Its eventID.</param>
/// <param name="SharedEventId">The id that the records of one call in several accounts share.</param>
/// <param name="HasResponse">Whether it was logged with its response.</param>
/// <param name="Evidence">What it says of resources.</param>
internal sealed record ReadCall(
    string EventId,
    string? SharedEventId,
    bool HasResponse,
    IReadOnlyList<StateEvidence> Evidence
)
{
    /// <summary>Reads a call.</summary>
    public static ReadCall Of(StateKnowledge knowledge, StateCall call) =>
        new(call.EventId, call.SharedEventId, call.Response is not null, StateEvidence.Of(knowledge, call));
}
