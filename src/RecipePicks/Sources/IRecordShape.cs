using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>A record taken out of what it travelled in.</summary>
/// <param name="Json">The record as CloudTrail would write it, in UTF-8.</param>
/// <param name="Verbatim">The record as it came, when that differs; <c>picks show</c> prints this.</param>
/// <param name="Problem">Why there is no record after all; null when there is one.</param>
internal sealed record FoundRecord(byte[] Json, byte[]? Verbatim = null, string? Problem = null);

/// <summary>A shape of JSON in which CloudTrail records travel, or that lies beside them and is no CloudTrail record.</summary>
internal interface IRecordShape
{
    /// <summary>What people call it: "a LookupEvents result", "an AWS Config item".</summary>
    string Name { get; }

    /// <summary>Whether an object has this shape.</summary>
    /// <param name="value">An object that is no CloudTrail record itself.</param>
    /// <returns>True when it has.</returns>
    bool Matches(JsonElement value);

    /// <summary>The CloudTrail records inside.</summary>
    /// <param name="value">An object of this shape.</param>
    /// <returns>The records; none for a shape that carries none.</returns>
    IEnumerable<FoundRecord> Records(JsonElement value) => [];
}

/// <summary>A shape that is told by its members and carries no CloudTrail records.</summary>
/// <param name="name">What people call it.</param>
/// <param name="members">Members that are all there.</param>
internal sealed class ForeignShape(string name, params string[] members) : IRecordShape
{
    public string Name => name;

    public bool Matches(JsonElement value) => members.All(m => value.TryGetProperty(m, out _));
}
