using RecipePicks.DuckDb;
using RecipePicks.Engines;

namespace RecipePicks.Store;

/// <summary>A record as it came.</summary>
/// <param name="Where">Its place.</param>
/// <param name="Json">JSON that is deep-equal to its source.</param>
public sealed record StoredRecord(EvidenceRef Where, string Json);

/// <summary>
/// Evidence on disk, opened to be asked. Many may read a case at once, also while it is loaded into, merged or
/// pruned: they see it as it stood when they opened it.
/// </summary>
public sealed class Case : IDisposable
{
    private readonly HeldSegments _segments;
    private readonly LocalEngine _engine;

    private Case(CaseFolder folder)
    {
        _segments = HeldSegments.Of(folder);
        try
        {
            _engine = new LocalEngine(folder, _segments);
        }
        catch
        {
            _segments.Dispose();
            throw;
        }
    }

    /// <summary>Answers queries over the case; also an <see cref="IIdentifierIndex"/>.</summary>
    public IEngine Engine => _engine;

    /// <summary>The segments that it is read from.</summary>
    internal IReadOnlyList<Segment> Segments => _segments;

    /// <summary>Opens a case.</summary>
    /// <param name="directory">Its folder.</param>
    /// <returns>The case, as it stands now.</returns>
    /// <exception cref="CaseException">There is no case, or it is damaged or newer than this program.</exception>
    public static Case Open(string directory) => new(CaseFolder.Existing(directory));

    /// <summary>Whether a file lies in the folder of a case that is there.</summary>
    /// <param name="directory">The case's folder.</param>
    /// <param name="file">The file's full path.</param>
    public static bool Owns(string directory, string file) =>
        new CaseFolder(directory) is { Exists: true } folder && folder.Owns(file);

    /// <summary>Takes all evidence out of a case; a story that was written on it stays.</summary>
    /// <param name="directory">Its folder; nothing happens where no case is.</param>
    /// <exception cref="CaseException">Another program is writing to it.</exception>
    public static void Clear(string directory)
    {
        var folder = new CaseFolder(directory);
        if (folder.Exists)
        {
            using var held = folder.Lock();
            Directory.Delete(folder.Segments, recursive: true);
        }
    }

    /// <summary>When evidence was last added to a case, UTC; null when it holds none.</summary>
    /// <param name="directory">Its folder.</param>
    public static DateTime? Written(string directory) =>
        new CaseFolder(directory) is { Exists: true } folder
            ? folder.Finished().Select(s => (DateTime?)s.Page.Written).DefaultIfEmpty().Max()
            : null;

    /// <summary>What changes when a case is loaded into, merged or pruned; the same text for the same evidence on disk.</summary>
    /// <param name="directory">Its folder.</param>
    public static string Stamp(string directory) =>
        new CaseFolder(directory).Finished() is { Count: > 0 } segments
            ? $"{segments.Count}-{segments[^1].Name.Last}"
            : "0";

    /// <summary>What the case covers, and what it does not.</summary>
    /// <param name="cancellation">Stops the queries behind it.</param>
    public Coverage Coverage(CancellationToken cancellation = default) =>
        CoverageReader.Read(_engine, Ledger(), _segments, cancellation);

    /// <summary>Every file that was taken in, in the order of the loads. A file that spans segments has one entry.</summary>
    public IReadOnlyList<LedgerEntry> Ledger() => LedgerEntry.Merge(_segments.SelectMany(s => s.ReadPage().Files));

    /// <summary>Finds the records of an eventID: none, one, or several of different content.</summary>
    /// <param name="eventId">The eventID.</param>
    public IReadOnlyList<StoredRecord> Find(string eventId) => _engine.Find(eventId, CancellationToken.None);

    /// <summary>Compiles Athena's SQL for the case.</summary>
    /// <param name="text">Statements, parted by semicolons.</param>
    /// <param name="request">How they are read.</param>
    /// <returns>The statements that have a result, in order.</returns>
    /// <exception cref="EngineException">It is no SQL, or Athena would refuse it: the message has the place and what to write instead.</exception>
    public IReadOnlyList<SqlStatement> Sql(string text, SqlRequest? request = null) =>
        [
            .. LocalEngine
                .Compile(
                    text,
                    new()
                    {
                        Catalog = LocalEngine.NewCatalog(),
                        Now = _engine.Opened,
                        Index = _engine.Index,
                        Lenient = request?.Lenient ?? false,
                        Parameters = request?.Parameters ?? new Dictionary<string, object?>(StringComparer.Ordinal),
                    }
                )
                .Select(compiled => new SqlStatement(_engine, compiled)),
        ];

    /// <summary>Runs Athena's SQL on the case and gives its rows as they come.</summary>
    /// <param name="text">One or more statements that read.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The rows of the last statement.</returns>
    /// <exception cref="EngineException">Athena would refuse the text, or DuckDB failed.</exception>
    public ISqlRows Sql(string text, CancellationToken cancellation) => Sql(text)[^1].Run(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        _engine.Dispose();
        _segments.Dispose();
    }
}
