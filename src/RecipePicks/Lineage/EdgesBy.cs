namespace RecipePicks.Lineage;

/// <summary>Edges by one of their ends; a case has some hundred thousand, and most ends have one.</summary>
internal sealed class EdgesBy
{
    private readonly IReadOnlyList<LineageEdge> _edges;
    private readonly Dictionary<string, int> _ends = new(StringComparer.Ordinal);
    private readonly int[] _starts;
    private readonly int[] _places;

    /// <summary>Sorts edges by an end.</summary>
    /// <param name="edges">The edges; those of one end keep their order.</param>
    /// <param name="end">The end.</param>
    public EdgesBy(IReadOnlyList<LineageEdge> edges, Func<LineageEdge, string> end)
    {
        _edges = edges;
        var ends = new int[edges.Count];
        for (var i = 0; i < ends.Length; i++)
        {
            var id = end(edges[i]);
            _ends.TryAdd(id, _ends.Count);
            ends[i] = _ends[id];
        }

        _starts = new int[_ends.Count + 1];
        foreach (var number in ends)
        {
            _starts[number + 1]++;
        }

        for (var i = 0; i < _ends.Count; i++)
        {
            _starts[i + 1] += _starts[i];
        }

        var next = _starts[..^1];
        _places = new int[ends.Length];
        for (var i = 0; i < ends.Length; i++)
        {
            _places[next[ends[i]]++] = i;
        }
    }

    /// <summary>The edges of an end, in their order.</summary>
    public IEnumerable<LineageEdge> this[string id]
    {
        get
        {
            if (!_ends.TryGetValue(id, out var end))
            {
                yield break;
            }

            for (var i = _starts[end]; i < _starts[end + 1]; i++)
            {
                yield return _edges[_places[i]];
            }
        }
    }
}
