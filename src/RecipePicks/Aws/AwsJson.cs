using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace RecipePicks.Aws;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class AwsJson : JsonSerializerContext;
