namespace RecipePicks.Tactics;

/// <summary>One entry of <c>calls.json</c>: a call, and the technique that it is.</summary>
internal sealed record CallRule
{
    /// <summary>The service: the first part of eventSource; <c>*</c> for any.</summary>
    public required string Source { get; init; }

    /// <summary>eventName without the API's date, or its beginning and a <c>*</c>.</summary>
    public required string Call { get; init; }

    /// <summary>What requestParameters must hold; null when that does not matter.</summary>
    public string? Request { get; init; }

    /// <summary>Whether only a call that failed is meant.</summary>
    public bool Failed { get; init; }

    /// <summary>The technique's id.</summary>
    public required string Technique { get; init; }

    /// <summary>The tactic's name.</summary>
    public required string Tactic { get; init; }

    /// <summary>An eventName, as CloudTrail writes it, that this entry is about.</summary>
    public required string Sample { get; init; }

    /// <summary>Whether it stands for a family of calls.</summary>
    public bool IsFamily => Call.EndsWith('*');

    /// <summary>Whether more than the name decides.</summary>
    public bool IsConditional => Failed || Request is not null;

    /// <summary>Whether a call of this name meets the conditions.</summary>
    public bool Holds(bool failed, string? request) =>
        (!Failed || failed) && (Request is null || request?.Contains(Request, StringComparison.Ordinal) == true);
}
