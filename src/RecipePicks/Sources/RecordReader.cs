using System.Text;
using System.Text.Json;
using RecipePicks.DuckDb;

namespace RecipePicks.Sources;

/// <summary>What a reader came upon next.</summary>
internal enum ReadOutcome
{
    /// <summary>A CloudTrail record.</summary>
    Record,

    /// <summary>A piece that cannot be read: <see cref="RecordReader.Reason"/> and <see cref="RecordReader.RejectOffset"/> say why and where.</summary>
    Reject,

    /// <summary>JSON of another kind: <see cref="RecordReader.Reason"/> names it.</summary>
    Other,

    /// <summary>A JSON object in which nothing is known.</summary>
    Unknown,

    /// <summary>The buffers are full; the records so far must be let go with <see cref="RecordReader.Recycle"/>.</summary>
    Full,

    /// <summary>The input is at its end.</summary>
    End,
}

/// <summary>
/// Finds the CloudTrail records in a stream of JSON, whatever they are wrapped in and whatever is broken around them,
/// in bounded memory.
/// </summary>
/// <remarks>
/// The structure around records is read leniently: what matters is that every whole record is found and that every
/// byte passed over is accounted for by a reject.
/// </remarks>
internal sealed partial class RecordReader : IDisposable
{
    /// <summary>The largest value read as one piece, in bytes; CloudTrail's own limit for an event is 1 MiB.</summary>
    public const int LargestValue = 16 << 20;

    /// <summary>The least that <see cref="Peek"/> may see of a longer input.</summary>
    private const int Glance = 64 << 10;

    private readonly NativeBuffer _window;
    private readonly Scratch _scratch;
    private readonly RecordParser _parser;
    private readonly Queue<FoundRecord> _pending = new();
    private readonly Stack<Frame> _frames = new();
    private Stream _stream = Stream.Null;
    private int _start;
    private int _end;
    private long _windowOffset;
    private bool _eof;
    private bool _lenient;
    private bool _recovering;
    private bool _grow;
    private long _recoveryWork;
    private string? _streamError;
    private IEnumerator<FoundRecord>? _rows;

    /// <summary>Makes a reader; it is reused from file to file.</summary>
    /// <param name="windowBytes">How much of the input it holds at a time.</param>
    public RecordReader(int windowBytes = 12 << 20)
    {
        _window = new NativeBuffer(windowBytes);
        _scratch = new Scratch(windowBytes / 2);
        _parser = new RecordParser(_scratch, Paths);
    }

    private enum Frame
    {
        List,
        Tail,
    }

    /// <summary>The JSON paths met so far.</summary>
    public PathTable Paths { get; } = new();

    /// <summary>Whether records' identifiers are taken.</summary>
    public bool TakesIdentifiers
    {
        set => _parser.TakesIdentifiers = value;
    }

    /// <summary>The record that was read last.</summary>
    public RecordFields Fields { get; } = new();

    /// <summary>How many records have been read from this input.</summary>
    public long Records { get; private set; }

    /// <summary>Decompressed bytes read from this input.</summary>
    public long BytesRead => _windowOffset + _end;

    /// <summary>Why a piece was rejected, or what kind of JSON it is.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Where the piece begins in the decompressed input, in bytes.</summary>
    public long RejectOffset { get; private set; }

    /// <summary>Starts on an input.</summary>
    /// <param name="stream">The input, decompressed; the reader does not own it.</param>
    public void Open(Stream stream)
    {
        _stream = stream;
        _pending.Clear();
        _frames.Clear();
        _windowOffset = -_end;
        _start = _end;
        _eof = _lenient = _recovering = _grow = false;
        _streamError = null;
        _rows = null;
        _recoveryWork = 0;
        Records = 0;
    }

    /// <summary>The beginning of the input, white space and byte order mark left out; nothing is taken.</summary>
    /// <returns>As much as one read gives.</returns>
    public ReadOnlySpan<byte> Peek()
    {
        if (_start == _end)
        {
            Fill();
        }

        var bytes = (ReadOnlySpan<byte>)_window.Span[_start.._end];
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return bytes.TrimStart(" \n\r\t"u8);
    }

    /// <summary>Whether there is too little room left to look at the beginning of another input.</summary>
    public bool IsCrowded => _window.Length - _end < Glance;

    /// <summary>The whole input as a stream, for a source that is no JSON.</summary>
    /// <returns>What was peeked at, and the rest.</returns>
    public Stream Rest()
    {
        var head = new MemoryStream(_window.Span[_start.._end].ToArray());
        _start = _end;
        _eof = true;
        return new JoinedStream(head, _stream);
    }

    /// <summary>Passes over the rest of the input.</summary>
    public void Skip()
    {
        _start = _end;
        _eof = true;
    }

    /// <summary>Puts records made elsewhere (rows of CSV) in line.</summary>
    /// <param name="rows">The records; drawn one by one, once all else is read.</param>
    public void Append(IEnumerable<FoundRecord> rows) => _rows = rows.GetEnumerator();

    /// <summary>Lets go of what was read, to make room. Slices handed out before are gone.</summary>
    public void Recycle()
    {
        var rest = _end - _start;
        _window.Span[_start.._end].CopyTo(_window.Span);
        _windowOffset += _start;
        _start = 0;
        _end = rest;
        if (_grow || rest > _window.Length - (_window.Length / 4))
        {
            _window.Resize(Math.Min(_window.Length * 2, 2 * LargestValue));
        }

        _scratch.Recycle(_grow);
        _grow = false;
    }

    /// <summary>Lets go of what was read if little room is left.</summary>
    public void MakeRoom()
    {
        if (_end > _window.Length / 2 || _scratch.Used > _scratch.Buffer.Length / 2)
        {
            Recycle();
        }
    }

    /// <summary>Keeps text beside the record.</summary>
    /// <param name="text">UTF-8.</param>
    /// <returns>Where it lies, until the next <see cref="Recycle"/>.</returns>
    public Slice Keep(ReadOnlySpan<byte> text)
    {
        if (!_scratch.TryReserve(text.Length, out var room, slack: 0))
        {
            throw new InvalidOperationException("the scratch buffer has no room for a file name");
        }

        text.CopyTo(room);
        return _scratch.Keep(text.Length);
    }

    /// <summary>The bytes of a slice.</summary>
    public ReadOnlySpan<byte> Bytes(Slice slice) => Buffer(slice.Source).Span.Slice(slice.Offset, slice.Length);

    /// <summary>The buffer that slices of a source lie in.</summary>
    public NativeBuffer Buffer(SliceSource source) => source == SliceSource.Window ? _window : _scratch.Buffer;

    /// <summary>Goes on to the next record, reject, foreign value or the end.</summary>
    /// <returns>What it is.</returns>
    public ReadOutcome Next()
    {
        while (true)
        {
            if (!_scratch.HasSlack)
            {
                return ReadOutcome.Full;
            }

            if (_pending.Count > 0)
            {
                if (NextPending() is { } outcome)
                {
                    return outcome;
                }

                continue;
            }

            SkipSeparators();
            if (_start == _end)
            {
                if (!_eof)
                {
                    if (!Fill())
                    {
                        return ReadOutcome.Full;
                    }

                    continue;
                }

                if (_rows?.MoveNext() == true)
                {
                    _pending.Enqueue(_rows.Current);
                    continue;
                }

                return AtEnd();
            }

            if (Step() is { } step)
            {
                return step;
            }
        }
    }

    public void Dispose()
    {
        _window.Dispose();
        _scratch.Dispose();
    }

    /// <summary>Reads more into the window. False when there is no room.</summary>
    private bool Fill()
    {
        if (_end == _window.Length)
        {
            return false;
        }

        try
        {
            // Inflating streams give little at a time; each Fill costs a second look at the record it cuts through.
            var until = Math.Min(_window.Length, _end + (1 << 20));
            while (_end < until && !_eof)
            {
                var read = _stream.Read(_window.Span[_end..until]);
                _end += read;
                _eof = read == 0;
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            _streamError = e.Message;
            _eof = true;
        }

        return true;
    }

    private ReadOutcome? Step()
    {
        var window = _window.Span;
        var c = window[_start];
        switch (c)
        {
            case (byte)'{':
                return ReadObject();
            case (byte)'[':
                return OpenList();
            case (byte)']' or (byte)'}':
                return Close(c);
            case (byte)'"' when !_recovering:
                return ReadString();
            case 0xEF when window[_start.._end].StartsWith("\uFEFF"u8):
                _start += 3;
                return null;
            default:
                return Junk();
        }
    }

    private ReadOutcome? OpenList()
    {
        if (!_recovering && _frames.Count < JsonCursor.MaxDepth)
        {
            _start++;
            _frames.Push(Frame.List);
            return null;
        }

        var at = _windowOffset + _start;
        var run = _window.Span[_start.._end].IndexOfAnyExcept((byte)'[');
        _start = run < 0 ? _end : _start + run;
        return _lenient ? null : GoLenient(at, $"lists more than {JsonCursor.MaxDepth} deep (cap on nesting)");
    }

    private void SkipSeparators()
    {
        var window = _window.Span[_start.._end];
        var next = window.IndexOfAnyExcept(" \n\r\t,"u8);
        _start = next < 0 ? _end : _start + next;
    }

    private ReadOutcome? Close(byte c)
    {
        var frame = c == ']' ? Frame.List : Frame.Tail;
        if (_frames.TryPeek(out var top) && top == frame)
        {
            _frames.Pop();
            _start++;
            return null;
        }

        var at = _windowOffset + _start;
        _start++;
        return _lenient || _recovering ? null : GoLenient(at, $"an unexpected '{(char)c}'");
    }

    private ReadOutcome GoLenient(long at, string what)
    {
        _lenient = true;
        _frames.Clear();
        return Rejected(at, $"broken JSON: {what}; from here on records are picked out one by one");
    }

    private ReadOutcome Rejected(long at, string reason)
    {
        RejectOffset = at;
        Reason = reason;
        return ReadOutcome.Reject;
    }

    private void Push(Frame frame)
    {
        // Deep nesting around records does not occur; a bomb of brackets must not fill the memory.
        if (_frames.Count < JsonCursor.MaxDepth)
        {
            _frames.Push(frame);
        }
        else
        {
            _lenient = true;
        }
    }

    private ReadOutcome AtEnd()
    {
        var open = _frames.Count > 0 && !_lenient;
        var error = _streamError;
        _frames.Clear();
        _streamError = null;
        if (error is not null)
        {
            return Rejected(BytesRead, $"the input ends here: {error}");
        }

        return open ? Rejected(BytesRead, "cut short: the input ends inside a list of records") : ReadOutcome.End;
    }
}
