using System.Globalization;
using System.Text;

namespace RecipePicks.Reports.Text;

/// <summary>How many columns a text takes on a terminal.</summary>
/// <remarks>Source: Unicode UAX #11, the wide and full-width blocks; marks that combine take none.</remarks>
internal static class CellWidth
{
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += Of(rune);
        }

        return width;
    }

    /// <summary>Cuts a text that is too wide, at its end or, where the tail says more (an ARN), at its start.</summary>
    public static string Fit(string text, int width, string ellipsis) =>
        Of(text) <= width ? text
        : text.StartsWith("arn:", StringComparison.Ordinal) ? Tail(text, width, ellipsis)
        : Take(text.EnumerateRunes(), Math.Max(width - ellipsis.Length, 1), reversed: false) + ellipsis;

    /// <summary>Cuts a text that is too wide at its start.</summary>
    public static string Tail(string text, int width, string ellipsis) =>
        Of(text) <= width
            ? text
            : ellipsis + Take(text.EnumerateRunes().Reverse(), Math.Max(width - ellipsis.Length, 1), reversed: true);

    private static string Take(IEnumerable<Rune> runes, int room, bool reversed)
    {
        var taken = new List<Rune>();
        foreach (var rune in runes)
        {
            room -= Of(rune);
            if (room < 0)
            {
                break;
            }

            taken.Add(rune);
        }

        return string.Concat(reversed ? taken.AsEnumerable().Reverse() : taken);
    }

    private static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return 1;
        }

        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0
            : rune.Value
                is (>= 0x1100 and <= 0x115F)
                    or (>= 0x2E80 and <= 0xA4CF)
                    or (>= 0xAC00 and <= 0xD7A3)
                    or (>= 0xF900 and <= 0xFAFF)
                    or (>= 0xFE30 and <= 0xFE6F)
                    or (>= 0xFF00 and <= 0xFF60)
                    or (>= 0xFFE0 and <= 0xFFE6)
                    or (>= 0x1F300 and <= 0x1FAFF)
                    or (>= 0x20000 and <= 0x3FFFD)
                ? 2
            : 1;
    }
}
