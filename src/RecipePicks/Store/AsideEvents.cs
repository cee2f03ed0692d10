using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>Puts events of a case aside.</summary>
/// <remarks>
/// They lie in a Parquet file beside what DuckDB spills, under the name that queries use, in a database of its own where a
/// connection of its own looks first. A table in memory takes four times the room while it is made, and longer to make; it is
/// for where no file can be written.
/// </remarks>
internal sealed class AsideEvents : IDisposable
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

    private static readonly string[] Columns =
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
        "picks_file",
        "picks_record",
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

    private const string Place = "aside";
    private readonly SpillFolder _folder;
    private readonly string _columns;
    private readonly string _kept;
    private readonly LocalEngine _owner;

    /// <summary>Looks where all events are.</summary>
    private readonly DuckConnection _all;
    private readonly DuckConnection _aside;
    private string? _file;

    /// <summary>What the events are under the name that queries use: a view of the file, or a table.</summary>
    private string _made = "VIEW";

    /// <summary>Makes the database, and the connections.</summary>
    /// <param name="owner">Who puts events aside.</param>
    /// <param name="database">Its database, whose settings are not locked yet.</param>
    /// <param name="folder">Where its file is to lie.</param>
    public AsideEvents(LocalEngine owner, DuckDatabase database, SpillFolder folder)
    {
        _folder = folder;
        _columns = string.Join(", ", Columns.Prepend(Identity));
        _kept = string.Join(", ", Kept.Select(k => $"{k.Column} AS {k.Name}").Concat(Columns));
        _owner = owner;
        _all = database.Connect();
        _aside = database.Connect();
        _aside.Execute($"ATTACH ':memory:' AS {Place}");
        _aside.Execute($"USE {Place}");
        Engine = new ViewEngine(
            owner,
            new Connections(() =>
            {
                var connection = database.Connect();
                connection.Execute($"USE {Place}");
                connection.Execute(SegmentRows.Settings);
                return connection;
            }),
            index: null
        );
    }

    /// <summary>Answers questions about them.</summary>
    public ViewEngine Engine { get; }

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
        GiveUp();
        // One scan both counts and takes them: a condition may read the texts of all events.
        var kept = _owner.Compile(
            $"SELECT {_kept} FROM {CloudTrailTable.Name} WHERE {condition}",
            parameters,
            _owner.Index
        );
        var events = $"SELECT {_columns} FROM ({kept.Sql})";
        var table = $"{Place}.{CloudTrailTable.Name}";
        if (ToFile($"{events} LIMIT {most + 1}", kept.Values, cancellation))
        {
            _made = "VIEW";
            _aside.Execute($"CREATE VIEW {table} AS SELECT * FROM {SegmentRows.Read(_file!)}");
        }
        else
        {
            _made = "TABLE";
            Run($"CREATE TABLE {table} AS {events} LIMIT {most + 1}", kept.Values, cancellation);
        }

        using (var taken = _aside.Query($"SELECT count(*) FROM {CloudTrailTable.Name}"))
        {
            taken.Read();
            if (taken.Get<long>(0) <= most)
            {
                return true;
            }
        }

        GiveUp();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _all.Dispose();
        Engine.Dispose();
        _aside.Dispose();
        RemoveFile();
    }

    private bool ToFile(string events, IReadOnlyDictionary<string, object?> values, CancellationToken cancellation)
    {
        try
        {
            _folder.Make();
            _file = Path.Combine(_folder.Path, $"{Place}-{Guid.NewGuid():N}.parquet");
            Run(
                $"COPY ({events}) TO {SegmentRows.Quoted(_file)} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 4096)",
                values,
                cancellation
            );
            return true;
        }
        catch (Exception e) when (e is EngineException or IOException or UnauthorizedAccessException)
        {
            // A full disk, or a folder that may only be read; a condition that is no SQL is refused again.
            RemoveFile();
            return false;
        }
    }

    private void Run(string sql, IReadOnlyDictionary<string, object?> values, CancellationToken cancellation) =>
        _owner.Guard(() => _all.Execute(sql, values), cancellation, _all);

    private void GiveUp()
    {
        _aside.Execute($"DROP {_made} IF EXISTS {CloudTrailTable.Name}");
        RemoveFile();
    }

    private void RemoveFile()
    {
        var file = _file;
        _file = null;
        try
        {
            if (file is not null)
            {
                File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return; // it goes with its folder
        }
    }
}
