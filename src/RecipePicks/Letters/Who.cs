namespace RecipePicks.Letters;

/// <summary><c>userIdentity</c> in people's words.</summary>
/// <remarks>Source: AWS CloudTrail User Guide, "CloudTrail userIdentity element".</remarks>
internal static class Who
{
    /// <summary>Says who called.</summary>
    /// <param name="type">userIdentity.type, or null.</param>
    /// <param name="arn">userIdentity.arn, or null.</param>
    /// <param name="principalId">userIdentity.principalId, or null.</param>
    /// <param name="account">userIdentity.accountId, or null.</param>
    /// <param name="userName">userIdentity.userName, or null.</param>
    /// <param name="invokedBy">The service that called on its behalf, or null.</param>
    public static string Is(
        string? type,
        string? arn,
        string? principalId = null,
        string? account = null,
        string? userName = null,
        string? invokedBy = null
    )
    {
        var read = Arn.TryParse(arn);
        var owner = Account(account ?? read?.Account);
        var of = owner is null ? "" : $" of account {owner}";
        var name = userName ?? read?.ResourceName ?? principalId ?? "without a name";
        return type switch
        {
            "Root" => $"the root user{of}",
            "IAMUser" => $"IAM user {name}{of}",
            "AssumedRole" or "Role" when read is { ResourceType: "assumed-role" } => $"{Session(read)}{of}",
            "AssumedRole" or "Role" => $"role {name}{of}",
            "FederatedUser" => $"federated user {name}{of}",
            "SAMLUser" => $"SAML user {name}{of}",
            "WebIdentityUser" => $"web identity user {name}{of}",
            "IdentityCenterUser" => $"IAM Identity Center user {name}{of}",
            "Directory" => $"directory user {name}{of}",
            "AWSService" => $"AWS service {invokedBy ?? name}",
            "AWSAccount" when IsAnonymous(principalId) || IsAnonymous(account) => "an anonymous caller",
            "AWSAccount" =>
                $"principal {principalId ?? "unknown"} of another account{(owner is null ? "" : $", {owner}")}",
            _ when IsAnonymous(principalId) => "an anonymous caller",
            null or "" when arn is null && principalId is null && invokedBy is null =>
                "nobody named (userIdentity is empty)",
            _ when read is { ResourceType: "assumed-role" } => $"{Session(read)}{of}",
            null or "" or "Unknown" => $"{name}{of} (its type is unknown)",
            _ => $"{type} {name}{of}",
        };
    }

    /// <summary>What an identity is called in a list: a user's or role's name with its session, else as it stands.</summary>
    /// <param name="identity">An ARN, a unique id or a service; null for nobody.</param>
    public static string Short(string? identity) =>
        Arn.TryParse(identity) switch
        {
            null when string.IsNullOrEmpty(identity) => "nobody named",
            null => IsAnonymous(identity) ? "an anonymous caller" : identity,
            { Resource: "root" } root => $"root of {root.Account}",
            { ResourceType: "assumed-role" or "federated-user" } session => session.ResourceId,
            var other => other.ResourceName,
        };

    /// <summary>An account to show: never the number that a spreadsheet made of one.</summary>
    public static string? Account(string? account) =>
        account is null or "" || LeadForm.IsMangledAccount(account) || IsAnonymous(account) ? null : account;

    /// <summary>An account in a table: what is none says so.</summary>
    public static string? AccountCell(string? account) =>
        account is null or "" ? null : Account(account) ?? $"{account} (not an account)";

    /// <summary>The instance whose credentials a session uses; null for other sessions.</summary>
    /// <param name="identity">An ARN.</param>
    public static string? Instance(string? identity) =>
        Arn.TryParse(identity) is { ResourceType: "assumed-role" } arn && LeadForm.IsInstance(arn.ResourceName)
            ? arn.ResourceName
            : null;

    private static string Session(Arn arn) => $"session {arn.ResourceName} of role {RoleOf(arn)}";

    private static string RoleOf(Arn arn) => arn.ResourceId.Split('/')[0];

    private static bool IsAnonymous(string? text) =>
        text is not null && text.Contains("anonymous", StringComparison.OrdinalIgnoreCase);
}
