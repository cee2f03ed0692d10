using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Answers questions about the events that <see cref="LocalEngine"/> has put aside.</summary>
/// <remarks>
/// They lie in a table of the name that queries use, in a compressed database in memory of its own; a connection of its own
/// looks there first.
/// </remarks>
internal sealed class AsideEngine : IEngine, IDisposable
{
    private const string Database = "aside";

    /// <summary>What is kept of an event, in Athena's SQL: all but the JSON texts and the places.</summary>
    private const string Kept = """
        SELECT useridentity.type AS type, useridentity.principalid AS principalid, useridentity.arn AS arn,
               useridentity.accountid AS accountid, useridentity.invokedby AS invokedby,
               useridentity.accesskeyid AS accesskeyid, useridentity.username AS username,
               useridentity.sessioncontext.attributes.mfaauthenticated AS mfaauthenticated,
               useridentity.sessioncontext.attributes.creationdate AS creationdate,
               useridentity.sessioncontext.sessionissuer.type AS issuer_type,
               useridentity.sessioncontext.sessionissuer.arn AS issuer_arn,
               eventtime, eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage, eventid,
               readonly, sessioncredentialfromconsole
        FROM cloudtrail_logs
        """;

    /// <summary>The same in the shape of the events' table, in DuckDB's SQL.</summary>
    private const string Columns = """
        struct_pack(
          type := type, principalid := principalid, arn := arn, accountid := accountid, invokedby := invokedby,
          accesskeyid := accesskeyid, username := username,
          sessioncontext := struct_pack(
            attributes := struct_pack(mfaauthenticated := mfaauthenticated, creationdate := creationdate),
            sessionissuer := struct_pack(type := issuer_type, arn := issuer_arn))
        ) AS useridentity,
        eventtime, eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage, eventid, readonly,
        sessioncredentialfromconsole
        """;

    private readonly LocalEngine _owner;

    /// <summary>Looks where all events are.</summary>
    private readonly DuckConnection _all;
    private readonly DuckConnection _aside;

    /// <summary>Makes the database, and the connections.</summary>
    /// <param name="owner">Who puts events aside.</param>
    /// <param name="database">Its database, whose settings are not locked yet.</param>
    public AsideEngine(LocalEngine owner, DuckDatabase database)
    {
        _owner = owner;
        _all = database.Connect();
        _aside = database.Connect();
        _aside.Execute($"ATTACH ':memory:' AS {Database} (COMPRESS)");
        _aside.Execute($"USE {Database}");
    }

    /// <inheritdoc/>
    public string Name => _owner.Name;

    /// <inheritdoc/>
    public QueryRows Query(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        CancellationToken cancellation
    ) => _owner.Query(_aside, sql, parameters, cancellation);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, EvidenceRef> Locate(
        IReadOnlyCollection<string> eventIds,
        CancellationToken cancellation
    ) => _owner.Locate(eventIds, cancellation);

    /// <summary>Takes events in, in place of others.</summary>
    /// <param name="condition">What selects them.</param>
    /// <param name="parameters">Values by name.</param>
    /// <param name="most">How many may be taken.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Whether there are no more than <paramref name="most"/>; else none are taken.</returns>
    public bool Take(
        string condition,
        IReadOnlyDictionary<string, object?> parameters,
        long most,
        CancellationToken cancellation
    )
    {
        _aside.Execute($"DROP TABLE IF EXISTS {CloudTrailTable.Name}");
        var count = _owner.Query(
            _all,
            $"SELECT count(*) AS events FROM {CloudTrailTable.Name} WHERE {condition}",
            parameters,
            cancellation
        );
        if (count.Rows.First().Count("events") > most)
        {
            return false;
        }

        var kept = _owner.Compile($"{Kept} WHERE {condition}", parameters);
        _owner.Guard(
            () =>
                _all.Execute(
                    $"CREATE TABLE {Database}.{CloudTrailTable.Name} AS SELECT {Columns} FROM ({kept.Sql})",
                    kept.Values
                ),
            cancellation,
            _all
        );
        _aside.Execute($"CHECKPOINT {Database}");
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _all.Dispose();
        _aside.Dispose();
    }
}
