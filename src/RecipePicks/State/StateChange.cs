namespace RecipePicks.State;

/// <summary>One value that a call changed.</summary>
/// <param name="Resource">Whose.</param>
/// <param name="Path">Which: <c>trust</c>, <c>attached</c>; empty for whether the resource exists.</param>
/// <param name="Member">The member of a set or map that it is: an account, a policy's name; <c>*</c> for all that no call names; null for a single value.</param>
/// <param name="Before">What it was.</param>
/// <param name="After">What it became.</param>
/// <param name="Certainty">How surely both ends of the change are known, as far as they are.</param>
/// <param name="Kind">What the call does to it: <c>set</c>, <c>setadd</c>, <c>replace</c> … as in the knowledge.</param>
/// <param name="Call">The call.</param>
public sealed record StateChange(
    StateResource Resource,
    string Path,
    string? Member,
    StateValue Before,
    StateValue After,
    Certainty Certainty,
    string Kind,
    StateCall Call
)
{
    /// <summary>The call's place among those on the resource in the same second, as far as their success tells it.</summary>
    public int Turn { get; init; }

    /// <summary>Whether the call only asked for it: the service applies it later, and the log does not tell when.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The path with the resource's noun and the member: <c>role.attached[arn:…]</c>.</summary>
    public string FullPath => StatePath.Full(Resource, Path, Member);
}

/// <summary>A stretch of time in which a value stayed the same.</summary>
/// <param name="Path">Which value: <c>createVolumePermission</c>.</param>
/// <param name="Member">The member that it is; null for a single value.</param>
/// <param name="From">Since when, UTC; null when it was so before the first call that the evidence has.</param>
/// <param name="To">Until when, UTC; null when nothing changed it any more.</param>
/// <param name="Value">The value.</param>
/// <param name="Certainty">
/// Exact when a call or a dated document says it; inferred when only an undated document does; ambiguous when another call of the
/// same second says something else.
/// </param>
/// <param name="Since">The call that began it; null when none did.</param>
/// <param name="Until">The call that ended it; null when none did.</param>
/// <param name="Document">The document that says it; null when a call does.</param>
public sealed record StateSpan(
    string Path,
    string? Member,
    DateTime? From,
    DateTime? To,
    StateValue Value,
    Certainty Certainty,
    StateCall? Since,
    StateCall? Until,
    StateDocument? Document
)
{
    /// <summary>Whether the value stood at a time.</summary>
    /// <param name="time">UTC.</param>
    public bool Holds(DateTime time) => (From is null || From <= time) && (To is null || time < To);
}

/// <summary>How paths are written out.</summary>
internal static class StatePath
{
    /// <summary>A member that stands for all those which no call names.</summary>
    public const string Others = "*";

    /// <summary>The path of whether the resource exists.</summary>
    public const string Existence = "";

    /// <summary><c>role.attached[arn:…]</c>; the noun alone for the resource itself.</summary>
    public static string Full(StateResource resource, string path, string? member) =>
        (path.Length == 0 ? resource.Noun : $"{resource.Noun}.{path}") + (member is null ? "" : $"[{member}]");
}
