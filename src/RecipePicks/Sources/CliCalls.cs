using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>The calls of the AWS CLI that the program knows: <c>cli-calls.json</c>, an entry a call.</summary>
/// <remarks>Source: AWS CLI Command Reference, and the models of the APIs that it is made from.</remarks>
internal static class CliCalls
{
    // How CloudTrail's own files, messages and lists without a name of their own begin.
    private static readonly string[] s_others =
    [
        "Records",
        "Events",
        "items",
        "Items",
        "configurationItems",
        "Message",
    ];

    private static readonly Lazy<CliCallFile> s_file = new(Load);

    private static readonly Lazy<ILookup<string, CliCall>> s_byCall = new(() => File.Calls.ToLookup(c => c.Call));

    private static readonly Lazy<FrozenDictionary<string, string>> s_named = new(() =>
        File.Calls.Select(c => c.Call).Distinct().ToFrozenDictionary(c => c.Replace(' ', '-'), StringComparer.Ordinal)
    );

    private static readonly Lazy<IReadOnlyList<string>> s_members = new(() =>
        [
            .. File
                .Calls.Where(c => c.Prints is not null)
                .SelectMany(c => c.Prints!.Value.EnumerateObject())
                .Where(m => char.IsUpper(m.Name[0]) || m.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object)
                .Select(m => m.Name)
                .Except(s_others)
                .Distinct(),
        ]
    );

    /// <summary>What the program knows.</summary>
    public static CliCallFile File => s_file.Value;

    /// <summary>The calls that collecting makes.</summary>
    public static IEnumerable<CliCall> Made => File.Calls.Where(c => c.When != "hand");

    /// <summary>Members that outputs of these calls begin with.</summary>
    public static IReadOnlyList<string> Members => s_members.Value;

    /// <summary>The entries of a call: several when it is made for several kinds of names.</summary>
    /// <param name="call"><c>s3api get-bucket-policy</c>.</param>
    public static IReadOnlyList<CliCall> Of(string call) => [.. s_byCall.Value[call]];

    /// <summary>The call that a file's name begins with.</summary>
    /// <param name="begins">The name up to its first dot: <c>s3api-get-bucket-policy</c>.</param>
    /// <returns>The call; null when it is none that the program knows.</returns>
    public static string? Named(string begins) => s_named.Value.GetValueOrDefault(begins);

    /// <summary>The calls that print what an output holds: all its members, each of its kind.</summary>
    /// <param name="output">An object.</param>
    /// <returns>The commands, in the order of the knowledge; none for an object that no call prints.</returns>
    public static IReadOnlyList<string> ThatPrint(JsonElement output)
    {
        var members = output.EnumerateObject().Where(m => m.Name != "NextToken").ToList();
        return members.Count == 0
            ? []
            :
            [
                .. File
                    .Calls.Where(c => c.Prints is { } prints && members.All(Fits(prints)))
                    .Select(c => c.Call)
                    .Distinct(),
            ];
    }

    private static Func<JsonProperty, bool> Fits(JsonElement prints) =>
        member => prints.TryGetProperty(member.Name, out var sample) && IsLike(sample, member.Value);

    // Lists tell themselves apart by what they list: names, or things with members.
    private static bool IsLike(JsonElement sample, JsonElement value) =>
        sample.ValueKind == JsonValueKind.Array && value.ValueKind == JsonValueKind.Array
            ? sample.GetArrayLength() == 0 || value.GetArrayLength() == 0 || IsLike(sample[0], value[0])
            : Kind(sample) == Kind(value);

    private static JsonValueKind Kind(JsonElement value) =>
        value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;

    private static CliCallFile Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Sources/cli-calls.json")!;
        return JsonSerializer.Deserialize(stream, SourceJson.Default.CliCallFile)!;
    }
}
