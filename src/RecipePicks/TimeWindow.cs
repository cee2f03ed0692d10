using System.Globalization;

namespace RecipePicks;

/// <summary>A span of time in UTC, both ends included; an open end reaches as far as the evidence.</summary>
/// <param name="From">The first instant, or null.</param>
/// <param name="To">The last instant, or null.</param>
public readonly record struct TimeWindow(DateTime? From, DateTime? To)
{
    /// <summary>All of the evidence.</summary>
    public static TimeWindow All => default;

    /// <summary>Writes a time the way CloudTrail does: <c>2023-07-10T12:11:28Z</c>; fractions only when there are any.</summary>
    /// <param name="time">A time in UTC.</param>
    /// <returns>ISO 8601 text.</returns>
    public static string Format(DateTime time) =>
        time.Ticks % TimeSpan.TicksPerSecond == 0
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")
            : time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");

    /// <summary>Reads a time from the evidence; without an offset it is UTC.</summary>
    /// <param name="text">ISO 8601 text, or null.</param>
    /// <returns>
    /// The time in UTC, or null when the text is none. Of the first and the last year that a clock can show there is none: days are
    /// added to times and taken from them.
    /// </returns>
    internal static DateTime? Parse(string? text) =>
        DateTime.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out var time
        ) && time is { Year: > 1 and < 9999 }
            ? time
            : null;
}
