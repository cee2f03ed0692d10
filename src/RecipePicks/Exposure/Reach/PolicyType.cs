using RecipePicks.Exposure.Policies;

namespace RecipePicks.Exposure.Reach;

/// <summary>A kind of resource that carries a policy; the knowledge is <c>policy-types.json</c>.</summary>
/// <param name="Name">What <c>--type</c> takes.</param>
/// <param name="TakesAnonymous">Whether the service answers requests without credentials.</param>
/// <param name="Resource">An ARN of such a resource, with <c>{account}</c> for its account; <c>*</c> for any.</param>
/// <param name="Actions">What a stranger asks for first.</param>
public sealed record PolicyType(string Name, bool TakesAnonymous, string Resource, IReadOnlyList<string> Actions)
{
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
            )),
    ];

    /// <summary>The keys whose fixed values keep a policy from being public by Amazon S3's rule.</summary>
    internal static IReadOnlySet<string> FixedKeys { get; } =
        JsonWalk.Texts(Knowledge.Read(File).GetProperty("fixedKeys")).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A kind by its name, in any case; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static PolicyType? Find(string name) =>
        All.FirstOrDefault(t => t.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
