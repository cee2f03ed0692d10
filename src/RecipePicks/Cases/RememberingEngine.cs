using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<string, Lazy<QueryRows>> _answers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        var asked = string.Join(
            '\u0000',
            parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}").Prepend(sql)
        );
        // Whoever asks the same meanwhile waits for the one answer.
        var answer = _answers.GetOrAdd(asked, _ => new(() => engine.Query(sql, parameters, cancellation)));
        try
        {
            if (answer.Value.Count > MostKept)
            {
                _answers.TryRemove(asked, out _);
            }
        }
        catch
        {
            _answers.TryRemove(asked, out _);
            throw;
        }

        return answer.Value;
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
