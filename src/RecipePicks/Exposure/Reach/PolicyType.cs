using RecipePicks.Exposure.Policies;

namespace RecipePicks.Exposure.Reach;

/// <summary>A kind of resource that carries a policy; the knowledge is <c>policy-types.json</c>.</summary>
/// <param name="Name">What <c>--type</c> takes.</param>
/// <param name="TakesAnonymous">Whether the service answers requests without credentials.</param>
/// <param name="Resource">An ARN of such a resource, with <c>{account}</c> for its account; <c>*</c> for any.</param>
/// <param name="Actions">What a stranger asks for first.</param>
public sealed record PolicyType(string Name, bool TakesAnonymous, string Resource, IReadOnlyList<string> Actions)
{
    /// <summary>
    /// What strangers are asked about: all that the service knows. Any policy is asked about Amazon S3 when it says <c>*</c>, for
    /// of some services' actions there are such that need no permission.
    /// </summary>
    internal string AskedOf(string pattern) =>
        Actions is [var one, ..] ? one[..(one.IndexOf(':', StringComparison.Ordinal) + 1)] + "*"
        : pattern.Contains(':', StringComparison.Ordinal) ? pattern
        : "s3:*";

    /// <summary>Which of the actions that a pattern names a request without credentials may ask for.</summary>
    internal static IReadOnlyList<string> Anonymous(string pattern)
    {
        var service = pattern[..(pattern.IndexOf(':', StringComparison.Ordinal) + 1)];
        var types = All.Where(t =>
                service.Length > 0 && t.Actions.Any(a => a.StartsWith(service, StringComparison.Ordinal))
            )
            .ToList();
        return types.Count > 0 && !types.Exists(t => t.TakesAnonymous) ? []
            : types.Find(t => t.AnonymousActions.Count > 0) is { } few ? few.AnonymousActions
            : [pattern];
    }

    /// <summary>The actions that requests without credentials may ask for; empty when it is all of them, or none.</summary>
    internal IReadOnlyList<string> AnonymousActions { get; private init; } = [];

    private const string File = "Exposure/policy-types.json";

    /// <summary>All of them, in the order in which help lists them.</summary>
    public static IReadOnlyList<PolicyType> All { get; } =
    [
        .. Knowledge
            .Read(File)
            .GetProperty("types")
            .EnumerateArray()
            .Select(t => new PolicyType(
                t.GetProperty("type").GetString()!,
                t.GetProperty("anonymous").GetBoolean(),
                t.GetProperty("resource").GetString()!,
                JsonWalk.Texts(t.GetProperty("actions"))
            )
            {
                AnonymousActions = JsonWalk.Texts(JsonWalk.Member(t, "anonymousActions")),
            }),
    ];

    /// <summary>The keys whose fixed values keep a policy from being public by Amazon S3's rule.</summary>
    internal static IReadOnlySet<string> FixedKeys { get; } =
        JsonWalk.Texts(Knowledge.Read(File).GetProperty("fixedKeys")).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A kind by its name, in any case; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static PolicyType? Find(string name) =>
        All.FirstOrDefault(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
