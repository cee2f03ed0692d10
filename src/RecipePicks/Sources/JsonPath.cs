using System.Text.Json;

namespace RecipePicks.Sources;

/// <summary>
/// Finds texts by a path of members, <c>Reservations[].Instances[].InstanceId</c>, exactly as they are spelled. The script
/// that <c>picks collect --script</c> prints does the same in awk.
/// </summary>
internal static class JsonPath
{
    /// <summary>The texts and numbers at a path, in order. What holds control characters is no name and is left out.</summary>
    /// <param name="root">Where to begin.</param>
    /// <param name="path">The path.</param>
    /// <param name="how">How members are compared; where several are equal, the first counts.</param>
    public static IEnumerable<string> Values(
        JsonElement root,
        string path,
        StringComparison how = StringComparison.Ordinal
    ) =>
        path.Split('.')
            .Aggregate((IEnumerable<JsonElement>)[root], (found, step) => found.SelectMany(e => Step(e, step, how)))
            .Select(Text)
            .OfType<string>()
            .Where(t => t.Length > 0 && !t.Any(char.IsControl));

    private static IEnumerable<JsonElement> Step(JsonElement owner, string step, StringComparison how)
    {
        var each = step.EndsWith("[]", StringComparison.Ordinal);
        if (Member(owner, each ? step[..^2] : step, how) is not { } value)
        {
            yield break;
        }

        if (!each)
        {
            yield return value;
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                yield return item;
            }
        }
    }

    private static JsonElement? Member(JsonElement owner, string name, StringComparison how) =>
        owner.ValueKind != JsonValueKind.Object ? null
        : owner.TryGetProperty(name, out var value) ? value
        : how == StringComparison.Ordinal ? null
        : owner
            .EnumerateObject()
            .Where(p => p.Name.Equals(name, how))
            .Select(p => (JsonElement?)p.Value)
            .FirstOrDefault();

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
