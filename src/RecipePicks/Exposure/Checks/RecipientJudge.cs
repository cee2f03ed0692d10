using System.Text.Json;
using RecipePicks.Exposure.Policies;
using static RecipePicks.Exposure.JsonWalk;

namespace RecipePicks.Exposure.Checks;

/// <summary>Judges lists of accounts: permissions of snapshots, images and documents, shares, principals of endpoints.</summary>
internal static class RecipientJudge
{
    /// <summary>Judges one recipient, or a list of them.</summary>
    /// <param name="document">
    /// <c>"all"</c>, an account, an ARN, or <c>{ group | userId | organizationArn | organizationalUnitArn }</c>.
    /// </param>
    /// <param name="about">Whose the resource is.</param>
    public static IReadOnlyList<Grant> Recipients(JsonElement document, ExposureContext about) =>
        [
            .. Items(document, true)
                .SelectMany(item => item.ValueKind == JsonValueKind.Object ? Leaves(item) : Texts(item))
                .Select(name => One(name, about)),
        ];

    private static Grant One(string name, ExposureContext about) =>
        name.Equals("all", StringComparison.OrdinalIgnoreCase) || name == "*" ? Grant.Everyone($"shared with {name}")
        : name.Contains(":organizations::", StringComparison.Ordinal)
            ? new Grant(
                Verdict.External,
                $"organization {Arn.TryParse(name)?.ResourceName ?? name}",
                $"shared with {name}"
            )
        : NamedPrincipal.OfAws(name, $"shared with {name}", about);
}
