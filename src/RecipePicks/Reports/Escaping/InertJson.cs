using System.Text;

namespace RecipePicks.Reports.Escaping;

/// <summary>
/// JSON that is exact for a program and inert for a terminal or a web page: what <see cref="Visible"/> escapes, and
/// <c>&lt; &gt; &amp;</c>, are written as <c>\uXXXX</c>, which every parser reads back as the same string.
/// </summary>
/// <remarks>
/// <c>System.Text.Json</c>'s encoders either let bidi overrides through or escape every apostrophe of an SQL text, and
/// lose lone surrogates.
/// </remarks>
public static class InertJson
{
    /// <summary>Writes a string as a JSON string.</summary>
    /// <param name="text">Any string, lone surrogates included.</param>
    /// <returns>The string in quotes.</returns>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var i = 0; i < text.Length; )
        {
            i += text[i] switch
            {
                '"' or '\\' => Append(json, '\\', text[i]),
                '\n' => Append(json, '\\', 'n'),
                '\r' => Append(json, '\\', 'r'),
                '\t' => Append(json, '\\', 't'),
                _ => AppendInert(json, text.AsSpan(i)),
            };
        }

        return json.Append('"').ToString();
    }

    /// <summary>
    /// Lays out a JSON text, two spaces a level, without reading its values: numbers keep their digits, escapes their
    /// form, repeated members their repetition, so it stays deep-equal to its source.
    /// </summary>
    /// <param name="json">One JSON value.</param>
    /// <returns>The same value, laid out and inert.</returns>
    public static string Indent(string json)
    {
        var output = new StringBuilder(json.Length * 2);
        var depth = 0;
        for (var i = 0; i < json.Length; )
        {
            var c = json[i];
            if (c == '"')
            {
                i += AppendString(output, json.AsSpan(i));
                continue;
            }

            i++;
            if (c is '{' or '[')
            {
                var next = NextSolid(json, i);
                if (next < json.Length && json[next] is '}' or ']')
                {
                    output.Append(c).Append(json[next]);
                    i = next + 1;
                }
                else
                {
                    Break(output.Append(c), ++depth);
                }
            }
            else if (c is '}' or ']')
            {
                Break(output, --depth).Append(c);
            }
            else if (c == ',')
            {
                Break(output.Append(c), depth);
            }
            else if (c == ':')
            {
                output.Append(": ");
            }
            else if (!char.IsWhiteSpace(c))
            {
                AppendInert(output, [c]);
            }
        }

        return output.ToString();
    }

    private static int NextSolid(string json, int from)
    {
        while (from < json.Length && char.IsWhiteSpace(json[from]))
        {
            from++;
        }

        return from;
    }

    private static StringBuilder Break(StringBuilder output, int depth) =>
        output.Append('\n').Append(' ', 2 * Math.Max(depth, 0));

    /// <summary>Copies a string token, escapes as they are.</summary>
    private static int AppendString(StringBuilder output, ReadOnlySpan<char> json)
    {
        output.Append('"');
        for (var i = 1; i < json.Length; )
        {
            switch (json[i])
            {
                case '"':
                    output.Append('"');
                    return i + 1;
                case '\\' when i + 1 < json.Length:
                    i += Append(output, '\\', json[i + 1]) + 1;
                    break;
                default:
                    i += AppendInert(output, json[i..]);
                    break;
            }
        }

        return json.Length;
    }

    private static int Append(StringBuilder output, char first, char second)
    {
        output.Append(first).Append(second);
        return 1;
    }

    private static int AppendInert(StringBuilder output, ReadOnlySpan<char> text)
    {
        var length = Visible.Measure(text, out var shows);
        shows = shows && text[0] is not ('<' or '>' or '&');
        foreach (var unit in text[..length])
        {
            _ = shows ? output.Append(unit) : Visible.AppendCode(output, unit);
        }

        return length;
    }
}
