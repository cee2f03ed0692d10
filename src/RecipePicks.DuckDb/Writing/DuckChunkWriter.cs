using RecipePicks.DuckDb.Native;

namespace RecipePicks.DuckDb;

/// <summary>Where a worker of a table function writes its rows, column by column or row by row.</summary>
public sealed class DuckChunkWriter
{
    private readonly DuckVectorWriter[] _columns;

    internal DuckChunkWriter(IEnumerable<DuckType> types) =>
        _columns = [.. types.Select(type => new DuckVectorWriter(type))];

    /// <summary>How many rows fit: DuckDB's vector size, 2,048.</summary>
    public int Capacity { get; } = Vectors.Capacity;

    /// <summary>How many columns there are.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>A column by its number.</summary>
    public DuckVectorWriter this[int column] => _columns[column];

    internal void Bind(nint chunk)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _columns[i].Bind(NativeMethods.duckdb_data_chunk_get_vector(chunk, (ulong)i), Capacity);
        }
    }

    /// <summary>Tells DuckDB what was written, and lets go of the chunk.</summary>
    internal void Finish(nint chunk, int rows)
    {
        foreach (var column in _columns)
        {
            column.Finish();
        }
        NativeMethods.duckdb_data_chunk_set_size(chunk, (ulong)rows);
    }
}
