using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Letters;

/// <summary>The policies that bear on an identity, and what of them the evidence lacks.</summary>
internal static class RadiusInputs
{
    /// <summary>The columns of the table.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["identity", "kind", "name", "through", "statements", "arn"];

    /// <summary>What of the organization's policies is missing, in words.</summary>
    /// <param name="estate">The accounts.</param>
    /// <param name="identity">The identity.</param>
    public static IEnumerable<string> MissingAbove(Estate estate, IamIdentity identity)
    {
        if (estate.Organization is not { } organization)
        {
            yield return $"whether the account {identity.Account} is in an organization, and its service control policies";
            yield return "the resource control policies of the resources' accounts";
            yield break;
        }

        foreach (var (resource, words) in new[] { (false, "service control"), (true, "resource control") })
        {
            foreach (var level in organization.Levels(identity.Account, resource).Where(l => !l.IsComplete))
            {
                yield return $"all {words} policies at {level.Name ?? identity.Account}";
            }
        }
    }

    /// <summary>A row for each policy.</summary>
    /// <param name="radius">Whose.</param>
    public static IEnumerable<IReadOnlyList<object?>> Rows(Radius radius)
    {
        var who = radius.Identity.Arn;
        foreach (var policy in radius.Own.Policies)
        {
            yield return Row("identity policy", policy.Policy, Through(policy), policy.Arn);
        }

        foreach (var policy in radius.Own.Boundary?.Policies ?? [])
        {
            yield return Row("permissions boundary", policy, "boundary", radius.Identity.Boundary);
        }

        if (radius.Session is { } session)
        {
            foreach (var policy in session.Layer.Policies)
            {
                yield return Row("session policy", policy, $"event {session.EventIds[0]}", null);
            }
        }

        foreach (var (resource, kind) in new[] { (false, "service control policy"), (true, "resource control policy") })
        {
            foreach (var level in Levels(radius, resource))
            {
                foreach (var policy in level.Policies)
                {
                    yield return Row(kind, policy, level.Name, null);
                }
            }
        }

        foreach (var missing in radius.Missing)
        {
            yield return [who, "not in the evidence", missing, null, null, null];
        }

        IReadOnlyList<object?> Row(string kind, Policy policy, string? through, string? arn) =>
            [who, kind, policy.Name, through, (long)policy.Statements.Count, arn];
    }

    private static IReadOnlyList<PolicyLayer> Levels(Radius radius, bool resourceControl) =>
        radius.Estate.Organization?.Levels(radius.Identity.Account, resourceControl) ?? [];

    private static string Through(OwnPolicy policy) =>
        $"{(policy.Arn is null ? "inline" : "attached")}{(policy.Group is null ? "" : $", through the group {policy.Group}")}";
}
