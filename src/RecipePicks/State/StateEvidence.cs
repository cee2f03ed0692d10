using System.Text.Json;

namespace RecipePicks.State;

/// <summary>One call or document about one resource, with all that it says.</summary>
/// <param name="Type">The resource's type.</param>
/// <param name="Names">Its names there, the one that calls take first.</param>
/// <param name="Account">The account that names without one are meant in.</param>
/// <param name="Region">The region that names without one are meant in.</param>
/// <param name="Marks">What it says.</param>
internal sealed record StateEvidence(
    string Type,
    IReadOnlyList<string> Names,
    string? Account,
    string? Region,
    IReadOnlyList<StateMark> Marks
)
{
    /// <summary>The call without its texts; null for a document.</summary>
    public StateCall? Call { get; init; }

    /// <summary>The document; null for a call.</summary>
    public StateDocument? Document { get; init; }

    /// <summary>Its place among what is said of the resource in the same second.</summary>
    public int Turn { get; init; }

    /// <summary>When; an undated document comes after everything.</summary>
    public DateTime Time => Call?.Time ?? Document?.Time ?? DateTime.MaxValue;

    /// <summary>What a call did: nothing when it failed, was a dry run or is not in the knowledge.</summary>
    public static IReadOnlyList<StateEvidence> Of(StateKnowledge knowledge, StateCall call) =>
        [.. Read(knowledge, call)];

    private static IEnumerable<StateEvidence> Read(StateKnowledge knowledge, StateCall call)
    {
        if (!string.IsNullOrEmpty(call.Error))
        {
            yield break;
        }

        var entries = knowledge.Of(call).ToList();
        if (entries.Count == 0)
        {
            yield break;
        }

        // A launch's texts are thousands of characters long; what they say is in the marks.
        var kept = call with
        {
            Request = null,
            Response = null,
        };
        var places = StatePlaces
            .None.With("request", () => Body(call.Request, StateKnowledge.NameOf(call.Name) + "Request"))
            .With("response", () => Body(call.Response, StateKnowledge.NameOf(call.Name) + "Response"))
            .With("call", () => About(call));
        // Lambda's UpdateFunctionCode and others only try it out then, and succeed.
        if (places.One(["request.dryRun"]) is { } tried && StatePlaces.Text(tried) == "true")
        {
            yield break;
        }

        foreach (var entry in entries)
        {
            IEnumerable<StatePlaces> scopes = entry.Each is { } each
                ? places.FirstOf(each).Select(item => places.With("item", item))
                : [places];
            foreach (var scope in scopes)
            {
                var names = entry.Id.SelectMany(scope.All).Select(StatePlaces.Text).OfType<string>();
                var told = names.Where(n => n.Length > 0).Distinct().ToList();
                var marks = entry.Effects.SelectMany(e => StateMarks.Of(e, scope)).ToList();
                if (told.Count > 0 && marks.Count > 0)
                {
                    yield return new(entry.Type, told, call.Account, call.Region, marks) { Call = kept };
                }
            }
        }
    }

    /// <summary>What a document shows; the configuration's own members where the knowledge has no entry.</summary>
    public static StateEvidence Of(StateKnowledge knowledge, StateDocument document)
    {
        var shows = knowledge.Of(document)?.Shows ?? [new EffectEntry { Kind = "merge", Value = ["document"] }];
        var places = StatePlaces
            .None.With("document", () => StateJson.Parse(document.Json) ?? default)
            .With("more", () => StateJson.Parse(document.More) ?? default);
        var gone = document.Status?.Contains("Deleted", StringComparison.Ordinal) == true;
        StateMark[] existence =
        [
            new("", null, gone ? StateValue.Absent : StateValue.Text("exists"), default, "replace"),
        ];
        IEnumerable<StateMark> shown =
            gone || document.Json is null ? [] : shows.SelectMany(e => StateMarks.Of(e, places));
        return new(document.Type, document.Names, document.Account, document.Region, [.. existence, .. shown])
        {
            Document = document,
        };
    }

    // Some calls wrap their parameters in an object of the call's own name.
    private static JsonElement Body(string? text, string wrapper) =>
        StateJson.Parse(text) is not { ValueKind: JsonValueKind.Object } body ? default
        : body.TryGetProperty(wrapper, out var inner) ? inner
        : body;

    private static JsonElement About(StateCall call)
    {
        var user = Arn.TryParse(call.Caller) is { Service: "iam", ResourceType: "user" } arn ? arn.ResourceName : null;
        var members = new Dictionary<string, string?>
        {
            ["account"] = call.Account,
            ["region"] = call.Region,
            ["user"] = user,
        };
        return JsonElement.Parse(
            "{"
                + string.Join(
                    ',',
                    members
                        .Where(m => m.Value is not null)
                        .Select(m => $"{StateJson.Quote(m.Key)}:{StateJson.Quote(m.Value!)}")
                )
                + "}"
        );
    }
}
