namespace RecipePicks.Iam.Accounts;

/// <summary>The accounts that the evidence describes: their identities, policies, resources, and what holds them from above.</summary>
public sealed class Estate
{
    private readonly Dictionary<string, IamIdentity> _byArn;
    private readonly Dictionary<string, ManagedPolicy> _managed;
    private readonly Dictionary<string, ResourcePolicy> _resources;
    private readonly IReadOnlyDictionary<string, string> _owners;

    /// <summary>Puts together what the evidence describes.</summary>
    /// <param name="identities">Users, groups and roles.</param>
    /// <param name="managed">Managed policies.</param>
    /// <param name="resources">Resources and their policies.</param>
    /// <param name="workloads">What runs with a role.</param>
    /// <param name="organization">The organization; null when the evidence does not say whether there is one.</param>
    /// <param name="owners">The accounts of resources whose ARN names none, by their id: snapshots, images.</param>
    public Estate(
        IEnumerable<IamIdentity> identities,
        IEnumerable<ManagedPolicy>? managed = null,
        IEnumerable<ResourcePolicy>? resources = null,
        IEnumerable<Workload>? workloads = null,
        Organization? organization = null,
        IReadOnlyDictionary<string, string>? owners = null
    )
    {
        Identities = [.. identities.DistinctBy(i => i.Arn).OrderBy(i => i.Arn, StringComparer.Ordinal)];
        _byArn = Identities.ToDictionary(i => i.Arn, StringComparer.Ordinal);
        _managed = (managed ?? []).DistinctBy(p => p.Arn).ToDictionary(p => p.Arn, StringComparer.Ordinal);
        _resources = (resources ?? []).DistinctBy(r => r.Arn).ToDictionary(r => r.Arn, StringComparer.Ordinal);
        Workloads = [.. (workloads ?? []).OrderBy(w => w.Arn, StringComparer.Ordinal)];
        Organization = organization;
        _owners = owners ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    /// <summary>Users, groups and roles, by ARN.</summary>
    public IReadOnlyList<IamIdentity> Identities { get; }

    /// <summary>Those that make requests: users and roles.</summary>
    public IEnumerable<IamIdentity> Principals => Identities.Where(i => i.Kind != IdentityKind.Group);

    /// <summary>What runs with a role, by ARN.</summary>
    public IReadOnlyList<Workload> Workloads { get; }

    /// <summary>The organization; null when the evidence does not say whether there is one.</summary>
    public Organization? Organization { get; }

    /// <summary>Managed policies that the evidence holds.</summary>
    public IEnumerable<ManagedPolicy> Managed => _managed.Values.OrderBy(p => p.Arn, StringComparer.Ordinal);

    /// <summary>Resources whose policy the evidence tells of.</summary>
    public IEnumerable<ResourcePolicy> Resources => _resources.Values.OrderBy(r => r.Arn, StringComparer.Ordinal);

    /// <summary>The identity of an ARN; null when the evidence does not describe it.</summary>
    /// <param name="arn">A user's, group's or role's ARN, or that of a role's session.</param>
    public IamIdentity? Find(string? arn)
    {
        if (arn is null || _byArn.TryGetValue(arn, out var found))
        {
            return arn is null ? null : _byArn[arn];
        }

        // A session's ARN leaves the path of its role out.
        return Arn.TryParse(arn) is { Service: "sts", ResourceType: "assumed-role" } session
            ? Named(session.ResourceId.Split('/')[0], session.Account).FirstOrDefault(i => i.Kind == IdentityKind.Role)
            : Identities.FirstOrDefault(i => i.Former.Contains(arn));
    }

    /// <summary>Every user and role that a text can mean: an ARN, a unique id, or a name.</summary>
    /// <param name="text">The text.</param>
    public IReadOnlyList<IamIdentity> Meant(string text) =>
        Find(text) is { } found ? [found]
        : Principals.Where(i => i.Id is not null && i.Id == text.Split(':')[0]).ToList() is [_, ..] byId ? byId
        : [.. Principals.Where(i => i.Name == text || i.Short == text)];

    /// <summary>The group of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="account">Its account.</param>
    public IamIdentity? Group(string name, string account) =>
        Named(name, account).FirstOrDefault(i => i.Kind == IdentityKind.Group);

    /// <summary>A managed policy; null when the evidence does not hold it.</summary>
    /// <param name="arn">Its ARN.</param>
    public ManagedPolicy? Policy(string arn) => _managed.GetValueOrDefault(arn);

    /// <summary>The document of a managed policy that is in force; null when it is not known.</summary>
    /// <param name="arn">Its ARN.</param>
    public string? DocumentOf(string arn) => Policy(arn)?.InForce ?? AwsManagedPolicies.Find(arn, At);

    /// <summary>As of when AWS's own policies are read that the evidence does not hold, UTC; null for the last that are known.</summary>
    public DateTime? At { get; init; }

    /// <summary>What is known of a resource's policy; null when nothing is.</summary>
    /// <param name="arn">The ARN of the resource that can have one.</param>
    public ResourcePolicy? Resource(string arn) => _resources.GetValueOrDefault(arn);

    /// <summary>The canonical id that Amazon S3 gives an account; null when the evidence does not tell.</summary>
    /// <param name="account">The account.</param>
    public string? CanonicalOf(string? account) =>
        _resources.Values.FirstOrDefault(r => r.OwnerId is not null && r.Account == account)?.OwnerId;

    /// <summary>The account of a resource whose ARN names none; null when the evidence does not tell.</summary>
    /// <param name="id">Its id: <c>snap-…</c>.</param>
    public string? OwnerOf(string id) => _owners.GetValueOrDefault(id);

    /// <summary>The same accounts with one identity described otherwise: what would be if its policies were changed.</summary>
    /// <param name="identity">The identity as it would be.</param>
    public Estate With(IamIdentity identity) =>
        new(
            Identities.Where(i => i.Arn != identity.Arn).Append(identity),
            _managed.Values,
            _resources.Values,
            Workloads,
            Organization,
            _owners
        )
        {
            At = At,
        };

    /// <summary>The same accounts with one managed policy more, or otherwise.</summary>
    /// <param name="policy">The policy as it would be.</param>
    public Estate With(ManagedPolicy policy) =>
        new(
            Identities,
            _managed.Values.Where(p => p.Arn != policy.Arn).Append(policy),
            _resources.Values,
            Workloads,
            Organization,
            _owners
        )
        {
            At = At,
        };

    private IEnumerable<IamIdentity> Named(string name, string account) =>
        Identities.Where(i => i.Name == name && i.Account == account);
}
