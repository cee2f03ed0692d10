using System.Text.Json;

namespace RecipePicks.Exposure;

/// <summary>
/// Finds values in the JSON of a call by path: <c>createVolumePermission.add.items[]</c>. Names match without regard to
/// case, for CloudTrail writes the same member in several; a list of one may be written as the item alone.
/// </summary>
internal static class JsonWalk
{
    /// <summary>All values at a path.</summary>
    public static IEnumerable<JsonElement> At(JsonElement from, string path) =>
        path.Length == 0
            ? Items(from, false)
            : path.Split('.')
                .Aggregate((IEnumerable<JsonElement>)[from], (found, step) => found.SelectMany(e => Step(e, step)));

    // name, name[] for each item, name[key=value] for the items that have it, name{} for each member's value.
    private static IEnumerable<JsonElement> Step(JsonElement from, string step)
    {
        if (step.EndsWith("{}", StringComparison.Ordinal))
        {
            var members = Member(from, step[..^2]);
            return members.ValueKind == JsonValueKind.Object ? members.EnumerateObject().Select(m => m.Value) : [];
        }

        if (!step.EndsWith(']'))
        {
            return Items(Member(from, step), false);
        }

        var open = step.IndexOf('[', StringComparison.Ordinal);
        var items = Items(Member(from, step[..open]), true);
        return step[(open + 1)..^1].Split('=', 2) is [var key, var value]
            ? items.Where(i => Text(i, key) == value)
            : items;
    }

    /// <summary>A member of an object; undefined when there is none.</summary>
    public static JsonElement Member(JsonElement of, string name)
    {
        if (of.ValueKind == JsonValueKind.Object)
        {
            if (of.TryGetProperty(name, out var exact))
            {
                return exact;
            }

            foreach (var member in of.EnumerateObject())
            {
                if (string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return default;
    }

    /// <summary>A member's text; a number or a Boolean as it is written; null for anything else.</summary>
    public static string? Text(JsonElement of, string name) => Text(Member(of, name));

    /// <summary>A value's text; a number or a Boolean as it is written; null for anything else.</summary>
    public static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };

    /// <summary>A value or the items of a list, as texts.</summary>
    public static IReadOnlyList<string> Texts(JsonElement value) =>
        [.. Items(value, true).Select(Text).OfType<string>().Where(t => t.Length > 0)];

    /// <summary>Every text below a value.</summary>
    public static IEnumerable<string> Leaves(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(m => Leaves(m.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
            _ => Text(value) is { } text ? [text] : [],
        };

    /// <summary>JSON that may be written as text, once or percent-encoded; undefined when it is none.</summary>
    public static JsonElement Document(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return value;
        }

        var text = value.GetString()!;
        return Parse(text.StartsWith('%') ? Uri.UnescapeDataString(text) : text);
    }

    /// <summary>Reads JSON text; undefined when it is none. Half of a surrogate pair, which no text can hold, becomes U+FFFD.</summary>
    public static JsonElement Parse(string? text)
    {
        try
        {
            return text is null ? default : JsonElement.Parse(WholeJson.Of(text));
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A text as JSON.</summary>
    public static JsonElement Quoted(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text)}\"");

    /// <summary>The items of a list, or the value itself; none when it is absent.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement value, bool each) =>
        value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            JsonValueKind.Array when each => value.EnumerateArray(),
            _ => [value],
        };
}
