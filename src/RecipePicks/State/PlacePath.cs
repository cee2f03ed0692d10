using System.Text.Json;

namespace RecipePicks.State;

/// <summary>A path of the knowledge, taken apart: <c>request.ipPermissions[].cidrIp</c>.</summary>
internal sealed class PlacePath
{
    private readonly bool _each;
    private readonly (string Name, string Other, bool Each)[] _steps;

    private PlacePath(string root, bool each, (string, string, bool)[] steps) =>
        (Root, _each, _steps) = (root, each, steps);

    /// <summary>What it begins with.</summary>
    public string Root { get; }

    /// <summary>Takes a path apart.</summary>
    public static PlacePath Of(string path)
    {
        var segments = path.Split('.');
        var each = IsEach(segments[0]);
        return new(each ? segments[0][..^2] : segments[0], each, [.. segments.Skip(1).Select(Step)]);
    }

    /// <summary>All values at the path, in order.</summary>
    /// <param name="root">The value of the root.</param>
    public IReadOnlyList<JsonElement> From(JsonElement root)
    {
        List<JsonElement> found = _each ? [.. Items(root)] : [root];
        foreach (var (name, other, each) in _steps)
        {
            var next = new List<JsonElement>(found.Count);
            foreach (var at in found)
            {
                var owner = at.ValueKind == JsonValueKind.Object ? at : StateJson.Unwrap(at);
                if (owner.ValueKind != JsonValueKind.Object || Member(owner, name, other) is not { } value)
                {
                    continue;
                }

                if (each)
                {
                    next.AddRange(Items(value));
                }
                else
                {
                    next.Add(value);
                }
            }

            found = next;
        }

        return found;
    }

    private static bool IsEach(string segment) => segment.EndsWith("[]", StringComparison.Ordinal);

    private static (string, string, bool) Step(string segment)
    {
        var each = IsEach(segment);
        var name = each ? segment[..^2] : segment;
        var first = char.IsUpper(name[0]) ? char.ToLowerInvariant(name[0]) : char.ToUpperInvariant(name[0]);
        return (name, first + name[1..], each);
    }

    private static JsonElement? Member(JsonElement owner, string name, string other) =>
        owner.TryGetProperty(name, out var value) || owner.TryGetProperty(other, out value)
            ? value.ValueKind == JsonValueKind.Null
                ? null
                : value
            : null;

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
}
