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
        "aws:username",
        "kms:ViaService",
        "lambda:EventSourceToken",
    };

    /// <summary>A policy that refuses whoever has one of the fixed values of another policy.</summary>
    /// <param name="policy">The other policy.</param>
    /// <param name="isMeant">Which of its values; by default all that are fixed.</param>
    public static Policy Refusal(Policy policy, Func<string, bool>? isMeant = null) =>
        new()
        {
            Name = "strangers have none of the fixed values",
            Version = PolicyVersion.V2008,
            Statements =
            [
                .. policy
                    .Statements.SelectMany(s => s.Conditions)
                    .GroupBy(c => c.Key, StringComparer.OrdinalIgnoreCase)
                    .Select(key =>
                        (
                            key.Key,
                            Many: key.Any(c => c.Operator.Qualifier != SetQualifier.None),
                            Values: key.SelectMany(c => c.Values)
                                .Where(isMeant ?? (_ => true))
                                .Select(v => Owned(key.Key, v))
                                .OfType<string>()
                                .Distinct(StringComparer.Ordinal)
                                .ToList()
                        )
                    )
                    .Where(key => key.Values.Count > 0)
                    .Select((key, i) => Deny(i, key.Key, key.Values, key.Many)),
            ],
        };

    /// <summary>Whether a value is fixed: it tells somebody from everybody.</summary>
    public static bool IsFixed(string key, string value) => Owned(key, value) is not null;

    /// <summary>What a value fixes, as a pattern that only its owner meets; null when anybody may meet it.</summary>
    private static string? Owned(string key, string value)
    {
        if (key.Equals("aws:userid", StringComparison.OrdinalIgnoreCase))
        {
            // The id before the colon is AWS's, the session's name behind it the caller's.
            var id = value.Split(':')[0];
            return IsPlain(id) ? (id.Length < value.Length ? $"{id}:*" : id) : null;
        }

        if (TrustJudge.Names(key))
        {
            return TrustJudge.Tenant(value) is { } tenant
                ? (tenant.Length < value.Length ? $"{tenant}*" : tenant)
                : null;
        }

        if (s_more.Contains(key))
        {
            return IsPlain(value) ? value : null;
        }

        return ConditionKeys.Of(key) switch
        {
            KeySays.Account or KeySays.Network or KeySays.Service => IsPlain(value) ? value : null,
            KeySays.Organization => value.Split('/')[0] is var organization && IsPlain(organization)
                ? organization + (value.Contains('/', StringComparison.Ordinal) ? "/*" : "")
                : null,
            KeySays.Arn => OfArn(value),
            KeySays.Address => !Limit.IsWorld(value) || Limit.IsInternal(value) ? value : null,
            _ => null,
        };
    }

    private static string? OfArn(string value)
    {
        var parts = value.Split(':', 6);
        return parts.Length < 6 ? (IsPlain(value) ? value : null)
            : IsPlain(parts[4]) && parts[4].Length > 0 ? $"arn:*:*:*:{parts[4]}:*"
            : parts[4].Length == 0 && IsPlain(value) ? value
            : null;
    }

    private static bool IsPlain(string value) =>
        value.AsSpan().IndexOfAny('*', '?') < 0 && !value.Contains("${", StringComparison.Ordinal);

    private static Statement Deny(int index, string key, List<string> values, bool many)
    {
        var test = ConditionKeys.Of(key) == KeySays.Address ? "IpAddress" : "StringLike";
        return new Statement
        {
            Index = index,
            Effect = Effect.Deny,
            Principal = new PrincipalElement(false, [new PrincipalEntry(PrincipalType.Aws, "*")]),
            Actions = new ActionElement(false, [Pattern.Parse("*")]),
            Conditions =
            [
                Condition.Of(
                    ConditionOperator.TryParse(many ? $"ForAnyValue:{test}" : test)!,
                    key,
                    values,
                    PolicyVersion.V2008
                ),
            ],
        };
    }
}
