namespace RecipePicks.Lineage;

/// <summary>What began or ended with a call: a key, a policy's statement, an instance.</summary>
/// <param name="Id">What: an id of a node, or one with <c>#</c> and what of it; <c>#*</c> is all of it, <c>#trust*</c> all of a role's trust.</param>
/// <param name="Begins">Whether it began; else it ended.</param>
/// <param name="To">The node that it belongs to.</param>
/// <param name="Actor">Who called.</param>
/// <param name="Known">The entry of the knowledge.</param>
/// <param name="Text">The call.</param>
/// <param name="Index">Which of the call's things it is.</param>
internal sealed record ThingEvent(
    string Id,
    bool Begins,
    string To,
    string Actor,
    KnownCall Known,
    CallText Text,
    int Index
)
{
    /// <summary>What holds it and takes it along when it goes: a policy's role, a rule's group, a key's user; null when nothing does.</summary>
    public string? Holder { get; init; }

    /// <summary>A policy that refuses everything to sessions issued before this time, UTC; null of all else.</summary>
    public DateTime? Revokes { get; init; }

    /// <summary>The call.</summary>
    public LineageCall Call => Text.Call;
}

/// <summary>Older sessions of a role or user were refused everything.</summary>
/// <param name="Principal">The role or user.</param>
/// <param name="Before">Sessions issued before are refused, UTC.</param>
/// <param name="Call">The call.</param>
/// <param name="Actor">Who called.</param>
internal sealed record Revocation(string Principal, DateTime Before, LineageCall Call, string Actor);
