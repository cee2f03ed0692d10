namespace RecipePicks.Lineage;

/// <summary>Calls, by their place in a list, by an id that they tie.</summary>
internal sealed class CallIndex
{
    private static readonly List<int> None = [];
    private readonly Dictionary<string, List<int>> _calls = new(StringComparer.Ordinal);

    /// <summary>The calls of an id, in the order of the list.</summary>
    public List<int> this[string id] => _calls.GetValueOrDefault(id) ?? None;

    /// <summary>Whether any call ties an id.</summary>
    public bool Has(string id) => _calls.ContainsKey(id);

    /// <summary>Adds a call under each of its ids.</summary>
    public void Add(IEnumerable<string> ids, int call)
    {
        foreach (var id in ids)
        {
            if (!_calls.TryGetValue(id, out var calls))
            {
                _calls[id] = calls = new(1);
            }

            calls.Add(call);
        }
    }
}
