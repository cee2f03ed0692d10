using RecipePicks.DuckDb.Native;
using static RecipePicks.DuckDb.Native.NativeMethods;

namespace RecipePicks.DuckDb;

/// <summary>
/// The rows of a query, forward only, a chunk at a time while DuckDB makes them. One thread reads it. It ends with its
/// connection: reading on after the connection is disposed is an <see cref="ObjectDisposedException"/>.
/// </summary>
public sealed class DuckResult : IDisposable
{
    private readonly ResultHandle _handle;
    private readonly DuckConnection _connection;
    private readonly DuckChunkReader _reader;
    private ChunkHandle? _chunk;
    private int _row = -1;
    private bool _ended;

    internal DuckResult(ResultHandle handle, DuckConnection connection)
    {
        _handle = handle;
        _connection = connection;
        try
        {
            var columns = new DuckColumn[duckdb_column_count(handle)];
            for (var i = 0UL; i < (ulong)columns.Length; i++)
            {
                var type = LogicalType.Take(duckdb_column_logical_type(handle, i));
                columns[i] = new(BorrowText(duckdb_column_name(handle, i)) ?? "", type);
            }
            Columns = columns;
            _reader = new(columns.Select(column => column.Type));
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<DuckColumn> Columns { get; }

    /// <summary>The current row's value in a column, as <see cref="DuckTypeKind"/> names it, or null.</summary>
    /// <exception cref="InvalidOperationException">There is no current row.</exception>
    public object? this[int column] => Current(column).GetValue(_row);

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="DuckDbException">The query failed while its rows were made.</exception>
    public bool Read()
    {
        ThrowIfDisposed();
        while (!_ended)
        {
            if (!_connection.IsOpen(this))
            {
                throw new InvalidOperationException(
                    "This result was cut off: another statement ran on its connection before it was read to its end. "
                        + "Use a second connection."
                );
            }
            if (++_row < _reader.RowCount)
            {
                return true;
            }
            NextChunk();
        }
        return false;
    }

    /// <summary>
    /// The current row's value in a column as T. A number may be asked for as another type that holds it, a text as an
    /// enum of that name; NULL needs a T that can be null.
    /// </summary>
    /// <exception cref="InvalidCastException">The value is no T.</exception>
    /// <exception cref="OverflowException">The value does not fit T.</exception>
    public T Get<T>(int column) => CellConversion.Get<T>(Current(column), _row);

    /// <summary>Whether the current row is NULL in a column.</summary>
    public bool IsNull(int column) => Current(column).IsNull(_row);

    /// <summary>VARCHAR and JSON: the bytes, without a copy, valid until the next <see cref="Read"/>; empty for NULL.</summary>
    public ReadOnlySpan<byte> GetUtf8(int column) => Current(column).GetUtf8(_row);

    /// <summary>The rows that are left, each as an array of values.</summary>
    public IEnumerable<object?[]> Rows()
    {
        var texts = new TextCache();
        var isText = Columns.Select(c => c.Type.Kind == DuckTypeKind.Varchar).ToArray();
        while (Read())
        {
            var row = new object?[isText.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] =
                    !isText[i] ? this[i]
                    : IsNull(i) ? null
                    : texts.Of(GetUtf8(i));
            }
            yield return row;
        }
    }

    /// <summary>Ends the query if it still runs.</summary>
    public void Dispose()
    {
        _reader.Unbind();
        _chunk?.Dispose();
        _handle.Dispose();
        if (!_ended)
        {
            _ended = true;
            _connection.EndQuery(this);
        }
    }

    /// <summary>Lets the native result go when the connection goes; the chunk at hand stays until we are disposed.</summary>
    internal void Release() => _handle.Dispose();

    private void NextChunk()
    {
        _reader.Unbind();
        _chunk?.Dispose();
        _row = -1;
        _chunk = _handle.Fetch();
        if (_chunk is not null)
        {
            _reader.Bind(_chunk.DangerousGetHandle());
            return;
        }
        _ended = true;
        if (_connection.ErrorOf(_handle) is { } error)
        {
            throw error;
        }
    }

    private DuckVectorReader Current(int column)
    {
        ThrowIfDisposed();
        return _row >= 0 && _row < _reader.RowCount
            ? _reader[column]
            : throw new InvalidOperationException(
                "There is no current row: Read comes first, and says whether there is one."
            );
    }

    private void ThrowIfDisposed()
    {
        _connection.ThrowIfDisposed();
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
    }
}
