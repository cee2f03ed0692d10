using System.Globalization;

namespace RecipePicks.Store;

/// <summary>What a segment's folder is called: its number, or the range of those that were put into it.</summary>
/// <param name="First">The first number.</param>
/// <param name="Last">The last number.</param>
/// <param name="IsRange">Whether it was written in the place of others: <c>000003-000007</c>.</param>
internal readonly record struct SegmentName(int First, int Last, bool IsRange)
{
    /// <summary>The name of a segment of its own.</summary>
    public static SegmentName Of(int number) => new(number, number, false);

    /// <summary>Reads a folder's name.</summary>
    /// <returns>Null when no segment is called so.</returns>
    public static SegmentName? Parse(string folder)
    {
        var parts = folder.Split('-');
        return parts.Length is 1 or 2 && Number(parts[0]) is { } first && Number(parts[^1]) is { } last && first <= last
            ? new(first, last, parts.Length == 2)
            : null;
    }

    /// <summary>Whether another stands in the place of this.</summary>
    public bool IsReplacedBy(SegmentName other) =>
        other.IsRange && other != this && other.First <= First && Last <= other.Last;

    /// <inheritdoc/>
    public override string ToString() => IsRange ? $"{First:D6}-{Last:D6}" : $"{First:D6}";

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
