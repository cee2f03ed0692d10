namespace RecipePicks;

/// <summary>An Amazon Resource Name, <c>arn:partition:service:region:account:resource</c>, in its parts.</summary>
/// <remarks>Source: AWS General Reference, "Amazon Resource Names (ARNs)". The resource keeps its own colons and slashes.</remarks>
/// <param name="Partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c> …</param>
/// <param name="Service"><c>iam</c>, <c>ec2</c> …</param>
/// <param name="Region">May be empty.</param>
/// <param name="Account">Twelve digits, or empty.</param>
/// <param name="Resource">All after the fifth colon.</param>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    /// <summary>Reads an ARN.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The ARN, or null when the text is none.</returns>
    public static Arn? TryParse(string? text)
    {
        if (text is null || !text.StartsWith("arn:", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text.Split(':', 6);
        return parts.Length == 6 && parts[1].Length > 0 && parts[2].Length > 0 && parts[5].Length > 0
            ? new Arn(parts[1], parts[2], parts[3], parts[4], parts[5])
            : null;
    }

    /// <summary>Whether a text is an account's id: twelve digits.</summary>
    /// <param name="text">The text.</param>
    public static bool IsAccount(string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit);

    /// <summary>What the resource is: <c>user</c>, <c>role</c>, <c>assumed-role</c>, <c>instance</c> …; empty for a bare name.</summary>
    public string ResourceType => Resource.IndexOfAny(['/', ':']) is >= 0 and var i ? Resource[..i] : "";

    /// <summary>The resource without its type, path included.</summary>
    public string ResourceId => Resource.IndexOfAny(['/', ':']) is >= 0 and var i ? Resource[(i + 1)..] : Resource;

    /// <summary>The last part of the resource: a user's, role's or session's name.</summary>
    public string ResourceName => Resource[(Resource.LastIndexOfAny(['/', ':']) + 1)..];

    /// <inheritdoc/>
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
