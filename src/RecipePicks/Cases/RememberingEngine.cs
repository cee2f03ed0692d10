using RecipePicks.Engines;

namespace RecipePicks.Cases;

/// <summary>Asks an engine each question once: letters that need the same rows share them.</summary>
/// <param name="engine">The engine.</param>
internal sealed class RememberingEngine(IEngine engine) : IEngine
{
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
            _answers[asked] = rows;
        }

        return rows;
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, EvidenceRef> Locate(
        IReadOnlyCollection<string> eventIds,
        CancellationToken cancellation
    ) => engine.Locate(eventIds, cancellation);
}
