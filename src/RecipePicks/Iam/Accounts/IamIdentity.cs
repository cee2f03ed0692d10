namespace RecipePicks.Iam.Accounts;

/// <summary>What an IAM identity is.</summary>
public enum IdentityKind
{
    /// <summary>A user.</summary>
    User,

    /// <summary>A group of users.</summary>
    Group,

    /// <summary>A role.</summary>
    Role,
}

/// <summary>A policy as evidence has it.</summary>
/// <param name="Name">Its name; of a version <c>v2</c>.</param>
/// <param name="Json">The document; null when the evidence says only that there is one.</param>
public sealed record PolicyDocument(string Name, string? Json);

/// <summary>A user, a group or a role, as far as the evidence describes it.</summary>
/// <remarks>Source: IAM API Reference, GetAccountAuthorizationDetails.</remarks>
public sealed record IamIdentity
{
    /// <summary>What it is.</summary>
    public required IdentityKind Kind { get; init; }

    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The ARNs that it had before it was renamed, without a path.</summary>
    public IReadOnlyList<string> Former { get; init; } = [];

    /// <summary>Its account.</summary>
    public required string Account { get; init; }

    /// <summary>Its name, without its path.</summary>
    public required string Name { get; init; }

    /// <summary>Its unique id: <c>AIDA…</c>, <c>AROA…</c>; null when the evidence does not tell.</summary>
    public string? Id { get; init; }

    /// <summary>Its inline policies, by name.</summary>
    public IReadOnlyList<PolicyDocument> Inline { get; init; } = [];

    /// <summary>Whether these are all of its inline policies.</summary>
    public bool IsInlineComplete { get; init; } = true;

    /// <summary>The ARNs of its managed policies.</summary>
    public IReadOnlyList<string> Attached { get; init; } = [];

    /// <summary>Whether these are all of its managed policies.</summary>
    public bool IsAttachedComplete { get; init; } = true;

    /// <summary>The names of a user's groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Whether these are all of its groups.</summary>
    public bool AreGroupsComplete { get; init; } = true;

    /// <summary>The ARN of its permissions boundary; null when it has none, or none is known.</summary>
    public string? Boundary { get; init; }

    /// <summary>Whether it is known which boundary it has, or that it has none.</summary>
    public bool IsBoundaryKnown { get; init; } = true;

    /// <summary>A role's trust policy; null when it is not in the evidence.</summary>
    public string? Trust { get; init; }

    /// <summary>The ARNs of a role's instance profiles; null when they are not known.</summary>
    public IReadOnlyList<string>? InstanceProfiles { get; init; }

    /// <summary>How many access keys a user has; null when that is not known.</summary>
    public int? AccessKeys { get; init; }

    /// <summary>Whether a user has a password; null when that is not known.</summary>
    public bool? HasPassword { get; init; }

    /// <summary>How sure this is: exact as a document of the time shows it, inferred when it was replayed.</summary>
    public Certainty Certainty { get; init; }

    /// <summary>Whether it is a role that a service made for itself; nobody changes its policies.</summary>
    public bool IsServiceLinked => Arn.Contains(":role/aws-service-role/", StringComparison.Ordinal);

    /// <summary>Whether it is a role that IAM Identity Center keeps: only a permission set changes its policies and its trust.</summary>
    /// <remarks>Source: IAM User Guide, "UnmodifiableEntity"; IAM Identity Center User Guide, "Referencing permission sets".</remarks>
    public bool IsReserved => Arn.Contains(":role/aws-reserved/", StringComparison.Ordinal);

    /// <summary><c>role/deploy-production</c>.</summary>
    public string Short => $"{Kind.ToString().ToLowerInvariant()}/{Name}";
}

/// <summary>A managed policy.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Default">The version that is in force; null when the evidence does not tell.</param>
/// <param name="Versions">Its versions, as far as they are known.</param>
public sealed record ManagedPolicy(string Arn, string? Default, IReadOnlyList<PolicyDocument> Versions)
{
    /// <summary>The document that is in force; null when the evidence does not hold it.</summary>
    public string? InForce =>
        Default is { } version ? Versions.FirstOrDefault(v => v.Name == version)?.Json
        : Versions.Count == 1 ? Versions[0].Json
        : null;
}

/// <summary>Something that runs with a role: a function, an instance, a project …</summary>
/// <param name="Kind">What it is, as <c>escalation-paths.json</c> names it: <c>function</c>, <c>instance</c>.</param>
/// <param name="Arn">Its ARN.</param>
/// <param name="Role">The ARN of the role that it carries.</param>
/// <param name="Hops">How it comes to that role, from it to the role, each with where the evidence says so.</param>
public sealed record Workload(string Kind, string Arn, string Role, IReadOnlyList<string> Hops)
{
    /// <summary>Other names that it is asked for by: its own, its cluster's.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>A resource with a policy of its own, or without.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Account">Its account; null when the evidence does not tell.</param>
/// <param name="Policy">Its policy; null when it has none, or when it is not known.</param>
/// <param name="IsKnown">Whether the evidence tells which policy it has, or that it has none.</param>
public sealed record ResourcePolicy(string Arn, string? Account, string? Policy, bool IsKnown)
{
    /// <summary>
    /// What its grants or its access control list allow besides, said as a policy; null when the evidence does not tell. A
    /// bucket's list says nothing of its objects, which have their own.
    /// </summary>
    public string? Granted { get; init; }

    /// <summary>Whether nothing but policies allows: the owner of a bucket enforces its ownership, which ends all lists.</summary>
    public bool HasPoliciesAlone { get; init; }

    /// <summary>Whether what access control lists grant to everybody is ignored.</summary>
    public bool IgnoresPublicLists { get; init; }

    /// <summary>The canonical id that Amazon S3 gives its account; null when the evidence does not tell.</summary>
    public string? OwnerId { get; init; }
}
