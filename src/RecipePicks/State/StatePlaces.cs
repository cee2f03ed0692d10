using System.Collections.Concurrent;
using System.Text.Json;

namespace RecipePicks.State;

/// <summary>
/// Finds values by the paths that the knowledge is written in: <c>request.ipPermissions[].cidrIp</c>. A segment with
/// <c>[]</c> stands for each item of a list, however the service wraps it; names match whatever the case of their first
/// letter. <c>=text</c> is the text itself, <c>{path}</c> inside a longer text the value at that path, <c>{a|b}</c> the
/// first that is there, <c>{a:text}</c> that text when none is.
/// </summary>
internal sealed class StatePlaces
{
    // The paths of the knowledge: a few hundred, asked for by every call.
    private static readonly ConcurrentDictionary<string, PlacePath> Paths = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, PlaceText> Texts = new(StringComparer.Ordinal);

    private readonly StatePlaces? _outer;
    private readonly string _root;
    private JsonElement _value;
    private Func<JsonElement>? _read;

    private StatePlaces(StatePlaces? outer, string root) => (_outer, _root) = (outer, root);

    /// <summary>Places without any root.</summary>
    public static StatePlaces None { get; } = new(null, "");

    /// <summary>The places with one more root: <c>request</c>, <c>response</c>, <c>call</c>, <c>item</c>, <c>document</c>.</summary>
    public StatePlaces With(string root, JsonElement value) => new(this, root) { _value = value };

    /// <summary>The places with one more root, which is read when a path first begins with it.</summary>
    public StatePlaces With(string root, Func<JsonElement> read) => new(this, root) { _read = read };

    /// <summary>All values at a path, in order.</summary>
    public IReadOnlyList<JsonElement> All(string path)
    {
        if (path.StartsWith('='))
        {
            return [JsonElement.Parse(StateJson.Quote(path[1..]))];
        }

        if (path.Contains('{'))
        {
            return Fill(path) is { } text ? [JsonElement.Parse(StateJson.Quote(text))] : [];
        }

        var place = Paths.GetOrAdd(path, PlacePath.Of);
        return Find(place.Root) is { ValueKind: not JsonValueKind.Undefined } root ? place.From(root) : [];
    }

    /// <summary>The values of the first path that has any.</summary>
    public IReadOnlyList<JsonElement> FirstOf(IReadOnlyList<string>? paths)
    {
        foreach (var path in paths ?? [])
        {
            if (All(path) is { Count: > 0 } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>The first value of the first path that has any.</summary>
    public JsonElement? One(IReadOnlyList<string>? paths) => FirstOf(paths) is [var first, ..] ? first : null;

    /// <summary>The text of a value.</summary>
    public static string? Text(JsonElement value) =>
        StateJson.Unwrap(value) is var plain && plain.ValueKind == JsonValueKind.String ? plain.GetString()
        : plain.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? plain.GetRawText()
        : null;

    /// <summary>A text with the values of its holes; null when one of them has none.</summary>
    public string? Fill(string template) => Texts.GetOrAdd(template, PlaceText.Of).Fill(this);

    private JsonElement? Find(string root)
    {
        for (var at = this; at is not null; at = at._outer)
        {
            if (string.Equals(at._root, root, StringComparison.Ordinal))
            {
                return at.Value();
            }
        }

        return null;
    }

    private JsonElement Value()
    {
        if (_read is { } read)
        {
            (_value, _read) = (read(), null);
        }

        return _value;
    }
}
