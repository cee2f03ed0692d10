namespace RecipePicks.Iam.Policies;

/// <summary>What a policy is attached to, which decides how it counts.</summary>
/// <remarks>Source: IAM User Guide, "Policies and permissions in AWS IAM", "Policy types".</remarks>
public enum PolicyKind
{
    /// <summary>Of a user, a group or a role: managed or inline.</summary>
    Identity,

    /// <summary>A permissions boundary of a user or a role.</summary>
    Boundary,

    /// <summary>Passed when a session was made.</summary>
    Session,

    /// <summary>Of a resource: a bucket, a key, a role (its trust policy) …</summary>
    Resource,

    /// <summary>A service control policy of an organization.</summary>
    ServiceControl,

    /// <summary>A resource control policy of an organization.</summary>
    ResourceControl,

    /// <summary>Of the VPC endpoint that the request comes through.</summary>
    VpcEndpoint,
}

/// <summary>The words for kinds of policy.</summary>
public static class PolicyKinds
{
    /// <summary>The kind in a sentence: <c>identity policy</c>, <c>permissions boundary</c> …</summary>
    /// <param name="kind">The kind.</param>
    public static string Words(this PolicyKind kind) =>
        kind switch
        {
            PolicyKind.Identity => "identity policy",
            PolicyKind.Boundary => "permissions boundary",
            PolicyKind.Session => "session policy",
            PolicyKind.Resource => "resource policy",
            PolicyKind.ServiceControl => "service control policy",
            PolicyKind.ResourceControl => "resource control policy",
            _ => "VPC endpoint policy",
        };
}
