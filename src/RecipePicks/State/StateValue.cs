using System.Text.Json;

namespace RecipePicks.State;

/// <summary>What is known of a value at a time.</summary>
public enum StateKnown
{
    /// <summary>Nothing: no call and no document of the evidence says it.</summary>
    Unknown,

    /// <summary>That there is none: no such member, no such policy, no such resource.</summary>
    Absent,

    /// <summary>That there is one; what it is, the evidence does not hold.</summary>
    Present,

    /// <summary>That a call changed it; CloudTrail leaves such values (passwords, code, user data) out.</summary>
    NotLogged,

    /// <summary>The value itself.</summary>
    Value,
}

/// <summary>A value of a resource's state, or how much of it is known.</summary>
/// <param name="Known">How much.</param>
/// <param name="Json">The value as JSON text; null unless it is known.</param>
public readonly record struct StateValue(StateKnown Known, string? Json)
{
    /// <summary>Nothing is known.</summary>
    public static StateValue Unknown => default;

    /// <summary>There is none.</summary>
    public static StateValue Absent => new(StateKnown.Absent, null);

    /// <summary>There is one.</summary>
    public static StateValue Present => new(StateKnown.Present, null);

    /// <summary>It was changed to what the log does not hold.</summary>
    public static StateValue NotLogged => new(StateKnown.NotLogged, null);

    /// <summary>A value.</summary>
    /// <param name="json">JSON text.</param>
    public static StateValue Of(string json) => new(StateKnown.Value, json);

    /// <summary>A value that is text.</summary>
    /// <param name="text">The text.</param>
    public static StateValue Text(string text) => new(StateKnown.Value, StateJson.Quote(text));

    /// <summary>Whether something is there.</summary>
    public bool IsThere => Known is StateKnown.Present or StateKnown.NotLogged or StateKnown.Value;

    /// <summary>The value as people write it: text without quotes, other JSON as it is; null when it is not known.</summary>
    public string? Plain =>
        Json is ['"', ..] ? JsonSerializer.Deserialize(Json, StateJsonContext.Default.String) : Json;
}
