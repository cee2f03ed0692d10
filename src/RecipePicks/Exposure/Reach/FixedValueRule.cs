using RecipePicks.Exposure.Policies;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Exposure.Reach;

/// <summary>
/// Amazon S3's own rule: a policy is public unless each of its grants names fixed principals, or asks for fixed values of
/// certain keys. What a Deny takes away does not count.
/// </summary>
/// <remarks>Source: Amazon S3 User Guide, "The meaning of public", "Bucket policies".</remarks>
internal static class FixedValueRule
{
    /// <summary>Whether a policy is public by the rule.</summary>
    public static bool IsPublic(Policy policy) =>
        policy.Statements.Any(s => s.Effect == Effect.Allow && !NamesFixed(s.Principal) && !s.Conditions.Any(IsFixed));

    private static bool NamesFixed(PrincipalElement? principal) =>
        principal is { AllBut: false }
        && principal.Entries.All(e =>
            e.Type switch
            {
                PrincipalType.Aws => !e.Value.Contains('*', StringComparison.Ordinal),
                PrincipalType.Federated => Arn.TryParse(e.Value) is not null,
                _ => true,
            }
        );

    private static bool IsFixed(Condition condition) =>
        PolicyType.FixedKeys.Contains(condition.Key)
        && !condition.Operator.Negated
        && !condition.Operator.WhenAbsent
        && condition.Values.All(v => IsFixed(condition.Key, v));

    // "Fixed values (values that don't contain a wildcard …)": only an access point's name may be left open.
    private static bool IsFixed(string key, string value) =>
        FixedValues.IsFixed(key, value)
        && (FixedValues.IsPlain(value) || key.Equals("s3:DataAccessPointArn", StringComparison.OrdinalIgnoreCase));
}
