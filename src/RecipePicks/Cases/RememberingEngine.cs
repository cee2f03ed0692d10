using RecipePicks.Engines;

namespace RecipePicks.Cases;

/// <summary>
/// Asks an engine each question once: letters that need the same rows share them. Long answers are not kept: they are read
/// once, into something smaller, and their texts would stay in memory for the rest of the investigation.
/// </summary>
/// <param name="engine">The engine.</param>
internal sealed class RememberingEngine(IEngine engine) : IEngine
{
    private const int MostKept = 12_000;

    private readonly Dictionary<string, QueryRows> _answers = [];

    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        var asked = string.Join(
            '\u0000',
            parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}").Prepend(sql)
        );
        if (!_answers.TryGetValue(asked, out var rows))
        {
            rows = engine.Query(sql, parameters, cancellation);
            if (rows.Count <= MostKept)
            {
                _answers[asked] = rows;
            }
        }

        return rows;
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> Query<T>(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRow, T> make,
        CancellationToken cancellation
    ) => engine.Query(sql, parameters, make, cancellation);

    /// <inheritdoc/>
    public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation) =>
        engine.Locate(eventIds, cancellation);
}
