using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Iam.Escalation;

/// <summary>What a path does to get at more rights.</summary>
public enum EscalationKind
{
    /// <summary>Takes a role that lets it.</summary>
    Assume,

    /// <summary>Makes or changes a user's credentials.</summary>
    Credential,

    /// <summary>Starts something new that carries a role.</summary>
    NewCompute,

    /// <summary>Takes over something that carries a role already.</summary>
    Takeover,

    /// <summary>Changes its own rights.</summary>
    SelfEdit,

    /// <summary>Changes another's rights and becomes it.</summary>
    Edit,

    /// <summary>Makes an identity, gives it rights, and becomes it.</summary>
    Made,
}

/// <summary>A permission that a path needs.</summary>
/// <param name="Action">The action.</param>
/// <param name="On">
/// On what: <c>target</c> (the identity that it becomes), <c>self</c>, <c>group</c> (one of its own), <c>policy</c> (one attached
/// to whom it changes), <c>workload</c> (what carries the role), <c>new</c> (something that it makes), <c>made</c> (one and the same thing that it makes and becomes).
/// </param>
/// <param name="Arn">What the ARN of a new thing or of a workload looks like, <c>{account}</c> left open; null for <c>*</c>.</param>
public sealed record EscalationNeed(string Action, string On, string? Arn = null);

/// <summary>A known way from one identity to another, or to all rights: an entry of <c>Iam/escalation-paths.json</c>.</summary>
/// <param name="Id">Its name: pathfinding.cloud's where that knows it.</param>
/// <param name="Name">What is done, in words.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Needs">The permissions that it needs, all of them.</param>
/// <param name="Source">Who describes it.</param>
public sealed record EscalationPath(
    string Id,
    string Name,
    EscalationKind Kind,
    IReadOnlyList<EscalationNeed> Needs,
    string Source
)
{
    /// <summary>The services of which one must be let take the role.</summary>
    public IReadOnlyList<string> Services
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The kind of workload that carries the role; null when none is needed.</summary>
    public string? Workload { get; init; }

    /// <summary>What must be the case besides: <c>instance-profile</c>, <c>fewer-than-two-keys</c>, <c>two-keys</c>, <c>password</c>,
    /// <c>no-password</c>, <c>boundary</c>, <c>wider-version</c>, <c>fewer-than-five-versions</c>, <c>five-versions</c>, <c>admin-group</c>, or words for what no document tells.</summary>
    public IReadOnlyList<string> Requires
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Who can go it: <c>User</c> or <c>Role</c>; null for both.</summary>
    public string? Start { get; init; }

    /// <summary>Of an edit, whom it changes: <c>User</c> or <c>Role</c>.</summary>
    public string? Target { get; init; }

    /// <summary>All paths that are known.</summary>
    public static IReadOnlyList<EscalationPath> All { get; } = Read();

    private static IReadOnlyList<EscalationPath> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/escalation-paths.json")!;
        return JsonSerializer.Deserialize(stream, EscalationJson.Default.EscalationFile)!.Paths;
    }
}

/// <summary>The file of paths.</summary>
/// <param name="About">What it is.</param>
/// <param name="Paths">The paths.</param>
internal sealed record EscalationFile(string About, IReadOnlyList<EscalationPath> Paths);

[JsonSerializable(typeof(EscalationFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class EscalationJson : JsonSerializerContext;
