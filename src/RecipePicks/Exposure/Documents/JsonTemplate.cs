using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Exposure.Documents;

/// <summary>Fills a document of one shape with the values of another, as <c>config-documents.json</c> tells.</summary>
/// <remarks>
/// A text <c>=item.a.b|more.c</c> is the first value that is there, JSON in text opened; <c>$…</c> the same as text;
/// an object with <c>=all</c> has all members of the object at that path and its own besides; one with <c>=each</c> and
/// <c>=of</c> is a list, <c>each</c> its item; one with <c>=map</c> and <c>=of</c> puts one text for another. A member's name
/// may be a path too. Anything else stands for itself; what has no value is left out.
/// </remarks>
internal static class JsonTemplate
{
    /// <summary>A filled template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">The values by the first name of a path.</param>
    /// <returns>The document; null when nothing of it is there.</returns>
    public static JsonNode? Fill(JsonElement template, IReadOnlyDictionary<string, JsonElement> values) =>
        template.ValueKind switch
        {
            JsonValueKind.String => OfText(template.GetString()!, values),
            JsonValueKind.Array => new JsonArray([
                .. template.EnumerateArray().Select(t => Fill(t, values)).Where(n => n is not null),
            ]),
            JsonValueKind.Object when template.TryGetProperty("=each", out var each) => Each(template, each, values),
            JsonValueKind.Object when template.TryGetProperty("=map", out var map) => Mapped(template, map, values),
            JsonValueKind.Object => Object(template, values),
            _ => JsonNode.Parse(template.GetRawText()),
        };

    /// <summary>The first value at paths, <c>item.a.b|more.c</c>; undefined when none is there.</summary>
    public static JsonElement Find(string paths, IReadOnlyDictionary<string, JsonElement> values) =>
        paths.Split('|').Select(path => At(path, values)).FirstOrDefault(IsThere);

    /// <summary>Whether a value is an object, be it written as text.</summary>
    public static bool IsObject(JsonElement value) => Opened(value).ValueKind == JsonValueKind.Object;

    private static JsonElement At(string path, IReadOnlyDictionary<string, JsonElement> values)
    {
        var steps = path.Split('.');
        return steps
            .Skip(1)
            .Aggregate(
                values.GetValueOrDefault(steps[0]),
                (from, step) =>
                    step == "[]"
                        ? JsonWalk.Items(Opened(from), true).FirstOrDefault()
                        : JsonWalk.Member(Opened(from), step)
            );
    }

    private static bool IsThere(JsonElement value) =>
        value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null)
        && (value.ValueKind != JsonValueKind.String || value.GetString()!.Length > 0);

    // Config writes some values as text of JSON, some of them twice.
    private static JsonElement Opened(JsonElement value)
    {
        while (
            value.ValueKind == JsonValueKind.String
            && value.GetString()!.AsSpan().TrimStart() is ['{' or '[' or '"', ..]
            && JsonWalk.Parse(value.GetString()) is { ValueKind: not JsonValueKind.Undefined } inner
        )
        {
            value = inner;
        }

        return value;
    }

    private static JsonNode? OfText(string text, IReadOnlyDictionary<string, JsonElement> values)
    {
        if (text is not ['=' or '$', .. var paths])
        {
            return JsonValue.Create(text);
        }

        var found = Opened(Find(paths, values));
        return !IsThere(found) ? null
            : text[0] == '=' ? Copy(found)
            : JsonValue.Create(found.ValueKind == JsonValueKind.String ? found.GetString()! : found.GetRawText());
    }

    private static JsonArray? Each(
        JsonElement template,
        JsonElement each,
        IReadOnlyDictionary<string, JsonElement> values
    )
    {
        var list = Opened(Find(each.GetString()![1..], values));
        return list.ValueKind != JsonValueKind.Array
            ? null
            : new JsonArray([
                .. list.EnumerateArray()
                    .Select(item =>
                        Fill(
                            template.GetProperty("=of"),
                            new Dictionary<string, JsonElement>(values) { ["each"] = item }
                        )
                    )
                    .Where(n => n is not null),
            ]);
    }

    private static JsonValue? Mapped(
        JsonElement template,
        JsonElement map,
        IReadOnlyDictionary<string, JsonElement> values
    ) =>
        Fill(template.GetProperty("=of"), values) is JsonValue value && value.TryGetValue<string>(out var text)
            ? JsonValue.Create(map.TryGetProperty(text, out var other) ? other.GetString() : text)
            : null;

    private static JsonObject? Object(JsonElement template, IReadOnlyDictionary<string, JsonElement> values)
    {
        var filled = new JsonObject();
        foreach (var member in template.EnumerateObject())
        {
            if (member.Name == "=all")
            {
                var all = Opened(Find(member.Value.GetString()![1..], values));
                foreach (var one in all.ValueKind == JsonValueKind.Object ? all.EnumerateObject().ToList() : [])
                {
                    filled[one.Name] = Copy(one.Value);
                }
            }
            else if (
                (member.Name[0] == '=' ? JsonWalk.Text(Find(member.Name[1..], values)) : member.Name) is { } name
                && Fill(member.Value, values) is { } value
            )
            {
                filled[name] = value;
            }
        }

        return filled.Count > 0 ? filled : null;
    }

    private static JsonNode? Copy(JsonElement value) => JsonNode.Parse(value.GetRawText());
}
