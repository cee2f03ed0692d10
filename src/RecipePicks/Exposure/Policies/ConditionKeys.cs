using System.Text.Json;

namespace RecipePicks.Exposure.Policies;

/// <summary>What a condition key says of the caller; the knowledge is <c>condition-keys.json</c>.</summary>
internal enum KeySays
{
    /// <summary>We do not know the key.</summary>
    Unknown,

    /// <summary>Nothing about who calls: how, when, for what.</summary>
    Nothing,

    /// <summary>An account id.</summary>
    Account,

    /// <summary>An organization or a part of one.</summary>
    Organization,

    /// <summary>An ARN, which holds an account.</summary>
    Arn,

    /// <summary>A range of addresses.</summary>
    Address,

    /// <summary>A VPC or a VPC endpoint.</summary>
    Network,

    /// <summary>That an AWS service calls.</summary>
    Service,
}

/// <summary>The condition keys that we know.</summary>
internal static class ConditionKeys
{
    private static readonly Lazy<IReadOnlyDictionary<string, KeySays>> Keys = new(Read);

    /// <summary>What a key says of the caller.</summary>
    /// <param name="key">The key, in any case; those that end in a tag's or context's name are known by what stands before it.</param>
    public static KeySays Of(string key) =>
        Keys.Value.TryGetValue(key, out var says) ? says
        : Keys.Value.FirstOrDefault(k =>
            k.Key[^1] is '/' or ':' && key.StartsWith(k.Key, StringComparison.OrdinalIgnoreCase)
        )
            is { Key: not null } family
            ? family.Value
        : KeySays.Unknown;

    private static Dictionary<string, KeySays> Read() =>
        Knowledge
            .Read("Exposure/condition-keys.json")
            .GetProperty("keys")
            .EnumerateArray()
            .SelectMany(e =>
                JsonWalk
                    .Texts(JsonWalk.Member(e, "keys"))
                    .Select(k =>
                        KeyValuePair.Create(k, Enum.Parse<KeySays>(JsonWalk.Text(e, "says")!, ignoreCase: true))
                    )
            )
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
}
