namespace RecipePicks.Iam.Catalog;

/// <summary>What kind of access an action gives.</summary>
/// <remarks>Source: Service Authorization Reference, "Access levels". An action that tags or manages permissions is not called Write as well.</remarks>
public enum AccessLevel
{
    /// <summary>Lists resources.</summary>
    List,

    /// <summary>Reads what is in them.</summary>
    Read,

    /// <summary>Makes, changes or deletes them.</summary>
    Write,

    /// <summary>Changes their tags alone.</summary>
    Tagging,

    /// <summary>Grants or changes permissions.</summary>
    PermissionsManagement,
}

/// <summary>A type of resource of a service.</summary>
/// <param name="Name">Its name in the Service Authorization Reference: <c>bucket</c>.</param>
/// <param name="Arn">The form of its ARNs: <c>arn:${Partition}:s3:::${BucketName}</c>.</param>
public sealed record ResourceType(string Name, string Arn)
{
    /// <summary>The form of its ARNs as a pattern: every <c>${…}</c> is a <c>*</c>.</summary>
    public string ArnPattern { get; } =
        string.Join('*', Arn.Split("${").Select((p, i) => i == 0 ? p : p[(p.IndexOf('}') + 1)..]));
}

/// <summary>A condition key that a service knows.</summary>
/// <param name="Name">Its name: <c>s3:prefix</c>, <c>aws:ResourceTag/${TagKey}</c>.</param>
/// <param name="Type">The type of its values: <c>String</c>, <c>ArrayOfString</c> …; empty when the service does not say.</param>
public sealed record ConditionKey(string Name, string Type)
{
    /// <summary>Whether it may have several values.</summary>
    public bool IsMultivalued => Type.StartsWith("ArrayOf", StringComparison.Ordinal);
}

/// <summary>An action of an AWS service.</summary>
/// <param name="Service">The service's prefix: <c>s3</c>.</param>
/// <param name="Name">Its name: <c>GetObject</c>.</param>
/// <param name="Level">What kind of access it gives.</param>
/// <param name="Resources">The types of resource that it may name; empty when it names none, so that only <c>*</c> grants it.</param>
/// <param name="Required">Those of them that it always names.</param>
/// <param name="ConditionKeys">The condition keys that its requests may have beside the global ones.</param>
public sealed record KnownAction(
    string Service,
    string Name,
    AccessLevel Level,
    IReadOnlyList<ResourceType> Resources,
    IReadOnlyList<ResourceType> Required,
    IReadOnlyList<ConditionKey> ConditionKeys
)
{
    /// <summary><c>s3:GetObject</c></summary>
    public string FullName { get; } = $"{Service}:{Name}";

    /// <inheritdoc/>
    public override string ToString() => FullName;
}

/// <summary>A service, and all that the Service Authorization Reference says of it.</summary>
/// <param name="Prefix"><c>s3</c></param>
/// <param name="Name"><c>Amazon S3</c></param>
/// <param name="Actions">Its actions, by name.</param>
/// <param name="ResourceTypes">Its types of resource.</param>
public sealed record KnownService(
    string Prefix,
    string Name,
    IReadOnlyList<KnownAction> Actions,
    IReadOnlyList<ResourceType> ResourceTypes
);
