using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RecipePicks.State;

/// <summary>JSON of many spellings brought to one: what EC2 wraps in <c>items</c>, what IAM writes as text.</summary>
internal static class StateJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What JSON's texts hold without an escape.
    private static readonly SearchValues<char> AsItIs = SearchValues.Create([
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not ('"' or '\\')),
    ]);

    // What stands in a log where CloudTrail leaves a value out.
    private static readonly HashSet<string> Withheld =
    [
        "HIDDEN_DUE_TO_SECURITY_REASONS",
        "<sensitiveDataRemoved>",
        "****",
        "***",
    ];

    /// <summary>Text as JSON.</summary>
    public static string Quote(string text) =>
        text.AsSpan().ContainsAnyExcept(AsItIs) ? Write(w => w.WriteStringValue(text)) : $"\"{text}\"";

    /// <summary>Whether a value stands in for one that the log leaves out.</summary>
    public static bool IsWithheld(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Withheld.Contains(value.GetString()!);

    /// <summary>Reads JSON text; null for none, and for text that is no JSON.</summary>
    public static JsonElement? Parse(string? text)
    {
        if (text is null || text.Length == 0)
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(WholeJson.Of(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A value in its plain form, as JSON text.</summary>
    public static string Simplify(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Inner(value) is null
            ? Quote(value.GetString()!)
            : Write(w => Simple(w, value));

    /// <summary>A value in its plain form: without wrapper, a policy in text as JSON.</summary>
    public static JsonElement Unwrap(JsonElement value)
    {
        while (true)
        {
            if (Inner(value) is not { } inner)
            {
                return value;
            }

            value = inner;
        }
    }

    /// <summary>
    /// Whether two values are alike: members in any order and whatever the case of their first letter, those that hold
    /// nothing as if they were not there, a list of one like its item, lists as sets. CloudTrail writes
    /// <c>groupId</c> where the AWS CLI prints <c>GroupId</c>, and leaves out what that prints as <c>[]</c>.
    /// </summary>
    public static bool Same(string one, string other) =>
        string.Equals(one, other, StringComparison.Ordinal)
        || (
            Parse(one) is { } a && Parse(other) is { } b && string.Equals(Canon(a), Canon(b), StringComparison.Ordinal)
        );

    /// <summary>A text that like values share.</summary>
    public static string Canon(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(
                    ',',
                    value
                        .EnumerateObject()
                        .Where(p => !IsNothing(p.Value))
                        .Select(p => Quote(Lower(p.Name)) + ":" + Canon(p.Value))
                        .Order(StringComparer.Ordinal)
                )
                + "}",
            JsonValueKind.Array when value.GetArrayLength() == 1 => Canon(value[0]),
            JsonValueKind.Array => "["
                + string.Join(',', value.EnumerateArray().Select(Canon).Order(StringComparer.Ordinal))
                + "]",
            JsonValueKind.String => Quote(value.GetString()!),
            _ => Quote(value.GetRawText()),
        };

    /// <summary>A member's name as CloudTrail writes it.</summary>
    public static string Lower(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static bool IsNothing(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.Array => value.GetArrayLength() == 0,
            JsonValueKind.Object => value.EnumerateObject().All(p => IsNothing(p.Value)),
            _ => false,
        };

    private static JsonElement? Inner(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => Document(value.GetString()!),
            JsonValueKind.Object => Wrapped(value),
            _ => null,
        };

    private static JsonElement? Document(string text)
    {
        var decoded = text.StartsWith("%7B", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text) : text;
        return decoded.AsSpan().TrimStart() is ['{' or '[', ..] ? Parse(decoded) : null;
    }

    // EC2 and other XML services: {"items": […]}, {"tag": 1, "content": x}, {"value": x}.
    private static JsonElement? Wrapped(JsonElement value)
    {
        var count = value.EnumerateObject().Count();
        if (count == 1)
        {
            foreach (var name in (ReadOnlySpan<string>)["items", "item", "member", "value", "content"])
            {
                if (value.TryGetProperty(name, out var inner))
                {
                    return inner;
                }
            }
        }

        return count == 2 && value.TryGetProperty("tag", out _) && value.TryGetProperty("content", out var content)
            ? content
            : null;
    }

    private static void Simple(Utf8JsonWriter writer, JsonElement wrapped)
    {
        var value = Unwrap(wrapped);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject())
                {
                    if (!property.Name.StartsWith("xmlns", StringComparison.Ordinal) && !property.NameEquals("tag"))
                    {
                        writer.WritePropertyName(property.Name);
                        Simple(writer, property.Value);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Simple(writer, item);
                }

                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(KnowledgeFile))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
