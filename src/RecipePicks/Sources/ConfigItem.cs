namespace RecipePicks.Sources;

/// <summary>A recorded state of one resource: an AWS Config item, or a resource out of the AWS CLI's output.</summary>
internal sealed record ConfigItem
{
    /// <summary><c>config</c>, or the kind of document of the knowledge: <c>SecurityGroups</c>.</summary>
    public required string Form { get; init; }

    /// <summary>AWS Config's name of the type.</summary>
    public required string Type { get; init; }

    /// <summary>The resource's id.</summary>
    public string? Id { get; init; }

    /// <summary>The name that calls take.</summary>
    public string? Name { get; init; }

    /// <summary>Its ARN.</summary>
    public string? Arn { get; init; }

    /// <summary>Its account.</summary>
    public string? Account { get; init; }

    /// <summary>Its region.</summary>
    public string? Region { get; init; }

    /// <summary>When it was recorded, ISO 8601 UTC; null when the document does not say.</summary>
    public string? CaptureTime { get; init; }

    /// <summary>AWS Config's status: <c>OK</c>, <c>ResourceDeleted</c> …</summary>
    public string? Status { get; init; }

    /// <summary>The configuration, JSON text.</summary>
    public string? Configuration { get; init; }

    /// <summary>The supplementary configuration, JSON text.</summary>
    public string? Supplementary { get; init; }

    /// <summary>The relationships, JSON text.</summary>
    public string? Relationships { get; init; }

    /// <summary>The tags, JSON text.</summary>
    public string? Tags { get; init; }

    /// <summary>Characters in its JSON.</summary>
    public int Size =>
        (Configuration?.Length ?? 0)
        + (Supplementary?.Length ?? 0)
        + (Relationships?.Length ?? 0)
        + (Tags?.Length ?? 0);
}

/// <summary>Takes what a state document holds.</summary>
internal interface IConfigItemSink
{
    /// <summary>A recorded state.</summary>
    void Item(ConfigItem item);

    /// <summary>JSON of another kind.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="known">Whether its shape is a known one.</param>
    void Other(string kind, bool known);

    /// <summary>Takes note of a piece that tells of another file: when it was made, and what of.</summary>
    void Beside();
}
