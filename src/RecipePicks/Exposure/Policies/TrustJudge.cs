using System.Text.Json;

namespace RecipePicks.Exposure.Policies;

/// <summary>
/// Says whom a role's trust policy lets become the role. A service acts in the role's own account only; an identity
/// provider that serves everybody must be held to one tenant.
/// </summary>
/// <remarks>Sources: IAM User Guide, "Create a role for OpenID Connect federation"; <c>condition-keys.json</c> lists the providers.</remarks>
internal static class TrustJudge
{
    /// <summary>Judges a trust policy, as JSON or as text of JSON.</summary>
    public static IReadOnlyList<Grant> Document(JsonElement document, ExposureContext about) =>
        PolicyJudge.Statements(PolicyStatement.Of(JsonWalk.Document(document)), about, Named);

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
        var name = IdentityProvider.NameOf(value);
        var why = $"{statement.Words} to those whom {value} vouches for";
        if (IdentityProvider.Of(value) is not { } open)
        {
            return Arn.TryParse(value) is { Account.Length: > 0 } arn
                && about.Account is { } owner
                && arn.Account != owner
                    ? new Grant(Verdict.External, value, why)
                : about.Account is null || name == value
                    ? Grant.Unclear($"{why}; who that is stands with the provider", value)
                : Asked(statement, [$"{name}:sub"]).Any(c => c.Values.All(v => v.Trim('*').Length > 0))
                    ? Grant.Nobody(why)
                : Grant.Unclear($"{why}; who that is stands with the provider: no condition on {name}:sub", value);
        }

        var asked = Asked(statement, [.. open.Keys]).ToList();
        var guests = statement.Conditions.Any(c =>
            c.Key.Equals(open.HowKey, StringComparison.OrdinalIgnoreCase) && c.Values.Contains(open.Guests)
        );
        if (asked.Count == 0)
        {
            return Grant.Everyone($"{why}, which is anybody with {open.Login}: no condition on {open.Keys.First()}");
        }

        var narrow = asked.Find(c => c.Values.All(v => IdentityProvider.Tenant(v) is not null));
        return guests ? Grant.Everyone($"{why}, guests without a login among them ({open.HowKey} is {open.Guests})")
            : narrow is null
                ? Grant.Everyone(
                    $"{why}, if {asked[0].Key} is like {asked[0].Values.First(v => IdentityProvider.Tenant(v) is null)}: anybody with {open.Login} can have that"
                )
            : new Grant(
                Verdict.External,
                string.Join(", ", narrow.Values),
                $"{why}, if {narrow.Key} is {string.Join(" or ", narrow.Values)}"
            );
    }

    /// <summary>The conditions that hold only if one of some claims has one of their values.</summary>
    private static IEnumerable<PolicyCondition> Asked(PolicyStatement statement, string[] keys) =>
        statement.Conditions.Where(c =>
            keys.Contains(c.Key, StringComparer.OrdinalIgnoreCase)
            && !c.Operator.Contains("Not", StringComparison.OrdinalIgnoreCase)
            && !c.Operator.Equals("Null", StringComparison.OrdinalIgnoreCase)
            && !c.Operator.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase)
            && !c.Operator.StartsWith("ForAllValues", StringComparison.OrdinalIgnoreCase)
        );
}
