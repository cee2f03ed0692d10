using System.Globalization;
using System.Text.RegularExpressions;

namespace RecipePicks.Sql.Native;

/// <summary>Times as Trino reads them from text.</summary>
internal static partial class TimeText
{
    private const long Second = 1_000_000;

    [GeneratedRegex(
        @"^(?<year>[+-]?\d{1,6})-(?<month>\d{1,2})-(?<day>\d{1,2})(?: (?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:\.(?<fraction>\d{1,12}))?)?)?(?: ?(?<zone>[A-Za-z+-].*))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Sql();

    [GeneratedRegex(
        @"^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?|-W(?<week>\d{1,2})(?:-(?<weekday>[1-7]))?|-(?<ordinal>\d{3}))?(?:T(?<hour>\d{1,2})(?::(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,12}))?)?)?)?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Iso();

    /// <summary>A timestamp as SQL writes it: <c>2020-05-10 12:34:56.123 Europe/Rome</c>.</summary>
    /// <returns>Microseconds since 1970 of what the clock shows, the digits of its fraction, and the zone if there is one.</returns>
    public static (long Micros, int Precision, string? Zone)? ReadSql(string text)
    {
        var match = Sql().Match(text.Trim());
        if (!match.Success || Clock(match) is not { } micros)
        {
            return null;
        }

        var zone = match.Groups["zone"] is { Success: true, Value: var z } ? z.Trim() : null;
        return zone is not null && !Zones.IsKnown(zone) ? null : (micros, match.Groups["fraction"].Length, zone);
    }

    /// <summary>A date as SQL writes it, in days since 1970.</summary>
    public static int? ReadDate(string text)
    {
        var match = Sql().Match(text.Trim());
        return
            match.Success
            && !match.Groups["hour"].Success
            && !match.Groups["zone"].Success
            && Clock(match) is { } micros
            ? (int)Math.Floor(micros / (86400.0 * Second))
            : null;
    }

    /// <summary>ISO 8601, what CloudTrail writes first: <c>2023-07-10T12:11:28Z</c>.</summary>
    /// <returns>Microseconds since 1970 of what the clock shows, and the zone; UTC where none is given.</returns>
    public static (long Micros, string Zone)? ReadIso(string text)
    {
        var match = Iso().Match(text);
        if (!match.Success || (match.Groups["week"].Success ? Week(match) : Clock(match)) is not { } micros)
        {
            return null;
        }

        var zone = match.Groups["zone"].Value;
        return (
            micros,
            zone is "" or "Z" ? "UTC"
            : zone.Length == 3 ? zone + ":00"
            : zone.Insert(3, zone.Contains(':') ? "" : ":")
        );
    }

    /// <summary>The form that nearly every event has, <c>2023-07-10T12:11:28Z</c>, in microseconds; -1 for any other.</summary>
    public static long ReadPlain(ReadOnlySpan<byte> text) =>
        text.Length == 20 && text[10] == 'T' && text[19] == 'Z' ? PlainClock(text) : -1;

    /// <summary>SQL's plain form, <c>2023-07-10 12:11:28</c>, in microseconds; -1 for any other.</summary>
    public static long ReadPlainSql(ReadOnlySpan<byte> text) =>
        text.Length == 19 && text[10] == ' ' ? PlainClock(text) : -1;

    /// <summary>A date's plain form, <c>2023-07-10</c>, in days since 1970; -1 for any other.</summary>
    public static int ReadPlainDate(ReadOnlySpan<byte> text) => text.Length == 10 ? PlainDate(text) : -1;

    private static int PlainDate(ReadOnlySpan<byte> text)
    {
        var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8));
        return
            text[4] != '-'
            || text[7] != '-'
            || year is < 1970 or > 9999
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            ? -1
            : new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    }

    private static long PlainClock(ReadOnlySpan<byte> text)
    {
        var days = PlainDate(text);
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        return
            days < 0
            || text[13] != ':'
            || text[16] != ':'
            || hour is < 0 or > 23
            || minute is < 0 or > 59
            || second is < 0 or > 59
            ? -1
            : ((((((days * 24L) + hour) * 60) + minute) * 60) + second) * Second;
    }

    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        var (tens, ones) = (text[at] - '0', text[at + 1] - '0');
        return (uint)tens > 9 || (uint)ones > 9 ? -10_000 : (tens * 10) + ones;
    }

    private static long? Clock(Match match)
    {
        int Number(string group, int missing) =>
            match.Groups[group] is { Success: true, ValueSpan: var digits }
                ? int.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
                : missing;

        var (year, month, day) = (Number("year", 0), Number("month", 1), Number("day", 1));
        var (hour, minute, second) = (Number("hour", 0), Number("minute", 0), Number("second", 0));
        if (
            year is < 1 or > 9999
            || month is < 1 or > 12
            || day < 1
            || day > DateTime.DaysInMonth(year, month)
            || hour > 23
            || minute > 59
            || second > 59
            || Number("ordinal", 1) is < 1 or > 366
            || (Number("ordinal", 1) == 366 && !DateTime.IsLeapYear(year))
        )
        {
            return null;
        }

        var fraction = match.Groups["fraction"].Value.PadRight(6, '0')[..6];
        var start = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).AddDays(
            Math.Max(0, Number("ordinal", 1) - 1)
        );
        return ((start.Ticks - DateTime.UnixEpoch.Ticks) / 10) + int.Parse(fraction, CultureInfo.InvariantCulture);
    }

    private static long? Week(Match match)
    {
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        var week = int.Parse(match.Groups["week"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 2 or > 9998 || week < 1 || week > ISOWeek.GetWeeksInYear(year))
        {
            return null;
        }

        var weekday = match.Groups["weekday"] is { Success: true, Value: var d } ? d[0] - '0' : 1;
        var day = ISOWeek.ToDateTime(year, week, weekday == 7 ? DayOfWeek.Sunday : (DayOfWeek)weekday);
        return Clock(match) is { } clock
            ? ((day.Ticks - DateTime.UnixEpoch.Ticks) / 10)
                + (((clock % (86400 * Second)) + (86400 * Second)) % (86400 * Second))
            : null;
    }
}
