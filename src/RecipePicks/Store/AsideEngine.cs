using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Answers questions about the events that <see cref="LocalEngine"/> has put aside.</summary>
/// <remarks>
/// They lie in a table of the name that queries use, in a database in memory of its own; a connection of its own looks there
/// first. It is not compressed: that took longer than the questions.
/// </remarks>
internal sealed class AsideEngine : IEngine, IDisposable
{
    /// <summary>What is kept of an event, in Athena's SQL, by the name that it has until it is put together.</summary>
    private static readonly (string Name, string Column)[] Kept =
    [
        ("type", "useridentity.type"),
        ("principalid", "useridentity.principalid"),
        ("arn", "useridentity.arn"),
        ("accountid", "useridentity.accountid"),
        ("invokedby", "useridentity.invokedby"),
        ("accesskeyid", "useridentity.accesskeyid"),
        ("username", "useridentity.username"),
        ("mfaauthenticated", "useridentity.sessioncontext.attributes.mfaauthenticated"),
        ("creationdate", "useridentity.sessioncontext.attributes.creationdate"),
        ("issuer_type", "useridentity.sessioncontext.sessionissuer.type"),
        ("issuer_arn", "useridentity.sessioncontext.sessionissuer.arn"),
        ("onbehalfof_userid", "useridentity.onbehalfof.userid"),
    ];

    private static readonly string[] Calls =
    [
        "eventtime",
        "eventsource",
        "eventname",
        "awsregion",
        "sourceipaddress",
        "useragent",
        "errorcode",
        "errormessage",
        "eventid",
        "readonly",
        "sessioncredentialfromconsole",
    ];

    private static readonly string[] Texts =
    [
        "requestparameters",
        "responseelements",
        "additionaleventdata",
        "serviceeventdetails",
        "recipientaccountid",
        "sharedeventid",
    ];

    /// <summary>The caller in the shape of the events' table, in DuckDB's SQL.</summary>
    private const string Identity = """
        struct_pack(
          type := type, principalid := principalid, arn := arn, accountid := accountid, invokedby := invokedby,
          accesskeyid := accesskeyid, username := username, onbehalfof := struct_pack(userid := onbehalfof_userid),
          sessioncontext := struct_pack(
            attributes := struct_pack(mfaauthenticated := mfaauthenticated, creationdate := creationdate),
            sessionissuer := struct_pack(type := issuer_type, arn := issuer_arn))
        ) AS useridentity
        """;

    private readonly string _name;
    private readonly string _columns;
    private readonly string _kept;
    private readonly LocalEngine _owner;

    /// <summary>Looks where all events are.</summary>
    private readonly DuckConnection _all;
    private readonly DuckConnection _aside;

    /// <summary>Makes the database, and the connections.</summary>
    /// <param name="owner">Who puts events aside.</param>
    /// <param name="database">Its database, whose settings are not locked yet.</param>
    /// <param name="form">What is kept of events.</param>
    public AsideEngine(LocalEngine owner, DuckDatabase database, AsideForm form)
    {
        string[] columns = form == AsideForm.Texts ? [.. Calls, .. Texts] : Calls;
        _name = $"aside_{form}";
        _columns = string.Join(", ", columns.Prepend(Identity));
        _kept = string.Join(", ", Kept.Select(k => $"{k.Column} AS {k.Name}").Concat(columns));
        _owner = owner;
        _all = database.Connect();
        _aside = database.Connect();
        _aside.Execute($"ATTACH ':memory:' AS {_name}");
        _aside.Execute($"USE {_name}");
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
    public IReadOnlyList<T> Query<T>(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRow, T> make,
        CancellationToken cancellation
    ) =>
        _owner
            .Query(_aside, sql, parameters, (columns, cells) => make(new QueryRow(columns, cells)), cancellation)
            .Made;

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
        var kept = _owner.Compile($"SELECT {_kept} FROM {CloudTrailTable.Name} WHERE {condition}", parameters);
        // One scan both counts and takes them: a condition may read the texts of all events.
        _owner.Guard(
            () =>
                _all.Execute(
                    $"CREATE TABLE {_name}.{CloudTrailTable.Name} AS SELECT {_columns} FROM ({kept.Sql}) LIMIT {most + 1}",
                    kept.Values
                ),
            cancellation,
            _all
        );
        using (var taken = _aside.Query($"SELECT count(*) FROM {CloudTrailTable.Name}"))
        {
            taken.Read();
            if (taken.Get<long>(0) <= most)
            {
                return true;
            }
        }

        _aside.Execute($"DROP TABLE {CloudTrailTable.Name}");
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _all.Dispose();
        _aside.Dispose();
    }
}
