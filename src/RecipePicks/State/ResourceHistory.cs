namespace RecipePicks.State;

/// <summary>The state of one resource over time, from the calls that changed it and the documents that show it.</summary>
public sealed class ResourceHistory
{
    private readonly IReadOnlyList<StateSpan> _spans;

    internal ResourceHistory(
        StateResource resource,
        IReadOnlyList<StateChange> changes,
        IReadOnlyList<StateSpan> spans,
        IReadOnlyList<StateDocument> documents,
        IReadOnlyList<StateDrift> unexplained
    ) => (Resource, Changes, _spans, Documents, Unexplained) = (resource, changes, spans, documents, unexplained);

    /// <summary>The resource.</summary>
    public StateResource Resource { get; }

    /// <summary>What calls changed, by time, then eventID.</summary>
    public IReadOnlyList<StateChange> Changes { get; }

    /// <summary>The documents that show it, by time; undated ones last.</summary>
    public IReadOnlyList<StateDocument> Documents { get; }

    /// <summary>What documents show that no call explains: a change outside the log, or before its beginning.</summary>
    public IReadOnlyList<StateDrift> Unexplained { get; }

    /// <summary>Every value over time, by path, member and time.</summary>
    public IReadOnlyList<StateSpan> Spans => _spans;

    /// <summary>The values of one path over time; of a set or map, those of each member.</summary>
    /// <param name="path">The path without the noun: <c>createVolumePermission</c>, <c>trust</c>.</param>
    public IReadOnlyList<StateSpan> Of(string path) =>
        [.. _spans.Where(s => string.Equals(s.Path, path, StringComparison.Ordinal))];

    /// <summary>The state at a time: of each path the value that stood then, those of which nothing is known left out.</summary>
    /// <param name="time">UTC.</param>
    public IReadOnlyList<StateSpan> At(DateTime time) =>
        [.. _spans.Where(s => s.Holds(time) && s.Value.Known != StateKnown.Unknown)];
}
