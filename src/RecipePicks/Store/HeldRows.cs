using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Records that wait until a row group of them has come together; the reader lets go of its buffers meanwhile.</summary>
/// <param name="spare">Records to use again: a row group's worth of them is large.</param>
internal sealed class HeldRows(Stack<RecordFields> spare) : IDisposable
{
    /// <summary>Bytes of text that wait at most: those of a row group, and of one with long records less than that.</summary>
    private const int MostBytes = 16 << 20;

    /// <summary>Bytes of text after which no further row is written at once: DuckDB copies them in one piece.</summary>
    private const int MostAtOnce = 4 << 20;

    /// <summary>Room for text that is kept from one row group to the next.</summary>
    private const int LeastBytes = 256 << 10;

    private readonly NativeBuffer _texts = new(LeastBytes);
    private readonly List<(RecordFields Fields, Slice File, long Number, uint Row, int End)> _rows = [];
    private int _used;
    private int _written;
    private bool _isCrowded;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Whether no more fit.</summary>
    public bool IsFull => _isCrowded || _rows.Count == Loading.RowGroup;

    /// <summary>Whether all that waited has been written.</summary>
    public bool IsWritten => _written == _rows.Count;

    /// <summary>Whether a record fits; when it does not, the rows are as many as they will be.</summary>
    /// <param name="fields">The record.</param>
    public bool Fits(RecordFields fields)
    {
        var fits = fields.Whole.Length <= MostBytes - _used;
        _isCrowded |= !fits && !IsEmpty;
        return fits && !IsFull;
    }

    /// <summary>Takes in a record that <see cref="Fits"/>.</summary>
    /// <param name="reader">Holds it.</param>
    /// <param name="file">The file's name, in the reader's buffers.</param>
    /// <param name="row">The row's number in the segment.</param>
    public void Add(RecordReader reader, Slice file, uint row)
    {
        var from = reader.Fields;
        if (!spare.TryPop(out var to))
        {
            to = new RecordFields();
        }

        to.Clear();
        for (var i = 0; i < from.Values.Length; i++)
        {
            to.Values[i] = Keep(from.Values[i]);
        }

        from.Groups.CopyTo(to.Groups, 0);
        to.Resources.AddRange(from.Resources.Select(Keep));
        to.Attributes.AddRange(from.Attributes.Select(Keep));
        to.Unmapped = Keep(from.Unmapped);
        to.Verbatim = from.Verbatim;
        var name = Keep(file);
        _rows.Add((to, name, reader.Records, row, _used));

        Slice Keep(Slice slice)
        {
            if (!slice.IsPresent)
            {
                return default;
            }

            var text = reader.Bytes(slice);
            var at = _used;
            _used += text.Length;
            if (_used > _texts.Length)
            {
                _texts.Resize(Math.Max(_used, _texts.Length + (_texts.Length / 2)));
            }

            text.CopyTo(_texts.Span[at..]);
            return new Slice(SliceSource.Window, at, text.Length);
        }
    }

    /// <summary>Writes as many as there is room for. They may be let go once DuckDB has taken them.</summary>
    /// <param name="rows">Where.</param>
    /// <param name="room">How many rows there is room for.</param>
    /// <returns>How many were written.</returns>
    public int Write(RowWriter rows, int room)
    {
        var count = 0;
        var begin = _written == 0 ? 0 : _rows[_written - 1].End;
        while (count < room && !IsWritten && (count == 0 || _rows[_written].End - begin <= MostAtOnce))
        {
            var (fields, file, number, row, _) = _rows[_written++];
            rows.Write(count++, new PlacedRecord(fields, _texts, _texts, file, number, row, IsTelling: true));
        }

        return count;
    }

    /// <summary>Lets go of all.</summary>
    public void Clear()
    {
        foreach (var row in _rows)
        {
            spare.Push(row.Fields);
        }

        _rows.Clear();
        if (_texts.Length > LeastBytes)
        {
            _texts.Resize(LeastBytes);
        }

        (_used, _written, _isCrowded) = (0, 0, false);
    }

    public void Dispose() => _texts.Dispose();
}
