using System.Text.Json.Serialization;

namespace RecipePicks.Sources;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(CliCallFile))]
[JsonSerializable(typeof(CliAnswer))]
[JsonSerializable(typeof(CliAsked))]
internal sealed partial class SourceJson : JsonSerializerContext;
