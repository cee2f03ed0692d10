using System.Buffers;
using System.Text.Json;

namespace RecipePicks.Sql.Native;

/// <summary>Writes JSON values without blanks while they are read: no tree is made of them, and no strings.</summary>
/// <remarks>A text stands as it stood, unless something in it was escaped; then only what JSON demands is.</remarks>
internal sealed class CompactJson
{
    /// <summary>What JSON demands to be escaped.</summary>
    private static readonly SearchValues<byte> s_escaped = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(c => (byte)c),
        (byte)'"',
        (byte)'\\',
    ]);

    [ThreadStatic]
    private static CompactJson? s_mine;
    private readonly Utf8Builder _text = new();

    private CompactJson() { }

    /// <summary>The thread's own, empty.</summary>
    public static CompactJson Empty
    {
        get
        {
            var mine = s_mine ??= new();
            mine._text.Cut(0);
            return mine;
        }
    }

    /// <summary>How many bytes are written.</summary>
    public int Count => _text.Count;

    /// <summary>What is written.</summary>
    public ReadOnlySpan<byte> Text => _text.Text;

    /// <summary>A value alone.</summary>
    /// <param name="reader">Stands on the value; then on its end.</param>
    /// <param name="sorted">Whether members are put in the order of their names.</param>
    /// <exception cref="JsonException">It is malformed.</exception>
    public static ReadOnlySpan<byte> Of(ref Utf8JsonReader reader, bool sorted = false)
    {
        var mine = Empty;
        mine.Value(ref reader, sorted);
        return mine.Text;
    }

    /// <summary>Adds a value.</summary>
    /// <inheritdoc cref="Of"/>
    public void Value(ref Utf8JsonReader reader, bool sorted = false)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                Object(ref reader, sorted);
                break;
            case JsonTokenType.StartArray:
                _text.Put('[');
                for (var from = Count; reader.Read() && reader.TokenType != JsonTokenType.EndArray; )
                {
                    Comma(from);
                    Value(ref reader, sorted);
                }

                _text.Put(']');
                break;
            case JsonTokenType.String or JsonTokenType.PropertyName:
                Quoted(ref reader);
                break;
            default:
                _text.Put(reader.ValueSpan);
                break;
        }
    }

    /// <summary>Adds a text, or a member's name, without quotes and escapes.</summary>
    public void Plain(ref Utf8JsonReader reader)
    {
        try
        {
            _text.Add(reader.CopyString(_text.Room(reader.ValueSpan.Length)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair has no other form than the escaped one.
            _text.Put(reader.ValueSpan);
        }
    }

    /// <summary>Adds a text as JSON.</summary>
    public void Quoted(ReadOnlySpan<byte> utf8)
    {
        _text.Put('"');
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOfAny(s_escaped);
            _text.Put(plain < 0 ? utf8 : utf8[..plain]);
            if (plain < 0)
            {
                break;
            }

            Escape(utf8[plain]);
            utf8 = utf8[(plain + 1)..];
        }

        _text.Put('"');
    }

    private void Quoted(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            _text.Put('"');
            _text.Put(reader.ValueSpan);
            _text.Put('"');
            return;
        }

        try
        {
            var plain = new byte[reader.ValueSpan.Length];
            Quoted(plain.AsSpan(0, reader.CopyString(plain)));
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair has no other form than the escaped one.
            _text.Put('"');
            _text.Put(reader.ValueSpan);
            _text.Put('"');
        }
    }

    private void Object(ref Utf8JsonReader reader, bool sorted)
    {
        _text.Put('{');
        var from = Count;
        List<(int Start, int Name, int End)>? members = sorted ? [] : null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            Comma(from);
            var start = Count;
            Quoted(ref reader);
            var name = Count;
            _text.Put(':');
            reader.Read();
            Value(ref reader, sorted);
            members?.Add((start, name, Count));
        }

        if (members is not null && !IsInOrder(members))
        {
            Sort(from, members);
        }

        _text.Put('}');
    }

    private bool IsInOrder(List<(int Start, int Name, int End)> members)
    {
        for (var i = 1; i < members.Count; i++)
        {
            if (Compare(members[i - 1], members[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Sort(int from, List<(int Start, int Name, int End)> members)
    {
        var old = Text[from..].ToArray();
        _text.Cut(from);
        foreach (
            var member in members.OrderBy(m => m, Comparer<(int, int, int)>.Create((a, b) => Compare(old, from, a, b)))
        )
        {
            Comma(from);
            _text.Put(old.AsSpan(member.Start - from, member.End - member.Start));
        }
    }

    private int Compare((int, int, int) a, (int, int, int) b) => Compare(Text, 0, a, b);

    /// <summary>Names by UTF-16, as Java compares them.</summary>
    private static int Compare(
        ReadOnlySpan<byte> bytes,
        int from,
        (int Start, int Name, int) a,
        (int Start, int Name, int) b
    )
    {
        var one = bytes.Slice(a.Start - from, a.Name - a.Start);
        var other = bytes.Slice(b.Start - from, b.Name - b.Start);
        return IsPlain(one) && IsPlain(other)
            ? one[1..^1].SequenceCompareTo(other[1..^1])
            : string.CompareOrdinal(Decoded(one), Decoded(other));
    }

    /// <summary>Whether bytes stand in the order of UTF-16's units: no escapes, nothing from where surrogates begin.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> name) =>
        !name.Contains((byte)'\\') && name.IndexOfAnyInRange((byte)0xEE, (byte)0xFF) < 0;

    private static string Decoded(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        return JsonText.Scalar(ref reader) ?? System.Text.Encoding.UTF8.GetString(quoted);
    }

    private void Escape(byte character)
    {
        _text.Put('\\');
        switch (character)
        {
            case (byte)'"' or (byte)'\\':
                _text.Put((char)character);
                break;
            case >= 8 and <= 13 and not 11:
                _text.Put("btn_fr"[character - 8]);
                break;
            default:
                _text.Put("u00"u8);
                _text.Put("0123456789ABCDEF"[character >> 4]);
                _text.Put("0123456789ABCDEF"[character & 15]);
                break;
        }
    }

    private void Comma(int from)
    {
        if (Count > from)
        {
            _text.Put(',');
        }
    }
}
