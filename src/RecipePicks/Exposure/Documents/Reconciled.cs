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
    private readonly Cuts _cutJudged = [];
    private readonly Cuts _cutOthers = [];
    private readonly HashSet<Document> _dropJudged = [];
    private readonly HashSet<Document> _dropOthers = [];
    private readonly Dictionary<(string Call, Listing Listing), ILookup<string, Document>> _listed = [];

    private Reconciled(
        IReadOnlyList<Document> asked,
        IEnumerable<RecordedItem> items,
        TimeWindow window,
        IEnumerable<ConfigDocument> entries
    )
    {
        _asked = asked.ToLookup(d => d.Call);
        var byType = entries.ToLookup(e => e.Type, StringComparer.Ordinal);
        foreach (var history in ItemHistory.Of(items, window))
        {
            Take(history, byType[history.Last.Type]);
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
    /// <param name="window">What is asked about: a later item tells of it only where no other does.</param>
    /// <param name="entries">What AWS Config records; all of <see cref="ConfigDocument.All"/> when null.</param>
    public static Reconciled Of(
        IReadOnlyList<Document> asked,
        IEnumerable<RecordedItem> items,
        TimeWindow window = default,
        IEnumerable<ConfigDocument>? entries = null
    ) => new(asked, items, window, entries ?? ConfigDocument.All);

    private void Take(ItemHistory history, IEnumerable<ConfigDocument> entries)
    {
        var item = history.Last;
        var told = entries.Select(e => new Told(e, e.Of(item), e.NameOf(item))).ToList();
        if (told.Exists(IsGone))
        {
            return;
        }

        foreach (var one in told)
        {
            var document = one.Document;
            var rivals = Rivals(one).ToList();
            var known = rivals.Where(r => r.Unknown is null).ToList();
            if (item.IsDeleted)
            {
                LeaveBoth(one, known.Where(r => r.Time < item.Time));
            }
            else if (document.Unknown is not null)
            {
                if (rivals.Count == 0)
                {
                    AddUntold(document, Before(history, one));
                }
            }
            else if (known.Count == 0)
            {
                LeaveBoth(one, rivals);
                Add(document, Before(history, one));
            }
            else
            {
                // An answer without a date is the latest, as it is among answers.
                var isLater = known.TrueForAll(r => r.Time < item.Time);
                HasRivals = true;
                (isLater ? _judged : _others).Add(document);
                Leave(one, rivals, isLater ? _dropJudged : _dropOthers, isLater ? _cutJudged : _cutOthers);
            }
        }
    }

    private void Add(Document document, Document? before)
    {
        HasRivals |= before is not null;
        _judged.Add(document);
        _others.Add(before ?? document);
    }

    // What stands in a list is not named by an item that cannot be read; what was known last names it.
    private void AddUntold(Document document, Document? before)
    {
        if (document.Subject is not null)
        {
            var about = document with { Subject = before?.Subject ?? document.Subject };
            Add(about, before is null ? null : before with { Untold = document });
        }
        else if (before is not null)
        {
            HasRivals = true;
            _others.Add(before with { Untold = document });
        }
    }

    // What the last of the earlier items tells that tells otherwise.
    private static Document? Before(ItemHistory history, Told told) =>
        history
            .Earlier.Reverse()
            .Select(told.Entry.Of)
            .FirstOrDefault(d => d.Unknown is null && Text(d) != Text(told.Document));

    private static string Text(Document document) => string.Concat(document.Pages.Select(p => p.GetRawText()));

    // A dated list of all such things that was made later, and lacks it, says that it is there no more.
    private bool IsGone(Told told) =>
        told.Name is not null
        && Near(told.Document)
            .Any(d => d.Unknown is null && d.Time > told.Document.Time && IsAbout(d, told.Document.Subject))
        && !Rivals(told).Any();

    private IEnumerable<Document> Near(Document document) => _asked[document.Call].Where(d => IsNear(d, document));

    private IEnumerable<Document> Rivals(Told told) =>
        told.Entry.Listing is not { } listing ? Near(told.Document).Where(d => IsAbout(d, told.Document.Subject))
        : told.Name is null ? []
        : Listed(told.Entry.Call, listing)[told.Name]
            .Where(d =>
                IsNear(d, told.Document) && (told.Document.Subject is null || IsAbout(d, told.Document.Subject))
            );

    private ILookup<string, Document> Listed(string call, Listing listing) =>
        _listed.TryGetValue((call, listing), out var known)
            ? known
            : _listed[(call, listing)] = _asked[call]
                .SelectMany(d => d.Pages.SelectMany(listing.Names).Select(n => (Name: n, Document: d)))
                .ToLookup(i => i.Name, i => i.Document);

    private void LeaveBoth(Told told, IEnumerable<Document> rivals)
    {
        foreach (var (dropped, cuts) in new[] { (_dropJudged, _cutJudged), (_dropOthers, _cutOthers) })
        {
            Leave(told, rivals, dropped, cuts);
        }
    }

    private static void Leave(Told told, IEnumerable<Document> rivals, HashSet<Document> dropped, Cuts cuts)
    {
        foreach (var rival in rivals)
        {
            if (told.Entry.Listing is not { } listing)
            {
                dropped.Add(rival);
            }
            else
            {
                (cuts.TryGetValue(rival, out var cut) ? cut : cuts[rival] = []).Add((listing, told.Name!));
            }
        }
    }

    private static Document Cut(Document document, Cuts cuts) =>
        cuts.TryGetValue(document, out var cut)
            ? document with
            {
                Pages =
                [
                    .. document.Pages.Select(page =>
                        cut.GroupBy(c => c.Listing, c => c.Name)
                            .Aggregate(page, (p, g) => g.Key.Without(p, g.ToHashSet(StringComparer.Ordinal)))
                    ),
                ],
            }
            : document;

    // Of one subject there may be several items, each a part of what the call would print: listeners of a load balancer.
    private static IEnumerable<Document> Merged(IEnumerable<Document> asked, IEnumerable<Document> recorded) =>
        asked
            .Concat(recorded)
            .GroupBy(d => d.Subject is null ? d : (object)(d.Call, d.Account, d.Region, d.Subject))
            .Select(g =>
                g.ToList() is [var only]
                    ? only
                    : (g.FirstOrDefault(d => d.Unknown is null) ?? g.First()) with
                    {
                        Pages = [.. g.SelectMany(d => d.Pages)],
                    }
            );

    private static bool IsAbout(Document document, string? subject) =>
        subject is null
            ? document.Subject is null
            : document.Subject is { } about && Estate.Short(about) == Estate.Short(subject);

    private static bool IsNear(Document one, Document other) =>
        IsLike(one.Account, other.Account) && IsLike(one.Region, other.Region);

    private static bool IsLike(string? one, string? other) => one is null || other is null || one == other;

    /// <summary>What an item tells by one entry; its name where that is a list.</summary>
    private sealed record Told(ConfigDocument Entry, Document Document, string? Name);

    private sealed class Cuts : Dictionary<Document, List<(Listing Listing, string Name)>>;
}
