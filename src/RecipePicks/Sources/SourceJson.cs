using System.Text.Json.Serialization;

namespace RecipePicks.Sources;

[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SourceJson : JsonSerializerContext;
