using RecipePicks.Exposure.Policies;
using RecipePicks.Iam.Patterns;
using RecipePicks.Iam.Policies;

namespace RecipePicks.Exposure.Reach;

/// <summary>The values by which a policy's conditions tell somebody from everybody: what a stranger does not have.</summary>
internal static class FixedValues
{
    /// <summary>Keys that tell callers apart, beside those of <see cref="ConditionKeys"/>.</summary>
    private static readonly HashSet<string> s_more = new(StringComparer.OrdinalIgnoreCase)
    {
        "lambda:EventSourceToken",
    };

    /// <summary>A policy that refuses whoever has one of the values of another policy.</summary>
    /// <param name="policy">The other policy.</param>
    /// <param name="owned">What a value of a key fixes, as a pattern; null when whoever has it is not refused.</param>
    public static Policy Refusal(Policy policy, Func<string, string, string?> owned) =>
        new()
        {
            Name = "strangers have none of the fixed values",
            Version = PolicyVersion.V2008,
            Statements =
            [
                .. policy
                    .Statements.SelectMany(s => s.Conditions)
                    .Where(c => c.Operator.Test != ConditionTest.Null)
                    .GroupBy(c => c.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(key =>
                        (
                            key.Key,
                            Many: key.Any(c => c.Operator.Qualifier != SetQualifier.None),
                            Values: key.SelectMany(c => c.Values)
                                .Select(v => owned(key.Key, v))
                                .OfType<string>()
                                .Distinct(StringComparer.Ordinal)
                                .ToList()
                        )
                    )
                    .Where(key => key.Values.Count > 0)
                    .Select((key, i) => Deny(i, key.Key, key.Values, key.Many)),
            ],
        };

    /// <summary>A policy that refuses all but a provider's guests, who have the claims that the policy asks for.</summary>
    /// <returns>The policy; null when the provider has no guests, or the other policy does not speak of them.</returns>
    public static Policy? RefusalOfGuests(Policy policy, IdentityProvider provider)
    {
        bool Speaks(Condition condition) =>
            condition.Key.Equals(provider.HowKey, StringComparison.OrdinalIgnoreCase)
            && condition.Values.Contains(provider.Guests);

        if (provider.Guests is null || !policy.Statements.SelectMany(s => s.Conditions).Any(Speaks))
        {
            return null;
        }

        var refusal = Refusal(policy, (key, value) => provider.Names(key) ? null : Owned(key, value));
        return refusal with
        {
            Statements =
            [
                .. refusal.Statements,
                Deny(refusal.Statements.Count, "ForAllValues:StringNotEquals", provider.HowKey, [provider.Guests]),
            ],
        };
    }

    /// <summary>Whether a value is fixed: it tells somebody from everybody.</summary>
    public static bool IsFixed(string key, string value) => Owned(key, value) is not null;

    /// <summary>What a value fixes, as a pattern that only its owner meets; null when anybody may meet it.</summary>
    public static string? Owned(string key, string value)
    {
        if (key.Equals("aws:userid", StringComparison.OrdinalIgnoreCase))
        {
            // The id before the colon is AWS's, the session's name behind it the caller's.
            var id = value.Split(':')[0];
            return IsPlain(id) ? (id.Length < value.Length ? $"{id}:*" : id) : null;
        }

        if (IdentityProvider.OfKey(key) is not null)
        {
            return IdentityProvider.Tenant(value) is { } tenant
                ? (tenant.Length < value.Length ? $"{tenant}*" : tenant)
                : null;
        }

        if (s_more.Contains(key))
        {
            return IsPlain(value) ? value : null;
        }

        return ConditionKeys.Of(key) switch
        {
            KeySays.Account or KeySays.Network => IsPlain(value) ? value : null,
            KeySays.Organization => value.Split('/')[0] is var organization && IsPlain(organization)
                ? organization + (value.Contains('/', StringComparison.Ordinal) ? "/*" : "")
                : null,
            KeySays.Arn => OfArn(value),
            KeySays.Address => !Limit.IsWorld(value) || Limit.IsInternal(value) ? value : null,
            _ => null,
        };
    }

    /// <summary>
    /// What a value fixes of the account for which a service acts: it writes the ARN of what it works for into the encryption
    /// context, where anybody else may write what he likes.
    /// </summary>
    public static string? OwnedByService(string key, string value) =>
        Owned(key, value)
        ?? (
            key.StartsWith("kms:EncryptionContext:", StringComparison.OrdinalIgnoreCase)
            && Arn.TryParse(value) is not null
                ? OfArn(value)
                : null
        );

    /// <summary>Whether a value is text alone, without wildcards and variables.</summary>
    public static bool IsPlain(string value) =>
        value.AsSpan().IndexOfAny('*', '?') < 0 && !value.Contains("${", StringComparison.Ordinal);

    private static string? OfArn(string value)
    {
        var parts = value.Split(':', 6);
        return parts.Length < 6 ? (IsPlain(value) ? value : null)
            : IsPlain(parts[4]) && parts[4].Length > 0 ? $"arn:*:*:*:{parts[4]}:*"
            : parts[4].Length == 0 && IsPlain(value) ? value
            : null;
    }

    private static Statement Deny(int index, string key, List<string> values, bool many)
    {
        var test =
            ConditionKeys.Of(key) == KeySays.Address ? "IpAddress"
            : values.TrueForAll(v => bool.TryParse(v, out _)) ? "Bool"
            : "StringLike";
        return Deny(index, many ? $"ForAnyValue:{test}" : test, key, values);
    }

    private static Statement Deny(int index, string test, string key, List<string> values) =>
        new()
        {
            Index = index,
            Effect = Effect.Deny,
            Principal = new PrincipalElement(false, [new PrincipalEntry(PrincipalType.Aws, "*")]),
            Actions = new ActionElement(false, [Pattern.Parse("*")]),
            Conditions = [Condition.Of(ConditionOperator.TryParse(test)!, key, values, PolicyVersion.V2008)],
        };
}
