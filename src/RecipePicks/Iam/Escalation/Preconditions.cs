using RecipePicks.Iam.Accounts;
using RecipePicks.Iam.Evaluation;

namespace RecipePicks.Iam.Escalation;

/// <summary>What must be the case for a path besides permissions.</summary>
internal static class Preconditions
{
    // Source: IAM User Guide, "IAM and AWS STS quotas": versions of a managed policy; one must be deleted to make a sixth.
    private const int MostVersions = 5;

    /// <summary>Whether one holds.</summary>
    /// <param name="required">Its name in the table, or words for what no document tells.</param>
    /// <param name="target">The identity that the path leads to, or changes.</param>
    /// <param name="thing">What the path changes: a managed policy; null when nothing.</param>
    /// <param name="estate">The accounts.</param>
    /// <returns>Whether it holds, and in words what is not known.</returns>
    public static (Truth Holds, string Says) Of(string required, IamIdentity target, string? thing, Estate estate) =>
        required switch
        {
            "instance-profile" => (
                target.InstanceProfiles is { } profiles ? Is(profiles.Count > 0) : Truth.Unknown,
                $"whether {target.Short} has an instance profile"
            ),
            "fewer-than-two-keys" => (
                target.AccessKeys is { } keys ? Is(keys < 2) : Truth.Unknown,
                $"whether {target.Short} has fewer than two access keys"
            ),
            "two-keys" => (
                target.AccessKeys is { } count ? Is(count == 2) : Truth.Unknown,
                $"whether {target.Short} has two access keys"
            ),
            "password" => (Is(target.HasPassword), $"whether {target.Short} has a password"),
            "no-password" => (Not(Is(target.HasPassword)), $"whether {target.Short} has no password"),
            "fewer-than-five-versions" => (
                Versions(thing, estate) is { } versions ? Is(versions < MostVersions) : Truth.Unknown,
                $"whether {thing} has fewer than five versions"
            ),
            "five-versions" => (
                Versions(thing, estate) is { } all ? Is(all >= MostVersions) : Truth.Unknown,
                $"whether {thing} has five versions"
            ),
            "bounded" => (Is(target.Boundary is not null), ""),
            "boundary" => (Is(target.Boundary is not null && IsAdminWithout(target, estate)), ""),
            "admin-group" => (Truth.Yes, ""),
            "wider-version" => (
                WiderVersion(target, estate),
                $"which other versions the policies of {target.Short} have"
            ),
            _ => (Truth.Unknown, required),
        };

    private static int? Versions(string? policy, Estate estate) =>
        policy is not null && estate.Policy(policy) is { Versions.Count: > 0 and var count } ? count : null;

    // A version that is not in force may allow all.
    private static Truth WiderVersion(IamIdentity target, Estate estate)
    {
        var truth = Truth.No;
        foreach (var arn in target.Attached.Where(a => !a.Contains(":iam::aws:", StringComparison.Ordinal)))
        {
            var policy = estate.Policy(arn);
            if (policy?.Default is null)
            {
                truth = truth == Truth.Yes ? truth : Truth.Unknown;
                continue;
            }

            foreach (var version in policy.Versions.Where(v => v.Name != policy.Default && v.Json is not null))
            {
                var wider = new Estate([
                    target with
                    {
                        Inline = [version],
                        Attached = [],
                        Groups = [],
                        Boundary = null,
                    },
                ]);
                truth = IsAdmin(wider, wider.Identities[0]) ? Truth.Yes : truth;
            }
        }

        return truth;
    }

    private static bool IsAdminWithout(IamIdentity target, Estate estate)
    {
        var free = target with { Boundary = null };
        return IsAdmin(estate.With(free), free);
    }

    private static bool IsAdmin(Estate estate, IamIdentity identity) =>
        AdminEquivalence.Of(new AccessQuestions(new EstatePolicies(estate)), identity) != Admin.No;

    private static Truth Is(bool? value) =>
        value switch
        {
            true => Truth.Yes,
            false => Truth.No,
            null => Truth.Unknown,
        };

    private static Truth Not(Truth truth) => truth.Not();
}
