namespace RecipePicks.Exposure.Documents;

/// <summary>The items of AWS Config about one resource that tell of a window: the last of them is judged.</summary>
/// <param name="Last">The last; one that says that the resource was deleted holds what it was until then.</param>
/// <param name="Earlier">Those before it, back to the one that stood when the window began; oldest first.</param>
internal sealed record ItemHistory(RecordedItem Last, IReadOnlyList<RecordedItem> Earlier)
{
    /// <summary>The histories that items make.</summary>
    /// <param name="items">The items, in any order.</param>
    /// <param name="window">What is asked about.</param>
    public static IEnumerable<ItemHistory> Of(IEnumerable<RecordedItem> items, TimeWindow window)
    {
        // What has no region is recorded in each region that is told to.
        var global = ConfigDocument.All.Where(e => e.Global).Select(e => e.Type).ToHashSet();
        return items
            .GroupBy(i => (i.Type, i.Id, i.Account, Region: global.Contains(i.Type) ? null : i.Region))
            .Select(g =>
                Of(
                    [.. g.OrderBy(i => i.Time).ThenBy(i => i.File, StringComparer.Ordinal).ThenBy(i => i.Record)],
                    window
                )
            )
            .OfType<ItemHistory>();
    }

    private static ItemHistory? Of(List<RecordedItem> all, TimeWindow window)
    {
        var told = all.FindAll(i => !(i.Time > window.To));
        if (told.Count == 0)
        {
            // Of what was recorded only after the window, the first is the nearest to it.
            return all[0].IsDeleted ? null : new ItemHistory(all[0], []);
        }

        var last = told[^1];
        var earlier = told.Skip(Math.Max(0, told.FindLastIndex(i => i.Time <= window.From)))
            .SkipLast(1)
            .Where(i => !i.IsDeleted)
            .ToList();
        var living = last.IsDeleted ? told.FindLast(i => !i.IsDeleted) : null;
        return new ItemHistory(
            living is null ? last : last with { Configuration = living.Configuration, More = living.More },
            earlier
        );
    }
}
