namespace RecipePicks.Store;

/// <summary>A finished segment, as the next one needs it.</summary>
/// <param name="Ids">Its events by eventID.</param>
/// <param name="Times">When they were: its page names thousands of files, which nobody asks about any more.</param>
/// <param name="EventsPath">Its Parquet file.</param>
internal sealed record OlderSegment(EventIdFile Ids, Covered Times, string EventsPath);

/// <summary>
/// The events of finished segments. They stay on disk; what is in memory is a filter of a byte and a half an event, which
/// spares nearly all new events the search.
/// </summary>
internal sealed class KnownEvents : IDisposable
{
    // A filter is as large as all before it, up to this: neither is a small case's large, nor do a large case's many become.
    private const int LargestFilter = 1 << 24;
    private readonly List<OlderSegment> _segments = [];
    private readonly List<Generation> _generations = [];

    /// <summary>The segments.</summary>
    public IReadOnlyList<OlderSegment> Segments => _segments;

    /// <summary>Adds a segment; one without events says nothing.</summary>
    public void Add(Segment segment)
    {
        if (!segment.HasEvents)
        {
            return;
        }

        var added = new OlderSegment(segment.OpenEventIds(), Covered.By(segment.Page), segment.EventsPath);
        _segments.Add(added);
        if (_generations.Count == 0 || _generations[^1].Room < added.Ids.Count)
        {
            var before = _generations.Sum(g => (long)g.Held);
            _generations.Add(new Generation((int)Math.Max(added.Ids.Count, Math.Min(before, LargestFilter))));
        }

        _generations[^1].Add(added);
    }

    /// <summary>Whether an event is in a segment, byte by byte the same.</summary>
    /// <param name="id">The hash of its eventID.</param>
    /// <param name="content">The hash of its content.</param>
    /// <param name="when">The time it may have: segments of other times are not searched.</param>
    public bool Contains(ulong id, ulong content, Covered when)
    {
        foreach (var generation in _generations)
        {
            if (generation.Contains(id, content, when))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        foreach (var (ids, _, _) in _segments)
        {
            ids.Dispose();
        }
    }

    /// <summary>Segments that share a filter.</summary>
    private sealed class Generation(int capacity)
    {
        private readonly EventFilter _filter = new(capacity);
        private readonly List<OlderSegment> _segments = [];

        public int Held { get; private set; }

        public int Room => capacity - Held;

        public void Add(OlderSegment segment)
        {
            segment.Ids.Each(_filter.Add);
            Held += segment.Ids.Count;
            _segments.Add(segment);
        }

        public bool Contains(ulong id, ulong content, Covered when)
        {
            if (!_filter.MayHold(id))
            {
                return false;
            }

            foreach (var (ids, times, _) in _segments)
            {
                if (when.Overlaps(times) && ids.Contains(id, content))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
