using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Answers questions about the <see cref="TellingEvents"/> of a case, and reads no others.</summary>
/// <remarks>Its view bears the name that queries use, in a database of its own where its connections look first.</remarks>
internal sealed class TellingEngine : IEngine, IDisposable
{
    private const string Place = "telling";
    private readonly LocalEngine _owner;
    private readonly Connections _asked;

    /// <summary>Makes the view, and the connections.</summary>
    /// <param name="owner">The case's engine.</param>
    /// <param name="database">Its database, whose settings are not locked yet.</param>
    /// <param name="segments">The case's segments that hold events; all are marked.</param>
    public TellingEngine(LocalEngine owner, DuckDatabase database, IReadOnlyList<Segment> segments)
    {
        _owner = owner;
        var isMade = false;
        _asked = new Connections(() =>
        {
            var connection = database.Connect();
            connection.Execute(SegmentRows.Settings);
            connection.Execute($"ATTACH IF NOT EXISTS ':memory:' AS {Place}");
            connection.Execute($"USE {Place}");
            if (!isMade)
            {
                CaseViews.DeclareTelling(connection, segments);
                isMade = true;
            }

            connection.ReadOnly = true;
            return connection;
        });
    }

    /// <inheritdoc/>
    public string Name => _owner.Name;

    /// <inheritdoc/>
    public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        var (columns, rows) = _owner.Query(_asked, _owner.Index, sql, parameters, (_, cells) => cells, cancellation);
        return new QueryRows(columns.Columns, rows);
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> Query<T>(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRow, T> make,
        CancellationToken cancellation
    ) =>
        _owner
            .Query(
                _asked,
                _owner.Index,
                sql,
                parameters,
                (columns, cells) => make(new QueryRow(columns, cells)),
                cancellation
            )
            .Made;

    /// <inheritdoc/>
    public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation) =>
        _owner.Locate(eventIds, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _asked.Dispose();
}
