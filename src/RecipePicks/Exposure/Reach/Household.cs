namespace RecipePicks.Exposure.Reach;

/// <summary>Who is not a stranger to a resource.</summary>
/// <param name="Account">The account that owns it, twelve digits; null when it is not known.</param>
/// <param name="Trusted">Account ids, organizations (<c>o-…</c>), VPCs, VPC endpoints, identity providers, ARNs and ranges of addresses.</param>
public sealed record Household(string? Account, IReadOnlyList<string> Trusted)
{
    /// <summary>The canonical id that Amazon S3 gives the owner's account, 64 hexadecimal digits; null when it is not known.</summary>
    public string? CanonicalId { get; init; }

    /// <summary>Nobody is known.</summary>
    public static Household Unknown { get; } = new(null, []);

    /// <summary>Whether it says which VPCs and endpoints are no strangers'; the id of one does not tell whose it is.</summary>
    internal bool KnowsNetworks =>
        Trusted.Any(t =>
            t.StartsWith("vpc-", StringComparison.Ordinal) || t.StartsWith("vpce-", StringComparison.Ordinal)
        );

    /// <summary>Whether an account is the owner or trusted.</summary>
    internal bool HasAccount(string account) => account == Account || Trusted.Contains(account);

    /// <summary>Whether a value of a condition speaks of somebody who is no stranger.</summary>
    internal bool Has(string value) =>
        HasAccount(value)
        || Trusted.Contains(value.Split('/')[0])
        || Trusted.Contains(value)
        || (Arn.TryParse(value) is { Account.Length: > 0 } arn && HasAccount(arn.Account));
}
