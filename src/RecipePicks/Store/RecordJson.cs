using System.Buffers;
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

        using var rest = unmapped is null
            ? null
            : JsonDocument.Parse(unmapped, new JsonDocumentOptions { MaxDepth = RecordParser.MaxDepth });
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            for (var i = 0; i < members.Count; i++)
            {
                // What the columns could not hold is in the rest, whole.
                if (rest?.RootElement.TryGetProperty(members[i].Name, out _) != true && row[i] is { } value)
                {
                    writer.WritePropertyName(members[i].Name);
                    Write(writer, members[i], value);
                }
            }

            foreach (var property in Last(rest))
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The members of an object; of one given twice, the last.</summary>
    private static IEnumerable<JsonProperty> Last(JsonDocument? rest) =>
        rest is null
            ? []
            : rest.RootElement.EnumerateObject().GroupBy(p => p.Name, StringComparer.Ordinal).Select(g => g.Last());

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
