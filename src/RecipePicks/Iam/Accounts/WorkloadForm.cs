using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Iam.Accounts;

/// <summary>Where an answer of the AWS CLI shows what runs with a role: an entry of <c>Iam/workloads.json</c>.</summary>
/// <param name="Call">The command: <c>ecs describe-task-definition</c>.</param>
/// <param name="Kind">What it is, as <c>escalation-paths.json</c> names it.</param>
/// <param name="Name">The path of its ARN, or of a name.</param>
/// <param name="Roles">Where its roles stand.</param>
/// <param name="Sample">An answer that shows one.</param>
public sealed record WorkloadForm(
    string Call,
    string Kind,
    string Name,
    IReadOnlyList<WorkloadRole> Roles,
    JsonElement Sample
)
{
    /// <summary>The path of the things in the answer; empty when the answer is about one.</summary>
    public string Each
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>How its ARN is made of its name, <c>{region}</c>, <c>{account}</c> and <c>{name}</c> left open; null when the name is one.</summary>
    public string? Arn { get; init; }

    /// <summary>The path of what it runs, whose roles it has besides; null when it has its own alone.</summary>
    public string? Of { get; init; }

    /// <summary>Paths of other names that it is asked for by: its cluster's.</summary>
    public IReadOnlyList<string> Also
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>All forms.</summary>
    public static IReadOnlyList<WorkloadForm> All { get; } = Read();

    private static IReadOnlyList<WorkloadForm> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/workloads.json")!;
        return JsonSerializer.Deserialize(stream, WorkloadJson.Default.WorkloadFile)!.Workloads;
    }
}

/// <summary>A role of a workload.</summary>
/// <param name="Path">Where its ARN or name stands.</param>
/// <param name="Called">What AWS calls it: <c>task role</c>, <c>execution role</c>, <c>instance profile</c>.</param>
public sealed record WorkloadRole(string Path, string Called);

/// <summary>The file of forms.</summary>
/// <param name="About">What it is.</param>
/// <param name="Workloads">The entries.</param>
internal sealed record WorkloadFile(string About, IReadOnlyList<WorkloadForm> Workloads);

[JsonSerializable(typeof(WorkloadFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class WorkloadJson : JsonSerializerContext;
