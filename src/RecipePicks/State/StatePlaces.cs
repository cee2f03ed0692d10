using System.Text.Json;
using System.Text.RegularExpressions;

namespace RecipePicks.State;

/// <summary>
/// Finds values by the paths that the knowledge is written in: <c>request.ipPermissions[].cidrIp</c>. A segment with
/// <c>[]</c> stands for each item of a list, however the service wraps it; names match whatever the case of their first
/// letter. <c>=text</c> is the text itself, <c>{path}</c> inside a longer text the value at that path, <c>{a|b}</c> the
/// first that is there, <c>{a:text}</c> that text when none is.
/// </summary>
/// <param name="roots">What paths begin with: <c>request</c>, <c>response</c>, <c>call</c>, <c>item</c>, <c>document</c>.</param>
internal sealed partial class StatePlaces(IReadOnlyDictionary<string, JsonElement> roots)
{
    /// <summary>The places with one more root.</summary>
    public StatePlaces With(string root, JsonElement value) =>
        new(new Dictionary<string, JsonElement>(roots) { [root] = value });

    /// <summary>All values at a path, in order.</summary>
    public IEnumerable<JsonElement> All(string path)
    {
        if (path.StartsWith('='))
        {
            return [JsonElement.Parse(StateJson.Quote(path[1..]))];
        }

        if (path.Contains('{'))
        {
            return Fill(path) is { } text ? [JsonElement.Parse(StateJson.Quote(text))] : [];
        }

        var segments = path.Split('.');
        var each = segments[0].EndsWith("[]", StringComparison.Ordinal);
        if (!roots.TryGetValue(each ? segments[0][..^2] : segments[0], out var root))
        {
            return [];
        }

        return root.ValueKind == JsonValueKind.Undefined
            ? []
            : segments
                .Skip(1)
                .Aggregate(each ? Items(root) : [root], (found, segment) => found.SelectMany(f => Step(f, segment)));
    }

    /// <summary>The values of the first path that has any.</summary>
    public IReadOnlyList<JsonElement> FirstOf(IReadOnlyList<string>? paths) =>
        paths?.Select(p => All(p).ToList()).FirstOrDefault(found => found.Count > 0) ?? [];

    /// <summary>The first value of the first path that has any.</summary>
    public JsonElement? One(IReadOnlyList<string>? paths) => FirstOf(paths) is [var first, ..] ? first : null;

    /// <summary>The text of a value.</summary>
    public static string? Text(JsonElement value) =>
        StateJson.Unwrap(value) is var plain && plain.ValueKind == JsonValueKind.String ? plain.GetString()
        : plain.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? plain.GetRawText()
        : null;

    /// <summary>A text with the values of its holes; null when one of them has none.</summary>
    public string? Fill(string template)
    {
        var whole = true;
        var text = Hole()
            .Replace(
                template,
                hole =>
                {
                    var (paths, otherwise) = hole.Groups["path"].Value.Split(':') is [var before, var after]
                        ? (before, after)
                        : (hole.Groups["path"].Value, null);
                    var value = One(paths.Split('|')) is { } found ? Text(found) : null;
                    whole &= value is not null || otherwise is not null;

                    // EC2 writes all ports and all protocols as -1, or leaves them out.
                    return value is null || (value == "-1" && otherwise is not null) ? otherwise ?? "" : value;
                }
            );
        return whole ? text : null;
    }

    private static IEnumerable<JsonElement> Step(JsonElement at, string segment)
    {
        var each = segment.EndsWith("[]", StringComparison.Ordinal);
        var name = each ? segment[..^2] : segment;
        var owner = at.ValueKind == JsonValueKind.Object ? at : StateJson.Unwrap(at);
        return owner.ValueKind == JsonValueKind.Object && Member(owner, name) is { } value
            ? (each ? Items(value) : [value])
            : [];
    }

    private static JsonElement? Member(JsonElement owner, string name)
    {
        if (owner.TryGetProperty(name, out var value))
        {
            return value.ValueKind == JsonValueKind.Null ? null : value;
        }

        var other =
            (char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) : char.ToUpperInvariant(name[0])) + name[1..];
        return owner.TryGetProperty(other, out value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private static IEnumerable<JsonElement> Items(JsonElement list)
    {
        var plain = StateJson.Unwrap(list);
        return plain.ValueKind switch
        {
            JsonValueKind.Array => plain.EnumerateArray().Where(i => i.ValueKind != JsonValueKind.Null),
            JsonValueKind.Object when !plain.EnumerateObject().Any() => [],
            JsonValueKind.String when plain.GetString()!.Length == 0 => [],
            _ => [plain],
        };
    }

    [GeneratedRegex(@"\{(?<path>[^{}]+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Hole();
}
