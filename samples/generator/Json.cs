using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Samples;

/// <summary>Building and writing JSON whose members keep the order in which AWS writes them.</summary>
internal static class Json
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // The AWS CLI indents by four.
    private static readonly JsonSerializerOptions Indented = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
    };

    public static JsonObject Obj(params (string Name, JsonNode? Value)[] members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
            result.Add(name, value?.Parent is null ? value : value.DeepClone());
        return result;
    }

    public static JsonArray Arr(params JsonNode?[] items) =>
        [.. items.Select(i => i?.Parent is null ? i : i.DeepClone())];

    /// <summary>EC2 wraps every list in an object.</summary>
    public static JsonObject Items(params JsonNode?[] items) => Obj(("items", Arr(items)));

    public static JsonNode Parse(string text) => JsonNode.Parse(text)!;

    public static string Line(JsonNode node) => node.ToJsonString(Compact);

    public static string Pretty(JsonNode node) => node.ToJsonString(Indented) + "\n";
}
