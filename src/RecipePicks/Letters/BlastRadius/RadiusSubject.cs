using RecipePicks.Iam.Accounts;

namespace RecipePicks.Letters;

/// <summary>An identity whose rights are asked about.</summary>
/// <param name="Principal">The ARN of the user, role or root.</param>
/// <param name="Uses">What it did, as far as the leads' credentials did it.</param>
/// <param name="Hops">How a resource comes to it, from the resource to the role, each with its evidence; none for a caller.</param>
/// <param name="Citations">The events and documents that show those hops.</param>
internal sealed record RadiusSubject(
    string Principal,
    IReadOnlyList<ActionUse> Uses,
    IReadOnlyList<string> Hops,
    IReadOnlyList<EvidenceRef> Citations
)
{
    /// <summary>When a resource was last seen to be given the role, UTC; null when no call tells, and for a caller.</summary>
    public DateTime? Given { get; init; }

    /// <summary>The last call that did what it asked for, UTC; null when there was none.</summary>
    public DateTime? LastSuccess => Uses.Max(u => u.LastSuccess);

    /// <summary>What kind of principal it is.</summary>
    public string Kind =>
        Arn.TryParse(Principal) switch
        {
            { Resource: "root" } => "root",
            { ResourceType: "federated-user" } => "federated user",
            { ResourceType: var type } => type,
            _ => "service",
        };

    /// <summary>The principals of callers, those with most calls first.</summary>
    /// <param name="uses">What they did.</param>
    public static IReadOnlyList<RadiusSubject> Of(IEnumerable<ActionUse> uses) =>
        [
            .. uses.GroupBy(u => u.Principal)
                .Where(g => Arn.TryParse(g.Key) is { Service: "iam" or "sts" })
                .OrderByDescending(g => g.Sum(u => u.Calls))
                .ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => new RadiusSubject(g.Key, [.. g], [], [])),
        ];

    /// <summary>An identity of which the evidence holds no policies: all of them are unknown.</summary>
    /// <param name="arn">Its ARN.</param>
    public static IamIdentity Unknown(string arn)
    {
        var read = Arn.TryParse(arn);
        return new()
        {
            Kind = read?.ResourceType == "role" ? IdentityKind.Role : IdentityKind.User,
            Arn = arn,
            Account = read?.Account ?? "",
            Name = read?.ResourceName ?? arn,
            IsInlineComplete = false,
            IsAttachedComplete = false,
            AreGroupsComplete = false,
            IsBoundaryKnown = false,
            Certainty = Certainty.Inferred,
        };
    }
}
