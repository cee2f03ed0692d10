using RecipePicks.Engines;

namespace RecipePicks.Letters;

/// <summary>Numbers and lists, as people write them.</summary>
internal static class Wording
{
    /// <summary>A count with its noun: <c>1 call</c>, <c>2,641 calls</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for any other number; else the noun with an s.</param>
    public static string Counted(long count, string one, string? many = null) =>
        $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A number with separators: <c>2,641</c>.</summary>
    public static string Number(long number) => number.ToString("N0");

    /// <summary>A list in a sentence: <c>a, b and c</c>, or <c>a, b and 3 more</c>.</summary>
    /// <param name="items">The items.</param>
    /// <param name="atMost">How many to name.</param>
    public static string Listed(IEnumerable<string> items, int atMost = 5)
    {
        var all = items.ToList();
        var named = all.Count > atMost ? [.. all[..atMost], $"{Number(all.Count - atMost)} more"] : all;
        return named.Count switch
        {
            0 => "none",
            1 => named[0],
            _ => $"{string.Join(", ", named[..^1])} and {named[^1]}",
        };
    }

    /// <summary>A list whole, for a cell that programs read; null when there is nothing.</summary>
    public static string? Whole(IReadOnlyList<string> items) => items.Count == 0 ? null : string.Join(", ", items);

    /// <summary>A list in a table's cell: <c>a, b, … (12 in all)</c>; null when there is nothing.</summary>
    public static string? Cell(IReadOnlyList<string> items, int atMost = 10) =>
        items.Count == 0 ? null
        : items.Count <= atMost ? string.Join(", ", items)
        : $"{string.Join(", ", items.Take(atMost))}, … ({Number(items.Count)} in all)";

    /// <summary>A list cell of a row, sorted: an engine gives distinct values in any order.</summary>
    public static IReadOnlyList<string> Sorted(QueryRow row, string column) =>
        [.. row.List(column).Order(StringComparer.Ordinal)];

    /// <summary>A stretch of time: <c>from … to …</c>, or <c>at …</c>.</summary>
    public static string Between(string? first, string? last) =>
        first == last ? $"at {first}" : $"from {first} to {last}";
}
