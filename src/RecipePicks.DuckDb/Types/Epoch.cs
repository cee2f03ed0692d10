namespace RecipePicks.DuckDb;

/// <summary>
/// DuckDB's numbers of time and .NET's. Both count from 1970-01-01 in the proleptic Gregorian calendar; DuckDB's range
/// is wider and has infinities, which .NET's types cannot hold: those are an <see cref="OverflowException"/>.
/// </summary>
internal static class Epoch
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;
    private static readonly long UnixTicks = DateTime.UnixEpoch.Ticks;
    private static readonly int UnixDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    internal static DateTime FromMicros(long value) => FromTicks((Int128)value * TicksPerMicrosecond, value, "µs");

    internal static DateTime FromMillis(long value) =>
        FromTicks((Int128)value * TimeSpan.TicksPerMillisecond, value, "ms");

    internal static DateTime FromSeconds(long value) => FromTicks((Int128)value * TimeSpan.TicksPerSecond, value, "s");

    /// <summary>Nanoseconds below a tick (100 ns) are dropped, towards the past.</summary>
    internal static DateTime FromNanos(long value) => FromTicks(FloorDivide(value, 100), value, "ns");

    internal static DateOnly FromDays(int days)
    {
        var number = (long)days + UnixDay;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw Beyond("date", days, "days");
    }

    internal static TimeOnly FromTimeMicros(long value) => FromTimeTicks(value * TicksPerMicrosecond, value, "µs");

    internal static TimeOnly FromTimeNanos(long value) => FromTimeTicks(value / 100, value, "ns");

    internal static long ToMicros(DateTime value) => FloorDivide(ToTicks(value), TicksPerMicrosecond);

    internal static long ToMillis(DateTime value) => FloorDivide(ToTicks(value), TimeSpan.TicksPerMillisecond);

    internal static long ToSeconds(DateTime value) => FloorDivide(ToTicks(value), TimeSpan.TicksPerSecond);

    /// <summary>Nanoseconds, which count from 1677 to 2262 only.</summary>
    /// <exception cref="OverflowException">Before 1677 or after 2262: a TIMESTAMP_NS reaches no further.</exception>
    internal static long ToNanos(DateTime value) => checked(ToTicks(value) * 100);

    internal static int ToDays(DateOnly value) => value.DayNumber - UnixDay;

    internal static long ToTimeMicros(TimeOnly value) => value.Ticks / TicksPerMicrosecond;

    internal static long ToTimeNanos(TimeOnly value) => value.Ticks * 100;

    /// <summary>Local times become UTC; times of no kind are taken as UTC.</summary>
    private static long ToTicks(DateTime value) =>
        (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks - UnixTicks;

    private static DateTime FromTicks(Int128 sinceUnix, long value, string unit)
    {
        var ticks = sinceUnix + UnixTicks;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new((long)ticks, DateTimeKind.Utc)
            : throw Beyond("timestamp", value, unit);
    }

    private static TimeOnly FromTimeTicks(long ticks, long value, string unit) =>
        ticks >= 0 && ticks <= TimeOnly.MaxValue.Ticks ? new(ticks) : throw Beyond("time of day", value, unit);

    private static long FloorDivide(long value, long by)
    {
        var (quotient, rest) = Math.DivRem(value, by);
        return rest < 0 ? quotient - 1 : quotient;
    }

    private static OverflowException Beyond(string what, long value, string unit) =>
        new(
            $"This {what} ({value} {unit} since its origin) is infinite or beyond what .NET can hold; cast it to VARCHAR."
        );
}
