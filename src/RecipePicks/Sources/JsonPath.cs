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
    public static IEnumerable<string> Values(JsonElement root, string path) =>
        path.Split('.')
            .Aggregate((IEnumerable<JsonElement>)[root], (found, step) => found.SelectMany(e => Step(e, step)))
            .Select(Text)
            .OfType<string>()
            .Where(t => t.Length > 0 && !t.Any(char.IsControl));

    private static IEnumerable<JsonElement> Step(JsonElement owner, string step)
    {
        var each = step.EndsWith("[]", StringComparison.Ordinal);
        if (owner.ValueKind != JsonValueKind.Object || !owner.TryGetProperty(each ? step[..^2] : step, out var value))
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

    private static string? Text(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
