using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Accounts;

/// <summary>A control policy of an organization.</summary>
/// <param name="Id">Its id: <c>p-FullAWSAccess</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsResourceControl">Whether it is a resource control policy; else it is a service control policy.</param>
/// <param name="Json">Its document; null when the evidence does not hold it.</param>
public sealed record ControlPolicy(string Id, string? Name, bool IsResourceControl, string? Json);

/// <summary>A root, an organizational unit or an account, and what is attached to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">The id of what it stands under; null for a root, and when it is not known.</param>
/// <param name="Policies">The ids of the policies that are attached; null when they are not known.</param>
public sealed record ControlTarget(string Id, string? Parent, IReadOnlyList<string>? Policies)
{
    /// <summary>Whether it is a root, above which nothing stands.</summary>
    public bool IsRoot => Id.StartsWith("r-", StringComparison.Ordinal);

    /// <summary>Whether all service control policies that are attached are among these.</summary>
    public bool AreServiceControlsKnown { get; init; } = true;

    /// <summary>Whether all resource control policies that are attached are among these.</summary>
    public bool AreResourceControlsKnown { get; init; } = true;
}

/// <summary>An organization's control policies.</summary>
/// <remarks>Source: AWS Organizations User Guide, "SCP evaluation": every level from the root to the account must allow.</remarks>
/// <param name="Id">Its id; null when the evidence does not tell.</param>
/// <param name="ManagementAccount">The account that no control policy holds; null when it is not known.</param>
/// <param name="Policies">Its policies.</param>
/// <param name="Targets">What they are attached to.</param>
/// <param name="HasServiceControl">Whether service control policies are switched on; null when that is not known.</param>
/// <param name="HasResourceControl">Whether resource control policies are switched on; null when that is not known.</param>
public sealed record Organization(
    string? Id,
    string? ManagementAccount,
    IReadOnlyList<ControlPolicy> Policies,
    IReadOnlyList<ControlTarget> Targets,
    bool? HasResourceControl,
    bool? HasServiceControl = null
)
{
    /// <summary>No organization: nothing but an account's own policies holds it.</summary>
    public static Organization None { get; } = new(null, null, [], [], false);

    /// <summary>The levels that hold an account, from the root down.</summary>
    /// <param name="account">The account.</param>
    /// <param name="resourceControl">Whether resource control policies are asked for.</param>
    public IReadOnlyList<PolicyLayer> Levels(string account, bool resourceControl)
    {
        if (
            account == ManagementAccount
            || ReferenceEquals(this, None)
            || (resourceControl ? HasResourceControl : HasServiceControl) == false
        )
        {
            return [];
        }

        var levels = new List<PolicyLayer>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (string? at = account; at is not null && seen.Add(at); )
        {
            var target = Targets.FirstOrDefault(t => t.Id == at);
            levels.Add(target is null ? PolicyLayer.Missing : Level(target, resourceControl));
            if (target is null or { Parent: null, IsRoot: false })
            {
                levels.Add(PolicyLayer.Missing with { Name = $"above {at}" });
                break;
            }

            at = target.Parent;
        }

        levels.Reverse();
        return levels;
    }

    private PolicyLayer Level(ControlTarget target, bool resourceControl)
    {
        if (target.Policies is null)
        {
            return PolicyLayer.Missing with { Name = target.Id };
        }

        var attached = target
            .Policies.Select(id => (Id: id, Policy: Policies.FirstOrDefault(p => p.Id == id)))
            .ToList();
        var kind = resourceControl ? PolicyKind.ResourceControl : PolicyKind.ServiceControl;
        var read = attached
            .Where(a => a.Policy is null || a.Policy.IsResourceControl == resourceControl)
            .Select(a => a.Policy?.Json is { } json ? Policy.TryParse(json, a.Policy.Name ?? a.Id, kind, out _) : null)
            .ToList();

        // A list of one kind of policy says nothing of the other; one that is switched on is attached somewhere.
        var complete =
            read.TrueForAll(p => p is not null)
            && (resourceControl ? target.AreResourceControlsKnown : target.AreServiceControlsKnown)
            && (
                (resourceControl ? HasResourceControl : HasServiceControl) == true
                || (
                    !resourceControl
                    && HasServiceControl is null
                    && Targets.Any(t =>
                        t.Policies?.Any(id => Policies.Any(p => p.Id == id && !p.IsResourceControl)) == true
                    )
                )
            );
        return new PolicyLayer([.. read.OfType<Policy>()], complete, target.Id);
    }
}
