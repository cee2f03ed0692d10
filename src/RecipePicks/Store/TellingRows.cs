using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>
/// The telling events that one worker has met, until they are as many as a row group holds: one group fills while another waits
/// for the end of the row group that is being written.
/// </summary>
internal sealed class TellingRows : IDisposable
{
    private HeldRows _filling;
    private HeldRows _ready;
    private uint _next;
    private int _left;

    public TellingRows()
    {
        var spare = new Stack<RecordFields>();
        (_filling, _ready) = (new HeldRows(spare), new HeldRows(spare));
    }

    /// <summary>Starts a segment.</summary>
    public void Begin()
    {
        _left = 0;
        _filling.Clear();
        _ready.Clear();
    }

    /// <summary>Whether a record can wait: there are room and a number for it.</summary>
    /// <param name="fields">The record.</param>
    /// <param name="session">Gives the numbers.</param>
    /// <param name="row">Is set to the number that its row gets then.</param>
    public bool HasRoom(RecordFields fields, LoadSession session, ref uint row)
    {
        if (!_filling.Fits(fields) && _filling.IsFull && _ready.IsEmpty)
        {
            (_filling, _ready) = (_ready, _filling);
        }

        if (_left == 0)
        {
            (_next, _left) = session.TakeRows(Loading.RowGroup);
        }

        var has = _left > 0 && _filling.Fits(fields);
        row = has ? _next : row;
        return has;
    }

    /// <summary>Takes in a record that there is room for.</summary>
    /// <param name="reader">Holds it.</param>
    /// <param name="file">The file's name, in the reader's buffers.</param>
    public void Add(RecordReader reader, Slice file)
    {
        _filling.Add(reader, file, _next++);
        _left--;
    }

    /// <summary>Writes what has come together; called until nothing is written, each time once DuckDB has taken the rows before.</summary>
    /// <param name="rows">Where.</param>
    /// <param name="room">How many rows there is room for.</param>
    /// <param name="all">Whether no more will come.</param>
    /// <returns>How many were written.</returns>
    public int Write(RowWriter rows, int room, bool all)
    {
        if (_ready.IsWritten)
        {
            _ready.Clear();
        }

        if (_ready.IsEmpty && (_filling.IsFull || all))
        {
            (_filling, _ready) = (_ready, _filling);
        }

        return _ready.Write(rows, room);
    }

    public void Dispose()
    {
        _filling.Dispose();
        _ready.Dispose();
    }
}
