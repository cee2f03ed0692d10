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

    /// <summary>JSON nested deeper is refused.</summary>
    public const int MaxDepth = 128;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    private static readonly byte[][] WrapperNames =
    [
        "Records"u8.ToArray(),
        "Events"u8.ToArray(),
        "configurationItems"u8.ToArray(),
    ];

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
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(Options));
        var outcome = ParseOutcome.Other;
        try
        {
            outcome = Read(ref reader, json);
            return outcome;
        }
        finally
        {
            Consumed = (int)reader.BytesConsumed;
            if (outcome != ParseOutcome.Record)
            {
                scratch.Used = mark;
            }
        }
    }

    private ParseOutcome Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (!reader.Read())
        {
            return ParseOutcome.NeedMore;
        }

        ulong sum = 0;
        while (true)
        {
            if (!reader.Read())
            {
                return ParseOutcome.NeedMore;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                break;
            }

            var nameAt = (int)reader.TokenStartIndex;
            var nameLength = reader.ValueSpan.Length;
            var nameHash = NameHash(ref reader, RecordSchema.Record, out var member);
            if (!reader.Read())
            {
                return ParseOutcome.NeedMore;
            }

            if (member is null && reader.TokenType == JsonTokenType.StartArray && IsWrapper(json, nameAt, nameLength))
            {
                return ParseOutcome.Wrapper;
            }

            _irregular = false;
            ulong hash;
            if (member is null)
            {
                _irregular = true;
                if (reader.TokenType == JsonTokenType.String && IsTimestamp(json, nameAt, nameLength))
                {
                    _timestamp = ((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                }

                if (!Walk(ref reader, json, null, out hash, out _))
                {
                    return ParseOutcome.NeedMore;
                }
            }
            else if (!ReadMember(ref reader, json, member, top: true, out hash))
            {
                return _full ? ParseOutcome.Full : ParseOutcome.NeedMore;
            }

            sum += ContentHash.Pair(nameHash, hash);
            if (_irregular)
            {
                _unmapped.Add((nameAt, (int)reader.BytesConsumed));
            }
        }

        _fields.ContentHash = ContentHash.Object(sum);
        return Finish(json[..(int)reader.BytesConsumed]);
    }

    private bool ReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Member member, bool top, out ulong hash)
    {
        // A member given twice: JSON's readers take the last, so the text of the last is kept beside the columns.
        ref var met = ref _met[
            member.Kind is MemberKind.Text or MemberKind.Flag or MemberKind.Json
                ? member.Cell
                : RecordSchema.Values + member.Cell
        ];
        _irregular |= met;
        met = true;
        return (member.Kind, reader.TokenType) switch
        {
            (MemberKind.Text, JsonTokenType.String) => ReadText(ref reader, json, member, out hash),
            (MemberKind.Flag, JsonTokenType.True or JsonTokenType.False) => ReadFlag(ref reader, member, out hash),
            (MemberKind.Json, JsonTokenType.StartObject or JsonTokenType.StartArray) => ReadJson(
                ref reader,
                json,
                member,
                out hash
            ),
            (MemberKind.Group, JsonTokenType.StartObject) => ReadGroup(ref reader, json, member, out hash),
            (MemberKind.Map, JsonTokenType.StartObject) => ReadMap(ref reader, json, member, out hash),
            (MemberKind.Resources, JsonTokenType.StartArray) => ReadResources(ref reader, json, member, out hash),
            _ => ReadIrregular(ref reader, json, member, top, out hash),
        };
    }

    /// <summary>A null, or a value of another type than CloudTrail's: kept word for word beside the columns.</summary>
    private bool ReadIrregular(
        ref Utf8JsonReader reader,
        ReadOnlySpan<byte> json,
        Member member,
        bool top,
        out ulong hash
    )
    {
        _irregular = true;
        var start = (int)reader.TokenStartIndex;
        var token = reader.TokenType;
        if (token == JsonTokenType.String && member.Kind is MemberKind.Json or MemberKind.Flag)
        {
            return ReadText(ref reader, json, member, out hash);
        }

        if (!Walk(ref reader, json, null, out hash, out _))
        {
            return false;
        }

        if (top && token != JsonTokenType.Null && member.Kind is MemberKind.Text or MemberKind.Json or MemberKind.Flag)
        {
            _fields.Values[member.Cell] = At(start, (int)reader.BytesConsumed - start);
        }

        return true;
    }

    private bool ReadText(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Member member, out ulong hash)
    {
        if (!TakeText(ref reader, json, out var slice, out hash))
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
                NameWhole(text, slice, hash, member, role);
            }
        }

        return true;
    }

    private bool ReadFlag(ref Utf8JsonReader reader, Member member, out ulong hash)
    {
        hash = reader.TokenType == JsonTokenType.True ? ContentHash.True : ContentHash.False;
        _fields.Values[member.Cell] = At((int)reader.TokenStartIndex, reader.ValueSpan.Length);
        return true;
    }

    private bool ReadJson(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, Member member, out ulong hash)
    {
        var start = (int)reader.TokenStartIndex;
        if (!Walk(ref reader, json, member, out hash, out var plain))
        {
            return false;
        }

        var length = (int)reader.BytesConsumed - start;
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
    private bool TakeText(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, out Slice slice, out ulong hash)
    {
        var value = reader.ValueSpan;
        slice = At((int)reader.TokenStartIndex + 1, value.Length);
        if (reader.ValueIsEscaped)
        {
            if (!Reserve(value.Length, out var room))
            {
                hash = 0;
                return false;
            }

            slice = scratch.Keep(JsonText.Unescape(value, room, out var exact));
            _irregular |= !exact;
            value = Bytes(slice, json);
        }

        hash = ContentHash.Text(value);
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

    private static ulong NameHash(ref Utf8JsonReader reader, MemberTable table, out Member? member)
    {
        var name = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            member = table.Find(name);
            return member?.NameHash ?? ContentHash.Text(name);
        }

        var plain = new byte[name.Length];
        var length = JsonText.Unescape(name, plain, out _);
        member = table.Find(plain.AsSpan(0, length));
        return ContentHash.Text(plain.AsSpan(0, length));
    }
}
