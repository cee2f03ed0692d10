using System.Globalization;
using System.Text;

namespace RecipePicks.Reports.Escaping;

/// <summary>
/// Makes a string from a log safe to show: whatever a terminal would obey, hide or reorder becomes a visible
/// <c>\u001b</c>. All other surfaces build on it.
/// </summary>
/// <remarks>
/// Every string in a log is chosen by whoever made the call. Escaped are C0 and C1 controls, DEL, line separators, bidi
/// overrides and isolates, zero-width and other format characters, variation selectors, blanks that are not a space,
/// private-use, unassigned and lone surrogate code points. Sources: Unicode UAX #9 and UTR #36; CVE-2021-42574.
/// A backslash is left alone, so that <c>DOMAIN\user</c> stays readable: the exact string is in the JSON.
/// </remarks>
public static class Visible
{
    /// <summary>Escapes a string for one line.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>The string, every character of it visible and none of it a line break.</returns>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; )
        {
            var length = Measure(text.AsSpan(i), out var shows);
            for (var end = i + length; i < end; i++)
            {
                _ = shows ? visible.Append(text[i]) : AppendCode(visible, text[i]);
            }
        }

        return visible.ToString();
    }

    /// <summary>Escapes a text of several lines: only line feeds stay what they are.</summary>
    /// <param name="text">Any string.</param>
    /// <returns>Its lines, each escaped.</returns>
    public static string[] Lines(string text) =>
        [.. text.Replace("\r\n", "\n").TrimEnd('\n').Split('\n').Select(line => Escape(line.Replace("\t", "  ")))];

    /// <summary>Says whether the first character shows, and how many UTF-16 units it takes.</summary>
    /// <param name="text">Text, not empty.</param>
    /// <param name="shows">Whether it may be printed as it is.</param>
    /// <returns>One or two.</returns>
    internal static int Measure(ReadOnlySpan<char> text, out bool shows)
    {
        shows = Rune.DecodeFromUtf16(text, out var rune, out var length) == System.Buffers.OperationStatus.Done;
        shows = shows && Shows(rune);
        return length;
    }

    internal static StringBuilder AppendCode(StringBuilder to, char unit) => to.Append($"\\u{(int)unit:x4}");

    private static bool Shows(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control
            or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned => false,
            UnicodeCategory.SpaceSeparator => rune.Value == ' ',
            _ => !IsBlank(rune.Value),
        };

    /// <summary>Letters and marks that Unicode does not call format characters, but that nobody sees.</summary>
    private static bool IsBlank(int code) =>
        code
            is 0x034F // combining grapheme joiner
                or 0x115F
                or 0x1160
                or 0x3164
                or 0xFFA0 // Hangul fillers
                or 0x17B4
                or 0x17B5 // Khmer inherent vowels
                or 0x2800 // braille blank
                or (>= 0xFE00 and <= 0xFE0F)
                or (>= 0xE0100 and <= 0xE01EF); // variation selectors
}
