using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Iam.Catalog;

/// <summary>An action that does harm in the wrong hands: an entry of <c>Iam/sensitive-actions.json</c>.</summary>
/// <param name="Action">The action.</param>
/// <param name="Tactic">The tactic of MITRE ATT&amp;CK that it serves most often.</param>
/// <param name="Technique">The id of the technique.</param>
/// <param name="Gives">What it does, in words.</param>
public sealed record SensitiveAction(string Action, string Tactic, string Technique, string Gives)
{
    private static readonly Lazy<FrozenDictionary<string, SensitiveAction>> s_byName = new(Read);

    /// <summary>All of them, by action.</summary>
    public static IReadOnlyList<SensitiveAction> All { get; } =
    [.. s_byName.Value.Values.OrderBy(a => a.Action, StringComparer.Ordinal)];

    /// <summary>The entry of an action; null when it is not among them.</summary>
    /// <param name="action"><c>service:Action</c>, in any case.</param>
    public static SensitiveAction? Find(string action) => s_byName.Value.GetValueOrDefault(action);

    private static FrozenDictionary<string, SensitiveAction> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/sensitive-actions.json")!;
        return JsonSerializer
            .Deserialize(stream, SensitiveJson.Default.SensitiveFile)!
            .Actions.ToFrozenDictionary(a => a.Action, StringComparer.OrdinalIgnoreCase);
    }
}

/// <summary>The file of them.</summary>
/// <param name="About">What it is.</param>
/// <param name="Actions">The entries.</param>
internal sealed record SensitiveFile(string About, IReadOnlyList<SensitiveAction> Actions);

[JsonSerializable(typeof(SensitiveFile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SensitiveJson : JsonSerializerContext;
