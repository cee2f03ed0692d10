namespace RecipePicks.Lineage;

/// <summary>Sessions that are found by when they were created, however many there are.</summary>
internal sealed class SessionsByTime
{
    private readonly SessionGroup[] _dated;
    private readonly DateTime[] _created;
    private readonly SessionGroup[] _undated;

    /// <summary>Puts sessions in order.</summary>
    /// <param name="groups">They; of those created at one time the order stays.</param>
    public SessionsByTime(IEnumerable<SessionGroup> groups)
    {
        var all = groups.ToLookup(g => g.Created is not null);
        _dated = [.. all[true].OrderBy(g => g.Created)];
        _created = [.. _dated.Select(g => g.Created!.Value)];
        _undated = [.. all[false]];
    }

    /// <summary>None.</summary>
    public static SessionsByTime None { get; } = new([]);

    /// <summary>All of them, those without a time last.</summary>
    public IEnumerable<SessionGroup> All => _dated.Concat(_undated);

    /// <summary>Those whose creation time is not known.</summary>
    public IEnumerable<SessionGroup> Undated => _undated;

    /// <summary>Those created from one time to another, both included, UTC.</summary>
    public IEnumerable<SessionGroup> Between(DateTime from, DateTime to)
    {
        var (low, high) = (0, _created.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = _created[middle] < from ? (middle + 1, high) : (low, middle);
        }

        for (; low < _created.Length && _created[low] <= to; low++)
        {
            yield return _dated[low];
        }
    }
}
