using RecipePicks.Engines;
using RecipePicks.Store;

namespace RecipePicks.Athena;

/// <summary>Answers queries in Athena. <c>cloudtrail_logs</c> is the table that the relation reads.</summary>
/// <param name="api">Athena.</param>
/// <param name="events">What <c>cloudtrail_logs</c> is; null for the table of that name in Athena's catalog.</param>
internal sealed class AthenaEngine(AthenaApi api, LakeRelation? events) : IEngine
{
    private const int MostAtOnce = 100;
    private readonly AthenaRun _run = new(api);

    /// <inheritdoc/>
    public string Name => "athena";

    /// <summary>Told how each query ended: what it scanned, and whether it was taken from before.</summary>
    public Action<AthenaState>? Ended { get; init; }

    /// <inheritdoc/>
    public QueryRows Query(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation)
    {
        using var rows = Rows(AthenaText.Of(sql, parameters, events), cancellation);
        var all = new List<object?[]>();
        while (rows.Read())
        {
            all.Add([.. Enumerable.Range(0, rows.Columns.Count).Select(i => rows[i])]);
        }

        return new QueryRows(rows.Columns, all);
    }

    /// <summary>Runs a query and gives its rows as they are fetched.</summary>
    public ISqlRows Rows(AthenaQuery query, CancellationToken cancellation)
    {
        var state = _run.Run(query, cancellation);
        Ended?.Invoke(state);
        return new AthenaRows(_run, state, cancellation);
    }

    /// <inheritdoc/>
    public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation)
    {
        var found = new List<EvidenceRef>();
        foreach (var some in eventIds.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(MostAtOnce))
        {
            var names = some.Select((id, i) => ($"id_{i + 1}", (object?)id)).ToDictionary(StringComparer.Ordinal);
            var rows = Query(
                $"""
                SELECT eventid, min(picks_file) AS file FROM {CloudTrailTable.Name}
                WHERE eventid IN ({string.Join(", ", names.Keys.Select(n => ":" + n))})
                GROUP BY eventid ORDER BY eventid
                """,
                names,
                cancellation
            );
            found.AddRange(rows.Rows.Select(r => new EvidenceRef(r.Text("eventid")!, r.Text("file") ?? "", 0)));
        }

        return found.ToLookup(e => e.EventId, StringComparer.Ordinal);
    }
}
