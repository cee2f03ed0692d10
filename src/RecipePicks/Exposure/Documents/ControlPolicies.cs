using System.Text.Json;

namespace RecipePicks.Exposure.Documents;

/// <summary>The resource control policies of an organization that bind an account's resources.</summary>
/// <remarks>
/// Source: AWS Organizations User Guide, "Resource control policies (RCPs)": they only narrow, they are inherited from every
/// parent, and they do not bind the management account.
/// </remarks>
internal static class ControlPolicies
{
    private const string Kind = "RESOURCE_CONTROL_POLICY";

    /// <summary>Those that bind a thing's account; none when nothing tells of any.</summary>
    public static IReadOnlyList<(string Name, JsonElement Policy)> Of(Case about) =>
        about.Thing.Account is not { } account || IsManagement(about.Estate, account)
            ? []
            :
            [
                .. Targets(about.Estate, account)
                    .SelectMany(target =>
                        about.Estate.Of("organizations list-policies-for-target").Where(d => IsOf(d, target))
                    )
                    .SelectMany(d => d.At("Policies[]"))
                    .Where(p => JsonWalk.Text(p, "Type") == Kind)
                    .Select(p => JsonWalk.Text(p, "Id"))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Select(id => about.Estate.Find("organizations describe-policy", null, null, id))
                    .SelectMany(d => d.At("Policy"))
                    .Select(p =>
                        (
                            JsonWalk.Text(JsonWalk.Member(p, "PolicySummary"), "Name") ?? "unnamed",
                            JsonWalk.Document(JsonWalk.Member(p, "Content"))
                        )
                    ),
            ];

    private static bool IsOf(Document document, string target) => document.Subject?.Split(',')[0] == target;

    private static bool IsManagement(Estate estate, string account) =>
        estate.Of("organizations describe-organization").Any(d => d.Text("Organization.MasterAccountId") == account);

    /// <summary>The account and all above it.</summary>
    private static IEnumerable<string> Targets(Estate estate, string account)
    {
        var at = account;
        for (var depth = 0; at is not null && depth < 8; depth++)
        {
            yield return at;
            at = estate
                .Of("organizations list-parents")
                .Where(d => IsOf(d, at))
                .Select(d => d.Text("Parents[].Id"))
                .FirstOrDefault();
        }
    }
}
