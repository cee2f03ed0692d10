using RecipePicks.Iam.Accounts;

namespace RecipePicks.Letters;

/// <summary>Which role an instance profile holds, by the profile's name.</summary>
internal sealed class InstanceProfiles
{
    private readonly ILookup<string, IamIdentity> _listed;
    private readonly ILookup<string, StateAt> _own;
    private readonly ILookup<string, IamIdentity> _roles;

    /// <summary>Reads them.</summary>
    /// <param name="identities">The identities; a role may list its profiles.</param>
    /// <param name="states">The states, profiles' own among them.</param>
    public InstanceProfiles(IReadOnlyList<IamIdentity> identities, IReadOnlyList<StateAt> states)
    {
        _listed = identities
            .SelectMany(i => (i.InstanceProfiles ?? []).Select(p => (Name: p[(p.LastIndexOf('/') + 1)..], Role: i)))
            .ToLookup(p => p.Name, p => p.Role, StringComparer.Ordinal);
        _own = states
            .Where(s => s.Type == "AWS::IAM::InstanceProfile")
            .SelectMany(s => s.History.Resource.Names.Select(n => (Name: n, State: s)))
            .ToLookup(p => p.Name, p => p.State, StringComparer.Ordinal);
        _roles = identities.Where(i => i.Kind == IdentityKind.Role).ToLookup(i => i.Name, StringComparer.Ordinal);
    }

    /// <summary>The ARN of the role that a profile holds; null when nothing tells.</summary>
    /// <param name="name">The profile's name.</param>
    /// <param name="account">Its account; null when that is not known.</param>
    public string? RoleOf(string name, string? account) =>
        _listed[name].FirstOrDefault(i => IsIn(i, account))?.Arn
        ?? _own[name]
            .Select(s => s.One("role")?.Value.Plain)
            .OfType<string>()
            .Select(r => _roles[r].FirstOrDefault(i => IsIn(i, account))?.Arn)
            .FirstOrDefault();

    private static bool IsIn(IamIdentity identity, string? account) => account is null || identity.Account == account;
}
