using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>A record as it came.</summary>
/// <param name="Where">Its place.</param>
/// <param name="Json">JSON that is deep-equal to its source.</param>
public sealed record StoredRecord(EvidenceRef Where, string Json);

/// <summary>Evidence on disk, opened to be asked. Many may read a case at once, also while another load writes to it.</summary>
public sealed class Case : IDisposable
{
    private readonly CaseFolder _folder;
    private readonly LocalEngine _engine;

    private Case(CaseFolder folder)
    {
        _folder = folder;
        _engine = new LocalEngine(folder);
    }

    /// <summary>Answers queries over the case; also an <see cref="IIdentifierIndex"/>.</summary>
    public IEngine Engine => _engine;

    /// <summary>Opens a case.</summary>
    /// <param name="directory">Its folder.</param>
    /// <returns>The case, as it stands now.</returns>
    /// <exception cref="CaseException">There is no case, or it is damaged or newer than this program.</exception>
    public static Case Open(string directory)
    {
        var folder = new CaseFolder(directory);
        return folder.Exists
            ? new Case(folder)
            : throw new CaseException($"there is no case at {folder.Path}; make one with: picks load PATH --case DIR");
    }

    /// <summary>What the case covers, and what it does not.</summary>
    /// <param name="cancellation">Stops the queries behind it.</param>
    public Coverage Coverage(CancellationToken cancellation = default) =>
        CoverageReader.Read(_engine, Ledger(), _folder.Finished(), cancellation);

    /// <summary>Every file that was taken in, in the order of the loads. A file that spans segments has one entry.</summary>
    public IReadOnlyList<LedgerEntry> Ledger() => LedgerEntry.Merge(_folder.Finished().SelectMany(s => s.Page.Files));

    /// <summary>Finds the records of an eventID: none, one, or several of different content.</summary>
    /// <param name="eventId">The eventID.</param>
    public IReadOnlyList<StoredRecord> Find(string eventId) => _engine.Find(eventId, CancellationToken.None);

    /// <summary>Runs SQL on the case and gives its rows as they come.</summary>
    /// <param name="text">One or more statements that read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The rows of the last statement.</returns>
    /// <exception cref="EngineException">DuckDB refused or failed, in its own words.</exception>
    public ISqlRows Sql(string text, CancellationToken cancellation) => new SqlRows(_engine, text, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();
}

/// <summary>Rows that are read one by one.</summary>
public interface ISqlRows : IDisposable
{
    /// <summary>Column names, in order.</summary>
    IReadOnlyList<string> Columns { get; }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False at the end.</returns>
    bool Read();

    /// <summary>A cell of the row.</summary>
    /// <param name="column">The column's place.</param>
    object? this[int column] { get; }
}

internal sealed class SqlRows : ISqlRows
{
    private readonly LocalEngine _engine;
    private readonly CancellationToken _cancellation;
    private readonly DuckResult _result;

    public SqlRows(LocalEngine engine, string text, CancellationToken cancellation)
    {
        (_engine, _cancellation) = (engine, cancellation);
        _result = engine.Guard(() => engine.Connection.Query(text), cancellation);
        Columns = [.. _result.Columns.Select(c => c.Name)];
    }

    public IReadOnlyList<string> Columns { get; }

    public object? this[int column] => _result[column];

    public bool Read() => _engine.Guard(_result.Read, _cancellation);

    public void Dispose() => _result.Dispose();
}
