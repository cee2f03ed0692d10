using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Answers about a case's events, or some of them: what <c>cloudtrail_logs</c> is on its connections.</summary>
/// <param name="owner">The case's engine.</param>
/// <param name="asked">The connections; each looks for a view of some first, in a database of their own, where there is one.</param>
/// <param name="index">Finds rows; null when they do not lie in the case.</param>
internal sealed class ViewEngine(LocalEngine owner, Connections asked, RowIndex? index) : IEngine, IDisposable
{
    /// <inheritdoc/>
    public string Name => owner.Name;

    /// <inheritdoc/>
    public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        var (columns, rows) = owner.Query(asked, index, sql, parameters, (_, cells) => cells, cancellation);
        return new QueryRows(columns.Columns, rows);
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> Query<T>(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRow, T> make,
        CancellationToken cancellation
    ) =>
        owner
            .Query(asked, index, sql, parameters, (columns, cells) => make(new QueryRow(columns, cells)), cancellation)
            .Made;

    /// <inheritdoc/>
    public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation) =>
        owner.Locate(eventIds, cancellation);

    /// <inheritdoc/>
    public void Dispose() => asked.Dispose();
}
