using System.Text.Json;
using RecipePicks.Engines;

namespace RecipePicks.Sources;

/// <summary>What came of an attempt to read one record.</summary>
internal enum ParseOutcome
{
    /// <summary>A CloudTrail record.</summary>
    Record,

    /// <summary>An object that lists records; its list begins at <see cref="RecordParser.Consumed"/>.</summary>
    Wrapper,

    /// <summary>An object, but no CloudTrail record.</summary>
    Other,

    /// <summary>The bytes end before the object does.</summary>
    NeedMore,

    /// <summary>The scratch buffer is full.</summary>
    Full,
}

/// <summary>
/// Reads one CloudTrail record in one pass: its values, its identifiers, the hash of its content, and the text of
/// what the columns do not hold.
/// </summary>
/// <remarks>Throws <see cref="JsonException"/> on malformed JSON; <see cref="Consumed"/> then says how far it came.</remarks>
internal sealed partial class RecordParser(Scratch scratch, PathTable paths)
{
    /// <summary>Whether to take the identifiers as well.</summary>
    public bool TakesIdentifiers { get; set; } = true;

    private static readonly byte[][] WrapperNames =
    [
        "Records"u8.ToArray(),
        "Events"u8.ToArray(),
        "configurationItems"u8.ToArray(),
    ];

    private readonly int[][] _successors = [.. RecordSchema.Tables.Select(t => new int[t.All.Count + 1])];
    private readonly List<(int From, int To)> _unmapped = [];
    private RecordFields _fields = new();
    private SliceSource _source;
    private int _base;
    private readonly bool[] _met = new bool[RecordSchema.Values + RecordSchema.Groups];
    private readonly HashSet<ulong> _names = [];
    private bool _irregular;
    private bool _full;
    private (int Start, int Length) _timestamp;
    private byte[]? _verbatim;

    /// <summary>Bytes read by the last call.</summary>
    public int Consumed { get; private set; }

    /// <summary>Reads the record that begins at the first byte.</summary>
    /// <param name="json">UTF-8 that begins with <c>{</c>; more may follow the record.</param>
    /// <param name="offset">Where the first byte lies in its buffer.</param>
    /// <param name="source">The buffer.</param>
    /// <param name="fields">Takes the record.</param>
    /// <param name="verbatim">The record as it came, when it was rewritten on the way.</param>
    /// <returns>What it was.</returns>
    public ParseOutcome Parse(
        ReadOnlySpan<byte> json,
        int offset,
        SliceSource source,
        RecordFields fields,
        byte[]? verbatim = null
    )
    {
        _verbatim = verbatim;
        _fields = fields;
        _source = source;
        _base = offset;
        _unmapped.Clear();
        Array.Clear(_met);
        _names.Clear();
        _timestamp = default;
        _seen = 0;
        _full = false;
        fields.Clear();
        var mark = scratch.Used;
        var reader = new JsonCursor(json);
        var outcome = ParseOutcome.Other;
        try
        {
            outcome = Read(ref reader, json);
            return outcome;
        }
        finally
        {
            Consumed = reader.Consumed;
            if (outcome != ParseOutcome.Record)
            {
                scratch.Used = mark;
            }
        }
    }

    private ParseOutcome Read(ref JsonCursor reader, ReadOnlySpan<byte> json)
    {
        if (!reader.Read())
        {
            return ParseOutcome.NeedMore;
        }

        var before = 0;
        while (true)
        {
            if (!ReadTexts(ref reader, json, RecordSchema.Record, ref before, top: true))
            {
                return ParseOutcome.Full;
            }

            if (!NextMember(ref reader, RecordSchema.Record, ref before, out var member))
            {
                return ParseOutcome.NeedMore;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                break;
            }

            var nameAt = reader.TokenStart;
            var nameLength = reader.Value.Length;
            if (!reader.Read())
            {
                return ParseOutcome.NeedMore;
            }

            if (member is null && reader.TokenType == JsonTokenType.StartArray && IsWrapper(json, nameAt, nameLength))
            {
                return ParseOutcome.Wrapper;
            }

            _irregular = false;
            if (member is null)
            {
                _irregular = true;
                if (reader.TokenType == JsonTokenType.String && IsTimestamp(json, nameAt, nameLength))
                {
                    _timestamp = (reader.TokenStart + 1, reader.Value.Length);
                }

                if (!reader.Skip(out _))
                {
                    return ParseOutcome.NeedMore;
                }
            }
            else if (!ReadMember(ref reader, json, member, top: true))
            {
                return _full ? ParseOutcome.Full : ParseOutcome.NeedMore;
            }

            if (_irregular)
            {
                _unmapped.Add((nameAt, reader.Consumed));
            }
        }

        return Finish(json[..reader.Consumed]);
    }

    private bool ReadMember(ref JsonCursor reader, ReadOnlySpan<byte> json, Member member, bool top)
    {
        // A member given twice: JSON's readers take the last, so the text of the last is kept beside the columns.
        ref var met = ref _met[
            member.Kind is MemberKind.Text or MemberKind.Flag or MemberKind.Json
                ? member.Cell
                : RecordSchema.Values + member.Cell
        ];
        var again = met;
        _irregular |= again;
        met = true;
        return (member.Kind, reader.TokenType) switch
        {
            (MemberKind.Group, JsonTokenType.StartObject) when top && !again => ReadObject(ref reader, json, member),
            (MemberKind.Text, JsonTokenType.String) => ReadText(ref reader, json, member),
            (MemberKind.Flag, JsonTokenType.True or JsonTokenType.False) => ReadFlag(ref reader, member),
            (MemberKind.Json, JsonTokenType.StartObject or JsonTokenType.StartArray) => ReadJson(
                ref reader,
                json,
                member
            ),
            (MemberKind.Group, JsonTokenType.StartObject) => ReadGroup(ref reader, json, member),
            (MemberKind.Map, JsonTokenType.StartObject) => ReadMap(ref reader, json, member),
            (MemberKind.Resources, JsonTokenType.StartArray) => ReadResources(ref reader, json, member),
            _ => ReadIrregular(ref reader, json, member, top),
        };
    }

    /// <summary>A null, or a value of another type than CloudTrail's: kept word for word beside the columns.</summary>
    private bool ReadIrregular(ref JsonCursor reader, ReadOnlySpan<byte> json, Member member, bool top)
    {
        _irregular = true;
        var start = reader.TokenStart;
        var token = reader.TokenType;
        if (token == JsonTokenType.String && member.Kind is MemberKind.Json or MemberKind.Flag)
        {
            return ReadText(ref reader, json, member);
        }

        if (!reader.Skip(out _))
        {
            return false;
        }

        if (top && token != JsonTokenType.Null && member.Kind is MemberKind.Text or MemberKind.Json or MemberKind.Flag)
        {
            _fields.Values[member.Cell] = At(start, reader.Consumed - start);
        }

        return true;
    }

    private bool ReadText(ref JsonCursor reader, ReadOnlySpan<byte> json, Member member)
    {
        if (!TakeText(ref reader, out var slice))
        {
            return false;
        }

        _fields.Values[member.Cell] = slice;
        if (TakesIdentifiers && member.Role is { } role)
        {
            var text = Bytes(slice, json);
            if (role == NamingRole.Mention)
            {
                NameInside(text, slice, member, role);
            }
            else
            {
                NameWhole(text, slice, member, role);
            }
        }

        return true;
    }

    private bool ReadFlag(ref JsonCursor reader, Member member)
    {
        _fields.Values[member.Cell] = At(reader.TokenStart, reader.Value.Length);
        return true;
    }

    private bool ReadJson(ref JsonCursor reader, ReadOnlySpan<byte> json, Member member)
    {
        var start = reader.TokenStart;
        var whole =
            TakesIdentifiers && member.Role is not null
                ? Walk(ref reader, json, member, out var plain)
                : reader.Skip(out plain);
        if (!whole)
        {
            return false;
        }

        var length = reader.Consumed - start;
        if (plain)
        {
            _fields.Values[member.Cell] = At(start, length);
            return true;
        }

        if (!Reserve(length, out var room))
        {
            return false;
        }

        _fields.Values[member.Cell] = scratch.Keep(JsonText.Normalise(json.Slice(start, length), room));
        return true;
    }

    /// <summary>Takes the string or name that the reader stands on, unescaped.</summary>
    private bool TakeText(ref JsonCursor reader, out Slice slice)
    {
        var value = reader.Value;
        slice = At(reader.TokenStart + 1, value.Length);
        if (!reader.IsEscaped)
        {
            return true;
        }

        if (!Reserve(value.Length, out var room))
        {
            return false;
        }

        slice = scratch.Keep(JsonText.Unescape(value, room, out var exact));
        _irregular |= !exact;
        return true;
    }

    private bool Reserve(int length, out Span<byte> room)
    {
        _full = !scratch.TryReserve(length, out room);
        return !_full;
    }

    private Slice At(int start, int length) => new(_source, _base + start, length);

    private ReadOnlySpan<byte> Bytes(Slice slice, ReadOnlySpan<byte> json) =>
        slice.Source == _source && _source == SliceSource.Window
            ? json.Slice(slice.Offset - _base, slice.Length)
            : scratch.Buffer.Span.Slice(slice.Offset, slice.Length);

    private static bool IsWrapper(ReadOnlySpan<byte> json, int nameAt, int nameLength)
    {
        var name = json.Slice(nameAt + 1, nameLength);
        foreach (var wrapper in WrapperNames)
        {
            if (name.SequenceEqual(wrapper))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTimestamp(ReadOnlySpan<byte> json, int nameAt, int nameLength) =>
        json.Slice(nameAt + 1, nameLength).SequenceEqual("@timestamp"u8);
}
