using System.Text.Json;

namespace RecipePicks.Store;

/// <summary>Which events a trail records, by what PutEventSelectors said.</summary>
/// <param name="Reads">All read-only management events.</param>
/// <param name="Writes">All management events that change something.</param>
/// <param name="Excluded">Sources that are left out of the management events, sorted.</param>
/// <param name="Data">Types of data events, each with whose: <c>AWS::S3::Object arn:aws:s3:::b/</c>, sorted.</param>
/// <remarks>Source: AWS CloudTrail API Reference, EventSelector and AdvancedEventSelector.</remarks>
internal sealed record TrailSelectors(
    bool Reads,
    bool Writes,
    IReadOnlyList<string> Excluded,
    IReadOnlyList<string> Data
)
{
    /// <summary>What a trail records when nobody said otherwise.</summary>
    public static TrailSelectors Default { get; } = new(true, true, [], []);

    /// <summary>Reads the parameters of the call.</summary>
    /// <returns>The selectors; null when the record does not hold them.</returns>
    public static TrailSelectors? Of(JsonElement request) =>
        List(request, "eventSelectors") is { } basic ? OfBasic(basic)
        : List(request, "advancedEventSelectors") is { } advanced ? OfAdvanced(advanced)
        : null;

    /// <summary>What they leave out of what was recorded before.</summary>
    /// <param name="before">What was recorded before; data events are only lost when they are known to have been recorded.</param>
    public EvidenceKinds Loses(TrailSelectors before) =>
        (Reads ? EvidenceKinds.None : EvidenceKinds.Reads)
        | (Writes ? EvidenceKinds.None : EvidenceKinds.Writes)
        | (DataLostSince(before).Count > 0 ? EvidenceKinds.Data : EvidenceKinds.None);

    /// <summary>Data events that were recorded before and are no more.</summary>
    public IReadOnlyList<string> DataLostSince(TrailSelectors before) =>
        [.. before.Data.Where(was => !Data.Any(now => was == now || was.StartsWith(now, StringComparison.Ordinal)))];

    private static TrailSelectors OfBasic(List<JsonElement> selectors)
    {
        var management = selectors.Where(s => Text(s, "includeManagementEvents", "true") == "true").ToList();
        bool Takes(string kind) =>
            management.Exists(s => Text(s, "readWriteType", "all") is var t && (t == "all" || t == kind));
        return new(
            Takes("readonly"),
            Takes("writeonly"),
            Sorted(
                management.SelectMany(s => List(s, "excludeManagementEventSources") ?? []).Select(s => s.ToString())
            ),
            Sorted(
                selectors
                    .SelectMany(s => List(s, "dataResources") ?? [])
                    .SelectMany(d => (List(d, "values") ?? []).Select(v => $"{Raw(d, "type")} {v}"))
            )
        );
    }

    private static TrailSelectors OfAdvanced(List<JsonElement> selectors)
    {
        var all = selectors.ConvertAll(s => (List(s, "fieldSelectors") ?? []).ConvertAll(Field));
        var management = all.Where(f => f.Exists(x => x.Name == "eventCategory" && x.Equal.Contains("Management")))
            .ToList();
        // A selector that names any other field takes only some of the events.
        bool Takes(string readOnly) =>
            management.Exists(f =>
                f.TrueForAll(x =>
                    x.Name is "eventCategory"
                    || (x.Name == "readOnly" && x.Equal.Contains(readOnly))
                    || (x.Name == "eventSource" && x.IsNot)
                )
            );
        return new(
            Takes("true"),
            Takes("false"),
            Sorted(
                management.SelectMany(f =>
                    f.Where(x => x is { Name: "eventSource", IsNot: true }).SelectMany(x => x.Values)
                )
            ),
            Sorted(
                all.Where(f => f.Exists(x => x.Name == "eventCategory" && x.Equal.Contains("Data")))
                    .SelectMany(f =>
                        f.Where(x => x.Name == "resources.type")
                            .SelectMany(x => x.Equal)
                            .Select(t => (Fields: f, Type: t))
                    )
                    .SelectMany(p =>
                        p.Fields.Where(x => x.Name == "resources.ARN" && !x.IsNot)
                            .SelectMany(x => x.Values)
                            .DefaultIfEmpty("")
                            .Select(a => $"{p.Type} {a}".TrimEnd())
                    )
            )
        );
    }

    private static (string Name, IReadOnlyList<string> Equal, bool IsNot, IReadOnlyList<string> Values) Field(
        JsonElement field
    )
    {
        var equal = Values(field, "equals");
        string[] not =
        [
            .. Values(field, "notEquals"),
            .. Values(field, "notStartsWith"),
            .. Values(field, "notEndsWith"),
        ];
        return (
            Raw(field, "field"),
            equal,
            not.Length > 0,
            [.. equal, .. not, .. Values(field, "startsWith"), .. Values(field, "endsWith")]
        );
    }

    private static List<string> Values(JsonElement of, string member) =>
        (List(of, member) ?? []).ConvertAll(v => v.ToString());

    private static IReadOnlyList<string> Sorted(IEnumerable<string> texts) =>
        [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Raw(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(member, out var value) ? value.ToString() : "";

    private static string Text(JsonElement of, string member, string otherwise) =>
        Raw(of, member) is { Length: > 0 } text ? text.ToLowerInvariant() : otherwise;

    private static List<JsonElement>? List(JsonElement of, string member) =>
        of.ValueKind == JsonValueKind.Object
        && of.TryGetProperty(member, out var list)
        && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : null;
}
