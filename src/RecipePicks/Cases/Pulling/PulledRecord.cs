using System.Text.Encodings.Web;
using System.Text.Json;
using RecipePicks.Sources;

namespace RecipePicks.Cases.Pulling;

/// <summary>Makes a CloudTrail record of a row of <c>named.sql</c> or <c>called.sql</c>.</summary>
/// <remarks>
/// Athena's table keeps what its columns hold: a member that it does not declare (<c>managementEvent</c>) is not in the row.
/// Names are spelled as CloudTrail does.
/// </remarks>
internal static class PulledRecord
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = JsonCursor.MaxDepth };

    /// <summary>Writes a record as a line.</summary>
    /// <param name="cells">Gives a cell by its column's name; null for NULL.</param>
    /// <param name="to">Takes the line.</param>
    public static void Write(Func<string, string?> cells, Stream to)
    {
        using (var writer = new Utf8JsonWriter(to, s_plain))
        {
            writer.WriteStartObject();
            Members(writer, RecordSchema.Record, "", cells);
            writer.WriteEndObject();
        }

        to.WriteByte((byte)'\n');
    }

    private static void Members(Utf8JsonWriter writer, MemberTable members, string path, Func<string, string?> cells)
    {
        foreach (var member in members.All)
        {
            var column = path + member.Column;
            if (member.Kind == MemberKind.Group)
            {
                if (Has(member.Members!, column + ".", cells))
                {
                    writer.WriteStartObject(member.Name);
                    Members(writer, member.Members!, column + ".", cells);
                    writer.WriteEndObject();
                }
            }
            else if (cells(column) is { } text)
            {
                writer.WritePropertyName(member.Name);
                Value(writer, member.Kind, text);
            }
        }
    }

    private static bool Has(MemberTable members, string path, Func<string, string?> cells) =>
        members.All.Any(m =>
            m.Kind == MemberKind.Group
                ? Has(m.Members!, path + m.Column + ".", cells)
                : cells(path + m.Column) is not null
        );

    // What should be JSON and is not stays as it is, in a string.
    private static void Value(Utf8JsonWriter writer, MemberKind kind, string text)
    {
        if (kind == MemberKind.Text)
        {
            writer.WriteStringValue(text);
            return;
        }

        try
        {
            using (JsonDocument.Parse(text, s_deep))
            {
                // A record is a line; between JSON's texts a line's end is a blank, within them it is escaped.
                writer.WriteRawValue(text.Replace('\n', ' ').Replace('\r', ' '), skipInputValidation: true);
            }
        }
        catch (JsonException)
        {
            writer.WriteStringValue(text);
        }
    }
}
