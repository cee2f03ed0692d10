using System.Text.Json;

namespace RecipePicks.Exposure.Documents;

/// <summary>A resource that documents tell of.</summary>
/// <param name="Type">AWS Config's name of its type, or one of the same form.</param>
/// <param name="Name">The name that calls take.</param>
/// <param name="Account">Its account; null when nothing tells.</param>
/// <param name="Region">Its region; null for what has none, and when nothing tells.</param>
internal sealed record Thing(string Type, string Name, string? Account, string? Region)
{
    /// <summary>What else it is called: its ARN.</summary>
    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>All that it is called.</summary>
    public IEnumerable<string> Names => OtherNames.Prepend(Name);
}

/// <summary>One way in which a thing is open, or is not.</summary>
/// <param name="Check">The number of the check.</param>
/// <param name="Thing">The thing.</param>
/// <param name="What">By what: <c>bucket policy</c>.</param>
/// <param name="Grant">Who gets in by it.</param>
/// <param name="By">The answer, or the recorded state, that tells so; null when none does.</param>
internal sealed record Opening(int Check, Thing Thing, string What, Grant Grant, Document? By)
{
    /// <summary>When AWS said so, UTC; null when nothing tells.</summary>
    public DateTime? Asked => By?.Time;

    /// <summary>What another document says of the same, which is not the latest; null when all agree.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What says so, and what says otherwise.</summary>
    public string Why => Otherwise is null ? Grant.Why : $"{Grant.Why}; {Otherwise}";

    /// <summary>Whether it was known once, and what was recorded since then cannot be read.</summary>
    public bool IsLastKnown { get; init; }

    /// <summary>Which value of the thing it is, where one check judges several; null for the first.</summary>
    public string? Aspect { get; init; }

    /// <summary>Whether the setting that opens stands, whatever keeps others out besides.</summary>
    public bool IsSet { get; init; }

    /// <summary>What it is open through; null when it is open by itself.</summary>
    public string? Link { get; init; }
}

/// <summary>What a check has to know besides the value that it judges.</summary>
/// <param name="Estate">All documents.</param>
/// <param name="Thing">The thing.</param>
/// <param name="Item">The document, or the item of its list, that tells of the thing.</param>
internal sealed record Case(Estate Estate, Thing Thing, JsonElement Item)
{
    /// <summary>Whose the thing is.</summary>
    public ExposureContext About => new(Thing.Account);
}
