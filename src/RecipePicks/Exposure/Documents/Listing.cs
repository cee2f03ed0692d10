using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Exposure.Documents;

/// <summary>
/// The things that a document lists. What stands in a list is named by a member of its own, what stands in an object
/// (<c>resourceMethods{}</c>) by the member that it is; what is named at several depths by all of its names: <c>r1/POST</c>.
/// </summary>
/// <param name="Items">Where they stand: <c>Reservations[].Instances[]</c>.</param>
/// <param name="By">The member that names what stands in a list.</param>
internal sealed record Listing(string Items, string By)
{
    /// <summary>The names of all things of a document.</summary>
    public IEnumerable<string> Names(JsonElement page) => Things(Plain(page)).Select(t => t.Name);

    /// <summary>A document without some of its things.</summary>
    /// <param name="page">The document.</param>
    /// <param name="names">The names of those.</param>
    public JsonElement Without(JsonElement page, IReadOnlySet<string> names)
    {
        var left = Plain(page);
        foreach (var gone in Things(left).Where(t => names.Contains(t.Name)).ToLookup(t => t.Item.Parent, t => t.Item))
        {
            if (gone.Key is JsonArray list)
            {
                var items = gone.ToHashSet();
                list.RemoveAll(i => i is not null && items.Contains(i));
            }
            else if (gone.Key is JsonObject owner)
            {
                gone.ToList().ForEach(i => owner.Remove(i.GetPropertyName()));
            }
        }

        return JsonWalk.Parse(left?.ToJsonString());
    }

    private IEnumerable<(JsonNode Item, string Name)> Things(JsonNode? page) =>
        page is null
            ? []
            : Items
                .Split('.')
                .Aggregate(
                    (IEnumerable<(JsonNode Item, string Name)>)[(page, "")],
                    (found, step) => found.SelectMany(f => Inside(f.Item, step, f.Name))
                )
                .Where(t => t.Name.Length > 0);

    private IEnumerable<(JsonNode Item, string Name)> Inside(JsonNode from, string step, string above) =>
        (from as JsonObject)?[step.TrimEnd('[', ']', '{', '}')] switch
        {
            JsonArray list => list.OfType<JsonNode>()
                .Select(i => (i, Joined(above, (i as JsonObject)?[By]?.ToString()))),
            JsonObject map when step.EndsWith("{}", StringComparison.Ordinal) => map.Where(m => m.Value is not null)
                .Select(m => (m.Value!, Joined(above, m.Key))),
            { } one => [(one, above)],
            null => [],
        };

    private static string Joined(string above, string? name) =>
        name is null ? above
        : above.Length == 0 ? name
        : $"{above}/{name}";

    // Of members of one name the last counts, as it does to JsonElement; JsonNode would refuse them.
    private static JsonNode? Plain(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var owner = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    owner[member.Name] = Plain(member.Value);
                }

                return owner;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(Plain)]);
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return null;
            default:
                return JsonValue.Create(value);
        }
    }
}
