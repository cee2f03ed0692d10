using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RecipePicks.Tests.Sources;

/// <summary>
/// Writes JSON so that deep-equal values have one text: members sorted, the last of a name given twice, numbers as they
/// were written, strings unescaped (lone surrogates too, on which System.Text.Json gives up).
/// </summary>
internal static class CanonicalJson
{
    public static string Of(string json) => Of(Encoding.UTF8.GetBytes(json));

    public static string Of(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 200 });
        reader.Read();
        var text = Value(ref reader);
        return reader.Read() ? throw new JsonException("more than one value") : text;
    }

    private static string Value(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = Text(reader.ValueSpan);
                    reader.Read();
                    members[name] = Value(ref reader);
                }

                return "{" + string.Join(",", members.Select(m => $"{Show(m.Key)}:{m.Value}")) + "}";
            case JsonTokenType.StartArray:
                var items = new List<string>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader));
                }

                return "[" + string.Join(",", items) + "]";
            case JsonTokenType.String:
                return Show(Text(reader.ValueSpan));
            default:
                return Encoding.ASCII.GetString(reader.ValueSpan);
        }
    }

    private static string Text(ReadOnlySpan<byte> raw)
    {
        var escaped = Encoding.UTF8.GetString(raw);
        var text = new StringBuilder();
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                text.Append(escaped[i]);
                continue;
            }

            i++;
            if (escaped[i] == 'u')
            {
                text.Append((char)int.Parse(escaped.AsSpan(i + 1, 4), NumberStyles.HexNumber));
                i += 4;
            }
            else
            {
                text.Append("\"\\/bfnrt".IndexOf(escaped[i]) is var at ? "\"\\/\b\f\n\r\t"[at] : '?');
            }
        }

        return text.ToString();
    }

    /// <summary>Shows text in ASCII, so that a lone surrogate stays one.</summary>
    private static string Show(string text)
    {
        var shown = new StringBuilder("\"");
        foreach (var c in text)
        {
            shown.Append(c is < ' ' or > '~' or '"' or '\\' ? $"\\u{(int)c:x4}" : c.ToString());
        }

        return shown.Append('"').ToString();
    }
}
