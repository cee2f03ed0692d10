using System.Text.Json;

namespace RecipePicks.Exposure.Policies;

/// <summary>
/// Says whom a role's trust policy lets become the role. A service acts in the role's own account only; an identity
/// provider that serves everybody must be held to one tenant.
/// </summary>
/// <remarks>Sources: IAM User Guide, "Create a role for OpenID Connect federation"; <c>condition-keys.json</c> lists the providers.</remarks>
internal static class TrustJudge
{
    private static readonly Lazy<IReadOnlyList<(string Provider, string Names, string Of)>> Shared = new(Read);

    /// <summary>Judges a trust policy, as JSON or as text of JSON.</summary>
    public static IReadOnlyList<Grant> Document(JsonElement document, ExposureContext about) =>
        PolicyJudge.Statements(PolicyStatement.Of(JsonWalk.Document(document)), about, Named);

    /// <summary>Whether a condition key is the claim by which a provider that serves everybody names a tenant.</summary>
    public static bool Names(string key) =>
        Shared.Value.Any(s => key.Equals($"{s.Provider}:{s.Names}", StringComparison.OrdinalIgnoreCase));

    /// <summary>The part of a claim that names one tenant: <c>repo:owner/</c>; null when anybody can have a claim like it.</summary>
    public static string? Tenant(string value)
    {
        var wild = value.IndexOfAny(['*', '?']);
        return wild < 0 ? value
            : !NamesTenant(value) ? null
            : value[..(value.IndexOfAny(['/', ':'], value.IndexOf(':', StringComparison.Ordinal) + 1) + 1)];
    }

    private static Grant Named(string kind, string value, PolicyStatement statement, ExposureContext about) =>
        kind switch
        {
            "Service" => Grant.Nobody(
                $"{statement.Words} to the service {value}, which takes roles of its own account only"
            ),
            "Federated" => Federated(value, statement, about),
            _ => NamedPrincipal.InResourcePolicy(kind, value, statement, about),
        };

    private static Grant Federated(string value, PolicyStatement statement, ExposureContext about)
    {
        var provider = value[
            (value.IndexOf("oidc-provider/", StringComparison.Ordinal) is >= 0 and var at ? at + 14 : 0)..
        ];
        var why = $"{statement.Words} to those whom {value} vouches for";
        if (Shared.Value.FirstOrDefault(s => s.Provider == provider) is not { Provider: not null } open)
        {
            return
                Arn.TryParse(value) is { Account.Length: > 0 } arn && about.Account is { } owner && arn.Account != owner
                ? new Grant(Verdict.Shared, value, why)
                : Grant.Unclear($"{why}; who that is stands with the provider", value);
        }

        var key = $"{provider}:{open.Names}";
        var asked = statement
            .Conditions.Where(c =>
                string.Equals(c.Key, key, StringComparison.OrdinalIgnoreCase)
                && !c.Operator.Contains("Not", StringComparison.OrdinalIgnoreCase)
                && !c.Operator.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase)
                && !c.Operator.StartsWith("ForAllValues", StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        if (asked.Count == 0)
        {
            return Grant.Everyone($"{why}, which is anybody with {open.Of}: no condition on {key}");
        }

        var guests = statement.Conditions.Any(c => c.Key == $"{provider}:amr" && c.Values.Contains("unauthenticated"));
        var values = asked[0].Values;
        return guests ? Grant.Everyone($"{why}, guests without a login among them ({provider}:amr is unauthenticated)")
            : values.FirstOrDefault(v => !NamesTenant(v)) is { } wide
                ? Grant.Everyone($"{why}, if {key} is like {wide}: anybody with {open.Of} can have that")
            : new Grant(Verdict.Shared, string.Join(", ", values), $"{why}, if {key} is {string.Join(" or ", values)}");
    }

    // repo:owner/name:* names a tenant, repo:* and repo:own* do not: the part after the first colon must be whole.
    private static bool NamesTenant(string value)
    {
        var wild = value.IndexOfAny(['*', '?']);
        if (wild < 0)
        {
            return true;
        }

        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0
            && colon < wild
            && value.IndexOfAny(['/', ':'], colon + 1) is var end
            && end >= 0
            && end < wild;
    }

    private static IReadOnlyList<(string Provider, string Names, string Of)> Read() =>
        [
            .. Knowledge
                .Read("Exposure/condition-keys.json")
                .GetProperty("identityProviders")
                .EnumerateArray()
                .Select(p => (JsonWalk.Text(p, "provider")!, JsonWalk.Text(p, "names")!, JsonWalk.Text(p, "of")!)),
        ];
}
