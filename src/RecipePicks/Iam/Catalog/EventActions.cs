using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RecipePicks.Iam.Catalog;

/// <summary>Which IAM action a CloudTrail event is.</summary>
/// <remarks>
/// Nearly always the first part of eventSource and eventName without the API's date; <c>Iam/event-actions.json</c> lists what is
/// not. Source: Service Authorization Reference; Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
/// </remarks>
public static partial class EventActions
{
    private static readonly Dictionary<string, string> s_services = new(StringComparer.Ordinal);
    private static readonly FrozenDictionary<(string Source, string Event), IReadOnlyList<string>> s_events = Read();

    /// <summary>The actions that an event needs.</summary>
    /// <param name="eventSource">CloudTrail's eventSource: <c>s3.amazonaws.com</c>.</param>
    /// <param name="eventName">CloudTrail's eventName: <c>CreateFunction20150331</c>.</param>
    /// <returns>The actions; none when the call needs no permission, or no action of this name is known.</returns>
    public static IReadOnlyList<KnownAction> Of(string eventSource, string eventName)
    {
        var source = eventSource.Split('.')[0];
        var name = Undated().Replace(eventName, "");
        if (Listed(source, name) is { } listed)
        {
            return [.. listed.Select(ActionCatalog.Known.Find).OfType<KnownAction>()];
        }

        var service = s_services.GetValueOrDefault(source, source);
        return ActionCatalog.Known.Find($"{service}:{name}") is { } action ? [action] : [];
    }

    // A family is written as its first word and a star.
    private static IReadOnlyList<string>? Listed(string source, string name) =>
        s_events.TryGetValue((source, name), out var exact) ? exact
        : s_events.TryGetValue((source, "*"), out var all) ? all
        : FirstWord().Match(name) is { Success: true } word
        && s_events.TryGetValue((source, $"{word.Value}*"), out var family)
            ? family
        : null;

    private static FrozenDictionary<(string, string), IReadOnlyList<string>> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Iam/event-actions.json")!;
        using var document = JsonDocument.Parse(stream);
        foreach (var service in document.RootElement.GetProperty("services").EnumerateArray())
        {
            s_services[service.GetProperty("source").GetString()!] = service.GetProperty("service").GetString()!;
        }

        return document
            .RootElement.GetProperty("events")
            .EnumerateArray()
            .ToFrozenDictionary(
                e => (e.GetProperty("source").GetString()!, e.GetProperty("event").GetString()!),
                e => (IReadOnlyList<string>)[.. e.GetProperty("actions").EnumerateArray().Select(a => a.GetString()!)]
            );
    }

    [GeneratedRegex(@"(\d{8}|\d{4}_\d{2}_\d{2})(v\d+)?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Undated();

    [GeneratedRegex("^[A-Z][a-z]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex FirstWord();
}
