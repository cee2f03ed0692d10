using RecipePicks.State;

namespace RecipePicks.Letters;

/// <summary>The state of a resource at a time, value by value.</summary>
/// <param name="history">Its history.</param>
/// <param name="time">UTC.</param>
internal sealed class StateAt(ResourceHistory history, DateTime time)
{
    private readonly IReadOnlyList<StateSpan> _spans = history.At(time);

    /// <summary>The history.</summary>
    public ResourceHistory History => history;

    /// <summary>AWS Config's name of its type.</summary>
    public string Type => history.Resource.Type;

    /// <summary>Whether it is not known to be gone, or not yet made.</summary>
    public bool Exists => One("") is not { Value.Known: StateKnown.Absent };

    /// <summary>Whether anything is known of it at all.</summary>
    public bool Knows => _spans.Count > 0;

    /// <summary>How sure the least sure of its values is.</summary>
    public Certainty Certainty => _spans.Count == 0 ? Certainty.Inferred : _spans.Max(s => s.Certainty);

    /// <summary>The value at a path; null when nothing is known.</summary>
    public StateSpan? One(string path) => _spans.FirstOrDefault(s => s.Path == path && s.Member is null);

    /// <summary>A member of a path; null when nothing is known of it by its name.</summary>
    public StateSpan? One(string path, string member) =>
        _spans.FirstOrDefault(s => s.Path == path && s.Member == member);

    /// <summary>The members that are there.</summary>
    public IReadOnlyList<StateSpan> Members(string path) =>
        [.. _spans.Where(s => s.Path == path && s.Member is not (null or "*") && s.Value.IsThere)];

    /// <summary>Whether there are no members but those that are known.</summary>
    public bool IsWhole(string path) =>
        _spans.Any(s => s is { Member: "*", Value.Known: StateKnown.Absent } && s.Path == path);

    /// <summary>Whether a document of some form shows it.</summary>
    public bool IsShownBy(params ReadOnlySpan<string> forms)
    {
        foreach (var form in forms)
        {
            if (history.Documents.Any(d => d.Form == form))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether nothing ever tells of a path: no call changed it and no document shows it.</summary>
    public bool IsSilentOn(string path) => history.Of(path).Count == 0;
}
