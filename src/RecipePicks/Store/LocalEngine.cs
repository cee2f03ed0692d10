using System.Text;
using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Sources;
using RecipePicks.Sql;
using RecipePicks.Sql.Binding;
using RecipePicks.Sql.Tables;

namespace RecipePicks.Store;

/// <summary>Answers queries from the segments of a case, with DuckDB.</summary>
internal sealed class LocalEngine : IEngine, IIdentifierIndex, ISetAside, IDisposable
{
    private static readonly Dictionary<string, object?> None = [];
    private readonly DateTime _opened = DateTime.UtcNow;
    private readonly IReadOnlyList<Segment> _segments = [];
    private readonly List<(Segment Segment, HashSet<uint> Dead, IReadOnlyList<IdentifierIndexFile> Files)> _index = [];
    private readonly List<(Segment Segment, EventIdFile Ids)> _ids = [];
    private readonly SpillFolder _spill;
    private readonly DuckDatabase? _database;
    private readonly DuckConnection _connection = null!;
    private readonly Connections? _asked;
    private readonly ViewEngine? _whole;
    private readonly AsideEvents? _aside;
    private readonly ViewEngine? _telling;

    /// <summary>Opens segments.</summary>
    /// <param name="folder">The case.</param>
    /// <param name="segments">Its segments; they stay where they are for as long as this lives.</param>
    public LocalEngine(CaseFolder folder, IReadOnlyList<Segment> segments)
    {
        _spill = SpillFolder.Of(folder, segments);
        try
        {
            _segments = [.. segments.Where(s => s.HasEvents)];
            foreach (var segment in _segments)
            {
                _ids.Add((segment, segment.OpenEventIds()));
                _index.Add((segment, [.. segment.Page.DeadRows], [.. segment.OpenIndex()]));
            }

            _database = Open(_spill);
            _connection = _database.Connect();
            _asked = new Connections(_database.Connect);
            _whole = new ViewEngine(this, _asked, Index);
            _aside = new AsideEvents(this, _database, _spill);
            CaseViews.Declare(_connection, segments);
            if (_segments.Count > 0 && _segments.All(s => s.Page.Telling == TellingEvents.Definition))
            {
                _telling = new ViewEngine(
                    this,
                    new Connections(TellingConnection),
                    new RowIndex(_index, numbered: false)
                );
            }

            Confine(folder, _asked);
            AthenaSql.Register(_connection);
            foreach (var connection in _asked.All.Append(_connection))
            {
                connection.ReadOnly = true;
            }
        }
        catch (Exception e)
        {
            Dispose();
            throw e is DuckDbException ? new CaseException($"the case at {folder.Path} is damaged: {e.Message}", e) : e;
        }
    }

    public string Name => "local";

    /// <summary>The connection, for queries whose rows are streamed.</summary>
    public DuckConnection Connection => _connection;

    public QueryRows Query(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        CancellationToken cancellation
    ) => _whole!.Query(sql, parameters, cancellation);

    public IReadOnlyList<T> Query<T>(
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRow, T> make,
        CancellationToken cancellation
    ) => _whole!.Query(sql, parameters, make, cancellation);

    /// <summary>What coverage counts of all events.</summary>
    /// <exception cref="CaseException">What was counted when a segment was written is missing or damaged.</exception>
    public QueryRows Counted(SegmentCounts counts, CancellationToken cancellation) =>
        _segments.Count > 0 && _segments.All(s => s.Page.Counts == SegmentCounts.Definition)
            ? counts.Sum(_segments, sql => _asked!.With(c => Run(c, sql, None, cancellation)))
            : Query(counts.Query, None, cancellation);

    public IEngine? Telling => _telling;

    public IEngine? SetAside(
        string condition,
        IReadOnlyDictionary<string, object?> parameters,
        long most,
        CancellationToken cancellation
    ) => _aside!.Take(condition, parameters, most, cancellation) ? _aside.Engine : null;

    /// <summary>Runs a query and makes something of each row's cells.</summary>
    internal (QueryRows Columns, IReadOnlyList<T> Made) Query<T>(
        Connections connections,
        RowIndex? index,
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        Func<QueryRows, object?[], T> make,
        CancellationToken cancellation
    )
    {
        var compiled = Compile(sql, parameters, index);
        var columns = new QueryRows([.. compiled.Columns.Select(c => c.Name)], []);
        return connections.With(connection =>
            Guard(
                () =>
                {
                    using var result = connection.Query(compiled.Sql, compiled.Values);
                    var made = new List<T>();
                    foreach (var cells in result.Rows())
                    {
                        for (var i = 0; i < cells.Length; i++)
                        {
                            cells[i] = OutputCell.Of(cells[i], compiled.Columns[i].Type);
                        }

                        made.Add(make(columns, cells));
                    }

                    return (columns, (IReadOnlyList<T>)made);
                },
                cancellation,
                connection
            )
        );
    }

    /// <summary>Where it writes what does not fit the memory.</summary>
    internal string Spill => _spill.Path;

    /// <summary>Finds rows for what is compiled.</summary>
    internal RowIndex Index => new(_index, numbered: _segments.Count > 0);

    /// <summary>What now() is: the time at which the case was opened, the same for all that is asked of it.</summary>
    public DateTime Opened => _opened;

    /// <summary>A catalog of the case's tables.</summary>
    internal static Catalog NewCatalog() =>
        new(CloudTrailTable.Columns, (ConfigItemTable.Name, ConfigItemTable.Columns));

    /// <summary>Compiles one statement of Athena's SQL.</summary>
    /// <exception cref="EngineException">It is no SQL, or Athena would refuse it.</exception>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">Values by name.</param>
    /// <param name="index">Finds rows of the case; null where its rows are not the ones that are asked.</param>
    internal Compiled Compile(string sql, IReadOnlyDictionary<string, object?> parameters, RowIndex? index = null) =>
        Compile(
            sql,
            new CompilerOptions
            {
                Catalog = NewCatalog(),
                Now = _opened,
                Parameters = parameters,
                Index = index,
            }
        )[^1];

    /// <summary>Compiles Athena's SQL.</summary>
    /// <exception cref="EngineException">It is no SQL, or Athena would refuse it.</exception>
    internal static IReadOnlyList<Compiled> Compile(string sql, CompilerOptions options)
    {
        try
        {
            return AthenaSql.Compile(sql, options);
        }
        catch (SqlTextException e)
        {
            throw new EngineException(e.Message, e);
        }
    }

    public ILookup<string, EvidenceRef> Locate(IReadOnlyCollection<string> eventIds, CancellationToken cancellation)
    {
        const string Place = "eventid, picks_file, picks_record";
        var places = _ids.SelectMany(s =>
            FetchRows(s.Segment, [.. eventIds.SelectMany(id => s.Ids.Rows(Hash(id)))], Place, cancellation)
                .Rows.Select(r => new EvidenceRef(r.Text("eventid")!, r.Text("picks_file")!, r.Count("picks_record")))
        );
        return places
            .OrderBy(p => p.File, StringComparer.Ordinal)
            .ThenBy(p => p.Record)
            .ToLookup(p => p.EventId, StringComparer.Ordinal);
    }

    public IReadOnlyList<NamedBy> Describe(string identifier)
    {
        var text = Encoding.UTF8.GetBytes(identifier);
        var counts = new Dictionary<(string Path, NamingRole Role), long>();
        foreach (var (_, dead, files) in _index)
        {
            foreach (
                var (_, path, role) in files.SelectMany(f => f.Find(text)).Where(f => !dead.Contains(f.Row)).Distinct()
            )
            {
                counts[(path, role)] = counts.GetValueOrDefault((path, role)) + 1;
            }
        }

        return
        [
            .. counts
                .Select(c => new NamedBy(c.Key.Path, c.Key.Role, c.Value))
                .OrderByDescending(n => n.Events)
                .ThenBy(n => n.Path, StringComparer.Ordinal)
                .ThenBy(n => n.Role),
        ];
    }

    public QueryRows Fetch(string identifier, IReadOnlyList<string> columns, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetBytes(identifier);
        var list = string.Join(", ", columns.Select(Known));
        var rows = new List<object?[]>();
        foreach (var (segment, dead, files) in _index)
        {
            var numbers = files.SelectMany(f => f.Find(text)).Select(f => f.Row).Where(r => !dead.Contains(r));
            var fetched = FetchRows(segment, numbers.ToHashSet(), $"eventtime, eventid, {list}", cancellation);
            rows.AddRange(fetched.Rows.Select(r => r.Cells.ToArray()));
        }

        var ordered = rows.OrderBy(r => (string?)r[0], StringComparer.Ordinal)
            .ThenBy(r => (string?)r[1], StringComparer.Ordinal)
            .Select(r => r[2..])
            .ToList();
        return new QueryRows(columns, ordered);
    }

    /// <summary>The records of an eventID, with their places.</summary>
    public IReadOnlyList<StoredRecord> Find(string eventId, CancellationToken cancellation)
    {
        var found = new List<StoredRecord>();
        foreach (var (segment, ids) in _ids)
        {
            var rows = ids.Rows(Hash(eventId)).ToHashSet();
            if (rows.Count == 0)
            {
                continue;
            }

            using var result = Guard(
                () => _connection.Query(SegmentRows.ByNumber(segment.EventsPath, rows, "*")),
                cancellation
            );
            while (result.Read())
            {
                var at = RecordSchema.Record.All.Count;
                var where = new EvidenceRef(eventId, result.Get<string>(at + 1), result.Get<long>(at + 2));
                if (string.Equals(result[IdColumn] as string, eventId, StringComparison.Ordinal))
                {
                    found.Add(new StoredRecord(where, RecordJson.Of(result)));
                }
            }
        }

        return [.. found.OrderBy(f => f.Where.File, StringComparer.Ordinal).ThenBy(f => f.Where.Record)];
    }

    public void Dispose()
    {
        _aside?.Dispose();
        _telling?.Dispose();
        _whole?.Dispose();
        _connection?.Dispose();
        _database?.Dispose();
        _spill.Dispose();
        foreach (var (_, ids) in _ids)
        {
            ids.Dispose();
        }

        foreach (var file in _index.SelectMany(i => i.Files))
        {
            file.Dispose();
        }
    }

    /// <summary>What is said of a time that DuckDB holds and .NET does not.</summary>
    internal const string OutsideYears = "a time in the result is outside the years 1 to 9999";

    /// <summary>Runs what may fail in the engine's own words.</summary>
    internal T Guard<T>(Func<T> run, CancellationToken cancellation, DuckConnection? connection = null)
    {
        // What is stopped before it begins is not there to be interrupted.
        cancellation.ThrowIfCancellationRequested();
        using var stop = cancellation.Register((connection ?? _connection).Interrupt);
        try
        {
            return run();
        }
        catch (Exception e) when (e is DuckDbException or ArgumentException or OverflowException)
        {
            cancellation.ThrowIfCancellationRequested();
            // What a function of our own found wrong says it better than DuckDB's report of it.
            throw new EngineException(
                e.InnerException is FormatException fault ? fault.Message
                    : e is DuckDbException ? DuckWords.First(e.Message)
                    : e is OverflowException ? OutsideYears
                    : e.Message,
                e
            );
        }
    }

    private static readonly int IdColumn = RecordSchema
        .Record.All.Select((m, i) => (m, i))
        .First(p => p.m.Name == "eventID")
        .i;

    private static ulong Hash(string eventId) => ContentHash.Of(Encoding.UTF8.GetBytes(eventId));

    private static string Known(string column) =>
        CloudTrailTable.Columns.Any(c => string.Equals(c.Name, column, StringComparison.OrdinalIgnoreCase))
            ? $"\"{column}\""
            : throw new ArgumentException($"cloudtrail_logs has no column {column}", nameof(column));

    private QueryRows FetchRows(Segment segment, HashSet<uint> rows, string columns, CancellationToken cancellation) =>
        rows.Count == 0
            ? new QueryRows(columns.Split(", "), [])
            : Run(_connection, SegmentRows.ByNumber(segment.EventsPath, rows, columns), None, cancellation);

    private QueryRows Run(
        DuckConnection connection,
        string sql,
        IReadOnlyDictionary<string, object?> parameters,
        CancellationToken cancellation
    ) =>
        Guard(
            () =>
            {
                using var result = connection.Query(sql, parameters);
                return new QueryRows([.. result.Columns.Select(c => c.Name)], [.. result.Rows()]);
            },
            cancellation,
            connection
        );

    private static DuckDatabase Open(SpillFolder spill) =>
        DuckDatabase.Open(
            null,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["autoinstall_known_extensions"] = "false",
                ["autoload_known_extensions"] = "false",
                ["temp_directory"] = spill.Path,
            }
        );

    private DuckConnection TellingConnection()
    {
        var connection = _database!.Connect();
        connection.Execute(SegmentRows.Settings);
        connection.Execute("ATTACH IF NOT EXISTS ':memory:' AS telling");
        connection.Execute("USE telling");
        CaseViews.DeclareTelling(connection, _segments);
        connection.ReadOnly = true;
        return connection;
    }

    /// <summary>From here on SQL reads the segments and nothing else on this machine.</summary>
    private void Confine(CaseFolder folder, Connections asked)
    {
        // The system keeps the file's pages; a second copy of them, and memory that queries have let go, are only in the way.
        _connection.Execute("SET enable_external_file_cache = false");
        _connection.Execute("SET allocator_background_threads = true");
        foreach (var connection in asked.All.Append(_connection))
        {
            connection.Execute(SegmentRows.Settings);
        }

        _connection.Execute(
            $"SET allowed_directories = [{SegmentRows.Quoted(folder.Segments)}, {SegmentRows.Quoted(_spill.Path)}]"
        );
        _connection.Execute("SET enable_external_access = false");
        _connection.Execute("SET lock_configuration = true");
    }
}
