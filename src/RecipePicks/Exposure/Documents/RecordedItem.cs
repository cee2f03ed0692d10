using System.Text.Json;

namespace RecipePicks.Exposure.Documents;

/// <summary>A state of a resource that AWS Config recorded: a configuration item.</summary>
/// <param name="Type">AWS Config's name of the type.</param>
/// <param name="Account">The account; null when nothing tells.</param>
/// <param name="Region">The region, as the item has it.</param>
/// <param name="Id">The resource's id.</param>
/// <remarks>Source: AWS Config Developer Guide, "Components of a Configuration Item".</remarks>
internal sealed record RecordedItem(string Type, string? Account, string? Region, string Id)
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Its ARN.</summary>
    public string? Arn { get; init; }

    /// <summary>When it was captured, UTC.</summary>
    public DateTime? Time { get; init; }

    /// <summary>Whether the item says that the resource was deleted.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>The configuration.</summary>
    public JsonElement Configuration { get; init; }

    /// <summary>The supplementary configuration.</summary>
    public JsonElement More { get; init; }

    /// <summary>The file that it lies in.</summary>
    public string File { get; init; } = "";

    /// <summary>Its record in that file, counted from 1.</summary>
    public long Record { get; init; }
}
