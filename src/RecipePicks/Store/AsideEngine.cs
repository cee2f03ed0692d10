using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Answers questions about the events that <see cref="LocalEngine"/> has put aside.</summary>
/// <remarks>
/// They lie in a table of the name that queries use, in a compressed database in memory of its own; a connection of its own
/// looks there first.
/// </remarks>
/// <param name="owner">Who put them aside.</param>
/// <param name="connection">Made by <see cref="Connect"/>.</param>
internal sealed class AsideEngine(LocalEngine owner, DuckConnection connection) : IEngine
{
    private const string Database = "aside";

    /// <summary>What is kept of an event: all but the JSON texts and the places.</summary>
    private const string Columns = """
        struct_pack(
          type := useridentity.type, principalid := useridentity.principalid, arn := useridentity.arn,
          accountid := useridentity.accountid, invokedby := useridentity.invokedby, accesskeyid := useridentity.accesskeyid,
          username := useridentity.username,
          sessioncontext := struct_pack(
            attributes := struct_pack(
              mfaauthenticated := useridentity.sessioncontext.attributes.mfaauthenticated,
              creationdate := useridentity.sessioncontext.attributes.creationdate),
            sessionissuer := struct_pack(
              type := useridentity.sessioncontext.sessionissuer.type, arn := useridentity.sessioncontext.sessionissuer.arn))
        ) AS useridentity,
        eventtime, eventsource, eventname, awsregion, sourceipaddress, useragent, errorcode, errormessage, eventid, readonly,
        sessioncredentialfromconsole
        """;

    /// <inheritdoc/>
    public string Name => owner.Name;

    /// <summary>Makes the database, and a connection that looks there.</summary>
    /// <param name="database">The engine's database, whose settings are not locked yet.</param>
    public static DuckConnection Connect(DuckDatabase database)
    {
        var connection = database.Connect();
        connection.Execute($"ATTACH ':memory:' AS {Database} (COMPRESS)");
        connection.Execute($"USE {Database}");
        return connection;
    }

    /// <inheritdoc/>
    public QueryRows Query(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        CancellationToken cancellation
    ) => owner.Query(connection, sql, parameters, cancellation);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, EvidenceRef> Locate(
        IReadOnlyCollection<string> eventIds,
        CancellationToken cancellation
    ) => owner.Locate(eventIds, cancellation);

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
        connection.Execute($"DROP TABLE IF EXISTS {CloudTrailTable.Name}");
        var from = $"FROM memory.{CloudTrailTable.Name} WHERE {condition}";
        if (Query($"SELECT count(*) AS events {from}", parameters, cancellation).Rows.First().Count("events") > most)
        {
            return false;
        }

        _ = Query($"CREATE TABLE {CloudTrailTable.Name} AS SELECT {Columns} {from}", parameters, cancellation);
        connection.Execute($"CHECKPOINT {Database}");
        return true;
    }
}
