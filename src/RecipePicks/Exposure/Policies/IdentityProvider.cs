namespace RecipePicks.Exposure.Policies;

/// <summary>A provider of identities that serves everybody; the knowledge is <c>condition-keys.json</c>.</summary>
/// <param name="Name">Its name: <c>token.actions.githubusercontent.com</c>.</param>
/// <param name="Claims">The claims by which it names one tenant or one user: <c>sub</c>; the first is the usual one.</param>
/// <param name="Login">What anybody can have, in words: <c>GitHub</c>.</param>
/// <param name="Guests">The value of the claim <c>amr</c> of those whom it vouches for without a login; null when it does for none.</param>
/// <remarks>Source: IAM User Guide, "Available keys for AWS OIDC federation" and "Create a role for OpenID Connect federation".</remarks>
internal sealed record IdentityProvider(string Name, IReadOnlyList<string> Claims, string Login, string? Guests)
{
    private const string Oidc = "oidc-provider/";

    private static readonly Lazy<IReadOnlyList<IdentityProvider>> s_all = new(Read);

    /// <summary>One that policies name without an ARN.</summary>
    public const string Any = "accounts.google.com";

    /// <summary>The key of the claim that tells guests from those with a login.</summary>
    public string HowKey => $"{Name}:amr";

    /// <summary>The keys of the claims that name a tenant or a user.</summary>
    public IEnumerable<string> Keys => Claims.Select(c => $"{Name}:{c}");

    /// <summary>Whether a key is one of <see cref="Keys"/>.</summary>
    public bool Names(string key) => Keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The provider that a principal names; null when it does not serve everybody.</summary>
    /// <param name="principal">Its ARN or its name.</param>
    public static IdentityProvider? Of(string principal) =>
        NameOf(principal) is var name ? s_all.Value.FirstOrDefault(p => p.Name == name) : null;

    /// <summary>The provider of whose claims a key is one that names a tenant or a user; null when there is none.</summary>
    public static IdentityProvider? OfKey(string key) => s_all.Value.FirstOrDefault(p => p.Names(key));

    /// <summary>The name of a provider: what stands behind <c>oidc-provider/</c> in its ARN.</summary>
    public static string NameOf(string principal) =>
        principal.IndexOf(Oidc, StringComparison.Ordinal) is >= 0 and var at
            ? principal[(at + Oidc.Length)..]
            : principal;

    /// <summary>The part of a claim that names one tenant: <c>repo:owner/</c>; null when anybody can have a claim like it.</summary>
    /// <remarks><c>repo:owner/name:*</c> names one, <c>repo:*</c> and <c>repo:own*</c> do not: the part after the first colon must be whole.</remarks>
    public static string? Tenant(string value)
    {
        var wild = value.IndexOfAny(['*', '?']);
        if (wild < 0)
        {
            return value;
        }

        var colon = value.IndexOf(':', StringComparison.Ordinal);
        var end = colon < 0 || colon > wild ? -1 : value.IndexOfAny(['/', ':'], colon + 1);
        return end >= 0 && end < wild ? value[..(end + 1)] : null;
    }

    private static IReadOnlyList<IdentityProvider> Read() =>
        [
            .. Knowledge
                .Read("Exposure/condition-keys.json")
                .GetProperty("identityProviders")
                .EnumerateArray()
                .Select(p => new IdentityProvider(
                    JsonWalk.Text(p, "provider")!,
                    JsonWalk.Texts(p.GetProperty("names")),
                    JsonWalk.Text(p, "of")!,
                    JsonWalk.Text(p, "guests")
                )),
        ];
}
