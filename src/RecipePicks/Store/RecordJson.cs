using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RecipePicks.DuckDb;
using RecipePicks.Sources;

namespace RecipePicks.Store;

/// <summary>Puts a record together again from the columns that it was taken apart into.</summary>
internal static class RecordJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The record of the row that a result stands on.</summary>
    /// <param name="row">Has the columns of <see cref="RowWriter.Columns"/>, in order.</param>
    /// <returns>JSON that is deep-equal to the record's source.</returns>
    public static string Of(DuckResult row)
    {
        var members = RecordSchema.Record.All;
        var unmapped = row[members.Count] as string;
        if (row[members.Count + 4] is true && unmapped is not null)
        {
            return unmapped;
        }

        var rest = Rest(unmapped);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            for (var i = 0; i < members.Count; i++)
            {
                // What the columns could not hold is in the rest, whole.
                if (!rest.ContainsKey(members[i].Name) && row[i] is { } value)
                {
                    writer.WritePropertyName(members[i].Name);
                    Write(writer, members[i], value);
                }
            }

            writer.WriteEndObject();
        }

        var columns = Encoding.UTF8.GetString(buffer.WrittenSpan[..^1]);
        var comma = columns.Length > 1 && rest.Count > 0 ? "," : "";
        return $"{columns}{comma}{string.Join(',', rest.Values)}}}";
    }

    /// <summary>Members as they were written, by name; of one given twice, the last.</summary>
    private static Dictionary<string, string> Rest(string? unmapped)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        if (unmapped is null)
        {
            return members;
        }

        var options = new JsonDocumentOptions { MaxDepth = JsonCursor.MaxDepth };
        using var document = JsonDocument.Parse(unmapped, options);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            var value = JsonMarshal.GetRawUtf8Value(property.Value);
            members[Plainly(name)] = $"\"{Encoding.UTF8.GetString(name)}\":{Encoding.UTF8.GetString(value)}";
        }

        return members;
    }

    /// <summary>A name without escapes; one with half of a surrogate pair, which no string holds, as it is.</summary>
    private static string Plainly(ReadOnlySpan<byte> name)
    {
        var plain = new byte[name.Length];
        var length = JsonText.Unescape(name, plain, out var exact);
        return Encoding.UTF8.GetString(exact ? plain.AsSpan(0, length) : name);
    }

    private static void Write(Utf8JsonWriter writer, Member member, object value)
    {
        switch (member.Kind)
        {
            case MemberKind.Text:
                writer.WriteStringValue((string)value);
                break;
            case MemberKind.Flag:
            case MemberKind.Json:
                writer.WriteRawValue((string)value, skipInputValidation: true);
                break;
            case MemberKind.Group:
                WriteObject(writer, member.Members!, value);
                break;
            case MemberKind.Resources:
                writer.WriteStartArray();
                foreach (var entry in (IEnumerable<object?>)value)
                {
                    WriteObject(writer, RecordSchema.Resource, entry!);
                }

                writer.WriteEndArray();
                break;
            case MemberKind.Map:
                writer.WriteStartObject();
                foreach (var (key, text) in (IEnumerable<KeyValuePair<object, object?>>)value)
                {
                    writer.WriteString((string)key, (string?)text);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, MemberTable members, object value)
    {
        var fields = (IReadOnlyDictionary<string, object?>)value;
        writer.WriteStartObject();
        foreach (var member in members.All)
        {
            if (fields[member.Column] is { } field)
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member, field);
            }
        }

        writer.WriteEndObject();
    }
}
