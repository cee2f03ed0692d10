using System.Globalization;

namespace RecipePicks.Athena;

/// <summary>Cells that Athena sends as text, as their columns declare them.</summary>
internal static class AthenaCells
{
    /// <summary>A cell by its column's type. What is no value of the type stays text: it is evidence.</summary>
    /// <remarks>
    /// Times, intervals, rows and maps stay as Athena writes them. So are arrays read: their elements are parted by a comma and a
    /// blank, and nothing tells one that stands in an element.
    /// </remarks>
    public static object? Of(string? text, string type) =>
        text is null
            ? null
            : type.ToLowerInvariant() switch
            {
                "tinyint" or "smallint" or "integer" or "int" or "bigint" => long.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : text,
                "double" or "real" or "float" => double.TryParse(
                    text,
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                    ? number
                    : text,
                "decimal" => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : text,
                "boolean" => bool.TryParse(text, out var flag) ? flag : text,
                "array" when text is ['[', .., ']'] => Elements(text[1..^1]),
                _ => text,
            };

    private static object?[] Elements(string inside) =>
        inside.Length == 0 ? [] : [.. inside.Split(", ").Select(e => e == "null" ? null : (object)e)];
}
