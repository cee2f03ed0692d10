namespace RecipePicks.Iam.Evaluation;

/// <summary>The context keys of a request and their values. The names of keys are the same in any case.</summary>
/// <remarks>Source: IAM User Guide, "The condition operator … context key names are not case-sensitive".</remarks>
public sealed class RequestContext
{
    private readonly Dictionary<string, ContextValue> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing is known of the request but who asks, for what, and on what.</summary>
    public static RequestContext Unknown { get; } = new([], isComplete: false);

    /// <summary>The request has no keys but those that follow from who asks, for what, and on what.</summary>
    public static RequestContext Empty { get; } = new([]);

    /// <summary>Makes a context.</summary>
    /// <param name="values">The keys and their values; a key without values is absent.</param>
    /// <param name="isComplete">Whether keys that are not given are absent; else they are unknown.</param>
    /// <param name="unknown">Keys of which nothing is known even so.</param>
    public RequestContext(
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> values,
        bool isComplete = true,
        IEnumerable<string>? unknown = null
    )
    {
        IsComplete = isComplete;
        foreach (var (key, given) in values)
        {
            _values[key] = given.Count == 0 ? ContextValue.Absent : new ContextValue(Truth.Yes, given);
        }

        foreach (var key in unknown ?? [])
        {
            _values[key] = ContextValue.Unknown;
        }
    }

    /// <summary>Whether keys that are not given are absent; else they are unknown.</summary>
    public bool IsComplete { get; }

    /// <summary>The keys that it says something of, and what.</summary>
    internal IReadOnlyDictionary<string, ContextValue> Known => _values;

    /// <summary>Whether the context says something of a key, if only that it is unknown.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">What it says.</param>
    public bool TryGet(string key, out ContextValue value) => _values.TryGetValue(key, out value);
}
