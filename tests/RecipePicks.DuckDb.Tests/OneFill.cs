namespace RecipePicks.DuckDb.Tests;

/// <summary>A scan of one worker that fills one chunk.</summary>
internal sealed class OneFill(Func<DuckChunkWriter, int> fill) : IDuckScan, IDuckScanWorker
{
    private bool _done;

    public int MaxThreads => 1;

    public IDuckScanWorker OpenWorker() => this;

    public int Fill(DuckChunkWriter chunk)
    {
        if (_done)
        {
            return 0;
        }
        _done = true;
        return fill(chunk);
    }

    public void Dispose() { }
}

/// <summary>A table function from delegates.</summary>
internal sealed class Table(
    string name,
    IReadOnlyList<DuckColumn> columns,
    Func<IReadOnlyList<object?>, IDuckScan> bind
) : DuckTableFunction
{
    public override string Name => name;

    public override IReadOnlyList<DuckColumn> Columns => columns;

    public IReadOnlyList<DuckType> Arguments { get; init; } = [];

    public override IReadOnlyList<DuckType> Parameters => Arguments;

    public override IDuckScan Bind(IReadOnlyList<object?> arguments) => bind(arguments);
}
