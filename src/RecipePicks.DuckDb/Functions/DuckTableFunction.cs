namespace RecipePicks.DuckDb;

/// <summary>
/// A table whose rows are made in C#: <c>SELECT … FROM name(arguments)</c>. It is registered once and serves any number
/// of queries, at the same time too. An exception from any of these members becomes the error of the query.
/// </summary>
public abstract class DuckTableFunction
{
    /// <summary>The name in SQL.</summary>
    public abstract string Name { get; }

    /// <summary>What a row consists of; asked for once, when the function is registered.</summary>
    public abstract IReadOnlyList<DuckColumn> Columns { get; }

    /// <summary>The types of the positional arguments; asked for once, when the function is registered.</summary>
    public virtual IReadOnlyList<DuckType> Parameters => [];

    /// <summary>Prepares one use of the function in a query.</summary>
    /// <param name="arguments">A value for each of <see cref="Parameters"/>, as <see cref="DuckTypeKind"/> names it.</param>
    public abstract IDuckScan Bind(IReadOnlyList<object?> arguments);
}

/// <summary>
/// One use of a table function in a query. It is disposed when DuckDB forgets the query's plan; what its Dispose throws
/// is lost.
/// </summary>
public interface IDuckScan : IDisposable
{
    /// <summary>How many threads may work on it at once, at least one. DuckDB's setting "threads" is the other limit.</summary>
    int MaxThreads { get; }

    /// <summary>A worker for one thread. Calls come one after another, from any thread.</summary>
    IDuckScanWorker OpenWorker();
}

/// <summary>
/// Makes rows on one thread at a time, though not always the same. It is disposed when its share of the query is over,
/// early if the query fails or needs no more; what its Dispose throws is lost.
/// </summary>
public interface IDuckScanWorker : IDisposable
{
    /// <summary>
    /// Writes up to <see cref="DuckChunkWriter.Capacity"/> rows. What it pointed at without a copy must stay as it is
    /// until the next call.
    /// </summary>
    /// <returns>How many rows were written, 0 when this worker is done.</returns>
    int Fill(DuckChunkWriter chunk);
}
