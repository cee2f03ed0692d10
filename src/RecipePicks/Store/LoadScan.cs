using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>The load as a table: DuckDB draws rows from it and writes them to Parquet on the same threads.</summary>
internal sealed class LoadTable(LoadSession session) : DuckTableFunction
{
    public override string Name => "picks_records";

    public override IReadOnlyList<DuckColumn> Columns => RowWriter.Columns;

    public override IDuckScan Bind(IReadOnlyList<object?> arguments) => new LoadScan(session);
}

/// <summary>One segment's worth of it.</summary>
internal sealed class LoadScan(LoadSession session) : IDuckScan
{
    public int MaxThreads => session.Options.Threads;

    public IDuckScanWorker OpenWorker() => new LoadWorker(session);

    public void Dispose() { }
}

/// <summary>Reads records on one thread.</summary>
internal sealed class LoadWorker : IDuckScanWorker
{
    private readonly LoadSession _session;
    private readonly FileCursor _cursor;
    private readonly IdentifierIndexWriter? _index;
    private readonly TellingRows _telling;
    private readonly RowWriter _rows = new();
    private string _fileName = "";
    private byte[] _fileBytes = [];
    private Slice _file;
    private bool _done;

    // Numbers for the rows to come: those of one row group follow each other, so that a row is looked for in one group.
    private uint _next;
    private int _left;

    public LoadWorker(LoadSession session)
    {
        _session = session;
        _cursor = session.Cursor();
        _index = session.IndexWriter(_cursor);
        _telling = _cursor.Telling;
        _telling.Begin();
    }

    public int Fill(DuckChunkWriter chunk)
    {
        var reader = _cursor.Reader;
        reader.MakeRoom();
        _file = default;
        _rows.Begin(chunk);
        _done |= _session.IsOver;
        if (_left == 0 && !_done)
        {
            // A row group has ended: what is written next begins one.
            if (_telling.Write(_rows, chunk.Capacity, all: false) is > 0 and var told)
            {
                return told;
            }

            (_next, _left) = _session.TakeRows(Loading.RowGroup);
        }

        var (number, room) = (_next, Math.Min(_left, chunk.Capacity));
        _done |= room == 0;
        var rows = 0;
        var seen = 0;
        var (first, last, timeless) = (long.MaxValue, long.MinValue, false);
        while (rows < room && !_done)
        {
            switch (_cursor.Next())
            {
                case CursorStep.Done:
                    _done = true;
                    break;
                case CursorStep.Full when rows > 0:
                    Finish();
                    return rows;
                case CursorStep.Full:
                    reader.Recycle();
                    _file = default;
                    break;
                default:
                    seen++;
                    var fields = reader.Fields;
                    var isTelling = TellingEvents.Holds(reader);
                    var row = number + (uint)rows;
                    var waits = isTelling && _telling.HasRoom(fields, _session, ref row);
                    if (_session.Judge(reader, row, _cursor.Origin) == Novelty.Known)
                    {
                        _cursor.Tally.AddDuplicate();
                        break;
                    }

                    _cursor.Tally.AddEvent();
                    if (waits)
                    {
                        _telling.Add(reader, FileSlice());
                    }
                    else
                    {
                        _rows.Write(rows++, Placed(row, isTelling));
                    }

                    _index?.Add(reader, row);
                    if (fields.Time is { } time)
                    {
                        first = Math.Min(first, time);
                        last = Math.Max(last, time);
                    }
                    else
                    {
                        timeless = true;
                    }

                    break;
            }
        }

        Finish();
        if (rows == 0)
        {
            rows = _telling.Write(_rows, chunk.Capacity, all: true);
        }

        if (rows == 0)
        {
            _index?.Write();
        }

        return rows;

        PlacedRecord Placed(uint row, bool isTelling) =>
            new(
                reader.Fields,
                reader.Buffer(SliceSource.Window),
                reader.Buffer(SliceSource.Scratch),
                FileSlice(),
                reader.Records,
                row,
                isTelling
            );

        void Finish()
        {
            _next += (uint)rows;
            _left -= rows;
            _session.Advance(seen);
            Cover(first, last, timeless);
        }
    }

    public void Dispose() => _session.Park(_cursor);

    private void Cover(long first, long last, bool timeless)
    {
        if (first <= last || timeless)
        {
            _session.Cover(first, last, timeless);
        }
    }

    private Slice FileSlice()
    {
        if (_cursor.Tally.Name != _fileName)
        {
            _fileName = _cursor.Tally.Name;
            _fileBytes = System.Text.Encoding.UTF8.GetBytes(_fileName);
            _file = default;
        }

        return _file.IsPresent ? _file : _file = _cursor.Reader.Keep(_fileBytes);
    }
}
