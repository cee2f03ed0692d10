namespace RecipePicks.Cases.Alerts;

/// <summary>The findings that the program knows: <c>alerts.json</c>.</summary>
/// <param name="Source">Where it is from.</param>
/// <param name="Products">Whose findings, in the order in which they are tried.</param>
internal sealed record FindingFile(string Source, IReadOnlyList<FindingProduct> Products);

/// <summary>Where a product's findings say what; all paths are as <see cref="Sources.JsonPath"/> takes them, in any case.</summary>
internal sealed record FindingProduct
{
    /// <summary>The product.</summary>
    public required string Name { get; init; }

    /// <summary>Members that all its findings have.</summary>
    public required IReadOnlyList<string> Marks { get; init; }

    /// <summary>The finding's id.</summary>
    public required string Id { get; init; }

    /// <summary>What was found; the first that is there counts, as for those below.</summary>
    public required IReadOnlyList<string> Type { get; init; }

    /// <summary>How grave it is.</summary>
    public required IReadOnlyList<string> Severity { get; init; }

    /// <summary>When it was seen first.</summary>
    public required IReadOnlyList<string> First { get; init; }

    /// <summary>When it was seen last.</summary>
    public required IReadOnlyList<string> Last { get; init; }

    /// <summary>Who called: the first that names somebody counts, since whose a key is the log tells.</summary>
    public required IReadOnlyList<string> Who { get; init; }

    /// <summary>The resources; all count.</summary>
    public required IReadOnlyList<string> What { get; init; }

    /// <summary>The addresses; all count.</summary>
    public required IReadOnlyList<string> Whence { get; init; }
}
