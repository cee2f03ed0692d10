using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RecipePicks.Sources;

/// <content>One value at a time: records, wrappers, strings of JSON, and the way back after broken ones.</content>
internal sealed partial class RecordReader
{
    /// <summary>Bytes that may be looked at again on the way back from broken JSON, beside 16 times the input.</summary>
    private const long RecoveryAllowance = 64L << 20;

    private static readonly string TooLarge =
        $"a value of more than {LargestValue >> 20} MiB (cap on the size of a record)";

    private static readonly SearchValues<byte> JunkEnds = SearchValues.Create("{[]},\n"u8);

    private ReadOutcome? ReadObject()
    {
        var json = _window.Span[_start.._end];
        ParseOutcome outcome;
        try
        {
            outcome = _parser.Parse(json, _start, SliceSource.Window, Fields);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return Broken(Explain(e));
        }

        switch (outcome)
        {
            case ParseOutcome.Record:
                _start += _parser.Consumed;
                _recovering = false;
                Records++;
                return ReadOutcome.Record;
            case ParseOutcome.Wrapper:
                _start += _parser.Consumed;
                _recovering = false;
                Push(Frame.Tail);
                Push(Frame.List);
                return null;
            case ParseOutcome.Other:
                return Unwrap(json[.._parser.Consumed]);
            case ParseOutcome.Full when _start == 0 && _scratch.Used == 0 && _scratch.IsLargest:
                return Broken(TooLarge);
            case ParseOutcome.Full:
                _grow = _start == 0;
                return ReadOutcome.Full;
            default:
                return More(json.Length);
        }
    }

    private ReadOutcome? More(int length)
    {
        if (_eof)
        {
            var why = _streamError is null ? "" : $" ({_streamError})";
            _streamError = null;
            return Broken($"cut short: the input ends inside a record{why}");
        }

        if (length >= LargestValue)
        {
            return Broken(TooLarge);
        }

        if (Fill())
        {
            return null;
        }

        _grow = _start == 0;
        return ReadOutcome.Full;
    }

    /// <summary>Passes over a broken value: one reject for it, then on to the next whole record.</summary>
    private ReadOutcome? Broken(string reason)
    {
        var at = _windowOffset + _start;
        _recoveryWork += Math.Max(64, _parser.Consumed);
        var known = _recovering;
        _recovering = true;
        _lenient = true;
        _frames.Clear();
        _start++;
        if (_recoveryWork > RecoveryAllowance + (16 * at))
        {
            _start = _end;
            _eof = true;
            return Rejected(at, "given up: too much of the input is broken (cap on recovery)");
        }

        return known ? null : Rejected(at, reason);
    }

    private ReadOutcome? Unwrap(ReadOnlySpan<byte> json)
    {
        var at = _windowOffset + _start;
        var tail = !_recovering && _frames.TryPeek(out var top) && top == Frame.Tail;
        (string Name, bool Known) found;
        try
        {
            found = Shapes.Unwrap(json, _pending);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair in a name: the records inside are looked for one by one.
            _pending.Clear();
            return Broken(Explain(e));
        }

        _start += json.Length;
        if (_pending.Count > 0)
        {
            _recovering = false;
            return null;
        }

        if (_recovering || tail)
        {
            return null;
        }

        RejectOffset = at;
        Reason = found.Name;
        return found.Known ? ReadOutcome.Other : ReadOutcome.Unknown;
    }

    private ReadOutcome? NextPending()
    {
        var (json, verbatim, problem) = _pending.Peek();
        if (problem is not null)
        {
            _pending.Dequeue();
            return Rejected(_windowOffset + _start, problem);
        }

        if (!_scratch.TryReserve(json.Length, out var room))
        {
            return NoRoomForPending();
        }

        json.CopyTo(room);
        var before = _scratch.Used;
        var slice = _scratch.Keep(json.Length);
        var outcome = ParseOutcome.Other;
        var reason = "what stands where a record should is no CloudTrail record";
        try
        {
            outcome = _parser.Parse(Bytes(slice), slice.Offset, SliceSource.Scratch, Fields, verbatim);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            reason = Explain(e);
        }

        if (outcome == ParseOutcome.Full)
        {
            _scratch.Used = before;
            return NoRoomForPending();
        }

        if (outcome == ParseOutcome.NeedMore)
        {
            reason = "broken record: it is cut short";
        }

        _pending.Dequeue();
        if (outcome == ParseOutcome.Record)
        {
            Records++;
            return ReadOutcome.Record;
        }

        _scratch.Used = before;
        return Rejected(_windowOffset + _start, reason);
    }

    private ReadOutcome NoRoomForPending()
    {
        if (_scratch.Used == 0 && _scratch.IsLargest)
        {
            _pending.Dequeue();
            return Rejected(_windowOffset + _start, TooLarge);
        }

        _grow = _scratch.Used == 0;
        return ReadOutcome.Full;
    }

    /// <summary>
    /// A string among records: a name in the tail of a wrapper, or a record as text, as
    /// <c>--query Events[].CloudTrailEvent</c> prints it.
    /// </summary>
    private ReadOutcome? ReadString()
    {
        var json = _window.Span[_start.._end];
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            if (!reader.Read())
            {
                return More(json.Length);
            }
        }
        catch (JsonException e)
        {
            return Broken(Explain(e));
        }

        var text = new byte[reader.ValueSpan.Length];
        var length = JsonText.Unescape(reader.ValueSpan, text, out _);
        var consumed = (int)reader.BytesConsumed;
        var after = json[consumed..];
        var colon = after.IndexOfAnyExcept(" \n\r\t"u8);
        if (colon < 0 && !_eof)
        {
            return More(json.Length);
        }

        if (_frames.TryPeek(out var frame) && frame == Frame.Tail && colon >= 0 && after[colon] == ':')
        {
            // NextToken and the like. A list of records may follow the name as well.
            _start += consumed + colon + 1;
            return null;
        }

        var at = _windowOffset + _start;
        _start += consumed;
        if (length > 0 && text[0] == '{')
        {
            _pending.Enqueue(new(text[..length]));
            return null;
        }

        return frame == Frame.Tail || _lenient ? null : Rejected(at, "a string where a record was expected");
    }

    /// <summary>Something that begins no JSON object: the rest of a wrapper, or noise.</summary>
    private ReadOutcome? Junk()
    {
        var at = _windowOffset + _start;
        var window = _window.Span[_start.._end];
        var length = window.IndexOfAny(JunkEnds);
        length = length < 0 ? window.Length : Math.Max(1, length);
        var first = Encoding.UTF8.GetString(window[..Math.Min(length, 40)]);
        _start += length;
        var inTail = _frames.TryPeek(out var frame) && frame == Frame.Tail;
        if (!inTail && !_recovering && IsLiteral(first))
        {
            RejectOffset = at;
            Reason = $"a JSON value that is no object: {first.Trim()}";
            return ReadOutcome.Unknown;
        }

        return inTail || _lenient || _recovering ? null : GoLenient(at, $"text that is no record: {Quote(first)}");
    }

    private static bool IsLiteral(string text) =>
        text.Trim() is var value
        && (
            value is "null" or "true" or "false"
            || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        );

    private static string Explain(Exception e)
    {
        var message = e.Message;
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"broken record: {(place < 0 ? message : message[..place])}";
    }

    private static string Quote(string text) => $"'{text.Trim()}'";
}
