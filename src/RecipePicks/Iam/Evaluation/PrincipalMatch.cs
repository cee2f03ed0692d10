using RecipePicks.Iam.Policies;

namespace RecipePicks.Iam.Evaluation;

/// <summary>How near a policy's principal comes to the caller, which decides what else may limit the grant.</summary>
internal enum Nearness
{
    /// <summary>It does not mean the caller.</summary>
    None,

    /// <summary>The caller's account: what the account's own policies grant is then allowed from the resource's side.</summary>
    Account,

    /// <summary>The user or role behind a session: the boundary and session policies still limit.</summary>
    Issuer,

    /// <summary>The caller itself, or everyone: no implicit deny of the caller's policies limits.</summary>
    Direct,
}

/// <summary>Whether a policy's principal means a caller.</summary>
/// <remarks>
/// Source: IAM User Guide, "AWS JSON policy elements: Principal": "Identity-based policy types, such as permissions
/// boundaries or session policies, do not limit permissions granted using the aws:PrincipalArn condition key with a
/// wildcard(*) in the Principal element"; "How AWS enforcement code logic evaluates requests", resource-based policies.
/// </remarks>
internal static class PrincipalMatch
{
    /// <summary>How near an element comes; Unknown where AWS's documents leave it open.</summary>
    public static (Nearness Nearness, Truth Truth) Of(PrincipalElement? element, Caller caller)
    {
        if (element is null)
        {
            return (Nearness.Direct, Truth.Yes);
        }

        var (nearest, perhaps) = (Nearness.None, Nearness.None);
        foreach (var entry in element.Entries)
        {
            var near = Of(entry, caller);
            nearest = near > nearest ? near : nearest;
            perhaps = Perhaps(entry, caller) is var may && may > perhaps ? may : perhaps;
        }

        return element.AllBut
                ? (
                    Nearness.Direct,
                    nearest != Nearness.None ? Spared(element, caller)
                    : perhaps != Nearness.None ? Truth.Unknown
                    : Truth.Yes
                )
            : nearest != Nearness.None ? (nearest, Truth.Yes)
            : perhaps != Nearness.None ? (perhaps, Truth.Unknown)
            : (Nearness.None, Truth.No);
    }

    // How near an entry may come that names an id which is not known of the caller.
    private static Nearness Perhaps(PrincipalEntry entry, Caller caller) =>
        entry.Type == PrincipalType.CanonicalUser
            ? caller is { HasIdentity: true, CanonicalId: null }
                ? Nearness.Account
                : Nearness.None
            : entry.Type != PrincipalType.Aws || caller.Id is not null
                ? Nearness.None
                : caller.Kind == CallerKind.User && entry.Value.StartsWith("AIDA", StringComparison.Ordinal)
                    ? Nearness.Direct
                    : caller.Kind is CallerKind.Role or CallerKind.Session
                    && entry.Value.StartsWith("AROA", StringComparison.Ordinal)
                        ? Nearness.Issuer
                        : Nearness.None;

    // "When you use the NotPrincipal element … you must also specify the account ARN of the not-denied principal. Otherwise,
    // the policy might deny access to the entire account", and of a session its role as well: "might" is Unknown.
    private static Truth Spared(PrincipalElement element, Caller caller)
    {
        var (account, issuer, direct) = (false, false, false);
        foreach (var entry in element.Entries)
        {
            var near = Of(entry, caller);
            account |= near == Nearness.Account || entry.IsEveryone;
            issuer |= near == Nearness.Issuer || entry.IsEveryone;
            direct |= near == Nearness.Direct;
        }

        var whole = caller.Kind switch
        {
            CallerKind.Session or CallerKind.FederatedUser => account && issuer && direct,
            CallerKind.Role => account && issuer,
            CallerKind.User => account && direct,
            _ => direct,
        };
        return whole ? Truth.No : Truth.Unknown;
    }

    private static Nearness Of(PrincipalEntry entry, Caller caller) =>
        entry.Type switch
        {
            PrincipalType.Aws => OfAws(entry, caller),
            PrincipalType.Service => Near(caller.Kind == CallerKind.Service && Named(entry, caller)),
            PrincipalType.Federated => Near(caller.Kind == CallerKind.Federated && Named(entry, caller)),
            _ => caller.CanonicalId == entry.Value ? Nearness.Account : Nearness.None,
        };

    private static bool Named(PrincipalEntry entry, Caller caller) => entry.Value == "*" || entry.Value == caller.Text;

    private static Nearness Near(bool direct) => direct ? Nearness.Direct : Nearness.None;

    private static Nearness OfAws(PrincipalEntry entry, Caller caller) =>
        entry.IsEveryone ? Nearness.Direct
        : !caller.HasIdentity ? Nearness.None
        : entry.Account is { } account
            ? account != caller.Account ? Nearness.None
                : caller.Kind == CallerKind.Root ? Nearness.Direct
                : Nearness.Account
        : entry.Value == caller.Text
            ? caller.Kind == CallerKind.Role ? Nearness.Issuer
                : Nearness.Direct
        : caller.Id is { } id && entry.Value == id
            ? caller.Kind == CallerKind.User ? Nearness.Direct
                : Nearness.Issuer
        : IsIssuer(entry, caller) ? Nearness.Issuer
        : Nearness.None;

    // A role's name is unique in its account whatever its path, which a session's ARN does not show.
    private static bool IsIssuer(PrincipalEntry entry, Caller caller) =>
        caller.Kind is CallerKind.Session or CallerKind.FederatedUser
        && (
            entry.Value == caller.IssuerArn
            || (
                caller is { Kind: CallerKind.Session, IsIssuerTold: false }
                && entry.Arn is { Service: "iam", ResourceType: "role" } role
                && role.Account == caller.Account
                && role.Partition == caller.Arn!.Partition
                && role.ResourceName == caller.Name
            )
        );
}
