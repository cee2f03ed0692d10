namespace RecipePicks.DuckDb.Tests;

/// <summary>Functions that several tests use.</summary>
internal static class Functions
{
    public static DuckScalarFunction Plus() =>
        new(
            "plus",
            [DuckType.BigInt, DuckType.BigInt],
            DuckType.BigInt,
            (arguments, result, rows) =>
            {
                for (var row = 0; row < rows; row++)
                {
                    result.SetInt64(row, arguments[0].GetInt64(row) + arguments[1].GetInt64(row));
                }
            }
        );

    /// <summary>The numbers from 0, one a chunk.</summary>
    public static DuckTableFunction Numbers(string name, int count) =>
        new Table(name, [new("n", DuckType.BigInt)], _ => new Scan(workers: 1, chunks: count));
}

/// <summary>A scan that counts its workers; each chunk is one row with the chunk's number.</summary>
internal sealed class Scan(int workers, int chunks, Action<int>? onChunk = null) : IDuckScan
{
    private int _next = -1;
    private int _opened;
    private int _closed;

    public int Opened => _opened;

    public int Closed => _closed;

    public bool IsDisposed { get; private set; }

    public int MaxThreads => workers;

    public IDuckScanWorker OpenWorker()
    {
        Interlocked.Increment(ref _opened);
        return new Worker(this);
    }

    public void Dispose() => IsDisposed = true;

    private int Fill(DuckChunkWriter chunk)
    {
        var number = Interlocked.Increment(ref _next);
        if (number >= chunks)
        {
            return 0;
        }
        onChunk?.Invoke(number);
        chunk[0].SetInt64(0, number);
        return 1;
    }

    private sealed class Worker(Scan scan) : IDuckScanWorker
    {
        public int Fill(DuckChunkWriter chunk) => scan.Fill(chunk);

        public void Dispose() => Interlocked.Increment(ref scan._closed);
    }
}
