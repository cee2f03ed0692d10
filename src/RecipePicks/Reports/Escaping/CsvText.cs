using System.Buffers;

namespace RecipePicks.Reports.Escaping;

/// <summary>CSV fields by RFC 4180, safe to open in a spreadsheet and to print on a terminal.</summary>
/// <remarks>
/// A text that a spreadsheet would run as a formula (it begins with <c>= + - @</c>, their full-width forms, a tab or a
/// carriage return) gets an apostrophe before it; numbers do not. Controls become visible (<see cref="Visible"/>), so a
/// row is always one line. Source: OWASP, "CSV Injection".
/// </remarks>
public static class CsvText
{
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",;\"' \\");

    /// <summary>Writes a text as one field.</summary>
    /// <param name="text">Any string; null is an empty field.</param>
    /// <returns>The field, in quotes where it needs them.</returns>
    public static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var solid = text.AsSpan().TrimStart(' ');
        var starts = text.AsSpan()[..1].ContainsAny(s_formula) || (solid.Length > 0 && s_formula.Contains(solid[0]));
        var field = starts ? "'" + Visible.Escape(text) : Visible.Escape(text);
        return field.AsSpan().ContainsAny(s_quoted) ? $"\"{field.Replace("\"", "\"\"")}\"" : field;
    }
}
