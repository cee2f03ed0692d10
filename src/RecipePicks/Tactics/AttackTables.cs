using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.Tactics;

/// <summary>ATT&amp;CK's names, as <c>attack.json</c> holds them.</summary>
/// <param name="Tactics">All tactics, in the matrix's order.</param>
/// <param name="Techniques">The techniques that calls of AWS can be, by id.</param>
internal sealed record AttackNames(IReadOnlyList<AttackTactic> Tactics, IReadOnlyList<AttackTechnique> Techniques)
{
    /// <summary>The file's content.</summary>
    public static AttackNames Read() => AttackTables.Read("attack.json", TacticsJson.Default.AttackNames);
}

/// <summary>Reads the tables that lie beside this code.</summary>
internal static class AttackTables
{
    public static T Read<T>(string file, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var stream = typeof(AttackTables).Assembly.GetManifestResourceStream($"Tactics/{file}")!;
        return JsonSerializer.Deserialize(stream, type)!;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(AttackNames))]
[JsonSerializable(typeof(List<CallRule>))]
internal sealed partial class TacticsJson : JsonSerializerContext;
