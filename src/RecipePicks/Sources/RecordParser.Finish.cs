using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace RecipePicks.Sources;

/// <content>What is settled once the whole record has been read.</content>
internal sealed partial class RecordParser
{
    private ParseOutcome Finish(ReadOnlySpan<byte> json)
    {
        var values = _fields.Values;
        var isRecord =
            values[RecordSchema.EventName].IsPresent
            && (values[RecordSchema.EventSource].IsPresent || values[RecordSchema.EventId].IsPresent);
        if (!isRecord || IsOtherCategory(json))
        {
            return ParseOutcome.Other;
        }

        if (!Utf8.IsValid(json))
        {
            throw new InvalidDataException("it is not valid UTF-8");
        }

        if (!values[RecordSchema.EventId].IsPresent && !NameByContent(json))
        {
            return ParseOutcome.Full;
        }

        _fields.Whole = At(0, json.Length);
        _fields.EventIdHash = ContentHash.Of(Bytes(values[RecordSchema.EventId], json));
        if (!ReadTime(json) || !KeepUnmapped(json))
        {
            return ParseOutcome.Full;
        }

        return ParseOutcome.Record;
    }

    private bool IsOtherCategory(ReadOnlySpan<byte> json)
    {
        var category = Bytes(_fields.Values[RecordSchema.EventCategory], json);
        return category.SequenceEqual("Insight"u8) || category.SequenceEqual("Aggregated"u8);
    }

    /// <summary>A record without eventID gets one from its content, so that it can be cited and shown.</summary>
    private bool NameByContent(ReadOnlySpan<byte> json)
    {
        if (!Reserve(32, out var room))
        {
            return false;
        }

        var id = $"no-eventid-{CanonicalHash.Of(json):x16}";
        _fields.Values[RecordSchema.EventId] = scratch.Keep(Encoding.UTF8.GetBytes(id, room));
        _fields.Verbatim = true;
        return true;
    }

    private bool ReadTime(ReadOnlySpan<byte> json)
    {
        var slice = _fields.Values[RecordSchema.EventTime];
        if (!slice.IsPresent)
        {
            if (_timestamp.Length == 0)
            {
                return true;
            }

            slice = At(_timestamp.Start, _timestamp.Length);
            _fields.Values[RecordSchema.EventTime] = slice;
            _fields.Verbatim = true;
        }

        var text = Bytes(slice, json);
        _fields.Time = CloudTrailTime(text);
        if (_fields.Time is not null)
        {
            return true;
        }

        if (OtherTime(text) is not { } time)
        {
            return true;
        }

        if (!Reserve(40, out var room))
        {
            return false;
        }

        var iso = TimeWindow.Format(time);
        _fields.Values[RecordSchema.EventTime] = scratch.Keep(Encoding.UTF8.GetBytes(iso, room));
        _fields.Time = (long)Math.Floor((time - DateTime.UnixEpoch).TotalSeconds);
        _fields.Verbatim = true;
        return true;
    }

    /// <summary>Reads CloudTrail's own form, <c>2023-07-10T12:11:28Z</c>.</summary>
    private static long? CloudTrailTime(ReadOnlySpan<byte> text)
    {
        if (
            text.Length != 20
            || text[4] != '-'
            || text[7] != '-'
            || text[10] != 'T'
            || text[13] != ':'
            || text[16] != ':'
            || text[19] != 'Z'
        )
        {
            return null;
        }

        var year = Two(text, 0) * 100 + Two(text, 2);
        var (month, day) = (Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        var valid =
            year is > 0 and <= 9999
            && month is > 0 and <= 12
            && day > 0
            && day <= DateTime.DaysInMonth(year, month)
            && hour is >= 0 and < 24
            && minute is >= 0 and < 60
            && second is >= 0 and < 60;
        return valid
            ? (new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks
                / TimeSpan.TicksPerSecond
            : null;
    }

    private static int Two(ReadOnlySpan<byte> text, int at) =>
        char.IsAsciiDigit((char)text[at]) && char.IsAsciiDigit((char)text[at + 1])
            ? (text[at] - '0') * 10 + text[at + 1] - '0'
            : -10_000;

    /// <summary>Reads the forms that exports use: other offsets, fractions, a space for the T, seconds or milliseconds since 1970.</summary>
    private static DateTime? OtherTime(ReadOnlySpan<byte> text)
    {
        if (text.Length is < 8 or > 40)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var epoch))
        {
            var seconds = epoch > 1e11 ? epoch / 1000 : epoch;
            return seconds is > 0 and < 1e10 ? DateTime.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000)) : null;
        }

        return DateTimeOffset.TryParse(
            Encoding.UTF8.GetString(text),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time.UtcDateTime
            : null;
    }

    private bool KeepUnmapped(ReadOnlySpan<byte> json)
    {
        if (_verbatim is not null || _fields.Verbatim)
        {
            var whole = _verbatim is null ? json : _verbatim;
            if (!Reserve(whole.Length, out var copy))
            {
                return false;
            }

            whole.CopyTo(copy);
            _fields.Verbatim = true;
            _fields.Unmapped = scratch.Keep(whole.Length);
            return true;
        }

        if (_unmapped.Count == 0)
        {
            return true;
        }

        var length = 1;
        foreach (var (from, to) in _unmapped)
        {
            length += to - from + 1;
        }

        if (!Reserve(length, out var room))
        {
            return false;
        }

        var at = 0;
        foreach (var (from, to) in _unmapped)
        {
            room[at] = at == 0 ? (byte)'{' : (byte)',';
            json[from..to].CopyTo(room[(at + 1)..]);
            at += to - from + 1;
        }

        room[at] = (byte)'}';
        _fields.Unmapped = scratch.Keep(at + 1);
        return true;
    }
}
