using System.Collections.Concurrent;
using System.Globalization;

namespace RecipePicks.Sql.Native;

/// <summary>Time zones by name (<c>Europe/Rome</c>) or offset (<c>+02:00</c>).</summary>
internal static class Zones
{
    private static readonly ConcurrentDictionary<string, TimeZoneInfo?> s_zones = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether there is such a zone.</summary>
    public static bool IsKnown(string zone) => Find(zone) is not null;

    /// <summary>How far a zone is from UTC at all times, in microseconds; null if that depends on the time.</summary>
    public static long? Fixed(string zone) =>
        Find(zone) is { SupportsDaylightSavingTime: false } info && info.GetAdjustmentRules().Length == 0
            ? info.BaseUtcOffset.Ticks / 10
            : null;

    /// <summary>What a zone's clock shows at an instant; both in microseconds since 1970.</summary>
    public static long Local(long instant, string zone) =>
        instant + (Need(zone).GetUtcOffset(Clock(instant)).Ticks / 10);

    /// <summary>When a zone's clock shows a time; in a gap it is the later, in an overlap the earlier instant.</summary>
    public static long Instant(long local, string zone)
    {
        var info = Need(zone);
        var clock = DateTime.SpecifyKind(Clock(local), DateTimeKind.Unspecified);
        var offset = info.IsAmbiguousTime(clock) ? info.GetAmbiguousTimeOffsets(clock).Max() : info.GetUtcOffset(clock);
        return local - (offset.Ticks / 10);
    }

    /// <summary>A number of microseconds since 1970 as a time.</summary>
    /// <exception cref="FormatException">It is outside the years 1 to 9999.</exception>
    public static DateTime Clock(long micros)
    {
        var ticks = DateTime.UnixEpoch.Ticks + (Int128)micros * 10;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new((long)ticks, DateTimeKind.Utc)
            : throw new FormatException("The time is outside the years 1 to 9999");
    }

    private static TimeZoneInfo Need(string zone) =>
        Find(zone) ?? throw new FormatException($"'{zone}' is not a time zone");

    private static TimeZoneInfo? Find(string zone) =>
        zone.Length > 60
            ? null
            : s_zones.GetOrAdd(zone, static z => Offset(z) is { } offset ? Custom(z, offset) : Named(z));

    private static TimeZoneInfo Custom(string name, TimeSpan offset) =>
        TimeZoneInfo.CreateCustomTimeZone(name, offset, name, name);

    private static TimeZoneInfo? Named(string zone)
    {
        if (zone.ToUpperInvariant() is "Z" or "UTC" or "GMT" or "UT" or "ZULU")
        {
            return TimeZoneInfo.Utc;
        }

        return
            zone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found)
            ? found
            : null;
    }

    private static TimeSpan? Offset(string zone)
    {
        if (zone.Length is < 3 or > 6 || zone[0] is not ('+' or '-'))
        {
            return null;
        }

        var parts = zone[1..].Split(':');
        var digits = parts.Length == 1 && zone.Length == 5 ? [zone[1..3], zone[3..]] : parts;
        var numbers = digits
            .Select(d => int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 99)
            .ToList();
        if (numbers.Count > 2 || numbers[0] > 14 || (numbers.Count == 2 && numbers[1] > 59))
        {
            return null;
        }

        var minutes = (numbers[0] * 60) + (numbers.Count == 2 ? numbers[1] : 0);
        return minutes <= 14 * 60 ? TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes) : null;
    }
}
