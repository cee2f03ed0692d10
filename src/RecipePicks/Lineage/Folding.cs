namespace RecipePicks.Lineage;

/// <summary>Attempts alike are one edge; so are calls that are repeated without end, as entering a workload is.</summary>
internal static class Folding
{
    /// <summary>The edges, those alike as the first of them with the number of their calls.</summary>
    public static IEnumerable<LineageEdge> Of(IReadOnlyList<LineageEdge> edges)
    {
        var places = new Dictionary<Alike, int>(edges.Count);
        var folded = new List<LineageEdge>(edges.Count);
        var more = new Dictionary<int, List<LineageEdge>>();
        foreach (var edge in edges)
        {
            var alike = Alike.Of(edge);
            if (places.TryAdd(alike, folded.Count))
            {
                folded.Add(edge);
            }
            else if (more.TryGetValue(places[alike], out var others))
            {
                others.Add(edge);
            }
            else
            {
                more[places[alike]] = [folded[places[alike]], edge];
            }
        }

        foreach (var (place, several) in more)
        {
            folded[place] = several.OrderBy(e => e.Time).ThenBy(e => e.EventId, StringComparer.Ordinal).First() with
            {
                Count = several.Select(e => e.EventId).Distinct().Count(),
            };
        }

        return folded;
    }

    private readonly record struct Alike(
        string From,
        string To,
        EdgeKind Kind,
        string Call,
        bool Owns,
        Certainty Certainty,
        string? Resource
    )
    {
        public static Alike Of(LineageEdge edge) =>
            new(
                edge.From,
                edge.To,
                edge.Kind,
                edge.Call,
                edge.Owns,
                edge.Kind == EdgeKind.Attempted ? default : edge.Certainty,
                edge.Resource
            );
    }
}
