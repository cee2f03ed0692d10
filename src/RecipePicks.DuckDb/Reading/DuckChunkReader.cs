using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>Reads the columns of a chunk: the arguments of a scalar function, or a part of a result.</summary>
public sealed class DuckChunkReader
{
    private readonly DuckVectorReader[] _columns;

    internal DuckChunkReader(IEnumerable<DuckType> types) =>
        _columns = [.. types.Select(type => new DuckVectorReader(type))];

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>How many rows the chunk has.</summary>
    public int RowCount { get; private set; }

    /// <summary>A column by its number.</summary>
    public DuckVectorReader this[int column] => _columns[column];

    internal void Bind(nint chunk)
    {
        RowCount = (int)NativeMethods.duckdb_data_chunk_get_size(chunk);
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Bind(NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i), RowCount);
        }
    }

    internal void Unbind()
    {
        RowCount = 0;
        foreach (var column in _columns)
        {
            column.Unbind();
        }
    }
}
