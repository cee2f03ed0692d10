using RecipePicks.DuckDb;
using RecipePicks.Engines;
using RecipePicks.Sql;

namespace RecipePicks.Store;

/// <summary>How SQL is read.</summary>
public sealed record SqlRequest
{
    /// <summary>Whether common mistakes are put right, with a notice, and not refused.</summary>
    public bool Lenient { get; init; }

    /// <summary>Values of <c>:name</c>, and of <c>?</c> by number from "1": string, long, double, bool or null.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; init; } =
        new Dictionary<string, object?>(StringComparer.Ordinal);
}

/// <summary>A statement of Athena's SQL, compiled and ready to run.</summary>
public sealed class SqlStatement
{
    private readonly LocalEngine _engine;
    private readonly Compiled _compiled;

    internal SqlStatement(LocalEngine engine, Compiled compiled) => (_engine, _compiled) = (engine, compiled);

    /// <summary>The SQL that DuckDB runs.</summary>
    public string Text => _compiled.Sql;

    /// <summary>The SQL that DuckDB runs, under comments that say where the identifier index is used and where not.</summary>
    public string Explained => string.Join('\n', [.. _compiled.Indexed.Select(line => $"-- {line}"), Text]);

    /// <summary>What was filled in or put right, a line each.</summary>
    public IReadOnlyList<string> Notices => _compiled.Notices;

    /// <summary>Runs it.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Its rows as they come; the next statement cuts them off.</returns>
    /// <exception cref="EngineException">It failed, in the words of what failed.</exception>
    public ISqlRows Run(CancellationToken cancellation) => new SqlRows(_engine, _compiled, cancellation);

    /// <summary>Runs it and writes its rows into a Parquet file, whole or not at all.</summary>
    /// <param name="file">The file; one that is there is replaced. A device or a pipe is written to.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="EngineException">It failed, in the words of what failed.</exception>
    public void WriteParquet(string file, CancellationToken cancellation)
    {
        // A device or a pipe has no length, and what is written beside it would not take its place.
        var isDirect = new FileInfo(file) is { Exists: true, Length: 0 };
        var unfinished = isDirect ? Path.GetTempFileName() : $"{file}.{Environment.ProcessId}.tmp";
        try
        {
            _engine.Guard(
                () =>
                {
                    using var result = _engine.Connection.Query(_compiled.Sql, _compiled.Values);
                    new ParquetRows(result, _compiled.Columns, cancellation).Write(unfinished);
                    return 0;
                },
                cancellation
            );
            if (isDirect)
            {
                using var from = File.OpenRead(unfinished);
                using var to = new FileStream(file, FileMode.Open, FileAccess.Write);
                from.CopyTo(to);
            }
            else
            {
                File.Move(unfinished, file, overwrite: true);
            }
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
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
    private readonly Compiled _compiled;
    private readonly CancellationToken _cancellation;
    private readonly DuckResult _result;

    public SqlRows(LocalEngine engine, Compiled compiled, CancellationToken cancellation)
    {
        (_engine, _compiled, _cancellation) = (engine, compiled, cancellation);
        _result = engine.Guard(() => engine.Connection.Query(compiled.Sql, compiled.Values), cancellation);
    }

    public IReadOnlyList<string> Columns => [.. _compiled.Columns.Select(c => c.Name)];

    public object? this[int column]
    {
        get
        {
            try
            {
                return OutputCell.Of(_result[column], _compiled.Columns[column].Type);
            }
            catch (OverflowException e)
            {
                throw new EngineException(LocalEngine.OutsideYears, e);
            }
        }
    }

    public bool Read() => _engine.Guard(_result.Read, _cancellation);

    public void Dispose() => _result.Dispose();
}
