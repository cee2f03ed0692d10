using System.Text.Json;
using System.Text.Json.Nodes;

namespace RecipePicks.Exposure.Documents;

/// <summary>
/// What the AWS CLI answered and what AWS Config recorded, as one: of two that tell of the same the later is judged, and the
/// other kept beside it.
/// </summary>
internal sealed class Reconciled
{
    private readonly ILookup<string, Document> _asked;
    private readonly List<Document> _judged = [];
    private readonly List<Document> _others = [];
    private readonly Dictionary<Document, List<(ConfigDocument Entry, string Name)>> _cutJudged = [];
    private readonly Dictionary<Document, List<(ConfigDocument Entry, string Name)>> _cutOthers = [];
    private readonly HashSet<Document> _dropJudged = [];
    private readonly HashSet<Document> _dropOthers = [];
    private readonly Dictionary<(string Call, string Items), ILookup<string?, Document>> _listed = [];

    private Reconciled(IReadOnlyList<Document> asked, IEnumerable<RecordedItem> items)
    {
        _asked = asked.ToLookup(d => d.Call);
        var entries = ConfigDocument.All.ToLookup(e => e.Type, StringComparer.Ordinal);
        foreach (var item in Latest(items))
        {
            Take(item, [.. entries[item.Type]]);
        }

        Judged = new Estate(
            Merged(asked.Where(d => !_dropJudged.Contains(d)).Select(d => Cut(d, _cutJudged)), _judged)
        );
        Otherwise = HasRivals
            ? new Estate(Merged(asked.Where(d => !_dropOthers.Contains(d)).Select(d => Cut(d, _cutOthers)), _others))
            : null;
    }

    /// <summary>The latest of each.</summary>
    public Estate Judged { get; }

    /// <summary>The same with the earlier of each two; null when no two tell of the same.</summary>
    public Estate? Otherwise { get; }

    private bool HasRivals { get; set; }

    /// <summary>Puts both together.</summary>
    /// <param name="asked">The answers of the AWS CLI, of each call about each thing the latest.</param>
    /// <param name="items">The items of AWS Config, several of a resource among them.</param>
    public static Reconciled Of(IReadOnlyList<Document> asked, IEnumerable<RecordedItem> items) => new(asked, items);

    // What has no region is recorded in each region that is told to.
    private static IEnumerable<RecordedItem> Latest(IEnumerable<RecordedItem> items)
    {
        var global = ConfigDocument.All.Where(e => e.Global).Select(e => e.Type).ToHashSet();
        return items
            .GroupBy(i => (i.Type, i.Id, i.Account, Region: global.Contains(i.Type) ? null : i.Region))
            .Select(g =>
                g.OrderBy(i => i.Time).ThenBy(i => i.File, StringComparer.Ordinal).ThenBy(i => i.Record).Last()
            );
    }

    private void Take(RecordedItem item, IReadOnlyList<ConfigDocument> entries)
    {
        var told = entries.Select(e => (Entry: e, Document: e.Of(item))).ToList();
        if (told.Exists(t => IsGone(t.Entry, t.Document)))
        {
            return;
        }

        foreach (var (entry, document) in told)
        {
            var rivals = Rivals(entry, document).ToList();
            var known = rivals.Where(r => r.Unknown is null).ToList();
            if (item.IsDeleted)
            {
                Leave(entry, document, known.Where(r => r.Time < item.Time), _dropJudged, _cutJudged);
                Leave(entry, document, known.Where(r => r.Time < item.Time), _dropOthers, _cutOthers);
            }
            else if (document.Unknown is not null)
            {
                Add(rivals.Count == 0 && document.Subject is not null ? document : null);
            }
            else if (known.Count == 0)
            {
                Leave(entry, document, rivals, _dropJudged, _cutJudged);
                Leave(entry, document, rivals, _dropOthers, _cutOthers);
                Add(document);
            }
            else
            {
                // An answer without a date is the latest, as it is among answers.
                var isLater = known.TrueForAll(r => r.Time < item.Time);
                HasRivals = true;
                (isLater ? _judged : _others).Add(document);
                Leave(entry, document, rivals, isLater ? _dropJudged : _dropOthers, isLater ? _cutJudged : _cutOthers);
            }
        }
    }

    private void Add(Document? document)
    {
        if (document is not null)
        {
            _judged.Add(document);
            _others.Add(document);
        }
    }

    // A dated list of all such things that was made later, and lacks it, says that it is there no more.
    private bool IsGone(ConfigDocument entry, Document document) =>
        entry.NameOf(document) is not null
        && Near(document).Any(d => d is { Subject: null, Unknown: null } && d.Time > document.Time)
        && !Rivals(entry, document).Any();

    private IEnumerable<Document> Near(Document document) =>
        _asked[document.Call].Where(d => IsLike(d.Account, document.Account) && IsLike(d.Region, document.Region));

    private IEnumerable<Document> Rivals(ConfigDocument entry, Document document) =>
        entry.Items is null
            ? Near(document)
                .Where(d =>
                    document.Subject is null
                        ? d.Subject is null
                        : d.Subject is { } subject && Estate.Short(subject) == Estate.Short(document.Subject)
                )
        : entry.NameOf(document) is { } name
            ? Listed(entry)[name].Where(d => IsLike(d.Account, document.Account) && IsLike(d.Region, document.Region))
        : [];

    private ILookup<string?, Document> Listed(ConfigDocument entry) =>
        _listed.TryGetValue((entry.Call, entry.Items!), out var known)
            ? known
            : _listed[(entry.Call, entry.Items!)] = _asked[entry.Call]
                .SelectMany(d => d.At(entry.Items!).Select(i => (Name: JsonWalk.Text(i, entry.By!), Document: d)))
                .ToLookup(i => i.Name, i => i.Document);

    private static void Leave(
        ConfigDocument entry,
        Document document,
        IEnumerable<Document> rivals,
        HashSet<Document> dropped,
        Dictionary<Document, List<(ConfigDocument, string)>> cut
    )
    {
        foreach (var rival in rivals)
        {
            if (entry.Items is null)
            {
                dropped.Add(rival);
            }
            else
            {
                (cut.TryGetValue(rival, out var names) ? names : cut[rival] = []).Add((entry, entry.NameOf(document)!));
            }
        }
    }

    private static Document Cut(
        Document document,
        Dictionary<Document, List<(ConfigDocument Entry, string Name)>> cut
    ) =>
        cut.TryGetValue(document, out var names)
            ? document with
            {
                Pages = [.. document.Pages.Select(p => Cut(p, names))],
            }
            : document;

    private static JsonElement Cut(JsonElement page, List<(ConfigDocument Entry, string Name)> names)
    {
        var left = JsonNode.Parse(page.GetRawText())!;
        foreach (var items in names.GroupBy(n => (n.Entry.Items, n.Entry.By), n => n.Name))
        {
            Cut(left, items.Key.Items!.Split('.'), items.Key.By!, items.ToHashSet(StringComparer.Ordinal));
        }

        return JsonWalk.Parse(left.ToJsonString());
    }

    private static void Cut(JsonNode? from, ReadOnlySpan<string> steps, string by, HashSet<string> names)
    {
        if (
            from is not JsonObject owner
            || owner[steps[0].Replace("[]", "", StringComparison.Ordinal)] is not { } inner
        )
        {
            return;
        }

        if (steps.Length == 1 && inner is JsonArray list)
        {
            list.RemoveAll(i => i is JsonObject one && one[by]?.ToString() is { } name && names.Contains(name));
        }
        else
        {
            foreach (var item in inner is JsonArray items ? items.ToArray() : [inner])
            {
                Cut(item, steps[1..], by, names);
            }
        }
    }

    // Of one subject there may be several items, each a part of what the call would print: listeners of a load balancer.
    private static IEnumerable<Document> Merged(IEnumerable<Document> asked, IEnumerable<Document> recorded) =>
        asked.Concat(
            recorded
                .GroupBy(d => d.Subject is null ? d : (object)(d.Call, d.Account, d.Region, d.Subject))
                .Select(g =>
                    (g.FirstOrDefault(d => d.Unknown is null) ?? g.First()) with
                    {
                        Pages = [.. g.SelectMany(d => d.Pages)],
                    }
                )
        );

    private static bool IsLike(string? one, string? other) => one is null || other is null || one == other;
}
