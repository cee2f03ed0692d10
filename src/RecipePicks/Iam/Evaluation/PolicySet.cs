namespace RecipePicks.Iam.Evaluation;

/// <summary>All policies that bear on a request. What is not set does not exist; what the evidence lacks is <see cref="PolicyLayer.Missing"/>.</summary>
public sealed record PolicySet
{
    /// <summary>No policy at all.</summary>
    public static PolicySet Empty { get; } = new();

    /// <summary>Those of the caller: inline, attached, and through groups.</summary>
    public PolicyLayer Identity { get; init; } = PolicyLayer.None;

    /// <summary>The caller's permissions boundary; null when it has none.</summary>
    public PolicyLayer? Boundary { get; init; }

    /// <summary>Those passed when the session was made; null when none was, which does not limit.</summary>
    public PolicyLayer? Session { get; init; }

    /// <summary>The resource's own policy; null when it has none.</summary>
    public PolicyLayer? Resource { get; init; }

    /// <summary>
    /// The service control policies that hold the caller's account, a layer for the root, each organizational unit and the
    /// account: every one must allow. Empty when none are in force.
    /// </summary>
    public IReadOnlyList<PolicyLayer> ServiceControl { get; init; } = [];

    /// <summary>The resource control policies that hold the resource's account, as for <see cref="ServiceControl"/>.</summary>
    public IReadOnlyList<PolicyLayer> ResourceControl { get; init; } = [];

    /// <summary>The policy of the VPC endpoint that the request comes through; null when it comes through none.</summary>
    public PolicyLayer? VpcEndpoint { get; init; }

    /// <summary>The organization's management account, which no control policy holds; null when there is none, or it is not asked about.</summary>
    public string? ManagementAccount { get; init; }
}
